# The lists may be in the archive, beside the table.
. "$LIB/tables.sh"
if ! command -v zip >/dev/null; then
    echo "zip is not installed"
    exit 77
fi
tiny
gvc decompose t.csv -o expected.csv
zip -q t.zip t.csv countries.csv sectors.csv
mkdir other
cd other || exit 1
gvc decompose ../t.zip -o r.csv && cmp r.csv ../expected.csv
