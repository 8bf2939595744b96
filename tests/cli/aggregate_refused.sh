# Maps that do not fit are refused with file, line and a near label; nothing is written.
. "$LIB/tables.sh"
tiny
try() {
    gvc aggregate t.csv --year 2010 -o out.h5 "$@"
    echo "exit $?"
    gone out.h5
}
map() {
    # shellcheck disable=SC2059 # the argument is text with escapes
    printf "$1" >map.csv
    shift
    try "$@"
}
try
try --countries EU27
try --countries EU72
try --sectors EU27
try --sectors ggdc10
try --sectors none.csv
map 's1,x\ns3,x\n' --sectors map.csv
map 's1,x,0.5\ns2,x\n' --sectors map.csv
map 's1,x\ns1,x\n' --sectors map.csv
map 's1,x\n' --sectors map.csv --strict
map 'AAA,x\nAAC,x\n' --countries map.csv
map 'from,to\n' --countries map.csv
gvc aggregate t.csv --countries map.csv -o out.csv
echo "exit $?"
gvc aggregate --countries map.csv -o out.h5
echo "exit $?"
