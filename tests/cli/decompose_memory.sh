# Too little memory is said before the work starts, with what it would take; enough is no error.
. "$LIB/tables.sh"
tiny
gvc decompose t.csv --memory 1K -o r.csv 2>message
echo "exit $?"
sed -E 's/[0-9.]+ MB/... MB/' message
gone r.csv
gvc decompose t.csv --year 2010 -o r.csv
gvc decompose t.csv --year 2010 --memory 200M -o small.csv
cmp small.csv r.csv
