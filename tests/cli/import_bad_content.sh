# Tables that can be read and make no sense.
. "$LIB/tables.sh"
lists
rows | sed 's/[0-9][0-9]*/0/g' >t.csv
gvc import t.csv -o t.h5
echo "exit $?"
printf '1,0,0,0,0,0,0,0,0\n0,1,0,0,0,0,1,0,0\n0,0,1,0,0,0,1,0,0\n0,0,0,1,0,0,1,0,0\n' >t.csv
printf '0,0,0,0,1,0,1,0,0\n0,0,0,0,0,1,1,0,0\n' >>t.csv
gvc decompose t.csv -o r.csv
echo "exit $?"
gone t.h5 r.csv
