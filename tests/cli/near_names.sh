# Names that were meant: a letter left out before one exchanged, other words for the same, and where
# nothing is near, what there is.
gvc example -q -o e.h5
no() {
    gvc "$@"
    echo "exit $?"
}
no decompose e.h5 --country UPG
no decompose e.h5 --partner UPG
no exposure e.h5 --exporter UPG
no exposure e.h5 --importer UPG
no decompose e.h5 --level industry
no decompose e.h5 --level sector --sector GR
no paths e.h5 --product UPGELE
gvc decompose e.h5 -q -o r.h5
no plot r.h5 --exporter FOOBAR -o f.svg
no plot r.h5 --terms foobar -o f.svg
no export r.h5 --year 1996
gvc help FVA | head -n 4
gvc help dva | tail -n 6
