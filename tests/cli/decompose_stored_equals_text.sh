# A stored table gives the same bytes as the text it came from.
. "$LIB/tables.sh"
tiny
gvc import t.csv --year 2010 -q -o t.h5
gvc decompose t.h5 --level bilateral -o a.csv
gvc decompose t.csv --year 2010 --level bilateral -o b.csv
cmp a.csv b.csv
