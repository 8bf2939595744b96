# COLUMNS decides where lines break, and no line is longer.
COLUMNS=60 gvc decompose --help | awk 'length > 60 && !/^  gvc/ { print "too long: " $0 }'
COLUMNS=60 gvc version -h
