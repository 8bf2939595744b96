# The wrong number of files.
for command in decompose check import info export; do
    gvc "$command"
    echo "exit $?"
    gvc "$command" a.h5 b.h5
    echo "exit $?"
done
gvc example t.h5
echo "exit $?"
gvc import t.csv
echo "exit $?"
gvc version now
echo "exit $?"
