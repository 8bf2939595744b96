#!/usr/bin/env bash
# deb.sh - what tools/debian says again agrees with where it comes from: version, packages to build
# with, soname, what is installed. Building the packages takes a while: tools/deb.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=tools/packages.sh
source tools/packages.sh

# shellcheck source=tools/check/lib/tap.sh
source tools/check/lib/tap.sh

version=$(sed -nE "s/^ *version: '([0-9.]+)',$/\1/p" meson.build | head -n 1)
if command -v dpkg-parsechangelog >/dev/null; then
    packaged=$(dpkg-parsechangelog -l tools/debian/changelog -S Version 2>&1) || true
else
    packaged=$(sed -nE '1s/^gvc \(([^)]*)\).*/\1/p' tools/debian/changelog)
fi
result "the version is that of meson.build" \
    "$([[ ${packaged%-*} == "$version" ]] || echo "$packaged and $version")"

result "packages to build with are those of tools/packages.sh" "$(diff \
    <(printf '%s\n' "${gvc_build_packages[@]}" | grep -vxE 'gcc|libc6-dev' | sort) \
    <(sed -n '/^Build-Depends:/,/^$/p' tools/debian/control | sed 's/^Build-Depends://' |
        tr -d ' ,' | grep -vE '^(debhelper-compat.*)?$' | sort) | grep '^[<>]' || true)"

soversion=$(sed -nE "s/^ *soversion: '([0-9]+)'.*/\1/p" meson.build)
result "the library's package has the number of its soname" "$(
    for name in "tools/debian/libgvc$soversion.install" tools/debian/libgvc-dev.install; do
        [[ -f $name ]] || echo "there is no $name"
    done
    grep -qx "Package: libgvc$soversion" tools/debian/control || echo "control has no libgvc$soversion"
)"

build=${GVC_BUILD:-$PWD/build}
if [[ -f $build/meson-info/intro-installed.json ]]; then
    # The folders of Debian: usr where the build has its prefix, a triplet below lib.
    prefix=$(meson introspect --buildoptions "$build" |
        sed -nE 's/.*"name": "prefix", "value": "([^"]*)".*/\1/p')
    result "every installed file has its package" "$(
        meson introspect --installed "$build" | tr ',' '\n' | sed -nE 's/.*": "([^"]*)"}?$/\1/p' |
            sed "s,^$prefix/,usr/," | sort -u | while IFS= read -r file; do
            found=false
            while IFS= read -r pattern; do
                # shellcheck disable=SC2053 # a pattern on purpose
                if [[ $file == $pattern || $file == $pattern/* ||
                    ($file == usr/share/man && $pattern == usr/share/man/*) ]]; then
                    found=true
                fi
            done < <(cat tools/debian/*.install tools/debian/not-installed)
            $found || echo "$file"
        done
    )"
else
    number=$((number + 1))
    echo "ok $number - every installed file has its package # SKIP there is no build; GVC_BUILD names it"
fi
echo "1..$number"
