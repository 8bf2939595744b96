# Where value added comes from and ends: the rows of every view, and sums that hold.
. "$LIB/tables.sh"
tiny
sums() { # sums FILE COLUMN...: of these columns
    file=$1
    shift
    awk -F, -v names="$*" 'NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
        { count = split(names, name, " "); for (i = 1; i <= count; i++) sum[i] += $column[name[i]] }
        END { for (i = 1; i <= count; i++) printf "%s %.6f%s", name[i], sum[i], i < count ? ", " : "\n" }' "$file"
}
view() {
    gvc trace t.csv -q "$@" -o v.csv
    echo "$*: $(head -n 1 v.csv), $(wc -l <v.csv) lines"
}
for by in origin absorber both; do
    for level in country sector pair bilateral; do
        view --by "$by" --level "$level"
        sums v.csv va content
    done
done
view --by both --origin-level sector --level bilateral
sums v.csv va content
for words in "world --approach source" "world --approach sink" "exporter --approach sink" sectexp bilateral sectbil content; do
    # shellcheck disable=SC2086 # two options
    view --perspective $words
    sums v.csv va
done
view --in output
view --in output --level sector --origin-level sector
view --in final-demand
sums v.csv va
view --in final-demand --by absorber
sums v.csv flow va
view --in final-demand --origin-level sector --absorber-product s2
gvc trace t.csv -q --exporter BBB --share | rounded
gvc trace t.csv -q --in final-demand --absorber-product s2 --origin AAA | rounded
echo "the exporter's own and the others' part are those of the decomposition"
gvc trace t.csv -q --exporter BBB --terms va,content >v.csv
awk -F, 'NR > 1 { own = $2 == $3; va[own] += $4; content[own] += $5 }
    END { printf "%.6g,%.6g,%.6g,%.6g\n", va[1], va[0], content[1], content[0] }' v.csv
gvc decompose t.csv -q --exporter BBB --terms dva,fva,dc,fc | rounded
