# --tidy is for HDF5, and --keep-zeros for --tidy.
. "$LIB/tables.sh"
tiny
try() {
    gvc decompose t.csv --year 2010 "$@"
    echo "exit $?"
}
try --tidy -o r.csv
try --tidy
try --tidy --format json -o r.h5
try --keep-zeros -o r.h5
gone r.csv r.h5
try --tidy --keep-zeros -o r.h5
gvc export r.h5 --tidy -o r.csv.gz
echo "exit $?"
for suffix in nc hdf5; do
    try --tidy -o "r.$suffix"
done
try --tidy --format hdf5 -o r.dat
