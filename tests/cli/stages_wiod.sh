# World value chains in the published tables of 1995 to 2009: the GVC share of exports and the mean
# number of borders, as an independent program has them.
. "$LIB/tables.sh"
folder=${GVC_SHARED:-}/data/wiod2013
expected=${GVC_SHARED:-}/methods/reference/expected/wiod2013/wiod2013_world_year.csv
if [ ! -r "$folder/wiot_1995.csv.gz" ] || [ ! -r "$expected" ]; then
    echo "no WIOD tables; set GVC_SHARED"
    exit 77
fi
for year in 1995 2000 2005 2009; do
    gvc stages "$folder/wiot_$year.csv.gz" -q --crossings --level world -o r.json
    sed -n 's/.*"\(gvc_share_of_exports\|mean_crossings\)": \([^,]*\),*/\1 \2/p' r.json |
        awk -v year=$year -v expected="$expected" '
            function near(a, b) { return a - b < 5.1e-7 && b - a < 5.1e-7 }
            BEGIN {
                FS = ","
                while ((getline < expected) > 0) {
                    for (k = 1; k <= NF && $1 == "year"; k++) at[$k] = k
                    if ($1 == year) { share = $(at["gvc_trade_share"]); mean = $(at["mean_crossings"]) }
                }
                FS = " "
            }
            { wanted = $1 == "mean_crossings" ? mean : share
              print year, $1, near($2, wanted) ? "as expected" : $2 " is not " wanted }'
done
for year in 1995 2009; do
    gvc stages "$folder/wiot_$year.csv.gz" -q --map default --exporter KOR --terms share -o - | rounded
done
