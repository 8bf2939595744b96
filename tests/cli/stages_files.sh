# Stages and business functions from a file, and the built-in map.
. "$LIB/tables.sh"
gvc example -q -o e.h5
gvc stages e.h5 --map default --exporter UPG --format table
cat >map.csv <<'EOF'
sector,stage,share
AGR,soil,1
MIN,soil,1
FOO,plant,1
TEX,plant,1
MAT,plant,1
ELE,plant,0.75
ELE,office,0.25
CAR,plant,1
UTC,office,1
BUS,office,1
PUB,office,1
EOF
gvc stages e.h5 --map map.csv --exporter UPG,HQE | rounded
gvc stages e.h5 --map map.csv --in final-demand --absorber UPG | rounded
gvc stages e.h5 --map map.csv --product UPG_CAR --terms va,share | rounded
sed 's/,stage,/,function,/' map.csv >functions.csv
sed -e '1s/^/country,/' -e '2,$s/^/,/' functions.csv >countries.csv
echo 'HQE,ELE,office,1' >>countries.csv
gvc stages e.h5 --functions functions.csv --exporter UPG,HQE | rounded
gvc stages e.h5 --functions countries.csv --exporter UPG,HQE --terms income_office,income_plant --share | rounded
gvc stages e.h5 --functions countries.csv --terms fs_office --exporter HQE --format table
