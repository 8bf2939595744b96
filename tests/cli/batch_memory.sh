# Tables that are folders count for what is in them: where memory is for one, one runs at a time.
[ -e "/proc/$$/task/$$/children" ] || { echo "the system does not list children"; exit 77; }
mkdir w2001
awk 'BEGIN {
    n = 600
    for (j = 1; j <= n; j++) head = head ",A_s" j
    print head >"w2001/Z.csv"
    print ",A_C" >"w2001/Y.csv"
    for (i = 1; i <= n; i++) {
        line = "A_s" i
        for (j = 1; j <= n; j++) line = line "," (i * j) % 97 + 1.125
        print line >"w2001/Z.csv"
        print "A_s" i ",90000" >"w2001/Y.csv"
    }
}'
for year in 2002 2003 2004; do cp -r w2001 w$year; done
# most OPTION... - how many processes there were at once.
most() {
    gvc batch position w2001 w2002 w2003 w2004 --jobs 4 "$@" -q -o out/ &
    pid=$!
    most=0
    while kill -0 $pid 2>/dev/null; do
        count=$( (wc -w <"/proc/$pid/task/$pid/children") 2>/dev/null)
        sleep 0.005
        [ "${count:-0}" -le "$most" ] || most=$count
    done
    wait $pid
    echo "exit $?"
    rm -rf out
}
most --memory 130M
[ "$most" -eq 1 ] || echo "$most at once"
most --memory 4G
[ "$most" -gt 1 ] || echo "$most at once"
