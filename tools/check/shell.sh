#!/usr/bin/env bash
# shell.sh - shellcheck has nothing to say about our scripts.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

if ! command -v shellcheck >/dev/null; then
    echo "ok 1 - shell scripts # SKIP shellcheck is not installed"
    echo "1..1"
    exit 0
fi
number=0
while IFS= read -r file; do
    number=$((number + 1))
    if message=$(shellcheck -x "$file" 2>&1); then
        echo "ok $number - $file"
    else
        echo "not ok $number - $file"
        printf '%s\n' "$message" | sed 's/^/# /'
    fi
done < <(grep -rlE '^#!/usr/bin/env bash|^#!/bin/(ba)?sh' tools tests .ci | sort)
echo "1..$number"
