# shellcheck shell=sh
# years.sh - small tables of several years for the tests of gvc batch; to be sourced

# years YEAR... - world_YEAR.h5 of three countries with two sectors each, other numbers every year.
years() {
    printf 'AAA\nBBB\nCCC\n' >countries.csv
    printf 's1\ns2\n' >sectors.csv
    for year in "$@"; do
        awk -v year="$year" 'BEGIN {
            for (i = 1; i <= 6; i++) {
                line = ""
                for (j = 1; j <= 9; j++) line = line (j > 1 ? "," : "") (i * j * year) % 97 % 23 + (i == j) * 40
                print line
            }
        }' >"world_$year.csv"
        gvc import "world_$year.csv" --unit "million USD" -q -o "world_$year.h5"
    done
    rm -f world_*.csv
}

# left NAME... - what is left of runs beside the files named.
left() {
    for file in *.batch *.part ./*/.batch*; do
        [ ! -e "$file" ] || echo "left: $file"
    done
}
