# What does not go together is refused with a sentence that says what does, by every command alike.
. "$LIB/tables.sh"
gvc example -q -o e.h5
try() {
    gvc "$@" >/dev/null
    echo "exit $?"
}
try position e.h5 --apl --country UPG
try position e.h5 --apl --level sector
printf 'AGR,A\nMIN,A\n' >g.csv
try position e.h5 --apl --sector-groups g.csv
try decompose e.h5 -m bm_world
try decompose e.h5 --perspective sectexp --sector-groups g.csv --exporter UPG
echo "the methods of a command"
gvc methods position
echo "shares are of what is counted in the same units"
gvc stages e.h5 --map default --exporter UPG --share | head -2 | rounded
