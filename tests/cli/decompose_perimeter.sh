# A flow by hand: one row, or one for each origin; lists of countries, sectors, industries, groups.
. "$LIB/tables.sh"
tiny
rounded() {
    awk -F, -v OFS=, '{ for (i = 1; i <= NF; i++) if ($i ~ /^-?[0-9]+\.[0-9]/) $i = sprintf("%.8f", $i) } 1'
}
gvc decompose t.csv --year 2010 --perimeter-from AAA --perimeter-to BBB,CCC | rounded
gvc decompose t.csv --year 2010 --exporter AAA --terms gexp
gvc decompose t.csv --year 2010 --perimeter-from AAA --perimeter-to BBB,CCC --by origin | rounded
gvc decompose t.csv --year 2010 --perimeter-from s1 --perimeter-to AAA_s2 --perimeter-to BBB --share | rounded
gvc decompose t.csv --year 2010 --perimeter-to CCC --by origin --origin AAA --terms va | rounded
gvc decompose t.csv --year 2010 --group AB=AAA,BBB --perimeter-from AB_s1,CCC --terms gexp
gvc decompose t.csv --year 2010 --perimeter-from AAA,s2 --reproducible -o r.h5
gvc info r.h5 | grep -E '^(variant|method|perimeter from|perimeter to|identity):'
try() {
    gvc decompose t.csv --year 2010 "$@"
    echo "exit $?"
}
try --perimeter-from AAX
try --perimeter-to AAA_s9
try --perimeter-from AAA --group AB=AAA,BBB
try --by origin
try --perimeter-from AAA --by absorber
try --perimeter-from AAA --flow imports
try --perimeter-from AAA --perspective exporter
try --perimeter-from AAA --level sector
try --perimeter-from AAA --exporter AAA
