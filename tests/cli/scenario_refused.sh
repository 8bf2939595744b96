# What has no meaning, or what the table cannot carry, and what to do about it.
. "$LIB/tables.sh"
tiny
try() {
    gvc scenario "$@"
    echo "exit $?"
}
kind() {
    k=$1
    shift
    try "$k" t.csv --year 2010 "$@"
}
try
try demnad t.csv
try t.csv
try demand
kind demand
kind demand --country AAA
kind demand --country AAA --by lots
kind demand --country AAA --by 5% --buyer BBB
kind demand --country AAA --by 5% --rate 5%
kind demand --country DDD --by 5%
kind demand --country AAA --sector s3 --by 5%
kind demand --country AAA --by 5% --keep DDD
kind demand --country AAA --by 5% --level pair
kind demand --country AAA --by 5% --group AB=AAA,BBB
kind demand --country AAA --by 5% --terms dva
kind demand --country AAA --by 5% --share
kind extract
kind extract --country AAA --by 50%
kind extract --country AAA --to BBB
kind extract --country AAA --variant backward
kind extract --from AAA --to BBB --by 120%
kind source --from AAA --by 50%
kind source --to AAA --by 3
kind tariff --by 10%
kind tariff --rate 10
kind tariff --rate 10% --product-rate 5%
kind tariff --rate 200000%
kind currency --by 10%
kind currency --country AAA --by -100%
kind carbon --price 5
kind carbon --satellite co2 --price 5
kind supply --country AAA --from BBB --by 5%
kind inoperability --country AAA --by -5% --resilience 0.5
# Industries without output have no technology.
cell 3 3 0 | awk -F, -v OFS=, 'NR == 4 { $0 = "0,0,0,0,0,0,0,0,0" } { $4 = 0; print }' >t.csv
kind demand --from BBB --sector s2 --by 5%
kind source --buyer AAA --from CCC --to BBB --sector s2 --by 50%
kind extract --country BBB --sector s2
# Files.
printf 'country,sector,change\nAAA,s1\n' >short.csv
printf 'country,shock\nAAA,5\n' >header.csv
printf 'country,change,unit\nAAA,5,percent\n' >unit.csv
printf 'country,change\nAAA,5%%\n' >sign.csv
for file in short header unit sign none; do
    kind demand --shocks $file.csv
done
printf 'country = AAA\n' >outside.ini
printf '[a]\ncolour = AAA\n' >key.ini
printf '[a]\nby = 5%%\nrate = 6%%\n' >twice.ini
printf '[a]\nby = 5%%\n[a]\nby = 6%%\n' >name.ini
printf '[a\nby = 5%%\n' >bracket.ini
printf '[a]\nto = home\nsplit = by chance\nby = 5%%\n' >split.ini
printf '\n' >empty.ini
for file in outside key twice name bracket split empty; do
    kind demand --file $file.ini
done
printf 'country,change\nAAA,5\n' >good.csv
kind demand --shocks good.csv --by 5%
kind demand --shocks good.csv --file key.ini
kind demand --country AAA --by 5% -o good.csv --shocks good.csv
kind demand --shocks good.csv -o good.csv
kind demand --country AAA --by -150%
kind price --country AAA --by 1e11%
