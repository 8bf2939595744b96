# Imports by importer and by product, by origin; a product group adds up; combinations without sense.
. "$LIB/tables.sh"
tiny
gvc decompose t.csv --year 2010 --flow imports | rounded
gvc decompose t.csv --year 2010 --flow imports --level pair --importer AAA --origin BBB,AAA | rounded
gvc decompose t.csv --year 2010 --perspective importer --level bilateral --importer CCC --origin-sector s2 | rounded
gvc decompose t.csv --year 2010 --perspective sectimp --sector s1 --share | rounded
gvc decompose t.csv --year 2010 --perspective sectimp --level bilateral --sector s1 --importer AAA | rounded
printf 's1,all\ns2,all\n' >all.csv
gvc decompose t.csv --year 2010 --perspective sectimp --sector-groups all.csv --terms gimp
gvc decompose t.csv --year 2010 --flow imports --group BC=BBB,CCC --terms gimp,va | rounded
gvc decompose t.csv --year 2010 --flow imports --reproducible -o r.h5
gvc info r.h5 | grep -E '^(variant|method|perspective|identity):|"flow"' | sed 's/"importer":.*//'
try() {
    gvc decompose t.csv --year 2010 "$@"
    echo "exit $?"
}
try --perspective sectimp --level country
try --perspective importer --level sector
try --flow imports --perspective exporter
try --flow exports --perspective sectimp
try --flow imports --approach sink
try --flow imports --elementary
try --flow imports --exporter AAA
try --flow imports --level pair --share
