# How sure growth is: errors of every table, the view that has a first order, shares of draws, what
# a batch counts.
for year in 2000 2020; do
    gvc example -q --year $year -o world$year.h5
done
. "$LIB/tables.sh"
grow() {
    gvc growth -q world2000.h5 world2020.h5 --country UPG --uncertainty rel=0.1 "$@"
}
echo '--- levels, with first order'
grow --levels --draws 200 --terms growth,points,value -o - | rounded
echo '--- factors, summary and national have draws alone'
grow --draws 50 --terms points -o - | rounded
grow --draws 50 --summary --terms home,foreign -o - | rounded
grow --draws 50 --national --terms points -o - | rounded
echo '--- errors of blocks are those of every table'
printf 'from,to,rel\nUPG,*,0.2\n' >blocks.csv
gvc growth -q world2000.h5 world2020.h5 --levels --country UPG --uncertainty blocks.csv --draws 50 --terms first,last -o - | rounded
echo '--- sure cells'
gvc growth -q world2000.h5 world2020.h5 --levels --country UPG --uncertainty rel=0 --terms points -o - | rounded
echo '--- the same bits with any number of threads'
for threads in 1 2 4; do
    grow --draws 20 --threads $threads -o $threads.csv
done
cmp 1.csv 2.csv && cmp 1.csv 4.csv && echo equal
echo '--- what a result says'
grow --draws 20 --levels --reproducible -o out.json
python3 - <<'P'
import json
r = json.load(open("out.json"))
a = r.get("attributes", r)
print(a["notes"].splitlines()[-1])
P
echo '--- upgrading since an earlier year'
gvc exposure world2000.h5 world2020.h5 --upgrade --country UPG --uncertainty rel=0.1 --draws 20 -o out.csv
head -1 out.csv | tr , '\n' | grep -c '_se$'
echo '--- shares are those of the draws'
gvc decompose world2020.h5 --uncertainty rel=0.1 --draws 200 --share --terms dva,fva --exporter UPG -o - | rounded
gvc decompose world2020.h5 --uncertainty rel=0.1 --draws 200 --terms dva_sh,gexp --exporter UPG -o - | rounded
gvc decompose world2020.h5 --uncertainty rel=0.1 --draws 20 --share -o all.csv
head -1 all.csv | tr , '\n' | grep -c _sh
gvc decompose world2020.h5 --uncertainty rel=0.1 --draws 20 --terms dva,gexp -o stored.h5
gvc export stored.h5 --share -o -
echo "exit $?"
echo '--- a batch counts the draws'
need() {
    gvc batch decompose world2020.h5 --level sector --threads 1 -o panel.csv --dry-run "$@" | awk 'NR == 2 { print $3 }'
}
few=$(need --uncertainty rel=0.1 --draws 1000) many=$(need --uncertainty rel=0.1 --draws 11000)
# 10000 draws of 100 cells of 13 terms, of 8 bytes each
echo "$(need) $few $many" | awk '{ print ($2 > $1 ? "more" : "no more"), $3 - $2, "MB" }'
gvc batch decompose world2000.h5 world2020.h5 --uncertainty rel=0.1 --draws 20 --terms dva -q -o panel.csv
grep -c . panel.csv
