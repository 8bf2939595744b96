# What has no meaning, and the nearest that has.
. "$LIB/tables.sh"
tiny
try() {
    gvc position t.csv --year 2010 "$@"
    echo "exit $?"
}
try --level pair
try --apl --length
try --apl --kpww
try --apl --level sector
try --least 0.1
try --length --output-total given
try --sector s1
try --share
try --terms plv
