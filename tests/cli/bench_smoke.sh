# The program that measures the engine runs: it has cases, and one tiny one gives figures.
bench=$(dirname "$(readlink -f "$(command -v gvc)")")/../tools/bench/gvc-bench
if [ ! -x "$bench" ]; then
    echo "gvc-bench is not built"
    exit 77
fi
"$bench" --list | grep -c '^table  '
"$bench" table --n 60 --countries 6 >figures
echo "exit $?"
awk '$1 != "table" || $3 != 60 || $4 != 6 { print "odd: " $0 } END { print (NR > 10 ? "figures" : NR) }' \
    figures
"$bench" tables --n 60 --countries 6 >figures
echo "exit $?"
awk '{ print $1, $2, $3, $4 }' figures
