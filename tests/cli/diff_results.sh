# Two results of one view: column by column, cell by cell, with a tolerance, as HDF5 and back.
. "$LIB/tables.sh"
tiny
mkdir later
cp countries.csv sectors.csv later
cell 1 9 250 >later/t.csv
gvc decompose t.csv --year 2010 --terms gexp,dva,fva --solver lu -o a.h5
gvc decompose later/t.csv --year 2011 --terms gexp,dva,ref --solver lu -o b.h5
gvc diff a.h5 b.h5 --terms gexp --format table
gvc diff a.h5 b.h5 --strict --quiet -o d.h5
echo "exit $?"
gvc info d.h5 | grep -E '^(year|only|differing|history)'
gvc diff a.h5 b.h5 --terms gexp --cells
gvc diff a.h5 b.h5 --terms gexp,dva --cells --top 1 -q -o top.h5
gvc export top.h5 | cut -d , -f 1-3 # one cell a column, and no row for others
gvc diff a.h5 a.h5 --strict --cells
echo "exit $?"
# The same but for the last digits.
gvc decompose t.csv --year 2010 --solver lu -o lu.h5
gvc decompose t.csv --year 2010 --solver seidel -o seidel.h5
gvc diff lu.h5 seidel.h5 --tolerance 1e-11 --strict -q | cut -d , -f 1-4 | grep -v ',0$' # no line is left but the header
gvc diff lu.h5 seidel.h5 -o s.h5 -q
gvc info s.h5 | grep '^differing'
