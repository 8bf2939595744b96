# Accounts with a row an industry: the same as with a column an industry, in any order of lines.
. "$LIB/tables.sh"
tiny
cat >wide.csv <<'END'
account,unit,AAA_s1,AAA_s2,BBB_s1,BBB_s2,CCC_s1,CCC_s2,AAA_FD
jobs,thousand,5,6,7,8,9,10,0
CO2,kt,50,6,70,8,90,10,33
END
cat >pairs.csv <<'END'
sector,country,jobs (thousand),CO2 (kt)
s2,CCC,10,10
s1,CCC,9,90
s1,AAA,5,50
s2,AAA,6,6
s1,BBB,7,70
s2,BBB,8,8
FD,AAA,0,33
END
cat >industries.csv <<'END'
industry,jobs (thousand),CO2 (kt)
AAA_s1,5,50
AAA_s2,6,6
BBB_s1,7,70
BBB_s2,8,8
CCC_s1,9,90
CCC_s2,10,10
AAA_FD,0,33
END
for file in wide pairs industries; do
    gvc footprint t.csv --year 2010 --satellite $file.csv -q >$file.out
done
cmp wide.out pairs.out && cmp wide.out industries.out && echo "the same"
gvc footprint t.csv --year 2010 --satellite pairs.csv --account jobs -q --terms pba,cba --format table
# A wide file whose corner is called industry is one all the same.
sed 's/^account,/industry,/' wide.csv >corner.csv
gvc footprint t.csv --year 2010 --satellite corner.csv -q | cmp - wide.out && echo "a corner"
sed 's/^s2,BBB,8,8/s2,BBB,,8/; /FD/d' pairs.csv >hole.csv
gvc footprint t.csv --year 2010 --satellite hole.csv --missing zero --account jobs --terms pba
gvc footprint t.csv --year 2010 --satellite hole.csv -o r.csv
no() {
    cat >bad.csv
    gvc footprint t.csv --year 2010 --satellite bad.csv -o r.csv
    echo "exit $?"
}
sed '/s1,BBB/d' pairs.csv | no
sed 's/^s1,BBB/s1,BBD/' pairs.csv | no
sed 's/^s1,BBB/s9,BBB/' pairs.csv | no
sed 's/^s1,BBB/s2,BBB/' pairs.csv | no
sed 's/^AAA_s1/AAA_x1/' industries.csv | no
sed 's/,7,70/,7/' pairs.csv | no
sed 's/,7,70/,seven,70/' pairs.csv | no
printf 'country,sector\nAAA,s1\n' | no
gone r.csv
