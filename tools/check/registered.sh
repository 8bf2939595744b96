#!/usr/bin/env bash
# registered.sh - every name in a registry has its source file and its tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

number=0
result() { # result TRUE-OR-FALSE TITLE
    number=$((number + 1))
    if $1; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
    fi
}

exists() {
    if [[ -f $1 ]]; then echo true; else echo false; fi
}

names() { # names REGISTRY - what stands in the brackets of lines MACRO(name)
    sed -nE 's/^GVC_[A-Z]+\(([a-z0-9_]+)\).*/\1/p' "$1"
}

while read -r registry tests; do
    folder=$(dirname "$registry")
    result "$(exists "$registry")" "$registry is there"
    [[ -f $registry ]] || continue
    while IFS= read -r name; do
        result "$(exists "$folder/$name.c")" "$registry: $name has $folder/$name.c"
        result "$(exists "$tests/test_$name.c")" "$registry: $name has $tests/test_$name.c"
    done < <(names "$registry")
done <<'END'
io/formats/formats.def tests/io
io/writers/writers.def tests/io
core/methods/methods.def tests/core
END

result "$(exists cli/commands.def)" "cli/commands.def is there"
if [[ -f cli/commands.def ]]; then
    while IFS= read -r name; do
        result "$(exists "cli/cmd_$name.c")" "commands.def: $name has cli/cmd_$name.c"
        if [[ -n $(find tests/cli -name "$name*.sh" -print -quit) ]]; then found=true; else found=false; fi
        result $found "commands.def: $name has a case tests/cli/$name*.sh"
    done < <(names cli/commands.def)
fi
echo "1..$number"
