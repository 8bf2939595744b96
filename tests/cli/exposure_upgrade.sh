# The upgrading panel: one table, several with the change since the first and the trap signal, jobs
# as an account of the table.
. "$LIB/tables.sh"
for year in 2000 2010 2020; do
    gvc example -q --year $year -o $year.h5
done
gvc exposure 2020.h5 --upgrade --format table
gvc exposure 2000.h5 2020.h5 --upgrade --format table
gvc exposure 2000.h5 2010.h5 2020.h5 --upgrade -o panel.h5
gvc export panel.h5 -o - --country ASY,UPG --terms exports_gdp,dva_share_change,trap_signal | rounded
gvc info panel.h5 --json | grep -c '"trap_signals"'
gvc exposure 2020.h5 2000.h5 --upgrade -q -o swapped.csv && gvc exposure 2000.h5 2020.h5 --upgrade -q | cmp - swapped.csv
tiny
{
    printf 'account,AAA_s1,AAA_s2,BBB_s1,BBB_s2,CCC_s1,CCC_s2\n'
    printf 'jobs,5,10,20,30,2,40\n'
} >jobs.csv
gvc import -q t.csv --year 2010 --satellite jobs.csv -o jobs.h5
gvc exposure jobs.h5 --upgrade --satellite jobs --terms exports_gdp,high_tech_share,va_per_job | rounded
gvc exposure jobs.h5 --upgrade --satellite hours -o panel.csv
echo "exit $?"
printf 'sector,function,share\ns1,R&D,0.5\ns1,making,0.5\ns2,making,1\n' >functions.csv
gvc exposure jobs.h5 --upgrade --functions functions.csv --terms dva_share,function_r_d,function_making | rounded
gvc exposure jobs.h5 --markets --functions functions.csv -o panel.csv
echo "exit $?"
gvc batch exposure 2000.h5 2020.h5 --markets --country UPG --partner HQE,ROW --terms va_market -q -o markets.csv
rounded <markets.csv
gone panel.csv
