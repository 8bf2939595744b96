# A disk that is full: one line, exit 1.
. "$LIB/tables.sh"
if [ ! -c /dev/full ]; then
    echo "no /dev/full"
    exit 77
fi
tiny
gvc decompose t.csv --year 2010 >/dev/full
echo "exit $?"
gvc info t.csv >/dev/full
echo "exit $?"
gvc help decompose >/dev/full
echo "exit $?"
