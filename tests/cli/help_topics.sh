# Topics: a summary and a text each, no line too long; names that are near are suggested.
gvc help perspectives
gvc help double-counting | sed -n '/^An example/,/^The world/p'
topics=$(gvc help | sed -n '/^topics/,/^$/s/^  \([a-z-]*\) .*/\1/p')
for topic in $topics; do
    gvc help "$topic" >text || echo "gvc help $topic: exit $?"
    [ "$(wc -l <text)" -gt 10 ] || echo "$topic: hardly anything"
    awk -v topic="$topic" 'length > 100 && !/^    gvc/ { print topic ": too long: " $0 }' text
    COLUMNS=60 gvc help "$topic" |
        awk -v topic="$topic" 'length > 60 && !/^    / { print topic ": too long: " $0 }'
done
# A column, and a part of a command.
gvc help vaxim
gvc help batch merge | head -n 1
gvc help batch marge
gvc help perspectvie
gvc help double-counting value-added
