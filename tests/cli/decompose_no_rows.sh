# Filters that have no row in common: an empty result, and a warning.
. "$LIB/tables.sh"
tiny
gvc decompose t.csv --year 2010 --level pair --exporter AAA --importer AAA --terms gexp
gvc decompose t.csv --year 2010 --level pair -o r.h5
gvc export r.h5 --exporter BBB --importer BBB --terms gexp -o x.csv
cat x.csv
gvc export r.h5 --exporter BBB --importer AAA,BBB --terms gexp
