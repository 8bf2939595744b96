# Killed at any moment: the same command ends with the bytes of an undisturbed run, makes nothing
# that was whole a second time, and leaves nothing behind.
. "$LIB/years.sh"
years 1995 2000 2005
run() { gvc batch decompose world_*.h5 --level bilateral --reproducible -o panel.h5 "$@"; }
start=$(date +%s%N)
run -q
took=$((($(date +%s%N) - start) / 1000000))
mv panel.h5 whole.h5
moments=200
[ "$took" -lt 400 ] || moments=25 # a build with sanitizers, or a machine that is busy
awk -v n="$moments" -v took="$took" 'BEGIN {
    srand(1); for (i = 0; i < n; i++) printf "%.3f\n", rand() * took * 1.1 / 1000 }' >times.txt
found=0
while read -r moment; do
    rm -f panel.h5
    timeout -s KILL "$moment" gvc batch decompose world_*.h5 --level bilateral --reproducible -q \
        -o panel.h5 2>/dev/null
    there=$(find . -path './panel.h5.batch/world_*.h5' | wc -l)
    found=$((found + (there > 0)))
    run 2>said || echo "killed after $moment: $(cat said)"
    made=$(grep -c ' MB$' said)
    [ "$there" -eq 0 ] || [ "$made" -le $((3 - there)) ] ||
        echo "killed after $moment: $there were there, $made made again"
    cmp panel.h5 whole.h5 || echo "killed after $moment: other bytes"
    left
done <times.txt >wrong 2>&1
head -n 20 wrong
[ "$found" -gt $((moments / 20)) ] || echo "only $found of $moments moments found a part"
