. "$LIB/tables.sh"
tiny
gvc decompose t.csv --year 2010 --level pair --approach sink -o r.h5
gvc info r.h5 | grep -E '^(kind|title|dimensions|terms|method|identity):'
gvc info r.h5 --countries
echo "year, and what is for programs only"
gvc info r.h5 | grep -E '^(year|headline|own cell)'
gvc info r.h5 --json | grep -E '"(year|headline|own_cell)":'
gvc decompose t.csv -q -o r.h5
gvc info r.h5 | grep '^year'
echo "a list of what it has not"
gvc info r.h5 --sectors
echo "exit $?"
gvc info r.h5 --countries --sectors --json
echo "exit $?"
