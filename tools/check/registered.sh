#!/usr/bin/env bash
# registered.sh - every name in a registry has its source file and its tests. A test is called
# test_NAME_writer.c where test_NAME.c belongs to another file of that name.
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

while read -r registry tests kind prefix; do
    folder=$(dirname "$registry")
    result "$(exists "$registry")" "$registry is there"
    [[ -f $registry ]] || continue
    while IFS= read -r name; do
        result "$(exists "$folder/$prefix$name.c")" "$registry: $name has $folder/$prefix$name.c"
        tested=$(exists "$tests/test_${name}_$kind.c")
        $tested || tested=$(exists "$tests/test_$name.c")
        result "$tested" "$registry: $name has $tests/test_$name.c or test_${name}_$kind.c"
    done < <(names "$registry")
done <<'END'
io/formats/formats.def tests/io format
io/writers/writers.def tests/io writer
core/methods/methods.def tests/core method
matrices/solvers.def tests/matrices solver solve_
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
