# Tiers of exports, of final demand and of one product; shares of the chain's total; stated value
# added leaves something to the column other.
. "$LIB/tables.sh"
gvc example -q -o e.h5
gvc stages e.h5 --exporter UPG --tiers 3 --format table
gvc stages e.h5 --exporter UPG --tiers 2 --terms va,domestic --share | rounded
gvc stages e.h5 --in final-demand --absorber HQE --tiers 2 | rounded
gvc stages e.h5 --product UPG_CAR --tiers 2 | rounded
gvc stages e.h5 --product UPG_CAR --tiers 1 --va given | rounded
gvc stages e.h5 --group EAST=UPG,ASY,PAR --exporter EAST --tiers 1 | rounded
