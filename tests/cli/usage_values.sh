# A value that an option does not take, option by option.
try() {
    gvc decompose t.csv "$@"
    echo "exit $?"
}
try --level foo
try --level sectr
try --approach both
try --flow trade
try --perspective frontier
try --va gross
try --threads none
try --threads 0
try --memory lots
try --memory 500
try --memory 999999
try --year 99
try --year 1995,2000
try --year 1995 --year 1996
try --exporter AAA,,BBB
try --group EU
try --group EU=
try --progress sometimes
try --solver fast
try -o ''
try --level
