# Every solver gives the same numbers, and the result says which one it was and whether it was asked
# for. One that cannot do the work, or is none, is refused.
. "$LIB/tables.sh"
gvc example -q -o t.h5
gvc decompose t.h5 -q --level sector -o auto.csv
gvc version -v | sed -n '/^solvers/,$s/^  \([a-z][a-z-]*\) .*/\1/p' | while read -r name; do
    gvc decompose t.h5 -q --level sector --solver "$name" -o r.h5
    gvc export r.h5 -q -o r.csv
    rounded <auto.csv >expected.csv
    rounded <r.csv | cmp - expected.csv
    gvc info r.h5 | sed -nE 's/^solver: +/solver /p; s/.*("solver":"[^"]*").*/asked for \1/p'
done
gvc decompose t.h5 -q -o r.h5
gvc info r.h5 | sed -nE 's/^options.*("solver":"[^"]*").*/asked for \1/p'
rm r.h5
# vaxim needs the whole inverse, the other columns of the sink approach do not.
gvc decompose t.h5 --approach sink --solver seidel -o r.h5
echo "exit $?"
gvc decompose t.h5 --approach sink --solver seidel --terms dva,vax -o r.csv
echo "exit $?"
gvc decompose t.h5 --solver seidal -o r.h5
echo "exit $?"
gvc decompose t.h5 --solver cholesky -o r.h5
echo "exit $?"
gone r.h5
