# An archive with several tables: --member names one, whatever reads it.
. "$LIB/tables.sh"
if ! command -v zip >/dev/null; then
    echo "zip is not installed"
    exit 77
fi
tiny
mv t.csv one.csv
rows | sed 's/^10,/11,/' >two.csv
zip -q t.zip one.csv two.csv countries.csv sectors.csv
for member in one two; do
    gvc decompose t.zip --member "$member.csv" --terms gexp,dc | rounded
    gvc check t.zip --member "$member.csv" | grep '^rho'
    gvc info t.zip --member "$member.csv" | grep '^countries'
    gvc import t.zip --member "$member.csv" -q -o "$member.h5"
    gvc check "$member.h5" | grep '^rho'
done
