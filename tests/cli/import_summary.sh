. "$LIB/tables.sh"
tiny
gvc import t.csv --year 2010 --unit 'million EUR' -o t.h5
gvc import t.csv -q -o quiet.h5
ls
