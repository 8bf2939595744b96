# Without -o into a pipe, with -o -, and --format: the same numbers.
. "$LIB/tables.sh"
tiny
gvc decompose t.csv --year 2010 >a.csv
gvc decompose t.csv --year 2010 -o - >b.csv
gvc decompose t.csv --year 2010 -o c.csv
gvc decompose t.csv --year 2010 -o d.csv.gz
gvc decompose t.csv --year 2010 --format tsv -o - | tr '\t' ',' >e.csv
gunzip -c d.csv.gz >d.csv
for other in b c d e; do
    cmp a.csv "$other.csv"
done
gvc decompose t.csv --year 2010 --format json --terms gexp --exporter AAA |
    grep -c '"columns"'
gvc decompose t.csv --year 2010 --format table --terms gexp,dva,fva --color never
