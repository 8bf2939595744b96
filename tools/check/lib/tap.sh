# shellcheck shell=bash
# tap.sh - tests of a check script, told as TAP. Sourced, not run; the script ends with
# echo "1..$number".

number=0

# result TITLE MESSAGE... - one test; a message that is not empty is what is wrong
result() {
    local title=$1
    shift
    number=$((number + 1))
    if [[ -z $* ]]; then
        echo "ok $number - $title"
    else
        echo "not ok $number - $title"
        printf '%s\n' "$@" | sed 's/^/# /'
    fi
}

# skip TITLE REASON
skip() {
    number=$((number + 1))
    echo "ok $number - $1 # SKIP $2"
}
