# What has no meaning is refused with the nearest that has one; labels are those of the table.
. "$LIB/tables.sh"
tiny
try() {
    gvc trace t.csv -q "$@" -o - >/dev/null
    echo "exit $?"
}
try --in imports
try --by importer
try --by absorber --origin-level sector
try --perspective sectexp --level country
try --perspective bilateral --level sector
try --perspective content --approach sink
try --in output --level pair
try --in output --by both
try --in final-demand --perspective world
try --in final-demand --level sector
try --absorber-product s1
try --in final-demand --absorber-product s9
try --absorber-category F
try --in final-demand --absorber-category HH
try --in output --exporter AAA
try --by absorber --origin AAA
try --importer AAA
try --origin-sector s1
try --origin QQQ
try --terms dva
