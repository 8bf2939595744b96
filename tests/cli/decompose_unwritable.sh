# A folder where nobody but root may write; root is not stopped by it.
. "$LIB/tables.sh"
if [ "$(id -u)" = 0 ]; then
    echo "root may write everywhere"
    exit 77
fi
tiny
mkdir locked
chmod 555 locked
gvc decompose t.csv --year 2010 -o locked/r.csv
