# Two tables: blocks, pairs of countries, industries; cells that change most, accounts of both.
. "$LIB/tables.sh"
tiny
mkdir later
cp countries.csv sectors.csv later
cell 3 4 16 >later/t.csv
gvc diff t.csv later/t.csv --year 2010 --format table
gvc diff t.csv later/t.csv --year 2010 --by pair -q | grep -v ',0,0,[0-9]*,0,0,0$'
gvc diff t.csv later/t.csv --year 2010 --by industry -q | cut -d , -f 1-6 | grep ',10,'
gvc import t.csv --year 2010 -o t.h5 -q
gvc diff t.h5 t.csv --year 2010 --strict
echo "exit $?"
gvc diff t.h5 later/t.csv --year 2010 --strict -q -o d.h5
echo "exit $?"
# Labels that only one has are told; what is common is compared.
printf 'AAA,AAA\nBBB,REST\nCCC,REST\n' >map.csv
gvc aggregate t.h5 --countries map.csv -o small.h5 -q
gvc diff t.h5 small.h5
