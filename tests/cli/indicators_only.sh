# Indicators by name, TiVA's in capitals or not; the level is that of the names, or said.
. "$LIB/tables.sh"
tiny
gvc indicators t.csv --year 2010 --only EXGR,EXGR_DVASH,gvc_sh | rounded
gvc indicators t.csv --year 2010 --only rca_gross,RCA_VA --country BBB | rounded
gvc indicators t.csv --year 2010 --only vax_d,vax_c,vax_p --country AAA --partner CCC,BBB | rounded
gvc indicators t.csv --year 2010 --level bilateral --only imgr,reii --sector s2 --partner AAA |
    rounded
gvc indicators t.csv --year 2010 --only EXGR --terms vs_hiy_sh,vs_sh | rounded
gvc indicators t.csv --year 2010 --only vax_d,rca_va
echo "exit $?"
gvc indicators t.csv --year 2010 --level country --only vax_d
echo "exit $?"
gvc indicators t.csv --year 2010 --only exgr_dvahs
echo "exit $?"
gvc indicators t.csv --year 2010 --only exgr --partner AAA
echo "exit $?"
gvc indicators t.csv --year 2010 --share
echo "exit $?"
