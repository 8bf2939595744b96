# What gvc check --strict fails, gvc import --strict fails too, and says why in a line each; what
# is only unusual is told and passes.
. "$LIB/tables.sh"
lists
{
    rows | head -n 4
    printf '0,0,0,0,0,0,-2,0,2\n'
    printf '0,3,0,2,4,18,3,6,41\n'
} | awk -F, -v OFS=, '{ $5 = 0 } { print }' >orphan.csv
rows | awk -F, -v OFS=, 'NR == 1 { $6 = 90 } { print }' >negative.csv
rows >sound.csv
for table in orphan negative sound; do
    gvc check "$table.csv" --year 2010 --strict >/dev/null
    echo "check $table: exit $?"
    gvc import "$table.csv" --year 2010 --strict -o t.h5
    echo "import --strict $table: exit $?"
    gvc import "$table.csv" --year 2010 -q -o t.h5
    echo "import $table: exit $?"
done
