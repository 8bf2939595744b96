#!/usr/bin/env bash
# names.sh - what libgvc exports starts with gvc_, and so does every function shared between files.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
build=${GVC_BUILD:-$PWD/build}

number=0
# check FILE TITLE NM-OPTION... - one test over the global names that FILE defines
check() {
    local file=$1 title=$2 names bad
    shift 2
    number=$((number + 1))
    if [[ ! -e $file ]]; then
        echo "ok $number - $title # SKIP $(basename "$file") is not built; GVC_BUILD names the folder"
        return
    fi
    names=$(nm --defined-only "$@" "$file" 2>/dev/null | awk 'NF == 3 { print $3 }')
    bad=$(grep -v '^gvc_' <<<"$names" || true)
    if [[ -n $names && -z $bad ]]; then
        echo "ok $number - $title"
    else
        echo "not ok $number - $title"
        if [[ -z $names ]]; then
            echo "# no names at all in $file"
        else
            printf '%s\n' "$bad" | sed 's/^/# /'
        fi
    fi
}

check "$build/libgvc.so" "exported names start with gvc_" -D
check "$build/libgvc_internal.a" "names shared between files start with gvc_" -g
echo "1..$number"
