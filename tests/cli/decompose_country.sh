. "$LIB/tables.sh"
tiny
gvc decompose t.csv --year 2010 | rounded
