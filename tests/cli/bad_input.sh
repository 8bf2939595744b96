# What is wrong with the input of newer commands is said, with file and line or the option typed.
gvc example -q -o e.h5
no() {
    gvc "$@" -o r.csv
    echo "exit $?"
    [ ! -e r.csv ] || { echo "left behind: r.csv" && rm r.csv; }
}
# Sizes beyond any table.
no rates e.h5 --elasticities 1e308,1,1
no scenario carbon e.h5 --satellite EMP --price 1e308
no scenario tariff e.h5 --rate 20% --erp --product-rate 1e300%
printf 'account,indicator,weight\nEMP,work,1e308\n' >w.csv
no footprint e.h5 --characterise w.csv
# Lines that are there twice.
printf 'account,indicator,weight\nEMP,work,1\nva,work,1\nEMP,work,2\n' >w.csv
no footprint e.h5 --characterise w.csv
printf 'country,sector,change\nUPG,ELE,5\nUPG,ELE,5\n' >s.csv
no scenario demand e.h5 --shocks s.csv
printf 'from,to,rel\n*,*,0.1\n*,*,0.2\n' >b.csv
no decompose e.h5 --uncertainty b.csv
# What a file says is wrong in the file.
printf 'country,change\nUPG,5\nXXX,5\n' >s.csv
no scenario demand e.h5 --shocks s.csv
printf '[one]\ncountry = UPG\n' >s.ini
no scenario demand e.h5 --file s.ini
printf '[one]\nfrom = UPG\nby = 10%%\n' >s.ini
no scenario tariff e.h5 --file s.ini
printf 'from,to,rel\n*,*,0.1\nUGP,*,0.2\n' >b.csv
no decompose e.h5 --uncertainty b.csv
# A long line is cut.
{ printf '[one]\ncountry = UPG\nby = ' && head -c 200000 /dev/zero | tr '\0' x; } >s.ini
no scenario demand e.h5 --file s.ini
# An account that would hide value added.
gvc footprint e.h5 --level sector --terms pba -o pba.csv -q
awk -F, 'NR > 1 && $4 == "va" { h = h "," $2 "_" $3; v = v "," 1 }
    END { print "account" h; print "va" v }' pba.csv >va.csv
no footprint e.h5 --satellite va.csv
# Options.
no scenario demand e.h5 --country UPG --by 5% --by 6%
no scenario demand e.h5 --country UPG --by 5% --keep EU27
no scenario demand e.h5 --country UPG --by 5% --group BU=BIG,UPG --keep BIG
printf 'AGR,land\nMIN,land\n' >groups.csv
no decompose e.h5 --sector-groups groups.csv
no scenario inoperability e.h5 --country UPG --by -5% --periods 20000
no linkages e.h5 --loops 20000
no scenario source e.h5 --buyer BIG --from UPG --to PAR --sector ELE --by 0%
gvc batch rates none.h5 --index none.csv -o x.h5
echo "exit $?"
gvc batch paths none.h5 -o x.graphml
echo "exit $?"
gvc decompose e.h5 --uncertainty rel=0.1 --draws 20 -q -o u.h5
no export u.h5 --share
gvc decompose e.h5 --terms dva_sh -q -o sh.h5
no export sh.h5 --share
# Cells of an account so large that their sum is none.
awk -F, 'NR > 1 && $4 == "va" { h = h "," $2 "_" $3; v = v "," "1e308" }
    END { print "account" h; print "huge" v }' pba.csv >huge.csv
no footprint e.h5 --satellite huge.csv --account huge
# Tables without a common country.
printf 'AAA\nBBB\n' >countries.csv
printf 's1\n' >sectors.csv
printf '5,1,9,2\n1,5,2,9\n' >t.csv
gvc import t.csv --year 2010 --unit "million USD" -q -o t.h5
no exposure t.h5 e.h5 --upgrade
# A change of percentages is one in points.
gvc scenario demand e.h5 --country UPG --by 5% --terms va_percent -q -o a.h5
gvc scenario demand e.h5 --country UPG --by 10% --terms va_percent -q -o b.h5
gvc diff a.h5 b.h5 --cells -q -o d.json
grep -o '"pp"' d.json
