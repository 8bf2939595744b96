# An Excel workbook: the rows of the CSV on a sheet, and what they are on another. What it cannot go
# to is refused before anything is computed.
. "$LIB/tables.sh"
tiny
gvc decompose t.csv --year 2010 --level pair -q -o r.csv
gvc decompose t.csv --year 2010 --level pair -q -o r.xlsx
unzip -q r.xlsx -d r
grep -o '<sheet name="[^"]*"' r/xl/workbook.xml
rows=$(grep -o '<row r=' r/xl/worksheets/sheet1.xml | wc -l)
[ "$rows" = "$(wc -l <r.csv)" ] || echo "$rows rows"
grep -o '<pane [^>]*>\|<autoFilter [^>]*>' r/xl/worksheets/sheet1.xml
grep -oE 'Domestic value added<|Borin and Mancini|gvc decompose t.csv' r/xl/worksheets/sheet2.xml | sort -u
gvc export r.xlsx -o r.csv
echo "exit $?"
try() {
    gvc decompose t.csv --year 2010 "$@" 2>message
    echo "exit $?"
    sed 's/; known are.*//' message
}
try --format xlsx
try -o r.xlsx.gz
try --tidy -o new.xlsx
try -o nowhere/r.xlsx
gone new.xlsx ./*.part tmp.*
