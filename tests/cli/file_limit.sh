# A file that would grow beyond the limit of the shell: an error, not a kill, and nothing is left.
. "$LIB/tables.sh"
tiny
gvc decompose t.csv --year 2010 -q --elementary --level bilateral --share -o r2.h5
for file in r.csv r.h5 r.xlsx r.dta; do
    echo old >"$file"
    (
        ulimit -f 2 || exit 77
        gvc decompose t.csv --year 2010 -q --elementary --level bilateral --share -o "$file" 2>message
    )
    code=$?
    if [ "$code" = 77 ]; then
        echo "this shell has no limit of files"
        exit 77
    fi
    echo "exit $code"
    sed 's/: [^:]*$//' message
    cat "$file"
done
(
    ulimit -f 2
    gvc import t.csv --year 2010 -q -o t.h5 2>message
    echo "exit $?"
    gvc export r2.h5 -o r3.csv 2>message
    echo "exit $?"
)
ls
