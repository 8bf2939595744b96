# --strict: a run that is taken up ends as the one before would have, although nothing is left to do.
. "$LIB/years.sh"
unshare -m true 2>/dev/null || { echo "nothing can be mounted here"; exit 77; }
years 1995
printf '1,2,0,0,0,0,1,1,1\n%.0s' 1 2 3 4 5 >odd_2001.csv
printf '0,0,0,0,0,0,0,-1,1\n' >>odd_2001.csv
# twice OUT FOLDER OPTION... - a run whose folder cannot be cleared, for a file by the name of a part is
# mounted there, and the same again.
twice() {
    export OUT="$1" HELD="$2/held-0123456789abcdef.h5"
    shift 2
    mkdir -p "${HELD%/*}"
    : >"$HELD"
    # shellcheck disable=SC2016 # for the inner shell
    unshare -m sh -c '
        mount --bind "$HELD" "$HELD" || exit
        gvc batch decompose odd_2001.csv "$@" -q -o "$OUT"
        echo "exit $?"
    ' sh "$@"
    rm "$HELD"
    [ -e "${HELD%/*}/done" ] && echo "done, but for the clearing"
    gvc batch decompose odd_2001.csv "$@" -o "$OUT"
    echo "exit $?"
    left
}
twice p.h5 p.h5.batch --strict
twice files/ files/.batch --strict --format csv
echo "-- a file of an interrupted run"
echo x >bad.h5
gvc batch decompose odd_2001.csv bad.h5 --strict --format csv -q -o more/ 2>/dev/null
echo "exit $?"
gvc batch decompose odd_2001.csv --strict --format csv -o more/
echo "exit $?"
left
