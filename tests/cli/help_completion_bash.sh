# What Tab makes of a line in bash: commands, options, values, files with blanks in their names.
command -v bash >/dev/null || { echo "bash is not installed"; exit 77; }
gvc example -q -o table.h5
: >"two words.csv"
bash -s "$LIB/../../../cli/completion/gvc.bash" <<'END'
source "$1"
try() { # try WORD... - as bash cuts the line
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _gvc gvc "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    printf '%s:' "$*"
    printf ' <%s>' "${COMPREPLY[@]}"
    echo
}
complete -p gvc
try gvc po
try gvc decompose --lev
try gvc decompose --level ''
try gvc decompose --level = p
try gvc decompose -o t
try gvc decompose --output = t
try gvc decompose table.h5 --exporter U
try gvc decompose table.h5 --exporter UPG,A
try gvc decompose --group ASEAN
try gvc decompose table.h5 --solver s
try gvc help double
END
