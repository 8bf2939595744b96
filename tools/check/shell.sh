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
check() { # check FILE OPTION... - one test
    local file=$1 message
    shift
    number=$((number + 1))
    if message=$(shellcheck "$@" "$file" 2>&1); then
        echo "ok $number - $file"
    else
        echo "not ok $number - $file"
        printf '%s\n' "$message" | sed 's/^/# /'
    fi
}

while IFS= read -r file; do
    check "$file" -x
done < <(grep -rlE '^#!/usr/bin/env bash|^#!/bin/(ba)?sh' tools tests cli .ci | sort)
check cli/completion/gvc.bash
# The cases of the command line are read by sh, and source the helpers in $LIB.
for file in tests/cli/*.sh tests/cli/lib/*.sh; do
    check "$file" -s sh -e SC1091,SC2034
done
echo "1..$number"
