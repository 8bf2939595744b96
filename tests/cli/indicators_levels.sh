# What each level has; coarser levels are sums of finer ones, shares follow from the sums.
. "$LIB/tables.sh"
tiny
for level in country sector pair bilateral; do
    gvc indicators t.csv --year 2010 --level $level -o $level.csv
    head -n 1 $level.csv
    wc -l <$level.csv
done
# column FILE NAME COUNTRY - the sum of a column over the rows of a country
column() {
    awk -F, -v name="$2" -v country="$3" '
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        $at["country"] == country { sum += $at[name] }
        END { printf "%.9g\n", sum }' "$1"
}
for name in exgr_dva imgr_dva reii ffd_dva dexfvap vs_hiy; do
    for level in sector pair bilateral; do
        [ "$(column $level.csv $name BBB)" = "$(column country.csv $name BBB)" ] ||
            echo "$name at $level"
    done
done
printf 's1,all\ns2,all\n' >all.csv
gvc indicators t.csv --year 2010 --level sector --sector-groups all.csv --only exgr,exgr_dvash \
    -o grouped.csv
gvc indicators t.csv --year 2010 --level country --only exgr,exgr_dvash -o whole.csv
tail -n +2 grouped.csv | cut -d, -f2,4- | rounded >grouped
tail -n +2 whole.csv | cut -d, -f2- | rounded | cmp - grouped
