#!/usr/bin/env bash
# examples.sh - the commands of README and help work. In a fresh folder it writes every block marked
# "csv NAME" to the file NAME, then runs, in order, the lines of "sh" blocks that start with "gvc ".
# Commands that cannot run here (they need the reader's own data) stand in "console" blocks.
# Then the C program is compiled, and the Python and R lines run on the files that are there by then.
# In a second folder the examples of every command and topic run, which the pages of the manual are
# made of too; lib/files.sh makes the files that they name.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
program=${GVC:-$root/build/cli/gvc}

if [[ ! -x $program ]]; then
    echo "ok 1 - README # SKIP the program is not built; GVC names it"
    echo "1..1"
    exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin"
ln -s "$program" "$folder/bin/gvc"
PATH=$folder/bin:$PATH
cd "$folder"

awk '/^```csv [A-Za-z0-9_.-]+$/ { file = $2; next } /^```/ { file = "" } file { print > file }' \
    "$root/README.md"

# shellcheck source=tools/check/lib/tap.sh
source "$root/tools/check/lib/tap.sh"
# run TITLE COMMAND - one test: the line of shell succeeds
run() {
    local status=0 message
    number=$((number + 1))
    message=$(eval "$2" 2>&1 >/dev/null </dev/null) || status=$?
    if ((status == 0)); then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1"
        printf 'exit status %d\n%s\n' "$status" "$message" | sed 's/^/# /'
    fi
}

while IFS= read -r command; do
    run "$command" "$command"
done < <(awk '/^```sh$/ { on = 1; next } /^```/ { on = 0 } on && /^gvc /' "$root/README.md")
if ((number == 0)); then
    number=1
    echo "not ok 1 - README.md has commands to run"
fi

# The outputs that README shows are what a terminal of 80 columns shows.
outputs=0
while IFS= read -r command; do
    expected=$(awk -v line="\$ $command" '$0 == line { on = 1; next } /^```/ { on = 0 } on' \
        "$root/README.md")
    printed=$(eval "COLUMNS=80 $command --format table" 2>/dev/null </dev/null) || true
    outputs=$((outputs + 1))
    result "README shows what is printed by $command" \
        "$(diff <(printf '%s\n' "$expected") <(printf '%s\n' "$printed"))"
done < <(awk '/^<!-- outputs: .*begin/ { on = 1 } /^<!-- outputs: end/ { on = 0 } on && sub(/^\$ /, "")' \
    "$root/README.md")
result "README shows outputs" "$( ((outputs > 0)) || echo "none is marked")"

# attempt TITLE COMMAND... - one test: the command succeeds
attempt() {
    local title=$1 message
    shift
    number=$((number + 1))
    if message=$("$@" 2>&1 </dev/null); then
        echo "ok $number - $title"
    else
        echo "not ok $number - $title"
        printf '%s\n' "$message" | tail -n 10 | sed 's/^/# /'
    fi
}

blocks() { # blocks LANGUAGE - the text of all blocks of that language
    awk -v fence="^\`\`\`$1\$" '$0 ~ fence { on = 1; next } /^```/ { on = 0 } on' "$root/README.md"
}

library=$(dirname "$(dirname "$(readlink -f "$program")")")
if [[ -e $library/libgvc.so ]]; then
    blocks c >example.c
    attempt "the C program compiles" gcc -std=c11 -I "$root/matrices/include" \
        -I "$root/core/include" -I "$root/io/include" example.c -o example -L "$library" -lgvc
    attempt "the C program runs" env LD_LIBRARY_PATH="$library" ./example
else
    skip "the C program" "libgvc.so is not beside the program's folder"
fi

if /usr/bin/python3 -c 'import h5py, pandas, tables, xarray, netCDF4' 2>/dev/null; then
    blocks python >example.py
    attempt "the Python lines run" env PYTHONPATH="$root/tools/python" /usr/bin/python3 -W ignore \
        example.py
else
    skip "the Python lines" "a Python package that they use is not installed"
fi

if Rscript -e 'stopifnot(requireNamespace("rhdf5"))' >/dev/null 2>&1; then
    ln -s "$root/tools/R/gvc_read.R" .
    blocks r >example.R
    attempt "the R lines run" Rscript --vanilla example.R
else
    skip "the R lines" "R or a package that they use is not installed"
fi

mkdir "$folder/help"
cd "$folder/help"
if message=$(bash "$root/tools/check/lib/files.sh" 2>&1); then
    declare -A seen=()
    while IFS=$'\t' read -r page command; do
        if [[ $command =~ ^"cat > "([a-z0-9_.]+)" <<END"$ ]]; then
            file=${BASH_REMATCH[1]}
            while IFS=$'\t' read -r page command && [[ $command != END ]]; do
                printf '%s\n' "$command"
            done >"$file"
        elif [[ -z ${seen[$command]:-} ]]; then
            seen[$command]=1
            run "$page: $command" "$command"
        fi
    done < <(gvc help --print examples)
else
    number=$((number + 1))
    echo "not ok $number - the files that the examples of the help name"
    printf '%s\n' "$message" | sed 's/^/# /'
fi
echo "1..$number"
