# What cannot be compared is refused before anything is written.
. "$LIB/tables.sh"
tiny
gvc decompose t.csv --year 2010 -o a.h5
gvc decompose t.csv --year 2010 --level pair -o pair.h5
gvc position t.csv --year 2010 -o p.h5
try() {
    gvc diff "$@" -o d.csv
    echo "exit $?"
}
try
try a.h5
try a.h5 a.h5 a.h5
try a.h5 t.csv
try a.h5 pair.h5
try a.h5 p.h5
try a.h5 none.h5
try a.h5 a.h5 --by pair
try a.h5 a.h5 --exporter AAB
try a.h5 a.h5 --terms dvaa
try a.h5 a.h5 --tolerance 0
try t.csv t.csv --year 2010 --cells
try t.csv t.csv --year 2010 --terms x
try t.csv t.csv --year 2010 --by country
gvc diff a.h5 pair.h5 -o a.h5
echo "exit $?"
gone d.csv
