# One command over several tables: a panel with the numbers of the single runs, or a file a table.
. "$LIB/years.sh"
years 1995 2000 2005
timings() { sed 's/[0-9.]* s, [0-9]* MB$/took its time/'; }
gvc batch decompose world_*.h5 --level bilateral -o panel.h5 --jobs 1 2>&1 | timings
gvc export panel.h5 -o panel.csv
for year in 1995 2000 2005; do
    gvc decompose world_$year.h5 --level bilateral -o $year.csv
done
(cat 1995.csv && tail -n +2 2000.csv && tail -n +2 2005.csv) >single.csv
cmp panel.csv single.csv && echo "panel: equal"
gvc info panel.h5 | grep -E '^(title|year|dimensions|source file|by year|command line)'
echo "-- as CSV, any order of tables, jobs at once"
gvc batch decompose world_2005.h5 world_1995.h5 world_2000.h5 --level bilateral -q --jobs 3 -o direct.csv
cmp direct.csv single.csv && echo "CSV: equal"
echo "-- a pattern, years, a list"
gvc batch position 'world_*.h5' --year 1995,2001-2010 -q -o some.csv
cut -d, -f1 some.csv | uniq -c | awk '{ print $1, $2 }'
printf '# the first one\nworld_1995.h5\n\n' | gvc batch position - -q -o list.csv
cut -d, -f1 list.csv | uniq | tr '\n' ' '
echo
echo "-- a file a table"
gvc batch position world_*.h5 --format csv -q -o files/
ls -A files
gvc position world_2000.h5 -o one.csv
cmp one.csv files/world_2000.csv && echo "file: equal"
gvc batch position world_2000.h5 -q -o files/
gvc info files/world_2000.h5 | grep 'command line'
gvc batch aggregate world_*.h5 --sectors sectors.map -q -o coarse/ 2>/dev/null
echo "exit $?"
printf 's1,all\ns2,all\n' >map.csv
gvc batch aggregate world_*.h5 --sectors map.csv -q -o coarse/
ls -A coarse
echo "-- labels that differ"
gvc aggregate world_2000.h5 --countries other.csv -q -o x.h5 2>/dev/null
printf 'CCC,DDD\n' >other.csv
gvc aggregate world_2000.h5 --countries other.csv -q -o other_2000.h5
gvc batch decompose world_1995.h5 other_2000.h5 --terms gexp --jobs 1 -o differ.csv 2>&1 | timings
cat differ.csv
left
