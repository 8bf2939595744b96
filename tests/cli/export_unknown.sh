# Labels, keys and columns that a stored result does not have.
. "$LIB/tables.sh"
tiny
gvc decompose t.csv --year 2010 -o r.h5
try() {
    gvc export r.h5 "$@" -o r.csv
    echo "exit $?"
}
try --exporter AAB
try --importer AAA
try --terms dvx
try --terms frobnicate
try --terms frobnicate_sh
try --terms gexp_sh
gone r.csv
gvc export r.h5 --terms dva_sh,dva | head -n 1
