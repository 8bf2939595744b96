#!/usr/bin/env bash
# library.sh - the page of the library (cli/man/libgvc.3.scd) and the public headers name the same
# functions, statuses and versions of options, every function that frees has its row, and the example
# of the page compiles and prints what the page says.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
page=$PWD/cli/man/libgvc.3.scd
build=${GVC_BUILD:-$PWD/build}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# shellcheck source=tools/check/lib/tap.sh
source tools/check/lib/tap.sh
# shellcheck source=tools/check/lib/headers.sh
source tools/check/lib/headers.sh

public_headers >"$scratch/headers"
exported_functions <"$scratch/headers" >"$scratch/declared"
# Of the page, without literal blocks, what is in bold.
awk '/^```/ { on = !on; next } !on' "$page" >"$scratch/text"
grep -oE '\*gvc_[a-z0-9_]+\*' "$scratch/text" | tr -d '*' | sort -u >"$scratch/named"

if (($(wc -l <"$scratch/declared") < 100)); then
    result "the headers declare functions" "only $(wc -l <"$scratch/declared") were found"
fi
result "every function of the public headers is on the page" \
    "$(comm -23 "$scratch/declared" "$scratch/named")"
result "the page names no function or type that is not in the headers" "$(
    comm -13 "$scratch/declared" "$scratch/named" | while IFS= read -r name; do
        grep -qwE "^(} |typedef .*)$name" "$scratch/headers" || echo "$name"
    done
)"

awk '/^# /{ on = /^# FUNCTIONS/ } on' "$page" | grep -oE '\*gvc_[a-z0-9_]+\*' | tr -d '*' | sort -u \
    >"$scratch/listed"
result "the list of functions has them all" "$(comm -23 "$scratch/declared" "$scratch/listed")"
awk '/^# /{ on = /^# OWNERSHIP/ } on' "$page" >"$scratch/ownership"
result "every function that frees has a row of what it frees" "$(
    grep '_free$' "$scratch/declared" | while IFS= read -r name; do
        grep -q "^:.*\*$name\*" "$scratch/ownership" || echo "$name"
    done
)"
result "statuses are those of the headers" "$(diff \
    <(sed -nE 's/.*X\((GVC_E[A-Z]+), .*/\1/p' core/include/gvc/status.h | sort) \
    <(awk '/^# /{ on = /^# ERRORS/ } on' "$page" | sed -nE 's/^\|  \*(GVC_E[A-Z]+)\*/\1/p' | sort) |
    grep '^[<>]' || true)"
result "versions of options are those of the headers" "$(diff \
    <(sed -nE 's/^#define (GVC_[A-Z_]+)_VERSION ([0-9]+).*/\1 \2/p' \
        {matrices,core,io}/include/gvc/*.h | tr '[:upper:]' '[:lower:]' | sort) \
    <(awk '/^# /{ on = /^# OPTIONS/ } !on { next }
        /^\|  \*gvc_[a-z_]+\*$/ { name = $2; gsub(/\*/, "", name) }
        name != "" && /^:  [0-9]+$/ { print name, $2; name = "" }' "$page" | sort) |
    grep '^[<>]' || true)"

# The example is the literal block behind its heading, what it prints the next one.
block() { # block N
    awk -v want="$1" '/^# EXAMPLE/ { in_example = 1 } !in_example { next }
        /^```/ { on = !on; n += on; next } on && n == want' "$page" | sed 's/\\\\/\\/g'
}
if [[ -e $build/libgvc.so ]]; then
    block 1 >"$scratch/example.c"
    block 2 >"$scratch/expected"
    said=$(gcc -std=c11 -Wall -Wextra -Wpedantic -Werror -g -fsanitize=address,undefined \
        -fno-sanitize-recover=all -I matrices/include -I core/include -I io/include \
        "$scratch/example.c" -o "$scratch/example" -L "$build" -lgvc 2>&1) || said+=" not compiled"
    result "the example of the page compiles" "$said"
    said=$(LD_LIBRARY_PATH=$build OPENBLAS_NUM_THREADS=1 "$scratch/example" 2>&1 |
        diff "$scratch/expected" - 2>&1) || said+=" not what the page says"
    result "it prints what the page says, and leaves no memory behind" "$said"
else
    number=$((number + 1))
    echo "ok $number - the example # SKIP libgvc.so is not built; GVC_BUILD names the folder"
fi
echo "1..$number"
