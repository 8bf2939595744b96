. "$LIB/tables.sh"
tiny
gvc decompose t.csv --year 2010 --level pair --approach sink -o r.h5
gvc info r.h5 | grep -E '^(kind|title|dimensions|terms|method|identity):'
gvc info r.h5 --countries
