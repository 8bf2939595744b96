# Files that are not there, empty, cut off, no table, or folders.
. "$LIB/tables.sh"
lists
gvc import none.csv -o t.h5
echo "exit $?"
: >empty.csv
gvc import empty.csv -o t.h5
echo "exit $?"
rows | awk '{ for (i = 0; i < 200; i++) print }' | gzip >whole.gz
head -c 60 whole.gz >cut.csv.gz
gvc import cut.csv.gz -o t.h5
echo "exit $?"
mkdir folder
gvc import folder -o t.h5
echo "exit $?"
echo 'It was a dark and stormy night.' >novel.txt
gvc import novel.txt -o t.h5
echo "exit $?"
gvc import novel.txt --format icio-xml -o t.h5
echo "exit $?"
gone t.h5
