#!/usr/bin/env bash
# format.sh - clang-format 14 would change nothing. Other versions differ, so they are not asked.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

if ! command -v clang-format-14 >/dev/null; then
    echo "ok 1 - the form of the source # SKIP clang-format-14 is not installed"
    echo "1..1"
    exit 0
fi
messages=$(mktemp)
trap 'rm -f "$messages"' EXIT
files() {
    find matrices core io cli tests tools -name '*.[ch]' | sort
}
# Many files a process, since most of the time of one is its start. A message that names no file of
# ours, such as that of a program that cannot start, fails the last test.
files | xargs -n 50 -P "$(nproc)" clang-format-14 --dry-run -Werror 2>"$messages" || true
awk -v messages="$messages" '
    BEGIN {
        while ((getline line < messages) > 0) {
            if (line !~ /error/) continue
            file = line
            sub(/:[0-9]+:[0-9]+: error:.*/, "", file)
            if (seen[file]++ < 3) found[file] = found[file] "# " line "\n"
        }
    }
    {
        printf "%sok %d - %s\n%s", $0 in found ? "not " : "", NR, $0, found[$0]
        delete found[$0]
    }
    END {
        rest = ""
        for (file in found) rest = rest found[file]
        printf "%sok %d - clang-format-14 ran\n%s", rest == "" ? "" : "not ", NR + 1, rest
        printf "1..%d\n", NR + 1
    }' < <(files)
