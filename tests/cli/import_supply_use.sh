# Supply and use by each model; a model or a valuation where there is nothing to choose.
. "$LIB/tables.sh"
printf ',A_p1,A_p2\nA_i1,90,10\nA_i2,0,50\n' >supply.csv
printf ',A_i1,A_i2,A_C\nA_p1,20,10,60\nA_p2,30,5,25\nVA,50,35,0\n' >use.csv
for model in A B C D E; do
    gvc import . --model $model --year 2019 --unit EUR -o t.h5
    echo "exit $?"
done
gvc info t.h5 | grep -E '^(industries|sut model|source format|source notes):'
gvc check t.h5 | head -3
tiny
gvc import t.csv --year 2010 --model A -o u.h5
echo "exit $?"
gvc import t.csv --year 2010 --valuation 'trade margins' -o u.h5
echo "exit $?"
printf 'MATLAB 5.0 MAT-file, Platform: PCWIN' >old.mat
gvc import old.mat -o u.h5
echo "exit $?"
