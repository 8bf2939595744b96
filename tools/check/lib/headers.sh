# shellcheck shell=bash
# headers.sh - what the public headers declare. Sourced, not run, at the top of the tree.

# Their text without comments: what a comment names is not declared.
public_headers() {
    cat {matrices,core,io}/include/gvc/*.h | gcc -fpreprocessed -dD -E -P -w -x c -
}

# Of such a text the functions that are exported: the name before the first bracket of a declaration
# that is marked so, be GVC_API on its line or on the one before.
exported_functions() {
    grep -v '^#' | tr '\n' ' ' | tr ';' '\n' |
        sed -nE 's/^.*GVC_API[^(]*\b(gvc_[a-z0-9_]+)\(.*/\1/p' | sort -u
}
