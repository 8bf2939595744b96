# What the registered methods offer is what decompose takes: no second list.
. "$LIB/tables.sh"
tiny
gvc decompose t.csv -m none 2>&1 | sed -n 's/.*is not one of //p' | tr -d ' ' | tr , '\n' >names
[ -s names ] || echo "no names"
while read -r name; do
    levels=$(gvc methods "$name" | sed -n 's/^levels: //p' | tr -d ,)
    [ -n "$levels" ] || echo "$name: no levels"
    for level in $levels; do
        gvc decompose t.csv -q -m "$name" --level "$level" >/dev/null || echo "$name at $level: exit $?"
    done
done <names
# Wherever the options stand.
gvc decompose t.csv -q --approach sink -m bm --terms gexp
gvc decompose t.csv --approach both -m bm
echo "exit $?"
gvc decompose t.csv --approach sink -m none
echo "exit $?"
gvc decompose t.csv --level ''
echo "exit $?"
