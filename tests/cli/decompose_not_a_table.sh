# A result where a table is expected, and the other way round.
. "$LIB/tables.sh"
tiny
gvc import t.csv --year 2010 -q -o t.h5
gvc decompose t.h5 -o r.h5
gvc decompose r.h5 -o x.csv
echo "exit $?"
gvc export t.h5 -o x.csv
echo "exit $?"
gvc export t.csv -o x.csv
echo "exit $?"
gone x.csv
