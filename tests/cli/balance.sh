# A table made to agree with what it states, and with totals of one's own.
cat >t.csv <<'END'
V1,AAA_a,AAA_b,BBB_a,BBB_b,AAA_C,AAA_I,BBB_C,OUT
AAA_a,10,2,1,0,20,5,3,43
AAA_b,3,12,0,4,8,-2,6,33
BBB_a,2,0,9,3,1,7,30,50
BBB_b,0,5,2,11,4,3,15,41
VA,20,17,30,25,0,0,0,0
OUT,43,33,50,41,0,0,0,0
END
gvc check t.csv | grep '^given'
# settled COMMAND... - without the digits that rounding decides
settled() {
    "$@" >said 2>&1
    code=$?
    sed -E 's/in [0-9]+ sweeps, gap .*/in some sweeps/; s/ off by at most [0-9.]+e-.*/ settled/' said
    return $code
}
settled gvc balance t.csv -o b.h5
echo "exit $?"
settled gvc check b.h5 --strict | grep -E '^(given|world)'
gvc info b.h5 | grep -E '^balance (method|targets)'
gvc balance t.csv -o b.h5 --strict -q
echo "exit $?"
printf 'label,output,inputs,totals\n' >bad.csv
printf 'label,output,inputs,total\nAAA_a,50,16,\nAAA_I,,,14\nBBB_b,44,,\n' >totals.csv
settled gvc balance t.csv --targets totals.csv -o c.h5
settled gvc check c.h5 | grep '^given'
gvc info c.h5 | grep -E '^balance targets:'
echo "== refused"
try() {
    gvc balance t.csv "$@" -o out.h5
    echo "exit $?"
    test -e out.h5 && echo "left behind"
}
try --method ras
try --targets bad.csv
printf 'label,inputs\nAAA_a,-1\n' >totals.csv
try --targets totals.csv
printf 'label,output,inputs\nAAA_a,16,15\nAAA_b,600,\n' >totals.csv
try --targets totals.csv --sweeps 3
printf 'label,total\nAAA_C,1\nAAA_I,1\nBBB_C,1\n' >totals.csv
try --targets totals.csv
try --method rass
try --tolerance 0
