# What all paths carry through industries and over deliveries, without a list of them.
. "$LIB/tables.sh"
gvc example -q -o e.h5
gvc paths e.h5 --nodes --country UPG --sector CAR,ELE | rounded
gvc paths e.h5 --nodes --level country --product UPG_CAR | rounded | head -n 4
gvc paths e.h5 --edges --top 4 | rounded
gvc paths e.h5 --edges --exporter UPG --top 4 | rounded
gvc paths e.h5 --edges --level country --product UPG_CAR | rounded | head -n 4
# Origin and final, summed, are the same: the value in the demand.
gvc paths e.h5 --nodes --product UPG_CAR --terms origin,final -o nodes.csv
awk -F, 'NR > 1 { a += $4; b += $5 } END { printf "%.9g %.9g\n", a, b }' nodes.csv
