# A labelled table with value-added rows and an output column of its own; bad labels are named.
. "$LIB/tables.sh"
labelled() {
    printf 'label,AAA_s1,AAA_s2,BBB_s1,BBB_s2,AAA_FD,BBB_FD,OUT\n'
    printf 'AAA_s1,1,2,0,1,5,1,10\n'
    printf 'AAA_s2,2,1,1,0,8,2,14\n'
    printf 'BBB_s1,0,1,3,1,1,6,12\n'
    printf 'BBB_s2,1,0,2,4,0,9,16\n'
    printf 'VA,6,10,5,10,0,0,0\n'
    printf 'OUT,10,14,12,16,0,0,0\n'
}
labelled >t.csv
gvc import t.csv --year 2010 --unit EUR -o t.h5
gvc check t.h5 | head -n 6
gvc decompose t.h5 --va given --terms gexp,dc,fc,resid | rounded
labelled | sed 's/AAA_s2,BBB_s1/AAA_s1,BBB_s1/' >t.csv
gvc import t.csv -o x.h5
echo "exit $?"
labelled | sed 's/^AAA_s2,/AAA_s3,/' >t.csv
gvc import t.csv -o x.h5
echo "exit $?"
labelled | sed 's/^BBB_s1,0,/BBB_s1,none,/' >t.csv
gvc import t.csv -o x.h5
echo "exit $?"
gone x.h5
