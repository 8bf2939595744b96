#!/bin/sh
# pages.sh - makes the pages of the manual while building
#
# pages.sh GVC SCDOC OUT FILE.scd...: the folder OUT, with man1, man3, man5 and man7, holds every page
# that `gvc help --print manual` has, and those written by hand (NAME.SECTION.scd).
set -eu
gvc=$1 scdoc=$2 out=$3
shift 3

rm -rf "$out" "$out.part"
mkdir -p "$out.part/source" "$out.part/man1" "$out.part/man3" "$out.part/man5" "$out.part/man7"
"$gvc" help --print manual >"$out.part/manual"
awk -v folder="$out.part/source/" \
    '/^\f/ { close(file); file = folder substr($0, 2) ".scd"; next } { print > file }' \
    "$out.part/manual"
cp "$@" "$out.part/source"
for file in "$out.part"/source/*.scd; do
    page=$(basename "$file" .scd)
    "$scdoc" <"$file" >"$out.part/man${page##*.}/$page"
done
rm -r "$out.part/source" "$out.part/manual"
mv "$out.part" "$out"
