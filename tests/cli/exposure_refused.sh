# What has no meaning, and the nearest that has.
. "$LIB/tables.sh"
tiny
try() {
    gvc exposure t.csv --year 2010 "$@" -o r.csv
    echo "exit $?"
}
printf 'country,bloc\nAAA,x\nBBB,x\n' >blocs.csv
printf 'group,country\nx,AAA\n' >turned.csv
printf 'AAA,x\nAAA,y\n' >twice.csv
printf 'AAA,x\nQQQ,y\n' >unknown.csv
printf 'AAA,BBB\n' >taken.csv
: >empty.csv
try --markets --balance
try --suppliers s1 --upgrade
try --fx --hidden
try --sales --basis demand
try --inputs --basis exports
try --markets --rest AAA
try --concentration --rest QQQ
try --rca --satellite jobs
try --rca --blocs blocs.csv
try --fx --blocs blocs.csv
try --level pair
try --inputs --level pair
try --inputs --basis demand --level sector
try --level country --blocs blocs.csv --markets --sector s1
try --suppliers s9
try --suppliers s1 --level sector
try --suppliers all --sector-groups /dev/null
try --markets --blocs twice.csv
try --markets --blocs unknown.csv
try --markets --blocs taken.csv
try --markets --blocs empty.csv
try --markets --blocs none.csv
try --markets --share
try --terms hhi_va
try --concentration --terms va_market
try --markets --partner s1
try t.csv --markets
gvc exposure --markets
echo "exit $?"
gvc exposure t.csv --year 2010 --markets --blocs blocs.csv -o blocs.csv
echo "exit $?"
gvc exposure t.csv --year 2010 --markets --blocs turned.csv --country BBB --terms va,va_market -o -
gone r.csv
