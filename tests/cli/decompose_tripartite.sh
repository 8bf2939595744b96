# GVC trade in three parts, and output likewise; what the views do not have is refused.
. "$LIB/tables.sh"
tiny
for level in country sector pair bilateral; do
    gvc decompose t.csv --year 2010 --tripartite --level "$level" -o r.csv
    echo "$level: $(head -n 1 r.csv), $(wc -l <r.csv) lines"
done
for level in sector country; do
    gvc decompose t.csv --year 2010 --tripartite-output --level "$level" -o r.csv
    echo "output, $level: $(head -n 1 r.csv), $(wc -l <r.csv) lines"
    awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i } NR > 1 {
        gap = $column["output"] - $column["domestic"] - $column["trad"] - $column["gvc"]
        worst = gap * gap > worst ? gap * gap : worst }
        END { printf "gap below 1e-9: %d\n", worst < 1e-18 }' r.csv
done
gvc decompose t.csv --year 2010 --tripartite-output --terms gvc --share | rounded | head -n 2
try() {
    gvc decompose t.csv --year 2010 "$@" -o r2.csv
    echo "exit $?"
}
try --tripartite --elementary
try --tripartite --perspective world
try --tripartite --approach sink
try --tripartite-output --level pair
try --tripartite-output --importer JPN
try --terms gvc_pb
try --tripartite --terms domestic
gone r2.csv
