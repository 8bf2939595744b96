# A group is one block and comes last; it works like a label; members have no rows.
. "$LIB/tables.sh"
tiny
gvc decompose t.csv --group AB=AAA,BBB --terms gexp --year 2010
printf '\357\273\277country,group\r\nAAA,AB\r\n"BBB", AB\r\n\r\n' >groups.csv
gvc decompose t.csv --groups groups.csv --terms gexp --year 2010 --exporter AB
gvc decompose t.csv --group AB=AAA,BBB --exporter AAA
echo "exit $?"
gvc decompose t.csv --group AB=AAA,ZZZ
echo "exit $?"
gvc decompose t.csv --group AB=AAA,BBB --group BC=BBB,CCC
echo "exit $?"
printf 'AAA,AB\nBBB\n' >bad.csv
gvc decompose t.csv --groups bad.csv
echo "exit $?"
gvc decompose t.csv --groups none.csv
echo "exit $?"
