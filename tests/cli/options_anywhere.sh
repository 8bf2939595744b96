# Options before or after the file, shortened, with = or apart, repeated lists; -- ends them.
. "$LIB/tables.sh"
tiny
gvc decompose t.csv --year 2010 --level sector --exporter BBB --terms gexp,dva | rounded
echo
gvc decompose --exp=BBB --lev sector --year=2010 --terms gexp --terms dva -- t.csv | rounded
cp t.csv ./-x.csv
echo
gvc decompose --terms dva --year 2010 -- -x.csv | rounded
