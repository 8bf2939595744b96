# Sectors of a group are added up and come after the others; shares come after the sum; what cannot
# be a group is refused with its place.
. "$LIB/tables.sh"
gvc example -q -o e.h5
printf 'sector,group\nAGR,PRIMARY\nMIN,PRIMARY\nELE,"HIGH, TECH"\n' >groups.csv
gvc decompose e.h5 --level sector --exporter UPG --sector-groups groups.csv --terms gexp,dva_sh | rounded
gvc decompose e.h5 --level bilateral --exporter UPG --sector PRIMARY --importer ASY --sector-groups groups.csv --terms gexp,dva | rounded
echo "a group is the sum of its members"
gvc decompose e.h5 --level sector --exporter UPG --sector AGR,MIN --terms gexp
try() {
    # shellcheck disable=SC2059 # the argument is text with escapes
    printf "$1" >bad.csv
    gvc decompose e.h5 --level sector --sector-groups bad.csv ${2:+--sector "$2"} -o - >/dev/null
    echo "exit $?"
}
try 'AGR,A\nAGR,B\n'
try 'XYZ,A\n'
try 'AGR,FOO\n'
try 'AGR,A\n' AGR
try 'AGR,A\nMIN\n'
