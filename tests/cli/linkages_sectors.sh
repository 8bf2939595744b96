# Linkages and key sectors by industry and by country; what they are divided by; multipliers.
. "$LIB/tables.sh"
gvc example -q -o e.h5
gvc linkages e.h5 --country UPG --format table
gvc linkages e.h5 --country UPG --sector CAR,BUS | rounded
gvc linkages e.h5 --level country --country UPG,HQE --terms backward_total,backward_intra,backward_inter,class | rounded
for mean in world country weighted; do
    gvc linkages e.h5 --country HUB --sector CAR --normalise $mean --terms backward_index,forward_index | rounded
done
gvc linkages e.h5 --country UPG --sector CAR --satellite EMP --terms multiplier,multiplier_ratio | rounded
gvc linkages e.h5 --country UPG --sector CAR --dispersion --terms backward_dispersion,forward_dispersion | rounded
tiny
cat >sat.csv <<'EOF'
account,AAA_s1,AAA_s2,BBB_s1,BBB_s2,CCC_s1,CCC_s2
jobs,5,6,7,8,9,10
CO2,50,6,70,8,90,10
EOF
gvc linkages t.csv --year 2010 -q --satellite sat.csv --terms multiplier
echo "exit $?"
gvc linkages t.csv --year 2010 -q --satellite sat.csv --account CO2 --terms multiplier | rounded
grep -v CO2 sat.csv >one.csv
gvc linkages t.csv --year 2010 -q --satellite one.csv --terms multiplier,multiplier_ratio --group AB=AAA,BBB | rounded
cut -d, -f1-5,7 one.csv >few.csv
gvc linkages t.csv --year 2010 -q --satellite few.csv --missing zero --terms multiplier --level country | rounded
# Both parts of a linkage; it is downstreamness. An industry without output is empty.
gvc linkages e.h5 -q --terms backward_total,backward_intra,backward_inter -o l.csv
gvc position e.h5 -q --level sector --terms downstreamness -o p.csv
paste -d, l.csv p.csv | awk -F, 'NR > 1 && $4 == "" { print $2, $3, "is empty" }
    NR > 1 && $4 != "" { a = $4 - $5 - $6; b = $4 - $10
    if (a * a > 1e-20 || b * b > 1e-20) print $2, $3, a, b }'
