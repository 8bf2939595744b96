# Shocks of prices: percent changes of producer, export and consumer prices.
. "$LIB/tables.sh"
gvc example -o example.h5
gvc scenario tariff example.h5 --rate 10% --keep UPG,BIG | rounded
gvc scenario tariff example.h5 --from UPG --to BIG --rate 25% --erp --erp-domestic --keep BIG | rounded
gvc scenario tariff example.h5 --rate 5% --erp --product-rate 10% --level sector --keep UPG \
    --terms first_order,full,erp | rounded
gvc scenario price example.h5 --country UPG --by 10% --keep UPG,PAR | rounded
gvc scenario price example.h5 --country UPG --sector ELE --by 1000 --keep UPG | rounded
gvc scenario currency example.h5 --country UPG --by -10% --keep UPG,BIG | rounded
gvc scenario currency example.h5 --country UPG --by -10% --level sector --keep UPG \
    --terms export_partner,export_own | rounded
# Accounts of a file, of several, and of the table.
tiny
printf 'account,unit,AAA_s1,AAA_s2,BBB_s1,BBB_s2,CCC_s1,CCC_s2\nco2,kt,5,9,2,7,1,4\n' >co2.csv
(cat co2.csv; printf 'jobs,persons,50,20,10,30,40,10\n') >both.csv
gvc scenario carbon t.csv --year 2010 --satellite co2.csv --price 0.05 | rounded
gvc scenario carbon t.csv --year 2010 --satellite co2.csv --price 0.05 --border AAA,BBB | rounded
gvc scenario carbon t.csv --year 2010 --satellite co2.csv --price 0.05 --country CCC --level sector |
    rounded
gvc scenario demand t.csv --year 2010 --country AAA --by -10% --satellite both.csv --account jobs |
    rounded
gvc scenario demand t.csv --year 2010 --country AAA --by -10% --satellite both.csv
echo "exit $?"
gvc import t.csv --year 2010 --satellite both.csv -o t.h5 -q
gvc scenario carbon t.h5 --satellite co2 --price 0.05 --terms producer_price | rounded
gvc scenario price t.h5 --satellite jobs --by 5% --terms producer_price | rounded
gvc scenario carbon t.h5 --satellite co3 --price 0.05
echo "exit $?"
