# Accounts from a file, with those of final use, missing industries, and indicators of accounts.
. "$LIB/tables.sh"
tiny
cat >sat.csv <<'EOF'
account,unit,AAA_s1,AAA_s2,BBB_s1,BBB_s2,CCC_s1,CCC_s2,AAA_FD
jobs,heads,5,6,7,8,9,10,0
CO2,kt,50,6,70,8,90,10,33
CH4,kt,1,2,3,4,5,6,0
EOF
gvc footprint t.csv --year 2010 --satellite sat.csv -q --terms pba,cba,exp,imp,direct | rounded
gvc footprint t.csv --year 2010 --satellite sat.csv --account jobs -q --ratios | rounded
printf 'account,indicator,weight\nCO2,warming,1\nCH4,warming,28\njobs,work,-1\n' >gwp.csv
gvc footprint t.csv --year 2010 --satellite sat.csv --characterise gwp.csv -q --terms pba,net | rounded
gvc footprint t.csv --year 2010 --satellite sat.csv --characterise gwp.csv -q --level pair --country AAA --terms flow |
    rounded
cut -d, -f1-5,7- sat.csv | sed 's/,6,/,,/' >part.csv
gvc footprint t.csv --year 2010 --satellite part.csv -o r.h5
echo "exit $?"
gvc footprint t.csv --year 2010 --satellite part.csv --missing error -o r.h5
echo "exit $?"
gvc footprint t.csv --year 2010 --satellite part.csv --missing zero --account jobs --terms pba | rounded
gvc import t.csv --year 2010 --satellite part.csv -q -o t.h5
echo "exit $?"
gvc import t.csv --year 2010 --satellite part.csv --missing zero -o t.h5
gvc footprint t.h5 --satellite CO2 --terms pba,direct | rounded
gvc footprint t.h5 --satellite CO2 --format table
gvc footprint t.h5 --satellite CO2 -q -o r.h5
gvc info r.h5 | grep -E 'account_units|"satellite"'
