# Growth of the example's countries between its years: by who absorbs it, by factor, by country.
for year in 2000 2010 2020; do
    gvc example -q --year $year -o world$year.h5
done
. "$LIB/tables.sh"
gvc growth world2020.h5 world2000.h5 world2010.h5 --levels --country UPG,OIL --format table
gvc growth world2000.h5 world2010.h5 world2020.h5 --country UPG --format table
gvc growth -q world20*.h5 --summary --country UPG,ASY,HUB | rounded
gvc growth world20*.h5 --summary --format table
# By the demand for home products: with imports taken off each, and as national accounts have it.
gvc growth -q world20*.h5 --national --country UPG | rounded
gvc growth -q world20*.h5 --national | awk -F, '
    NR > 1 { points[$2] += $5; net[$2] += $9; growth[$2] = $4 }
    END { for (c in growth) printf "%s %.6f %.6f\n", c, points[c] - growth[c], net[c] - growth[c] }' |
    sed 's/-0\.000000/0.000000/g' | sort
# Direct is the two ends alone, whatever lies between.
gvc growth -q world20*.h5 --direct --country UPG >direct.csv
gvc growth -q world2000.h5 world2020.h5 --country UPG >ends.csv
cmp direct.csv ends.csv
gvc growth -q world2000.h5 world2020.h5 --country UPG --terms points | rounded >three
gvc growth -q world20*.h5 --country UPG --terms points | rounded | cmp -s three - && echo "chained as direct"
# Other ways to share: they add up to the same.
for way in shapley polar lmdi; do
    gvc growth -q world2000.h5 world2020.h5 --method $way --country UPG >$way.csv
    awk -F, -v way=$way 'NR > 1 { sum += $6 } END { printf "%s: %d rows, %.6f\n", way, NR - 1, sum }' $way.csv
done
gvc growth -q world2000.h5 world2020.h5 -m lmdi --country UPG | rounded
# All countries at once, and one: the same numbers.
gvc growth -q world20*.h5 | grep -e '^year' -e ',UPG,' >all.csv
gvc growth -q world20*.h5 --country UPG >one.csv
paste -d, all.csv one.csv | awk -F, 'NR > 1 && ($5 - $11 > 1e-9 || $11 - $5 > 1e-9) { print "differs: " $0 }'
