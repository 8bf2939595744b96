# A folder where nobody may write, not even root.
. "$LIB/tables.sh"
mkdir locked
if ! mount -t tmpfs -o ro none locked 2>/dev/null; then
    echo "no read-only file system can be mounted here"
    exit 77
fi
trap "umount locked" EXIT
tiny
gvc decompose t.csv --year 2010 -o locked/r.csv
echo "exit $?"
gvc import t.csv -o locked/t.h5
echo "exit $?"
gvc example -o locked/t.h5
echo "exit $?"
