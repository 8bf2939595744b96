# shellcheck shell=sh
# tables.sh - tiny tables for the tests of the command line; to be sourced

# Lists of three countries with two sectors each, where gvc finds them beside a table.
lists() {
    printf 'AAA\nBBB\nCCC\n' >countries.csv
    printf 's1\ns2\n' >sectors.csv
}

# rows - a headerless table of six industries, six columns of inputs and three of final use.
rows() {
    printf '10,5,2,0,1,0,40,3,2\n'
    printf '4,20,0,3,0,1,30,8,4\n'
    printf '2,1,15,6,2,0,5,50,3\n'
    printf '0,2,5,25,0,4,6,44,7\n'
    printf '1,0,2,1,12,3,2,4,33\n'
    printf '0,3,0,2,4,18,3,6,41\n'
}

# tiny - t.csv and its lists, of the year 2010 once --year says so.
tiny() {
    lists
    rows >t.csv
}

# cell ROW COLUMN TEXT - rows with one cell replaced.
cell() {
    rows | awk -F, -v OFS=, -v row="$1" -v column="$2" -v text="$3" \
        'NR == row { $column = text } { print }'
}

# gone FILE... - says which of these files are there although nothing should have been written.
gone() {
    for file in "$@"; do
        if [ -e "$file" ]; then
            echo "left behind: $file"
        fi
    done
}

# rounded - numbers of a CSV to 6 digits: the last ones depend on the processor.
rounded() {
    awk -F, -v OFS=, '{
        for (i = 1; i <= NF; i++) if ($i ~ /^-?[0-9.]+(e[-+]?[0-9]+)?$/) $i = sprintf("%.6g", $i)
        print
    }'
}

# near FILE FILE - says where two CSV files differ by more than the last bits: numbers by more than
# 1e-12 of the larger one, or anything else at all.
near() {
    paste -d '\n' "$1" "$2" | awk -F, '
        function size(x) { return x < 0 ? -x : x }
        function number(x) { return x ~ /^-?[0-9.]+(e[-+]?[0-9]+)?$/ }
        NR % 2 { fields = split($0, first); next }
        fields != NF { print "line " NR / 2 ": " fields " and " NF " fields"; next }
        { for (i = 1; i <= NF; i++) {
            a = first[i]; b = $i
            most = size(a) > size(b) ? size(a) : size(b)
            good = number(a) && number(b) ? size(a - b) <= 1e-12 * most : a "" == b ""
            if (!good) print "line " NR / 2 ", field " i ": " a " and " b
        } }'
}
