#!/usr/bin/env bash
# headers.sh - every public header compiles alone, as strict C11, without a warning.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

number=0
while IFS= read -r header; do
    number=$((number + 1))
    if message=$(printf '#include <gvc/%s>\nextern int translation_unit;\n' "$(basename "$header")" |
        gcc -std=c11 -Wall -Wextra -Wpedantic -Wstrict-prototypes -Werror -fsyntax-only \
            -I matrices/include -I core/include -I io/include -x c - 2>&1); then
        echo "ok $number - <gvc/$(basename "$header")> compiles alone"
    else
        echo "not ok $number - <gvc/$(basename "$header")> compiles alone"
        printf '%s\n' "$message" | sed 's/^/# /'
    fi
done < <(find matrices/include core/include io/include -name '*.h' | sort)
echo "1..$number"
