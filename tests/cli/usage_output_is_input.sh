# An output that is one of the files read is refused, under whatever name, and nothing is lost.
. "$LIB/tables.sh"
tiny
printf 'AAA,AB\nBBB,AB\n' >groups.csv
gvc import t.csv --year 2010 -q -o t.h5
gvc decompose t.h5 -o r.h5
mkdir folder
ln t.h5 hard.h5
ln -s ../t.h5 folder/soft.h5
cp t.csv table.csv
for file in *.csv *.h5; do
    cksum "$file"
done >before
try() {
    gvc "$@"
    echo "exit $?"
}
try decompose t.h5 -o t.h5
try decompose t.h5 -o ./folder/../t.h5
try decompose t.h5 -o hard.h5
try decompose t.h5 -o folder/soft.h5
try decompose t.csv -o t.csv
try decompose t.csv -o countries.csv
try decompose folder/../t.csv -o ./sectors.csv
try decompose t.csv --groups groups.csv -o groups.csv
try export r.h5 -o r.h5
for file in *.csv *.h5; do
    cksum "$file"
done | cmp - before
gvc import t.h5 -q -o t.h5 && gvc decompose t.h5 --terms gexp
gvc decompose t.h5 --terms gexp -o - | wc -l
gvc decompose t.h5 --terms gexp -o /dev/null --format csv
