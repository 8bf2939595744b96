# Told to stop at any moment: 128 + the signal and no file, or the whole file; nothing half-written.
# The tables are large enough that the first of the moments is before the end.
. "$LIB/tables.sh"
printf 'AAA\nBBB\nCCC\n' >countries.csv
seq -f 's%g' 500 >sectors.csv
awk 'BEGIN {
    n = 1500
    for (i = 1; i <= n; i++) {
        line = ""
        for (j = 1; j <= n; j++) line = line (i * j % 7 == 0 ? "1," : "0,")
        print line "500,600,700"
    }
}' >t.csv
gvc decompose t.csv --year 2010 -q --level bilateral -o whole.h5
gvc export whole.h5 -o whole.csv
try() { # try SIGNAL CODE OUTPUT MOMENTS COMMAND...
    signal=$1 expected=$2 output=$3 moments=$4
    shift 4
    stopped=0
    for moment in $moments; do
        rm -f "$output"
        timeout --preserve-status -s "$signal" "$moment" gvc "$@" -q >printed 2>message
        code=$?
        case $code in
        "$expected") stopped=$((stopped + 1)) ;;
        0) ;;
        *) echo "$signal after $moment: exit $code: $(cat message)" ;;
        esac
        if [ "$code" = "$expected" ] && [ -e "$output" ] && ! grep -q 'written already' message; then
            echo "$signal after $moment: $output is there"
        fi
        case $output in
        *.csv) [ ! -e "$output" ] || cmp "$output" whole.csv ;;
        *.h5) [ ! -e "$output" ] || gvc info "$output" >/dev/null ;;
        esac
        for part in *.part; do
            [ ! -e "$part" ] || echo "$signal after $moment: $part is left"
        done
        rm -f ./*.part
    done
    [ "$stopped" -gt 0 ] || echo "$1 came too late every time"
    echo "$signal $1"
}
try INT 130 r.csv '0.03 0.06 0.1 0.2 0.3 0.4' decompose t.csv --year 2010 --level bilateral -o r.csv
try TERM 143 r.h5 '0.03 0.1 0.2 0.3' decompose t.csv --year 2010 --level bilateral -o r.h5
try HUP 129 r.csv '0.03 0.1' decompose t.csv --year 2010 --level bilateral -o r.csv
try INT 130 none '0.03 0.1 0.2' check t.csv --year 2010
try INT 130 t.h5 '0.03 0.06 0.1' import t.csv --year 2010 -o t.h5
# Opening the pipe waits for a reader that never comes.
mkfifo pipe
for signal in INT TERM HUP; do
    timeout --preserve-status -s $signal 0.5 gvc export whole.h5 --format csv -o pipe 2>message
    echo "exit $?"
done
