#!/usr/bin/env bash
# layers.sh - includes go downwards only:
# matrices < core/base < core/table, core/model, core/result < core/figure, core/indicators, core/methods, core/uncertainty < io < cli,
# the program uses public headers only, and neither core nor matrices opens a file or prints.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

number=0
report() { # report MESSAGES TITLE - one test; it fails if there are messages
    number=$((number + 1))
    if [[ -z $1 ]]; then
        printf 'ok %d - %s\n' "$number" "$2"
    else
        printf 'not ok %d - %s\n' "$number" "$2"
        printf '%s\n' "$1" | sed 's/^/# /'
    fi
}

# The rank of a file's layer, in $ranked. Public headers of core hold plain data, such as the options of
# a decomposition that core/model reads, so they count as low as they can.
rank() {
    case $1 in
    matrices/*) ranked=0 ;;
    core/base/* | core/include/gvc/status.h) ranked=1 ;;
    core/table/* | core/model/* | core/result/* | core/include/*) ranked=2 ;;
    core/*) ranked=3 ;;
    io/*) ranked=4 ;;
    cli/*) ranked=5 ;;
    *) ranked=9 ;;
    esac
}

# find_include FILE NAME KIND - $target is the path of an included file of ours; nothing for other
# headers.
find_include() {
    local folder candidate beside=.
    target=
    [[ $1 != */* ]] || beside=${1%/*}
    if [[ $3 == '"' ]]; then
        for folder in "$beside" matrices core io cli; do
            candidate=$folder/$2
            if [[ -f $candidate ]]; then
                target=$candidate
                return
            fi
        done
        # elsewhere: a header that the build generates
    elif [[ $2 == gvc/* ]]; then
        for folder in matrices core io cli; do
            candidate=$folder/include/$2
            if [[ -f $candidate ]]; then
                target=$candidate
                return
            fi
        done
        target=nowhere/$2
    fi
}

upward=''
private=''
while IFS=: read -r file line text; do
    [[ $text =~ ^[[:space:]]*#[[:space:]]*include[[:space:]]*([\"\<])([^\"\>]*)[\"\>] ]] || continue
    kind=${BASH_REMATCH[1]}
    name=${BASH_REMATCH[2]}
    find_include "$file" "$name" "$kind"
    [[ -n $target ]] || continue
    rank "$target"
    highest=$ranked
    rank "$file"
    if ((highest > ranked)); then
        upward+="$file:$line: includes $name, which is in a higher layer"$'\n'
    fi
    if [[ $file == cli/* && $kind == '"' && $target != cli/* ]]; then
        private+="$file:$line: includes $name; the program uses public headers <gvc/...> only"$'\n'
    fi
done < <(grep -nE '^[[:space:]]*#[[:space:]]*include' -r --include='*.[ch]' matrices core io cli)

# Comments are taken out first, so that prose may mention these words.
calls='\b(fopen|fdopen|freopen|open|openat|creat|popen|fprintf|vfprintf|printf|vprintf|puts|fputs|putchar|fputc|putc|fwrite|perror|psignal|stdout|stderr|syslog)\b'
talking=''
while IFS= read -r file; do
    found=$(gcc -fpreprocessed -dD -E -P -w -x c "$file" | grep -vE '^#' | grep -nE "$calls" |
        sed -E 's/"([^"\\]|\\.)*"/""/g' | grep -E "$calls" || true)
    if [[ -n $found ]]; then
        talking+="$file: $(head -n 1 <<<"$found")"$'\n'
    fi
done < <(find matrices core -name '*.[ch]' | sort)

# Files in a folder that nobody has a layer for would escape the rule.
strange=$(find core -mindepth 2 -name '*.[ch]' \
    ! -path 'core/base/*' ! -path 'core/table/*' ! -path 'core/model/*' ! -path 'core/result/*' \
    ! -path 'core/figure/*' ! -path 'core/indicators/*' ! -path 'core/methods/*' ! -path 'core/uncertainty/*' \
    ! -path 'core/include/*' | sort)

report "$upward" "includes go from a layer to its own or a lower one"
report "$private" "cli includes public headers and its own only"
report "$talking" "matrices and core open no file and print nothing"
report "$strange" "every folder of core has a layer"
echo "1..$number"
