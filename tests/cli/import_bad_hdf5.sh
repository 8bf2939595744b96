# HDF5 that is not ours, half written, or cut off.
. "$LIB/tables.sh"
tiny
gvc import t.csv -q -o t.h5
head -c 1000 t.h5 >cut.h5
head -c 8 t.h5 >head.h5
size=$(wc -c <t.h5)
head -c $((size - 100)) t.h5 >end.h5
for file in cut head end; do
    for command in info check decompose export; do
        gvc "$command" "$file.h5" >out 2>err
        echo "$command $file: exit $?, $(wc -l <err) line, $(wc -c <out) bytes"
        [ "$command" != check ] || sed "s, (.*,," err
    done
done
