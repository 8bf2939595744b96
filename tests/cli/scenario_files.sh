# Several shocks from a file, the final demand of another year, groups that are built in.
. "$LIB/tables.sh"
gvc example -o example.h5
cat >shocks.csv <<'END'
country,sector,buyer,change,unit,name
,,BIG,-5,pct,big
UPG,ELE,HQE,1000,abs,"Electronics"
END
gvc scenario demand example.h5 --shocks shocks.csv --keep UPG | rounded
gvc scenario demand example.h5 --shocks shocks.csv --keep UPG -o r.json
grep -oE '"shocks": *"[^"]*"' r.json
printf 'country,change\nUPG,-10\n' >supply.csv
gvc scenario supply example.h5 --shocks supply.csv --keep UPG | rounded
cat >move.ini <<'END'
; two steps of a move
[near]
buyer = BIG
from = UPG
to = PAR
sector = ELE, CAR
by = 30%

[home]
buyer = BIG
from = UPG
to = home
sector = ELE
by = 20%
split = equal
END
gvc scenario source example.h5 --file move.ini --keep UPG,PAR,BIG | rounded
cat >border.ini <<'END'
[at home]
country = AAA
price = 0.05
[border]
border = AAA
price = 0.05
END
tiny
printf 'account,AAA_s1,AAA_s2,BBB_s1,BBB_s2,CCC_s1,CCC_s2\nco2,5,9,2,7,1,4\n' >co2.csv
gvc scenario carbon t.csv --year 2010 --satellite co2.csv --file border.ini | rounded
gvc example --year 2010 -o early.h5
gvc scenario demand early.h5 --replay example.h5 --keep UPG,BIG | rounded
rows >eu.csv
printf 'DEU\nFRA\nKOR\n' >countries.csv
gvc scenario demand eu.csv --year 2010 --country EU27 --by -5% | rounded
gvc scenario tariff eu.csv --year 2010 --from KOR --to EU27 --rate 10% --terms first_order -q | rounded
# Over many tables the kind is an option.
gvc batch scenario early.h5 example.h5 --kind demand --country BIG --by -5% --keep UPG \
    --terms va_percent -o panel.csv -q
rounded <panel.csv
