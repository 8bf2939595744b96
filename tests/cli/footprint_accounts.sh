# Accounts of the table and value added: by country, by sector, by pair; ratios.
. "$LIB/tables.sh"
gvc example -q -o e.h5
gvc footprint e.h5 --format table
gvc footprint e.h5 --satellite EMP --country UPG,HQE --ratios | rounded
gvc footprint e.h5 --satellite va --ratios --country UPG --format table
gvc footprint e.h5 --level sector --country UPG --sector CAR,BUS | rounded
gvc footprint e.h5 --satellite EMP --level sector --ratios --sector CAR --country UPG --terms per_exports,terms_of_trade |
    rounded
gvc footprint e.h5 --level pair --country UPG --partner HQE,UPG | rounded
gvc footprint e.h5 --satellite va --level pair --partner UPG --terms eebt --country HQE,ASY | rounded
gvc footprint e.h5 --satellite EMP --group EAST=UPG,ASY,PAR --country EAST,HQE | rounded
# Every account closes: pba - exp = cba - imp; exports of all are imports of all.
gvc footprint e.h5 -q -o all.csv
awk -F, 'NR > 1 { gap = $4 - $6 - ($5 - $7); exp_[$3] += $6; imp_[$3] += $7; pba[$3] += $4; cba[$3] += $5
             if (gap > 1e-9 * $4 || -gap > 1e-9 * $4) print "open:", $0 }
    END { for (a in pba) printf "%s %.0f %.0f %.6g %.6g\n", a, pba[a], cba[a], exp_[a], imp_[a] }' all.csv | sort
gvc footprint e.h5 --level sector -q -o sector.csv
awk -F, 'NR == FNR { if (FNR > 1) net[$2 $3] = $8; next } FNR > 1 { sum[$2 $4] += $9 }
    END { for (k in net) if ((net[k] - sum[k])^2 > 1e-12 * net[k]^2) print k, net[k], sum[k] }' all.csv sector.csv
gvc footprint e.h5 --satellite EMP -o r.h5 -q
gvc info r.h5 | grep -E 'account_units|^terms|rows'
