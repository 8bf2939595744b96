# On a terminal a table by country is never cut, another one only where ten rows or more go.
. "$LIB/tables.sh"
if ! command -v script >/dev/null || ! command -v stty >/dev/null; then
    echo "script or stty is not installed"
    exit 77
fi
if ! script -qec "stty rows 24 cols 80" /dev/null >/dev/null 2>&1; then
    echo "no pseudo-terminal can be opened"
    exit 77
fi
seq 1 60 | sed 's/^/C/' >countries.csv
printf 's1\n' >sectors.csv
awk 'BEGIN { for (i = 1; i <= 60; i++) { for (j = 1; j <= 120; j++)
    printf "%s%d", j == 1 ? "" : ",", (j > 60 ? 9 : 1); print "" } }' >t.csv
shown() {
    echo "$1 rows in the window, $3: $(script -qec "stty rows $1 cols 80
        gvc decompose t.csv --year 2010 --terms gexp $2" /dev/null | tr -d '\r' |
        grep -cE '^C[0-9]+ ') shown"
}
list() {
    seq -s, "$1" | sed 's/[0-9][0-9]*/C&/g'
}
shown 24 '--level country' '60 rows by country'
shown 24 '--level sector' '60 rows'
shown 56 '--level sector' '60 rows'
shown 57 '--level sector' '60 rows'
shown 24 "--level sector --exporter $(list 49)" '49 rows'
shown 24 "--level sector --exporter $(list 50)" '50 rows'
