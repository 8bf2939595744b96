# The year: of the file, of the option, and both when they differ.
. "$LIB/tables.sh"
tiny
gvc import t.csv --year 2010 -q -o t.h5
gvc info t.h5 | grep '^year'
gvc decompose t.h5 --year 2010 --terms gexp
gvc decompose t.h5 --year 2011 --terms gexp
echo "exit $?"
cp t.csv t_2015.csv
gvc decompose t_2015.csv --terms gexp
