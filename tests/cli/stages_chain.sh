# The participants of one final product, and the curve below the table.
. "$LIB/tables.sh"
gvc example -q -o e.h5
gvc stages e.h5 --chain UPG_CAR --level country --format table
gvc stages e.h5 --chain UPG_CAR --country UPG --least 0.01 --format table
gvc stages e.h5 --chain UPG_CAR --country UPG --sector CAR,BUS | rounded
