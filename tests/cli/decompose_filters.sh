# Filters pick rows and change no number, and a row is the same whatever else is there.
. "$LIB/tables.sh"
tiny
gvc decompose t.csv --level bilateral --year 2010 -o all.csv
gvc decompose t.csv --level bilateral --year 2010 --exporter CCC,AAA --importer BBB --sector s2 \
    -o some.csv
awk -F, 'NR == 1 || (($2 == "AAA" || $2 == "CCC") && $3 == "s2" && $4 == "BBB")' all.csv >expected
cmp some.csv expected && cut -d, -f1-4 some.csv
