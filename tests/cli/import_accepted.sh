# All these are the same table: CRLF, byte-order mark, no newline at the end, plus signs,
# exponents, blanks and quotes around, compressed, in an archive.
. "$LIB/tables.sh"
tiny
gvc decompose t.csv -o expected.csv
check() {
    gvc decompose "$1" -o r.csv && cmp r.csv expected.csv
}
rows | sed 's/$/\r/' >crlf.csv
check crlf.csv
{ printf '\357\273\277' && rows; } >bom.csv
check bom.csv
rows | awk 'NR > 1 { printf "\n" } { printf "%s", $0 }' >open.csv
check open.csv
cell 1 1 +10 >plus.csv
check plus.csv
cell 1 1 1e1 >exponent.csv
check exponent.csv
cell 1 1 '  10 ' >blanks.csv
check blanks.csv
cell 1 1 '"10"' >quoted.csv
check quoted.csv
rows | gzip >packed.csv.gz
check packed.csv.gz
rows | xz >packed.csv.xz
check packed.csv.xz
