# What a view or a table does not have is said before anything is computed, and before any warning
# of it: the table has exports without output behind them.
. "$LIB/tables.sh"
lists
printf 'KOR\nJPN\nCCC\n' >countries.csv
{
    rows | head -n 4
    printf '0,0,0,0,0,0,-2,0,2\n'
    printf '0,3,0,2,4,18,3,6,41\n'
} | awk -F, -v OFS=, '{ $5 = 0 } { print }' >t.csv
try() {
    gvc decompose t.csv --year 2010 "$@" -o r.csv
    echo "exit $?"
}
echo "keys"
try --importer JPN
try --importer JPN --level sector
try --sector s1
try --sector s1 --level pair
echo "labels"
try --exporter KRO
try --exporter kor
try --exporter XQZ
try --level pair --importer KRO
try --level sector --sector s3
try --level sector --sector quux
try --group EAST=KOR,JPN --exporter ESAT
try --group EAST=KOR,JPN --exporter KOR
echo "columns of other variants"
try --terms vaxim
try --terms davax --approach sink
try --terms gvcb_sh --approach sink
try --terms dva --elementary
try --terms vax1
try --terms vaxim --elementary
try --terms davax --elementary --approach sink
try --terms resid
try --terms gexp_sh
echo "columns of none"
try --terms gexp,dvx
try --terms frobnicate
try --terms frobnicate --elementary --approach sink
gone r.csv
echo "what is there"
gvc decompose t.csv -q --terms davax,dva_sh | head -n 1
gvc decompose t.csv -q --terms vaxim --approach sink | head -n 1
gvc decompose t.csv -q --terms vax1,gexp --elementary | head -n 1
gvc decompose t.csv -q --terms gexp --group EAST=KOR,JPN --exporter EAST | wc -l
