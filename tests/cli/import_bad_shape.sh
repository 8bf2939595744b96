# Ragged rows, columns that do not fit the lists, lists that are empty or name a label twice.
. "$LIB/tables.sh"
try() {
    gvc import t.csv -o t.h5
    echo "exit $?"
}
lists
rows | sed '3s/,[^,]*$//' >t.csv && try
rows | sed '3s/$/,1/' >t.csv && try
rows | cut -d, -f1-8 >t.csv && try
rows | head -n 5 >t.csv && try
rows >t.csv
printf 'AAA\nBBB\nAAA\n' >countries.csv && try
printf 'AAA\nBBB\nCCC\nDDD\n' >countries.csv && try
: >countries.csv && try
rm countries.csv && try
lists
printf 's1\ns1\n' >sectors.csv && try
: >sectors.csv && try
lists
gvc import t.csv --countries none.csv -o t.h5
echo "exit $?"
gone t.h5
