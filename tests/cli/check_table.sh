# An industry without output, one with exports but no output, one with inputs above its output.
. "$LIB/tables.sh"
tiny
gvc check t.csv --year 2010
echo "exit $?"
{
    rows | head -n 4
    printf '0,0,0,0,0,0,-2,0,2\n'
    printf '0,3,0,2,4,18,3,6,41\n'
} | awk -F, -v OFS=, '{ $5 = 0 } NR == 1 { $6 = 90 } { print }' >t.csv
gvc check t.csv --year 2010
echo "exit $?"
gvc check t.csv --year 2010 --strict >/dev/null
echo "exit $?"
gvc decompose t.csv --year 2010 --terms gexp,dc,fc | rounded
