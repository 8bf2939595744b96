# Borders crossed, by absorber, by industry of origin and of the world; the answer in one line.
. "$LIB/tables.sh"
gvc example -q -o e.h5
gvc stages e.h5 --crossings --level world --tiers 3 --format table
gvc stages e.h5 --crossings --absorber UPG --tiers 3 | rounded
gvc stages e.h5 --crossings --level sector --origin UPG --origin-sector CAR,ELE --tiers 2 | rounded
gvc stages e.h5 --crossings --level world --tiers 3 -o r.h5 -q
gvc info r.h5 | grep -E 'gvc_share|mean_crossings|gvc share|mean crossings'
