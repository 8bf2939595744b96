# The list says of every indicator what it is; JSON has the same and where it is from.
gvc indicators --list | sed -n 1,8p
gvc indicators --list --level pair | grep -E '^vax'
gvc indicators --list | grep -cE '^[a-z0-9_]+ +(-|%|1|index) '
gvc indicators --list --json | grep -c '"name"'
gvc indicators --list --json --level sector | grep -A 12 '"rca_gross"'
gvc indicators --list | tail -n 2
gvc indicators --list t.csv
echo "exit $?"
gvc indicators t.csv --json
echo "exit $?"
