# The list of commands, in every way to ask for it.
gvc
gvc >expected
for ask in -h --help help; do
    gvc "$ask" | cmp - expected || echo "gvc $ask differs"
done
