# A part that was damaged after an interrupted run is made again, though HDF5 may read it without a
# word, and the panel is the one of an undisturbed run.
. "$LIB/years.sh"
years 1995 2000
timings() { sed 's/[0-9.]* s, [0-9]* MB$/took its time/'; }
echo x >bad.h5
# damage FILE PLACE - other bytes there, in a file that stays as long.
damage() { printf '\377\376\375\374' | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null; }
run() { gvc batch decompose world_*.h5 --level bilateral --reproducible -o panel.h5 "$@"; }
run -q
mv panel.h5 whole.h5
# resume DAMAGE... - a run that ends without its panel, something in its folder, the run that goes on.
resume() {
    gvc batch decompose world_*.h5 bad.h5 --level bilateral --reproducible -q -o panel.h5 2>/dev/null
    "$@"
    run 2>&1 | timings
    cmp panel.h5 whole.h5 && echo equal
    rm panel.h5
    left
}
every_place() { # the part of 2000 damaged at one place after the other
    part=$(ls panel.h5.batch/world_2000-*.h5)
    cp "$part" part.h5
    size=$(wc -c <part.h5)
    place=8
    while [ $((place + 4)) -lt "$size" ]; do
        cat part.h5 >"$part"
        damage "$part" $place
        cmp -s "$part" part.h5 || {
            run -q
            cmp panel.h5 whole.h5 || echo "damaged at $place"
            rm panel.h5
        }
        gvc batch decompose world_*.h5 bad.h5 --level bilateral --reproducible -q -o panel.h5 \
            2>/dev/null
        place=$((place + size / 25))
    done
}
echo "-- anywhere"
resume every_place
echo "-- values"
values() {
    part=$(ls panel.h5.batch/world_2000-*.h5)
    damage "$part" $(($(wc -c <"$part") / 2))
}
resume values
echo "-- without a note, half a file"
half() {
    rm panel.h5.batch/*.note
    part=$(ls panel.h5.batch/world_2000-*.h5)
    head -c 5000 "$part" >short
    cat short >"$part"
}
resume half
echo "-- without a note, whole"
no_note() { rm panel.h5.batch/*.note; }
resume no_note
echo "-- a note that is cut"
cut_note() { : >"$(ls panel.h5.batch/world_1995-*.note)"; }
resume cut_note
echo "-- a file a table"
gvc batch position world_*.h5 bad.h5 --format csv -q -o files/ 2>/dev/null
cp files/world_2000.csv kept.csv
damage files/world_2000.csv 40
gvc batch position world_*.h5 --format csv -o files/ 2>&1 | timings
cmp files/world_2000.csv kept.csv && echo equal
left
echo "-- packed numbers that cannot be unpacked, without a note"
gvc example --year 2000 -q -o e2000.h5
gvc example --year 2010 -q -o e2010.h5
gvc batch trace e20?0.h5 --level bilateral --origin-level sector --reproducible -q -o e.h5
mv e.h5 whole.h5
gvc batch trace e20?0.h5 bad.h5 --level bilateral --origin-level sector --reproducible -q -o e.h5 2>/dev/null
part=$(ls e.h5.batch/e2000-*.h5)
damage "$part" $(($(wc -c <"$part") * 2 / 3))
rm -f e.h5.batch/*.note
gvc batch trace e20?0.h5 --level bilateral --origin-level sector --reproducible -o e.h5 2>&1 | timings
cmp e.h5 whole.h5 && echo equal
left
