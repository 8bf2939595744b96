# Columns in the order asked for; shares after their terms; a share alone.
. "$LIB/tables.sh"
tiny
gvc decompose t.csv --year 2010 --terms fva,gexp | rounded
gvc decompose t.csv --year 2010 --terms dva,fva --share | rounded
gvc decompose t.csv --year 2010 --terms dva_sh | rounded
gvc decompose t.csv --year 2010 --share | head -n 1
gvc decompose t.csv --year 2010 -o all.csv
gvc decompose t.csv --year 2010 --terms gexp,dva,fva |
    awk -F, 'NR > 1 { print $1 "," $2 "," $3 "," $4 "," $5 }' >picked
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
    { print $1 "," $2 "," $c["gexp"] "," $c["dva"] "," $c["fva"] }' all.csv | cmp - picked
