# Feedback by way of other countries, and the strongest circuits of deliveries.
. "$LIB/tables.sh"
gvc example -q -o e.h5
gvc linkages e.h5 --feedback --format table
gvc linkages e.h5 --feedback --level sector --country UPG --sector CAR,BUS | rounded
gvc linkages e.h5 --feedback --group EAST=UPG,ASY,PAR --country EAST | rounded
gvc linkages e.h5 --loops 3 --format table
tiny
gvc linkages t.csv --year 2010 -q --loops 6 | rounded
gvc linkages t.csv --year 2010 -q --loops 2 --level industry | rounded
gvc linkages t.csv --year 2010 -q --loops 2 --terms share -o r.h5
gvc export r.h5 -o - --format csv | rounded
