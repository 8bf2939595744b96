# Countries and sectors merged by maps and by a list that is built in; what was done is told and kept.
. "$LIB/tables.sh"
rows >t.csv
printf 'DEU\nFRA\nKOR\n' >countries.csv
printf 'c1\nc14\n' >sectors.csv
gvc aggregate t.csv --year 2010 --countries EU27 -o eu.h5
gvc decompose eu.h5 --terms gexp -q
gvc info eu.h5 --countries
# Flows within a group are domestic in the aggregate as they are with --group.
gvc decompose t.csv --year 2010 --group EU27 --terms gexp
printf 'old,new\nFR,EU\nDE,EU\nUSA,America\n' >map.csv
gvc aggregate t.csv --year 2010 --countries map.csv --sectors ggdc10 -o small.h5
gvc info small.h5 | grep -E '^(countries|sectors|industries|country map|sector map|history)'
gvc info small.h5 --json | grep -c "$(sha256sum <map.csv | cut -d ' ' -f 1)"
printf 'c1,c1\nc14,a,0.25\nc14,b,0.75\n' >split.csv
gvc aggregate t.csv --year 2010 --sectors split.csv -o split.h5
gvc decompose split.h5 --level sector --terms gexp -q
printf 'FD,final\n' >fd.csv
gvc aggregate t.csv --year 2010 --categories fd.csv --sectors split.csv --countries M49 -q -o all.h5
gvc info all.h5 | grep -E '^(countries|sectors|industries|final)'
