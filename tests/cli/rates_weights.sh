# Weights of partners, with one elasticity and with three.
. "$LIB/tables.sh"
gvc example -q -o e.h5
gvc rates e.h5 --country UPG --format table
gvc rates e.h5 --country UPG,HUB --partner HQE,ASY | rounded
gvc rates e.h5 --equal --terms weight -q -o a.csv
gvc rates e.h5 --terms weight -q -o b.csv
cmp a.csv b.csv
gvc rates e.h5 --elasticities 0.5,2,4 --country UPG | rounded
gvc rates e.h5 --elasticities 3,3,3 --terms weight -q -o c.csv
near a.csv c.csv
gvc rates e.h5 --group EAST=UPG,ASY,PAR --country EAST --terms weight,gross_weight | rounded
# Weights of a country add up to 1.
awk -F, 'NR > 1 { sum[$2] += $4 } END { for (c in sum) printf "%s %.12f\n", c, sum[c] }' a.csv | sort
