gvc version
gvc --version
gvc version -v | sed -E 's/: .*/: .../'
