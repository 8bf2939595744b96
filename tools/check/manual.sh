#!/usr/bin/env bash
# manual.sh - the manual has a page of every command, format and topic, pages pass mandoc and man, and
# the two pages about files name everything that is in the files.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
program=${GVC:-$PWD/build/cli/gvc}
pages=${GVC_BUILD:-$PWD/build}/cli/man/man

# shellcheck source=tools/check/lib/tap.sh
source tools/check/lib/tap.sh

# Names that the sources give to datasets and attributes; sparse tables are not written.
names() {
    sed -nE 's/^#define GVC_H5_[A-Z_]+ "([A-Za-z_]+)"$/\1/p' io/hdf5/layout.h | grep -v '^Z_indptr$'
    sed -nE 's/.*gvc_attributes_set_[a-z]+\([a-z]+, "([a-z_0-9]+)".*/\1/p' core/*/*.c
}
said=$(sed 's/\\//g; s/[^A-Za-z0-9_]/\n/g' cli/man/gvc-table.5.scd cli/man/gvc-result.5.scd | sort -u)
result "gvc-table(5) and gvc-result(5) name all datasets and attributes" \
    "$(comm -23 <(names | sort -u) - <<<"$said" | sed 's/$/ is in neither/')"

# A program that does not run has nothing to say, which must not pass.
if [[ -x $program ]] && ! "$program" version >/dev/null; then
    result "the program runs" "$program version fails"
    echo "1..$number"
    exit 0
fi

if [[ ! -x $program || ! -d $pages ]]; then
    skip "the pages of the manual" "they are not built; GVC and GVC_BUILD say where"
    echo "1..$number"
    exit 0
fi

result "every command, format and topic has its page" "$(
    {
        "$program" help | sed -nE 's/^  ([a-z-]+) .*/gvc-\1/p'
        "$program" formats | sed -nE 's/^  ([a-z0-9-]+) .*/gvc-\1/p'
        printf 'gvc-%s\n' table result
    } | while IFS= read -r page; do
        compgen -G "$pages/man[157]/$page.[157]" >/dev/null || echo "no $page"
    done
)"

# unlisted - methods whose row in the README lacks their name, their command or their paper
unlisted() {
    local name usage paper row
    while IFS= read -r name; do
        usage=$(COLUMNS=1000 "$program" methods "$name" | sed -n 's/^asked for as: //p')
        paper=$(COLUMNS=1000 "$program" methods "$name" | sed -n '/^reference$/{n;p;}' |
            sed -nE 's/^ *([A-Z][A-Za-z, -]* \([0-9]{4}).*/\1/p')
        row="| \`${usage//|/\\|}\` | \`$name\` | $paper"
        grep -qF -- "$row" README.md || echo "README.md has no row with '$row'"
    done < <("$program" methods | sed -nE 's/^  ([a-z_]+) .*/\1/p')
}
result "README lists every measure with its command and paper" "$(unlisted)"

if command -v mandoc >/dev/null; then
    # Empty paragraphs are scdoc's way to end a block.
    result "mandoc finds nothing to warn of" \
        "$(mandoc -Tlint -Wwarning "$pages"/man?/* | grep -v 'skipping paragraph macro' || true)"
    # A mark that scdoc did not take stays in the text.
    result "no mark is left in the text" \
        "$(mandoc -Tascii "$pages"/man?/* | sed 's/.\x08//g' |
            grep -nE '```|(^| |\|)_[A-Z]+_|\*[a-z-]+\*' || true)"
else
    skip "mandoc finds nothing to warn of" "mandoc is not installed"
    skip "no mark is left in the text" "mandoc is not installed"
fi
echo "1..$number"
