# A list of groups that is none is refused with its place, and never waited for.
. "$LIB/tables.sh"
tiny
try() {
    timeout 10 gvc decompose t.csv --year 2010 -q --terms gexp --groups "$@"
    echo "exit $?"
}
list() {
    # shellcheck disable=SC2059 # the argument is text with escapes, zero bytes among them
    printf "$1" >g.csv
    try g.csv
}
: >g.csv
try g.csv
list '\n \t\r\n\n'
list 'country,group\n'
list '\000\000\000\n'
list 'AAA,AB\nBBB,A\000B\n'
list 'AAA,AB\nBBB,AB\nAAA,AB\n'
list 'AAA,AB\nAAA,AC\n'
list 'AAA\n'
list 'AAA,AB,x\n'
list '"AAA,AB\n'
list '"AAA"x,AB\n'
list 'AAA,\n'
list '\033[2J,\n'
list '\n\033[2J,AB\n'
try .
try /dev/zero
mkfifo pipe
try pipe
truncate -s 65M g.csv
try g.csv
seq -f 'C%g,G' 10001 >g.csv
try g.csv
gvc decompose t.csv --group AB=AAA,BBB,AAA
echo "exit $?"
echo "quoted, with a blank line, either way round"
list '"AAA" , "A, ""B"""\r\n\r\n"BBB","A, ""B"""'
list '\nGroup,Country\nAB,AAA\nAB,BBB\n'
