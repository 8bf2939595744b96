# What cannot be written is refused before anything is computed, and nothing is left behind.
. "$LIB/tables.sh"
tiny
try() {
    gvc decompose t.csv --year 2010 "$@"
    echo "exit $?"
}
try -o r.foo
try -o r
try --format foo
try --format hdf5
mkdir folder
try -o folder
mkdir folder.csv
try -o folder.csv
try -o nowhere/r.csv
try -o t.csv/r.csv
ls
