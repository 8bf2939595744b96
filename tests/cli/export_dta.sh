# A Stata file out of a stored result, with what it is about; and what it cannot go to.
. "$LIB/tables.sh"
tiny
gvc decompose t.csv --year 2010 --level sector -q --reproducible -o r.h5
gvc export r.h5 --reproducible -o r.dta
head -c 60 r.dta
echo
for text in "title: Gross exports decomposed" "units: " "Domestic value added" \
    "history: gvc decompose t.csv"; do
    grep -aqF "$text" r.dta || echo "not in r.dta: $text"
done
gvc info r.dta
gvc export r.h5 --format dta
echo "exit $?"
gvc export r.h5 --terms dva --share -o r2.dta
grep -ac 'Domestic value added, share of gross exports' r2.dta
gvc export r.h5 -o r.dta.gz 2>message
echo "exit $?"
sed 's/; known are.*//' message
gvc export r.h5 --tidy -o new.dta
echo "exit $?"
gone new.dta r.dta.gz ./*.part
gvc formats xlsx dta
