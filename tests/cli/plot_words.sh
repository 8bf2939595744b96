# shellcheck shell=sh
# Titles, labels and colours that the author gives.
gvc example --quiet -o example.h5
gvc decompose example.h5 -q -o r.h5
gvc trace example.h5 -q -o trace.h5
gvc decompose example.h5 -q --uncertainty rel=0.1 --draws 100 --terms dva,fva -o sure.h5
labels() {
    sed -n "s/^set label [0-9]* '\(.*\)' at screen.*/\1/p" r.gp
}
plot() {
    echo "--- $*"
    gvc plot "$@" --script r.gp && labels
    rm -f r.gp
}
no() {
    echo "--- $*"
    gvc plot "$@" --script r.gp
    echo "exit $?"
}
plot r.h5 --top 2 --terms dva
plot r.h5 --top 2 --terms dva --ylabel 'Value added, million USD'
plot r.h5 --top 2 --terms dva --bare
plot r.h5 --top 2 --terms dva --bare --title 'A title' --source 'OECD, own work'
plot r.h5 --top 2 --terms dva --source 'Ministry.'
no r.h5 --top 2 --terms dva,fva --colors 0072B2
no trace.h5 --colors 0072B2
plot trace.h5 --top 3 --colors FFFFFF,000000
gvc plot trace.h5 --top 3 --colors FFFFFF,000000 --script r.gp --data r.csv -o r.vl.json
sed -n '/cells << END/,/^END/p' r.gp
grep -o '"scale": {"range.*' r.vl.json
echo '--- whiskers'
gvc plot sure.h5 --terms dva --top 3 --script r.gp --data r.csv
sed -n '/whiskers1 << END/,/^END/p' r.gp | wc -l
grep -c 'with vectors' r.gp
labels | grep -o 'Whiskers.*'
head -n 1 r.csv
awk -F, 'NR > 1 && $7 != "" { print $4, ($7 < $5 && $5 < $8) }' r.csv
gvc plot sure.h5 --terms dva,fva --top 3 --script r.gp # a stack has none
grep -q 'with vectors' r.gp || echo none
gvc plot sure.h5 --terms dva --top 3 -o r.vl.json
grep -c '"low"' r.vl.json
grep '"mark"' r.vl.json
