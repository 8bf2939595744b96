. "$LIB/tables.sh"
tiny
gvc decompose t.csv --elementary --year 2010 | head -n 1
gvc decompose t.csv --elementary --approach sink --level pair --year 2010 | head -n 1
