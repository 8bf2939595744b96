# What export writes is what decompose would have written, rows and columns included.
. "$LIB/tables.sh"
tiny
gvc decompose t.csv --year 2010 --level bilateral -o r.h5
for suffix in csv tsv csv.gz; do
    gvc decompose t.csv --year 2010 --level bilateral -o "direct.$suffix"
    gvc export r.h5 -o "export.$suffix"
    cmp "direct.$suffix" "export.$suffix"
done
gvc decompose t.csv --year 2010 --level bilateral --exporter AAA --terms dva,fva --share -o d.csv
gvc export r.h5 --exporter AAA --terms dva,fva --share -o e.csv
cmp d.csv e.csv
gvc export r.h5 --exporter AAA --sector s1 --terms gexp
gvc export r.h5 --exporter AAB
echo "exit $?"
