# shellcheck shell=sh
# Only amounts are added up or stacked: percentages, indices and multipliers have no "others", and
# where a key would have to go the message says what to choose.
for year in 2000 2010 2020; do
    gvc example -q --year $year -o world$year.h5
done
no() {
    gvc plot "$@" --data r.csv
    echo "exit $?"
}
data() {
    gvc plot "$@" --data r.csv --script r.gp
    awk -F, -v OFS=, '{ for (i = 4; i <= NF; i++) if ($i ~ /^-?[0-9.]+(e[-+]?[0-9]+)?$/) $i = sprintf("%.5g", $i); print }' r.csv
    sed -n "s/^set label [0-9]* '\([^']*[.%:][^']*\)' .*/\1/p" r.gp | grep -v gvc
}
gvc growth -q world20*.h5 --summary -o summary.h5
gvc growth -q world20*.h5 --levels -o levels.h5
gvc growth -q world20*.h5 -o factors.h5
gvc scenario demand -q world2020.h5 --country BIG --by -5% -o demand.h5
gvc scenario tariff -q world2020.h5 --rate 10% --level sector -o tariff.h5
gvc linkages -q world2020.h5 -o linkages.h5
gvc footprint -q world2020.h5 -o accounts.h5
gvc paths -q world2020.h5 --product UPG_CAR --top 4 -o paths.h5
echo '--- percentages'
data summary.h5 --top 3
data demand.h5 --terms va_percent --top 3
no tariff.h5 --kind bars --terms full
data tariff.h5 --terms full --kind bars --sector CAR --top 2
echo '--- multipliers'
no linkages.h5 --terms backward_total --kind bars
no linkages.h5 --terms backward_total,forward_total --kind bars --sector CAR
data linkages.h5 --country UPG,HUB --sector CAR,BUS
echo '--- points of growth are added up over what growth is split by, and over no countries'
data factors.h5 --country UPG --where demand=home
data levels.h5 --top 2
no factors.h5 --kind bars --where demand --country UPG
no factors.h5 --where tier=1
no factors.h5 --where demand=away
echo '--- losses: the largest first, with their sign, and the rest added up'
data demand.h5 --terms va_change --top 3
echo '--- accounts of other units'
no accounts.h5
data accounts.h5 --account EMP --terms exp --top 2
data accounts.h5 --account va --terms exp --top 2
no accounts.h5 --account CO2
echo '--- the place in a list is no number to draw'
data paths.h5
