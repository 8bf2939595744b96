# Paths added up, with what all paths of the row carry: by origin, final product, tier, first
# supplier, countries.
. "$LIB/tables.sh"
gvc example -q -o e.h5
for by in origin final tier first-supplier country-path; do
    gvc paths e.h5 --top 500 --by "$by" | rounded | head -n 4
done
gvc paths e.h5 --top 500 --by origin --origin UPG --origin-sector CAR,MAT --format table
# All ways to add up the same list give the same.
for by in origin final tier country-path; do
    gvc paths e.h5 --product UPG_CAR --top 500 --by "$by" --terms contribution,paths -o "$by.csv"
    awk -F, 'NR > 1 { sum += $(NF - 1); paths += $NF } END { printf "%.6g %d\n", sum, paths }' "$by.csv"
done
