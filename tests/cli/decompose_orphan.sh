# Exports without output behind them: printed when an exporter that is kept has them, kept in the
# result whoever is kept.
. "$LIB/tables.sh"
lists
{
    rows | head -n 4
    printf '0,0,0,0,0,0,-2,0,2\n'
    printf '0,3,0,2,4,18,3,6,41\n'
} | awk -F, -v OFS=, '{ $5 = 0 } { print }' >t.csv
try() {
    echo "$*" >&2
    gvc decompose t.csv --year 2010 "$@" -o r.h5
    echo "exit $?"
}
try
try --exporter CCC
try --exporter AAA,BBB
gvc info r.h5 | grep '^warnings'
try --group BC=BBB,CCC --exporter BC
try --group BC=BBB,CCC --exporter AAA
try --exporter AAA --strict
