# --va given needs a table with the rows, --output-total given one with the column.
. "$LIB/tables.sh"
tiny
gvc decompose t.csv --va given -o r.csv
echo "exit $?"
gvc decompose t.csv --output-total given -o r.csv
echo "exit $?"
gone r.csv
