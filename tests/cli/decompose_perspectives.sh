# Perspectives: their own default level and columns, refusals with the nearest that has a meaning.
. "$LIB/tables.sh"
tiny
for perspective in exporter world sectexp bilateral sectbil; do
    gvc decompose t.csv --year 2010 --perspective "$perspective" -o r.csv
    echo "$perspective: $(head -n 1 r.csv), $(wc -l <r.csv) lines"
done
try() {
    gvc decompose t.csv --year 2010 "$@" -o r2.csv
    echo "exit $?"
}
echo "levels"
try --perspective sectexp --level country
try --perspective sectexp --level pair
try --perspective bilateral --level country
try --perspective bilateral --level sector
try --perspective sectbil --level pair
echo "other words"
try --perspective sectbil --approach sink
try --perspective world --elementary
try --perspective frontier
try --perspective world --terms davax
try --perspective sectexp --importer JPN
gone r2.csv
echo "identities"
for options in '--perspective world' '--perspective world --approach sink' '--perspective sectexp' \
    '--perspective bilateral' '--perspective sectbil'; do
    # shellcheck disable=SC2086 # words of options
    gvc decompose t.csv --year 2010 --level bilateral $options -o r.csv 2>/dev/null
    awk -F, -v what="$options" 'NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i } NR > 1 {
        gap = $column["gexp"] - $column["vax"] - $column["ref"] - $column["ddc"] - \
            $column["fva"] - $column["fdc"]
        worst = gap * gap > worst ? gap * gap : worst; fva += $column["fva"] }
        END { printf "%s: gap below 1e-9: %d, fva %.6f\n", what, worst < 1e-18, fva }' r.csv
done
