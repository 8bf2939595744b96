# Control bytes of labels, of notes and of arguments do not reach the terminal; a message is a line.
. "$LIB/tables.sh"
rows >t.csv
printf 'A\033[31mA\nB\177B\nC\302\233C\n' >countries.csv
printf 's1\ns2\n' >sectors.csv
bytes() { # bytes COMMAND... - what it prints, and how many control bytes were in that
    "$@" >printed 2>&1
    echo "exit $?"
    cat -v printed
    tr -d '\n' <printed | LC_ALL=C tr -cd '\000-\037\177' | wc -c
}
gvc info t.csv --countries >printed
cat -v printed
# The first industry buys more than it sells.
sed '2s/^4/900/' t.csv >odd.csv
bytes gvc check odd.csv --year 2010
name=$(printf 'x\033[2J\ny.csv')
cp t.csv "$name"
gvc info "$name" >printed
grep -E -A 1 '^(file|title):' printed | cat -v
bytes gvc decompose t.csv --exporter "$(printf 'X\033[2J\nY')"
bytes gvc "$(printf 'x\033[2J\ny')"
bytes gvc "$(printf -- '-x\033[2J')"
bytes gvc info "$(printf 'x\033[2J\ny')"
bytes gvc methods "$(printf 'x\033[2J\ny')"
