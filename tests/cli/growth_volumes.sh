# Tables in prices of the year before: links of volumes, chained.
. "$LIB/tables.sh"
. "$LIB/years.sh"
years 2000 2001 2002
for year in 2001 2002; do
    printf 'country,sector,index\nAAA,s1,1.1\nAAA,s2,1.05\nBBB,s1,1.2\nBBB,s2,1\nCCC,s1,0.9\nCCC,s2,1.3\n' >prices.csv
    gvc import world_$year.h5 --deflate prices.csv --prices 'previous year' -q -o volume_$year.h5
done
gvc growth world_*.h5 volume_*.h5 --levels --format table
gvc growth world_2000.h5 volume_2001.h5 --summary --terms growth | rounded
gvc growth world_2001.h5 volume_2002.h5 --summary --terms growth -q | rounded
gvc growth world_*.h5 volume_*.h5 --summary --terms growth -q | rounded
# A link without its table in current prices, one without that in prices of the year before.
gvc growth world_2000.h5 volume_2001.h5 volume_2002.h5
gvc growth world_2000.h5 world_2001.h5 volume_2002.h5
gvc growth world_2000.h5 volume_2001.h5 world_2001.h5 volume_2002.h5 --direct
gvc growth volume_2001.h5 world_2001.h5
echo "exit $?"
