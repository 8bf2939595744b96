# How sure numbers are: each way to say it, the options beside it, any number of threads.
. "$LIB/tables.sh"
gvc example -q -o example.h5
echo '--- one relative error'
gvc decompose example.h5 --uncertainty rel=0.1 --terms dva,fva --exporter UPG,HQE -o - | rounded
echo '--- it falls with the size of the cell'
gvc decompose example.h5 --uncertainty size --draws 200 --terms dva --exporter UPG -o - | rounded
gvc decompose example.h5 --uncertainty size=0.1,0.25 --draws 200 --terms dva --exporter UPG -o - | rounded
gvc decompose example.h5 --uncertainty size=0.2 --draws 200 --terms dva --exporter UPG -o - | rounded
echo '--- blocks'
printf 'to,from,rel\n*,*,0.05\nUPG,*,0.3\n*,UPG_ELE,0\n' >blocks.csv
gvc decompose example.h5 --uncertainty blocks.csv --draws 200 --terms dva -o - | rounded
echo '--- draws, seed, interval'
gvc decompose example.h5 --uncertainty rel=0.1 --draws 300 --seed 7 --interval 50 --terms dva --exporter UPG -o - | rounded
gvc decompose example.h5 --uncertainty rel=0.1 --draws 300 --seed 8 --interval 50 --terms dva --exporter UPG -o - | rounded
echo '--- sure cells'
gvc decompose example.h5 --uncertainty rel=0 --terms dva --exporter UPG -o - | rounded
echo '--- indicators and exposure'
gvc indicators example.h5 --only EXGR_DVASH,GVC_SH --country UPG --uncertainty rel=0.1 --draws 100 -o - | rounded
gvc exposure example.h5 --country UPG --uncertainty rel=0.1 --draws 100 -o out.csv
head -1 out.csv | tr , '\n' | tail -4
echo '--- the same bits with any number of threads'
for threads in 1 2 4; do
    gvc decompose example.h5 --uncertainty rel=0.1 --draws 50 --threads $threads --level pair -o $threads.csv
done
cmp 1.csv 2.csv && cmp 1.csv 4.csv && echo equal
echo '--- what a result says'
gvc decompose example.h5 --uncertainty rel=0.1 --draws 20 --terms dva --exporter UPG --reproducible -o out.json
python3 - <<'P'
import json
r = json.load(open("out.json"))
a = r.get("attributes", r)
for k in ("uncertainty", "uncertainty_draws", "uncertainty_seed", "uncertainty_interval", "notes"):
    print(k, a[k], sep=": ")
P
echo '--- on a terminal'
gvc decompose example.h5 --uncertainty rel=0.1 --draws 100 --format table
gvc decompose example.h5 --uncertainty rel=0.1 --draws 100 --terms dva,fva --format table
