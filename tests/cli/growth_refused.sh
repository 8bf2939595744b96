# What cannot be compared, and what has no meaning.
. "$LIB/tables.sh"
. "$LIB/years.sh"
years 2000 2001
try() {
    gvc growth "$@"
    echo "exit $?"
}
try
try world_2000.h5
try world_2000.h5 world_2000.h5
try world_2000.h5 none.h5
gvc example -q -o example.h5
try world_2000.h5 example.h5
cat >merge.csv <<'MAP'
s1,all
s2,all
MAP
gvc aggregate world_2001.h5 --sectors merge.csv -q -o merged.h5
try world_2000.h5 merged.h5
tiny
gvc import t.csv -q --year 2003 --unit "thousand USD" -o thousand.h5
try world_2000.h5 thousand.h5
cp t.csv undated.csv
cp countries.csv undated_countries.csv
cp sectors.csv undated_sectors.csv
try world_2000.h5 undated.csv
try world_2000.h5 world_2001.h5 --levels --summary
try world_2000.h5 world_2001.h5 --national --summary
try world_2000.h5 world_2001.h5 --levels --method polar
try world_2000.h5 world_2001.h5 --national --method polar
try world_2000.h5 world_2001.h5 --summary --method lmdi
try world_2000.h5 world_2001.h5 --method both
try world_2000.h5 world_2001.h5 --relative-to moon
try world_2000.h5 world_2001.h5 --satellite jobs
try world_2000.h5 world_2001.h5 --country ZZZ
try world_2000.h5 world_2001.h5 --terms gexp
try world_2000.h5 world_2001.h5 --year 2000
try world_2000.h5 world_2001.h5 --blocs none.csv
printf 'AAA,home\n' >home.csv
try world_2000.h5 world_2001.h5 --blocs home.csv
printf 'country,bloc\nXXX,far\n' >far.csv
try world_2000.h5 world_2001.h5 --blocs far.csv
try world_2000.h5 world_2001.h5 --summary --blocs far.csv
try world_2000.h5 world_2001.h5 -o world_2001.h5
try world_2000.h5 world_2001.h5 -o far.csv --blocs far.csv
gvc batch growth world_2000.h5 world_2001.h5 -o panel.h5
echo "exit $?"
# lmdi takes no logarithm of what is below 0.
rows >t.csv
gvc import t.csv -q --year 2003 -o good.h5
cell 1 7 -4000 >t.csv
gvc import t.csv -q --year 2004 -o bad.h5
try good.h5 bad.h5 --method lmdi --country AAA
