# What the shells ask: choices, formats, groups and sets, columns, labels; nothing where nothing fits.
gvc example -q -o table.h5
ask() {
    echo "? $*"
    gvc help --print candidates -- "$@" | cut -c1-72
}
ask dec
ask decompose --perim
ask decompose --va ''
ask decompose -m ''
ask decompose -qm k
ask decompose --level=
ask decompose --format js
ask import --format wiod
ask decompose --group EU1
ask aggregate --sectors isic
ask decompose --terms gexp,dv
ask decompose table.h5 --sector ''
ask decompose missing.h5 --exporter ''
ask decompose table.h5 --threads ''
ask decompose -- --lev
ask batch de
ask batch decompose --appr
ask batch decompose --job
ask methods apl
ask formats icio
ask frobnicate ''
gvc help --print candidates || echo "exit $?"
gvc help --print nothing || echo "exit $?"
