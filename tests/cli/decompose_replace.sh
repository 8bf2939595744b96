# An existing file is replaced at the end, and stays when something goes wrong.
. "$LIB/tables.sh"
tiny
echo old >r.csv
gvc decompose t.csv --year 2010 --exporter ZZZ -o r.csv
cat r.csv
gvc decompose t.csv --year 2010 --terms gexp -o r.csv
cat r.csv
ls
