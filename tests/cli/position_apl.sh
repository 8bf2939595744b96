# A row for each pair of industries; small links are no links.
. "$LIB/tables.sh"
tiny
gvc position t.csv --year 2010 --apl | rounded | head -n 8
gvc position t.csv --year 2010 --apl --least 0.1 | rounded | head -n 8
gvc position t.csv --year 2010 --apl --terms link -o link.csv
gvc position t.csv --year 2010 --level sector --terms downstreamness -o down.csv
# Links of a column add up to downstreamness less 1.
awk -F, 'NR == FNR { if (FNR > 1) sum[$3] += $4; next }
    FNR > 1 { name = $2 "_" $3; d = sum[name] + 1 - $4; print name, (d < 1e-12 && d > -1e-12) }' link.csv down.csv
