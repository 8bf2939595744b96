. "$LIB/tables.sh"
tiny
gvc decompose t.csv --memory 1K -o r.csv
echo "exit $?"
gone r.csv
