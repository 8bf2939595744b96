# Every level and approach: the header and the number of rows; finer ones add up to coarser ones.
. "$LIB/tables.sh"
tiny
for approach in source sink; do
    for level in country sector pair bilateral; do
        gvc decompose t.csv --year 2010 --level "$level" --approach "$approach" -o "$level.csv"
        echo "$approach $level: $(head -n 1 "$level.csv"), $(wc -l <"$level.csv") lines"
        awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i } NR > 1 {
            gexp += $column["gexp"]; dva += $column["dva"]; fva += $column["fva"] }
            END { printf "%.6f %.6f %.6f\n", gexp, dva, fva }' "$level.csv"
    done
done
