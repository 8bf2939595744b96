# What Tab makes of a line in zsh.
command -v zsh >/dev/null || { echo "zsh is not installed"; exit 77; }
zsh -f -c 'zmodload zsh/zpty' 2>/dev/null || { echo "zsh has no zpty"; exit 77; }
gvc example -q -o table.h5
: >"two words.csv"
zsh -f "$LIB/complete.zsh" "$LIB/../../../cli/completion" 'gvc pos' 'gvc decompose --lev' \
    'gvc decompose --level p' 'gvc decompose --level=p' 'gvc decompose -o two' \
    'gvc decompose --output=two' 'gvc decompose table.h5 --exporter UPG,A' 'gvc help double'
