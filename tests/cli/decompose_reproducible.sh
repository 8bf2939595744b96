# Equal bytes for equal input.
. "$LIB/tables.sh"
tiny
gvc decompose t.csv --year 2010 --reproducible -o r.h5
mv r.h5 first.h5
gvc decompose t.csv --year 2010 --reproducible -o r.h5
cmp r.h5 first.h5
