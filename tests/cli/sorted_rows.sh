# --sort and --top: rows in another order, and the first of them, in every format that lists rows.
. "$LIB/tables.sh"
gvc example -q -o e.h5
gvc exposure e.h5 --markets --country UPG --top 3 --format table
gvc decompose e.h5 --sort dva --terms gexp,dva | rounded
gvc decompose e.h5 --sort -dva --terms gexp,dva --top 2 | rounded
gvc decompose e.h5 --level sector --share --sort fva_sh --top 4 --terms gexp,fva_sh --format tsv | cut -f1-3
gvc decompose e.h5 -o r.h5 -q
gvc export r.h5 --sort dva --top 2 --terms dva -o top.json
grep -c '^\[' top.json
gvc export r.h5 --sort dva --terms dva -o all.csv
gvc export r.h5 --terms dva | tail -n +2 | sort -t, -k3,3gr >sorted.csv; tail -n +2 all.csv | cmp - sorted.csv && echo "as sorted by sort"
# Undefined values come last, either way.
gvc position e.h5 --level sector --sort upstreamness --top 2 | cut -d, -f1-3
no() {
    gvc decompose e.h5 "$@"
    echo "exit $?"
}
no --sort dvx
no --sort dva --terms gexp
no --sort dva_sh
no --sort dva -o r2.h5
no --top 3 -o r2.h5
no --top 0
gvc export r.h5 --sort dvx
gone r2.h5
