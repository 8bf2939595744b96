# --fail-fast begins nothing more, and what runs is finished and kept.
. "$LIB/years.sh"
years 1995
timings() { sed 's/[0-9.]* s, [0-9]* MB$/took its time/'; }
echo x >bad.h5
# Takes longer than it takes to find out that bad.h5 is no table.
awk 'BEGIN { for (i = 1; i <= 40; i++) printf "C%02d\n", i }' >long_countries.csv
awk 'BEGIN { for (i = 1; i <= 12; i++) printf "s%02d\n", i }' >long_sectors.csv
awk 'BEGIN {
    for (i = 1; i <= 480; i++) {
        line = ""
        for (j = 1; j <= 520; j++) line = line (j > 1 ? "," : "") (i * j) % 97 % 23 + (j > 480) * 2000
        print line
    }
}' >long_2001.csv
run() { gvc batch decompose "$@" --level bilateral --fail-fast -o p/ 2>&1 | timings; }
run long_2001.csv bad.h5 world_1995.h5 --jobs 2
ls p
run long_2001.csv world_1995.h5
left
