# What has no meaning.
. "$LIB/tables.sh"
gvc example -q -o e.h5
no() {
    gvc rates e.h5 "$@" -o r.csv
    echo "exit $?"
}
no --elasticities 1,2
no --elasticities 1,2,x
no --elasticities 1,2,-3
no --elasticities 1,2,3 --equal
no --elasticities 1,2,3 --va given
no --level country
no --terms response
no --elasticities 1,2,3 --terms overlap
no --share
gone r.csv
