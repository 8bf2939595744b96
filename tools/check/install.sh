#!/usr/bin/env bash
# install.sh - what `meson install` puts where: program, library with its names and its soname, all
# headers, documents; and a C program that finds them by pkg-config alone and leaves no memory behind.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
build=${GVC_BUILD:-$PWD/build}

if [[ ! -e $build/libgvc.so ]]; then
    echo "ok 1 - installation # SKIP libgvc.so is not built; GVC_BUILD names the folder"
    echo "1..1"
    exit 0
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export DESTDIR=$scratch/root

# shellcheck source=tools/check/lib/tap.sh
source tools/check/lib/tap.sh
# shellcheck source=tools/check/lib/headers.sh
source tools/check/lib/headers.sh

said=$(meson install -C "$build" --no-rebuild 2>&1 >/dev/null) || said+=" meson install failed"
result "meson install, into a folder of its own" "$said"

pkgconfig=$(find "$DESTDIR" -name gvc.pc -printf '%h' -quit)
if [[ -z $pkgconfig ]]; then
    result "a gvc.pc is there" "none in $(find "$DESTDIR" -type d | wc -l) folders"
    echo "1..$number"
    exit 0
fi
export PKG_CONFIG_PATH=$pkgconfig PKG_CONFIG_SYSROOT_DIR=$DESTDIR
prefix=$DESTDIR$(pkg-config --variable=prefix gvc)
library=$(dirname "$pkgconfig")

result "every public header is there, and no other" "$(diff \
    <(find matrices/include core/include io/include -name '*.h' -printf '%f\n' | sort) \
    <(find "$prefix/include/gvc" -type f -printf '%f\n' | sort) | grep '^[<>]' || true)"

result "documents are there" "$(for name in README.md CHANGELOG.md CITATION.cff LICENSE; do
    cmp "$name" "$prefix/share/doc/gvc/$name" 2>&1 || true
done)"

version=$(sed -nE "s/^ *version: '([0-9.]+)',$/\1/p" meson.build | head -n 1)
soname=$(readelf -d "$library/libgvc.so" | sed -nE 's/.*SONAME.*\[(.*)\]/\1/p')
result "versions agree" "$(
    [[ $(pkg-config --modversion gvc) == "$version" ]] || echo "gvc.pc: $(pkg-config --modversion gvc)"
    [[ -f $library/libgvc.so.$version ]] || echo "there is no libgvc.so.$version"
    [[ $soname == "libgvc.so.0" && -e $library/$soname ]] || echo "soname $soname"
    [[ $(sed -n 's/^version: //p' CITATION.cff) == "$version" ]] || echo "CITATION.cff has another"
    [[ $(LD_LIBRARY_PATH=$library "$prefix/bin/gvc" version | head -n 1) == "gvc $version" ]] ||
        echo "the program says another"
)"

declared=$(public_headers | exported_functions)
exported=$(nm -D --defined-only "$library/libgvc.so" | awk 'NF == 3 { print $3 }' | sort)
result "exported is what the public headers declare" \
    "$(diff <(echo "$declared") <(echo "$exported") | grep '^[<>]' || true)"

# README's program, in a folder that knows nothing of the source.
mkdir "$scratch/work"
cd "$scratch/work"
awk '/^```c$/ { on = 1; next } /^```/ { on = 0 } on' "$root/README.md" >program.c
export LD_LIBRARY_PATH=$library
said=$("$prefix/bin/gvc" example -q -o example.h5 2>&1) || said+=" the program fails"
result "the installed program runs" "$said"
# shellcheck disable=SC2046 # words of pkg-config
said=$(gcc -std=c11 -Wall -Wextra -Werror program.c -o program $(pkg-config --cflags --libs gvc) \
    2>&1 && ./program 2>&1 && [[ -s result.h5 ]]) || said+=" README's program fails"
result "README's program finds the library by pkg-config and runs" "$said"
rm -f result.h5
# shellcheck disable=SC2046
said=$(gcc -std=c11 -g -fsanitize=address,undefined -fno-sanitize-recover=all program.c -o clean \
    $(pkg-config --cflags --libs gvc) 2>&1 && OPENBLAS_NUM_THREADS=1 ./clean 2>&1 &&
    [[ -s result.h5 ]]) || said+=" it fails"
result "it leaves no memory behind" "$said"
echo "1..$number"
