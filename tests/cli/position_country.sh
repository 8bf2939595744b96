# By country and by sector; a country's numbers are ratios of the sums of its industries.
. "$LIB/tables.sh"
tiny
gvc position t.csv --year 2010 | rounded
gvc position t.csv --year 2010 --level sector --country AAA,CCC --sector s2 | rounded
gvc position t.csv --year 2010 --length --country BBB | rounded
gvc position t.csv --year 2010 --kpww --group AB=AAA,BBB --terms dv,fv,iv,participation,position_kpww |
    rounded
gvc position t.csv --year 2010 --terms value_added_share --level sector -o sector.csv
gvc position t.csv --year 2010 --terms value_added_share --level sector --country BBB -o one.csv
grep -E '^year|BBB' sector.csv | cmp - one.csv
