. "$LIB/tables.sh"
tiny
gvc import t.csv --year 2010 --unit 'million EUR' -q -o t.h5
gvc info t.h5 | grep -vE '^(gvc version|source sha256|table sha256|date)'
gvc info t.h5 --countries
gvc info t.h5 --sectors --json | grep -A 3 '"sector_list"'
