# -h of a command: usage and options on standard output, whatever else was asked.
gvc decompose -h
gvc decompose missing.h5 --level sector -h >again || echo "exit $?"
gvc decompose -h | cmp - again
