# No output takes the place of a table, whatever way the two are named.
. "$LIB/years.sh"
years 1995 2000
cp world_1995.h5 kept_1995.h5
printf 's1,all\ns2,all\n' >map.csv
try() {
    gvc batch "$@" 2>&1
    echo "exit $?"
    cmp world_1995.h5 kept_1995.h5
}
try aggregate world_*.h5 --sectors map.csv -o ./
try decompose world_*.h5 -o "$PWD/" | sed "s#$PWD#HERE#"
try decompose 'world_*.h5' -o world_1995.h5
printf 'world_1995.h5\n' >list
try decompose - -o world_1995.h5 <list
ln -s world_1995.h5 link.h5
try decompose world_1995.h5 world_2000.h5 -o link.h5
echo "-- what an option reads"
mkdir spd
printf 'country,sector,buyer,change,unit\nAAA,,,10,pct\n' >spd/world_2000.csv
cp spd/world_2000.csv shocks.csv
gvc batch scenario world_2000.h5 --kind demand --shocks spd/world_2000.csv --format csv -o spd/
echo "exit $?"
cmp spd/world_2000.csv shocks.csv
printf "AAA,G\nBBB,G\n" >p.1of2.h5
cp p.1of2.h5 groups.csv
gvc batch decompose world_2000.h5 world_1995.h5 --groups p.1of2.h5 --shard 1/2 -o p.h5 2>&1
echo "exit $?"
cmp p.1of2.h5 groups.csv
find . -type f | sort
