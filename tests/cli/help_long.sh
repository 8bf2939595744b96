# --help and gvc help COMMAND: the same, with examples.
gvc export --help
gvc help export >again
gvc export --help | cmp - again
