# What has no meaning, and the nearest that has.
. "$LIB/tables.sh"
gvc example -q -o e.h5
no() {
    gvc linkages e.h5 "$@" -o r.csv
    echo "exit $?"
}
no --level pair
no --level loop
no --feedback --loops 2
no --feedback --dispersion
no --loops 2 --satellite EMP
no --loops 2 --normalise world
no --feedback --account EMP
no --feedback --level loop
no --loops 2 --level sector
no --loops 200
no --loops 0
no --loops 2 --country UPG
no --normalise sector
no --satellite EMPL
no --missing zero
no --terms multiplier
no --share
printf 'CAR,wheels\nUTC,wheels\n' >groups.csv
no --loops 2 --sector-groups groups.csv
gvc linkages e.h5 --sector-groups groups.csv --sector wheels --country UPG --terms backward_total,class | rounded
gone r.csv
