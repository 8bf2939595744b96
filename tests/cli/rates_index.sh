# Exchange rates over several tables, from deflators and exchange rates.
. "$LIB/tables.sh"
first=2010 last=2020
gvc example -q --year $first -o a.h5
gvc example -q --year $last -o b.h5
{
    echo country,year,deflator,rate
    k=0
    for c in HQE UPG ASY PAR OIL FAR HUB SVC BIG ROW; do
        k=$((k + 1))
        echo "$c,$first,100,$k"
        echo "$c,$last,$((100 + 3 * k)),$k"
    done
} >prices.csv
gvc rates a.h5 b.h5 --index prices.csv --format table
gvc rates a.h5 b.h5 --index prices.csv --country UPG,HUB | rounded
# In one currency, all alike: nothing changes.
awk -F, -v OFS=, 'NR == 1 { print $1, $2, $3 } NR > 1 { print $1, $2, ($2 == 2010 ? 1 : 1.5) }' prices.csv >alike.csv
gvc rates a.h5 b.h5 --index alike.csv --country UPG | rounded
no() {
    gvc rates "$@" -o r.csv
    echo "exit $?"
}
no b.h5 --index prices.csv
gvc rates a.h5 b.h5 --index prices.csv -q -o x.csv && gvc rates b.h5 a.h5 --index prices.csv -q | cmp - x.csv # whatever their order
no a.h5 b.h5
no a.h5 b.h5 --index prices.csv --equal
no a.h5 none.h5 --index prices.csv
no none.h5 b.h5 --index prices.csv
no --index prices.csv
grep -v UPG,2020 prices.csv >few.csv
no a.h5 b.h5 --index few.csv
printf 'country,year,rate\nUPG,2010,1\n' >short.csv
no a.h5 b.h5 --index short.csv
printf 'country,year,deflator\nUPG,2010,-1\n' >sign.csv
no a.h5 b.h5 --index sign.csv
printf 'country,year,deflator\nUPG,2010.5,1\n' >half.csv
no a.h5 b.h5 --index half.csv
printf 'country,year,deflator\n' >none.csv
no a.h5 b.h5 --index none.csv
cp prices.csv kept.csv
gvc rates a.h5 b.h5 --index prices.csv -o prices.csv
echo "exit $?"
gvc rates a.h5 b.h5 --index prices.csv -o a.h5
echo "exit $?"
cmp prices.csv kept.csv
gone r.csv
