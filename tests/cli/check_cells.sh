# The most negative cells by name, and more industries with -v.
. "$LIB/tables.sh"
lists
rows | awk -F, -v OFS=, 'NR == 1 { $5 = -3; $9 = -7 } NR == 3 { $1 = -4; $2 = -1 }
    NR == 4 { $7 = -0.5 } NR == 6 { $8 = -6; $1 = -2; $3 = -2.5; $2 = -9 } { print }' >t.csv
gvc check t.csv
seq 1 14 | sed 's/^/s/' >sectors.csv
awk 'BEGIN { for (i = 1; i <= 42; i++) { for (j = 1; j <= 45; j++)
    printf "%s%d", j == 1 ? "" : ",", (i % 3 == 0 || i % 3 != j % 3 ? 0 : (j > 42 ? 90 : 1)); print "" } }' >t.csv
gvc check t.csv | sed -n '/^no output/,/^exports/p'
gvc check t.csv -v 2>/dev/null | sed -n '/^no output/,/^exports/p'
COLUMNS=60 gvc check t.csv -v 2>/dev/null | awk 'length > 60 { print "too long: " $0 }'
