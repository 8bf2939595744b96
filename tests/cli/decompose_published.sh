# Koopman-Wang-Wei and Wang-Wei-Zhu as published: columns, sums, what is refused.
. "$LIB/tables.sh"
tiny
gvc decompose t.csv -q -m kww --year 2010 | rounded
gvc decompose t.csv -q -m wwz --level bilateral --year 2010 | head -n 3 | rounded
gvc decompose t.csv -q -m wwz --kww --level pair --year 2010 | head -n 3 | rounded
echo "by country the nine are the same, up to rounding"
gvc decompose t.csv -q -m kww --year 2010 -o kww.csv
gvc decompose t.csv -q -m wwz --kww --year 2010 -o mapped.csv
paste -d, kww.csv mapped.csv | awk -F, 'NR > 1 { for (i = 3; i <= 12; i++) { d = $i - $(i + 12); if (d < 0) d = -d
    if (d > 1e-12) print $2, i, $i, $(i + 12) } }'
echo "shares"
gvc decompose t.csv -q -m kww --year 2010 --terms fva_fin,fdc --share | head -n 2 | rounded
gvc decompose t.csv -q -m wwz --year 2010 --level sector --sector s1 --exporter AAA --terms ova_fin,dvix_fsr | rounded
try() {
    gvc decompose t.csv --year 2010 "$@" -o r.csv
    echo "exit $?"
}
try -m kww --level sector
try -m kww --kww
try -m bm --kww
try -m wwz --elementary
try -m wwz --elementary --kww
try -m wwz --approach sink
try -m wwz --terms fdc
try -m wwz --kww --terms odc
gone r.csv
gvc methods kww | tail -n 20
