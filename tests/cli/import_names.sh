# Names of formats and of files that import does not know, or knows in any case.
. "$LIB/tables.sh"
tiny
try() {
    gvc import t.csv --year 2010 -q "$@"
    echo "exit $?"
}
try --format icio-cvs -o t.h5
try --format frobnicate -o t.h5
try --format hdf5 -o t.h5
try -o t.csv
try -o t
gone t.h5 t
try -o T.H5 --format icio-csv
gvc example -q -o E.Nc
ls
