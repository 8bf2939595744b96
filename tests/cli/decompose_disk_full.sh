# A real disk that is full: nothing appears under the name or beside it.
. "$LIB/tables.sh"
mkdir small
if ! mount -t tmpfs -o size=4k none small 2>/dev/null; then
    echo "no small file system can be mounted here"
    exit 77
fi
trap "umount small" EXIT
tiny
for file in r.csv r.h5 r.xlsx r.dta; do
    echo old >"small/$file"
    gvc decompose t.csv --year 2010 --level bilateral -o "small/$file" 2>message &&
        gvc decompose t.csv --year 2010 --elementary --level bilateral --share -o "small/$file" 2>message
    echo "exit $?"
    sed 's/ (.*//' message
    cat "small/$file" 2>/dev/null
    rm -f "small/$file"
    ls small
done
