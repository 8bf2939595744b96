# The largest supply chains of the world, of one product, of exports: by number, by size, by
# coverage; few tiers; some countries only.
. "$LIB/tables.sh"
gvc example -q -o e.h5
gvc paths e.h5 --product UPG_CAR --top 12 --format table
gvc paths e.h5 --top 4 | rounded
gvc paths e.h5 --product UPG_CAR --min 0.02 | rounded
gvc paths e.h5 --product UPG_CAR --min-value 20000 --terms tier,contribution | rounded
gvc paths e.h5 --product UPG_CAR --coverage 0.5 --terms cumulative | rounded
gvc paths e.h5 --product UPG_CAR --tiers 1 --top 4 | rounded
gvc paths e.h5 --product UPG_CAR --from HQE,MIN --top 4 | rounded
gvc paths e.h5 --to UPG_CAR,TEX --through ASY --top 4 | rounded
gvc paths e.h5 --exporter UPG --from ASY --top 4 | rounded
gvc paths e.h5 --group EAST=UPG,ASY,PAR --exporter EAST --top 3 | rounded
gvc paths e.h5 --product UPG_CAR --va given --top 3 | rounded
# Both searches give the same, whatever the solver of the total and the number of threads.
gvc paths e.h5 --top 2000 -o best.csv
least=$(awk -F, 'END { print $4 }' best.csv)
gvc paths e.h5 --min-value "$least" --threads 2 -o all.csv
cmp best.csv all.csv
gvc paths e.h5 --top 2000 --solver lapack | rounded >other.csv
rounded <best.csv | cmp - other.csv
# A stored list can be written in another format.
gvc paths e.h5 --product UPG_CAR --top 3 -q -o list.h5
gvc export list.h5 -o - | rounded
