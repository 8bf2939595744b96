# Every view of dependence on the example table.
. "$LIB/tables.sh"
gvc example -q -o e.h5
cat >blocs.csv <<'EOF'
country,bloc
ASY,East
UPG,East
BIG,East
HQE,West
SVC,West
EOF
show() {
    echo "== $*"
    gvc exposure e.h5 "$@" --format table
}
show
show --level sector --country UPG
show --markets --hidden --country UPG
show --markets --blocs blocs.csv --country UPG
show --markets --blocs blocs.csv --country UPG --partner West --terms va_market
show --concentration --terms hhi_va,hhi_norm_va,effective_va,top3_va,hhi_gross,hhi_va_xrow
show --concentration --rest FAR,ROW --country UPG,HQE --terms hhi_va,hhi_va_xrow,top1_va_xrow
show --concentration --blocs blocs.csv --country UPG --terms hhi_va,hhi_gross,theil_cells,theil_between,theil_within
show --inputs --country UPG --sector ELE --hidden
show --inputs --level country --country UPG --blocs blocs.csv
show --inputs --basis demand --country UPG --partner HQE,UPG
show --sales --country UPG --sector ELE --hidden
show --sales --level country --country OIL --partner HQE,OIL
show --balance --country UPG
show --rca --country UPG,HQE --sector ELE,BUS
show --suppliers ELE
show --suppliers all --country HUB --terms va_lost_abroad,rank
show --fx --terms exports,import_content,net,dva_share,imports,import_cover
show --fx --level sector --country UPG --sector ELE,CAR
show --fx --level pair --country UPG --blocs blocs.csv
show --blocs blocs.csv --country UPG
