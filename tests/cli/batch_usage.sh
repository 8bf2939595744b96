# What one table cannot do is that table's failure; what no table can do ends the run.
. "$LIB/years.sh"
years 1995 2000 2005
timings() { sed 's/[0-9.]* s, [0-9]* MB$/took its time/'; }
printf '40,1,1,1,5,5\n1,40,1,1,5,5\n1,1,40,1,5,5\n1,1,1,40,5,5\n' >few_2001.csv
printf 'AAA\nBBB\n' >few_countries.csv
gvc import few_2001.csv -q -o few_2001.h5
gvc batch linkages world_1995.h5 few_2001.h5 world_2000.h5 --loops 5 -o loops/ --jobs 1 2>&1 | timings
gvc batch linkages world_1995.h5 few_2001.h5 world_2000.h5 --loops 5 -q -o loops/ 2>/dev/null
echo "exit $?"
ls loops
echo "-- a map of sectors that one table has not"
printf 's1,all\ns2,all\n' >map.csv
printf 'a1\na2\n' >other_sectors.csv
printf '40,1,1,1,5,5\n1,40,1,1,5,5\n1,1,40,1,5,5\n1,1,1,40,5,5\n' >other_2002.csv
cp few_countries.csv other_countries.csv
gvc import other_2002.csv -q -o other_2002.h5
gvc batch aggregate other_2002.h5 world_1995.h5 --sectors map.csv -o maps/ --jobs 1 2>&1 | timings
ls maps
echo "-- wrong for every table"
gvc batch decompose world_*.h5 --method kww --perspective world -o x.h5 --jobs 1
echo "exit $?"
left
