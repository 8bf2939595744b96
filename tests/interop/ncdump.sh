#!/usr/bin/env bash
# ncdump.sh - the header of a tiny table and of a tiny result against ncdump.golden. Attributes that
# name the machine, the release or the last bits of rounding are left out.
# After a wanted change: GVC=... tests/interop/ncdump.sh --rewrite
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if ! command -v ncdump >/dev/null; then
    echo "ok 1 - # SKIP ncdump is not installed"
    echo "1..1"
    exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >tiny.csv <<'END'
10,2,3,0,20,1,4,5
1,15,0,4,2,30,6,7
2,0,12,3,5,3,25,2
0,6,2,20,1,8,3,40
END
printf 'North\nCôte\n' >countries.csv
printf 'goods\nservices\n' >sectors.csv
"$GVC" import tiny.csv --year 2020 --unit "million USD" -o t.h5 2>/dev/null
"$GVC" decompose t.h5 --level bilateral -o r.h5 2>/dev/null

for file in t r; do
    ncdump -h "$file.h5" | grep -vE \
        '^\s*(string )?:(_NCProperties|gvc_version|blas|blas_kernel|threads|residual|condition|identity_gap|date_created|table_sha256|row_gap|col_gap|history|options|solver) ='
done >seen || true

if [[ ${1:-} == --rewrite ]]; then
    cp seen "$here/ncdump.golden"
fi
if difference=$(diff -u "$here/ncdump.golden" seen); then
    echo "ok 1 - headers are as in ncdump.golden"
else
    echo "not ok 1 - headers are as in ncdump.golden"
    printf '%s\n' "$difference" | sed 's/^/# /'
fi
echo "1..1"
