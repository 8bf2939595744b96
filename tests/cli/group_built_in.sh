# --group takes a group that is built in; members are found by any code, and who is missing is told.
. "$LIB/tables.sh"
rows >t.csv
printf 'DE\nFRA\nKOR\n' >countries.csv
printf 's1\ns2\n' >sectors.csv
gvc decompose t.csv --year 2010 --group eu27 --terms gexp
gvc decompose t.csv --year 2010 --group X=DE,FRA --terms gexp
gvc indicators t.csv --year 2010 --group EU27 --only EXGR -q
gvc decompose t.csv --year 2010 --group EU27 --terms gexp --exporter EU27 -q
gvc decompose t.csv --year 2010 --group EU27 --exporter FRA
echo "exit $?"
gvc decompose t.csv --year 2010 --group ASEAN
echo "exit $?"
gvc decompose t.csv --year 2010 --group EU27 --group G7 -q
echo "exit $?"
gvc decompose t.csv --year 2010 --group EU72
echo "exit $?"
gvc decompose t.csv --year 2010 --group ggdc10
echo "exit $?"
gvc decompose t.csv --year 2010 --group EU27 -q -o r.h5
gvc info r.h5 | grep ^groups
