# What an earlier run made is taken up only if nothing that its numbers hang on has changed: files
# below a folder, the other half of a table, the folder of --replay.
. "$LIB/years.sh"
years 2000
timings() { sed 's/[0-9.]* s, [0-9]* MB$/took its time/'; }
echo x >bad.h5

# again WHAT TABLE OPTION... - a run that leaves its parts behind, and the same once more after `change`.
again() {
    echo "-- $1"
    shift
    gvc batch position "$@" bad.h5 -q -o out.h5 2>/dev/null
    gvc batch position "$@" bad.h5 -o out.h5 2>&1 | timings | grep -v -e bad -e warning
    change
    gvc batch position "$@" bad.h5 -o out.h5 2>&1 | timings | grep -v -e bad -e warning
    rm -rf out.h5 out.h5.batch
}

half() { # half FOLDER - a table of two countries by halves, Z.csv and Y.csv
    mkdir -p "$1"
    printf ',A_x,A_y,B_x\nA_x,1,2,3\nA_y,4,5,6\nB_x,7,8,9\n' >"$1/Z.csv"
    printf ',A_C,B_C\nB_x,10,11\nA_x,12,13\nA_y,14,15\n' >"$1/Y.csv"
}
# in_place FROM TO FILE - the file with other numbers, and neither it nor its folder are new ones.
in_place() {
    sed "s/$1/$2/" "$3" >other
    cat other >"$3"
}
eora() { # eora FOLDER - a table of two countries in matrices of their own
    mkdir "$1"
    printf '10\t1\n2\t20\n' >"$1/x_2001_bp_T.txt"
    printf '30\t3\n4\t40\n' >"$1/x_2001_bp_FD.txt"
    printf '32\t46\n' >"$1/x_2001_bp_VA.txt"
    printf 'Aland\tAAA\tIndustries\ts\nBland\tBBB\tIndustries\ts\n' >"$1/labels_T.txt"
    printf 'Aland\tAAA\tFinal demand\tC\nBland\tBBB\tFinal demand\tC\n' >"$1/labels_FD.txt"
    printf 'Primary\tVA\n' >"$1/labels_VA.txt"
}
eora two
change() { in_place 30 31 two/x_2001_bp_FD.txt; }
again "the matrix of final demand beside the one named" two/x_2001_bp_T.txt
change() { printf '1\t1\n' >two/x_2002_bp_FD.txt; }
again "that of another year" two/x_2001_bp_T.txt
half pair
change() { in_place ,13 ,17 pair/Y.csv; }
again "a file of a folder" pair --year 2001
mkdir below
half below/deep_2002
change() { in_place ,13 ,17 below/deep_2002/Y.csv; }
again "a file further down" below
change() {
    echo more >two/log.txt
    cp world_2000.h5 two/x_2001_bp_result.h5
}
again "what belongs to no table" two/x_2001_bp_T.txt
echo "-- files that the run makes beside its table"
make() {
    gvc batch position two/x_2001_bp_T.txt bad.h5 --format csv -o two/ "$@" 2>&1 |
        timings | grep -v -e bad -e warning
}
make -q
make
echo "-- the folder of --replay"
half now_2004
half then_1999
gvc import now_2004 --year 2004 -q -o now.h5
shock() {
    gvc batch scenario now.h5 bad.h5 --kind demand --replay then_1999 -o out.h5 "$@" 2>&1 |
        timings | grep -v -e bad -e warning
}
shock -q
shock
in_place ,13 ,17 then_1999/Y.csv
shock
