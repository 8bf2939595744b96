# An unknown label suggests near ones; a key that the view does not have is named.
. "$LIB/tables.sh"
tiny
gvc decompose t.csv --exporter AAB -o r.csv
echo "exit $?"
gvc decompose t.csv --level sector --sector s3 -o r.csv
echo "exit $?"
gvc decompose t.csv --importer BBB -o r.csv
echo "exit $?"
gvc decompose t.csv --terms dvx -o r.csv
echo "exit $?"
gvc decompose t.csv --drop-fd INVNT -o r.csv
echo "exit $?"
gone r.csv
