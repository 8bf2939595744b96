# What is unusual and what fails, for people and for programs.
# shellcheck disable=SC2016 # programs of awk
labelled() { # labelled AWK - a labelled table with stated output and value added, changed
    printf 'V1,AAA_s1,AAA_s2,BBB_s1,BBB_s2,AAA_C,AAA_INV,BBB_C,BBB_INV,OUT\n%s\n%s\n%s\n%s\n%s\n%s\n' \
        AAA_s1,10,5,2,0,50,3,4,1,75 AAA_s2,4,20,0,3,30,-2,5,0,60 BBB_s1,2,1,15,6,5,0,60,2,91 \
        BBB_s2,0,2,5,25,6,0,44,-1,81 VA,59,32,69,47,0,0,0,0,0 OUT,75,60,91,81,0,0,0,0,0 |
        awk -F, -v OFS=, "$1 { print }" >t.csv
}
try() {
    labelled "$1"
    gvc check t.csv --strict | sed -n '/^given/,/^inputs/p; /^flows/p; /^output/p; /^neg/,/^rho/p; /^(/p'
    gvc check t.csv --strict >/dev/null
    echo "exit $?"
}
try ''
echo "== value added off by a thousandth of a row"
try 'NR == 6 { $2 = 58.9 }'
echo "== by a tenth"
try 'NR == 6 { $2 = 50 }'
echo "== final use of a category that should not be negative"
try 'NR == 2 { $6 = -3 }'
echo "== negative intermediate use"
try 'NR == 2 { $3 = -1 }'
labelled 'NR == 6 { $2 = 50 }'
gvc check t.csv --json | grep -A 6 column_balance
