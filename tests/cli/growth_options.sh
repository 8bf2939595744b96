# Shares of the world, jobs, blocs, groups, and what results say of themselves.
for year in 2000 2010 2020; do
    gvc example -q --year $year -o world$year.h5
done
. "$LIB/tables.sh"
gvc growth world2000.h5 world2020.h5 --relative-to world --levels --country UPG,BIG --format table
gvc growth world2000.h5 world2020.h5 --relative-to world --country UPG --terms value -q | rounded
gvc growth world2000.h5 world2020.h5 --satellite EMP --summary --country UPG,ASY --format table
gvc growth -q world2000.h5 world2020.h5 --satellite EMP --country UPG | cut -d, -f3 | sort -u | tr '\n' ' '
echo
printf 'country,bloc\nHQE,rich\nBIG,rich\nASY,east\nPAR,east\n' >blocs.csv
gvc growth -q world20*.h5 --blocs blocs.csv --levels --country UPG,ASY | rounded
gvc growth -q world20*.h5 --blocs blocs.csv --country UPG --terms points | rounded | grep -e fd_src -e src_foreign
gvc growth -q world20*.h5 --group EAST=ASY,PAR --levels --country EAST,UPG | rounded
gvc growth -q world20*.h5 --va given --drop-fd INV --levels --country UPG 2>/dev/null | rounded
# Every output says which prices it is in.
gvc growth world2000.h5 world2020.h5 --country UPG -o growth.h5
gvc growth -q world20*.h5 --country UPG -o growth.json
gvc export growth.h5 --country UPG --terms points -o - | rounded | head -4
gvc info growth.h5 | grep -i -e '^first' -e '^last' -e '^links' -e prices -e '^title'
grep -e '"links"' -e '"prices_of_growth"' -e '"first_year"' -e '"units": "percentage points"' growth.json
mkdir one two
gvc growth world20*.h5 --threads 1 --reproducible -q -o one/growth.h5
gvc growth world20*.h5 --threads 2 --reproducible -q -o two/growth.h5
cmp one/growth.h5 two/growth.h5 && echo same
