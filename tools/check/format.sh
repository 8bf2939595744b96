#!/usr/bin/env bash
# format.sh - clang-format 14 would change nothing. Other versions differ, so they are not asked.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

if ! command -v clang-format-14 >/dev/null; then
    echo "ok 1 - the form of the source # SKIP clang-format-14 is not installed"
    echo "1..1"
    exit 0
fi
number=0
while IFS= read -r file; do
    number=$((number + 1))
    if message=$(clang-format-14 --dry-run -Werror "$file" 2>&1); then
        echo "ok $number - $file"
    else
        echo "not ok $number - $file"
        grep -m 3 'error:' <<<"$message" | sed 's/^/# /' || true
    fi
done < <(find matrices core io cli tests tools -name '*.[ch]' | sort)
echo "1..$number"
