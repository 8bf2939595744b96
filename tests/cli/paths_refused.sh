# What has no meaning, and what the table does not have.
. "$LIB/tables.sh"
gvc example -q -o e.h5
try() {
    gvc paths e.h5 "$@"
    echo "exit $?"
}
try --product UPG_XYZ
try --product UPG
try --exporter NOWHERE
try --product UPG_CAR --exporter UPG
try --through UPG_XYZ
try --from UPG --group EAST=UPG,ASY
try --satellite CO2
try --satellite nothing.csv
try --coverage 1.5
try --min 0.1 --min-value 3
try --min-value 1e12
try --min 1e-9
try --nodes --edges
try --nodes --top 3
try --edges --by origin
try --level country
try --nodes --level industry
try --edges --level country --top 3
try --by size
try --country UPG
try --terms total
try --share
try --top 999999999
try --coverage 1
