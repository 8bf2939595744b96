# Equal bytes for equal input, whatever the number of threads.
. "$LIB/tables.sh"
tiny
gvc example -q -o example.h5
try() { # try OUTPUT TABLE OPTION...
    output=$1
    shift
    rm -f first
    for threads in 1 2 3; do
        rm -f "$output"
        gvc decompose "$@" -q --reproducible --threads $threads -o "$output"
        [ -e first ] || cp "$output" first
        cmp "$output" first
    done
}
try r.h5 t.csv --year 2010
try r.h5 example.h5 --level bilateral
try r.h5 example.h5 --level bilateral --approach sink --tidy
try r.json example.h5
try r.xlsx example.h5 --level pair
try r.dta example.h5 --level pair
varies() {
    grep -oE '"(threads|date_created)"' r.json
}
varies
echo "without the option:"
gvc decompose example.h5 -q -o r.json
varies
