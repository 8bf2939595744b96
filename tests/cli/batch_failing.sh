# A table that cannot be read: the others go on, nothing is made twice, the panel comes with the
# mended table.
. "$LIB/years.sh"
years 1995 2000 2005
timings() { sed 's/[0-9.]* s, [0-9]* MB$/took its time/'; }
gvc batch decompose world_*.h5 --reproducible -q -o whole.h5
cp world_2000.h5 good.h5
head -c 5000 good.h5 >world_2000.h5
gvc batch decompose world_*.h5 --reproducible --jobs 1 -o panel.h5 2>&1 | timings
gvc batch decompose world_*.h5 --reproducible -q -o panel.h5 2>/dev/null
echo "exit $?"
[ -e panel.h5 ] && echo "the panel is there"
find panel.h5.batch -name 'world_*.h5' | sort | sed 's/-[0-9a-f]*\./-HASH./'
cp good.h5 world_2000.h5
gvc batch decompose world_*.h5 --reproducible -o panel.h5 2>&1 | timings
left
echo "-- the same bytes, but for the name"
gvc export panel.h5 -o a.csv
gvc export whole.h5 -o b.csv
cmp a.csv b.csv && echo equal
echo "-- fail fast"
head -c 5000 good.h5 >world_1995.h5
gvc batch decompose world_*.h5 --fail-fast --jobs 1 -o fast.h5 2>&1 | timings
left
rm -rf fast.h5.batch
echo "-- two of a year, and no year"
years 1995
cp world_1995.h5 again.h5
gvc batch decompose world_1995.h5 again.h5 -o twice.h5
echo "exit $?"
cp countries.csv t_countries.csv
cp sectors.csv t_sectors.csv
awk 'BEGIN { for (i = 1; i <= 6; i++) print "1,2,3,4,5,6,7,8,9" }' >t.csv
gvc batch decompose t.csv -o unknown.h5
echo "exit $?"
left
