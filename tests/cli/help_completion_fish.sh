# What Tab offers in fish.
command -v fish >/dev/null || { echo "fish is not installed"; exit 77; }
gvc example -q -o table.h5
: >"two words.csv"
# shellcheck disable=SC2016 # for fish
HOME=$PWD fish --no-config -c 'source $argv[1]
for line in "gvc po" "gvc decompose --lev" "gvc decompose --level p" "gvc decompose --level=p" \
    "gvc decompose -o two" "gvc decompose --output=two" "gvc decompose table.h5 --exporter UPG,A"
    echo "$line:"
    complete -C "$line"
end' "$LIB/../../../cli/completion/gvc.fish"
