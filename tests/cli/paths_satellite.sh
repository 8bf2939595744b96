# Emissions in the place of value added: an account of the table, or one of a file.
. "$LIB/tables.sh"
gvc example -q -o e.h5
gvc paths e.h5 --satellite EMP --product UPG_CAR --top 3 | rounded
gvc paths e.h5 --satellite EMP --product UPG_CAR --top 3 -q -o emp.h5
gvc info emp.h5 | grep -E '^satellite:'
gvc paths e.h5 --satellite EMP --nodes --level country --product UPG_CAR --terms origin --country UPG | rounded
tiny
printf 'account,unit,AAA_s1,AAA_s2,BBB_s1,BBB_s2,CCC_s1,CCC_s2\nco2,kt,5,4,3,2,1,0\n' >co2.csv
{ cat co2.csv && echo 'jobs,persons,1,2,3,4,5,6'; } >two.csv
gvc paths t.csv --year 2010 --satellite co2.csv --top 3 | rounded
gvc paths t.csv --year 2010 --satellite two.csv --account jobs --top 3 --format table
gvc paths t.csv --year 2010 --satellite two.csv
echo "exit $?"
