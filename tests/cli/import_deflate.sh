# Rows divided by price indices; value added by double deflation.
. "$LIB/tables.sh"
tiny
printf 'country,sector,index\n,s1,2\n,s2,1\nCCC,s1,0.5\n' >p.csv
gvc import t.csv --year 2010 --deflate p.csv -o t.h5
gvc info t.h5 | grep -E '^(prices|deflator:|value added)'
gvc decompose t.h5 --level sector --terms gexp -q
gvc import t.csv --year 2010 --deflate p.csv --prices 'constant 2005' -q -o t.h5
gvc info t.h5 | grep '^prices'
printf 'industry,index100\nAAA_s1,10\nAAA_s2,100\nBBB_s1,100\nBBB_s2,100\nCCC_s1,100\nCCC_s2,1\n' >p.csv
gvc import t.csv --year 2010 --deflate p.csv -o t.h5
printf 'industry,index\nAAA_s1,1\n' >p.csv
gvc import t.csv --year 2010 --deflate p.csv -o u.h5
echo "exit $?"
gone u.h5
