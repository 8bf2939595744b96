# Miroudot-Ye: columns by perimeter; fdc1 of the world is fva of Borin and Mancini there.
. "$LIB/tables.sh"
tiny
for perspective in exporter world sectexp bilateral sectbil; do
    gvc decompose t.csv --year 2010 -m my --perspective "$perspective" -o r.csv
    echo "$perspective: $(head -n 1 r.csv), $(wc -l <r.csv) lines"
done
gvc decompose t.csv --year 2010 -m my --perspective world --level bilateral --terms fdc1 -o my.csv
gvc decompose t.csv --year 2010 --perspective world --level bilateral --terms fva -o bm.csv
tail -n +2 my.csv >my.rows
tail -n +2 bm.csv >bm.rows
cmp my.rows bm.rows && echo "the same"
gvc decompose t.csv --year 2010 -m my --approach sink -o r2.csv
echo "exit $?"
gvc decompose t.csv --year 2010 -m my --perspective bilateral --level sector -o r2.csv
echo "exit $?"
gone r2.csv
gvc methods my --columns | grep -E '^(my|exporter|world|sectexp|bilateral|sectbil|  fdc1)'
