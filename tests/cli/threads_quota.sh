# A container with a share of the cores gets no more threads than that; the user's word goes before.
if ! unshare -m mount -t tmpfs none /sys/fs/cgroup 2>/dev/null; then
    echo "no mount of its own can be made here"
    exit 77
fi
. "$LIB/tables.sh"
tiny
cores=$(nproc)
share() { # share TEXT OPTION... - threads recorded where cpu.max holds TEXT
    # shellcheck disable=SC2016 # expands in the inner shell
    unshare -m sh -c 'mount -t tmpfs none /sys/fs/cgroup
        [ -z "$1" ] || echo "$1" >/sys/fs/cgroup/cpu.max
        shift
        gvc decompose t.csv --year 2010 -q "$@" -o r.h5' - "$@"
    gvc info r.h5 | sed -nE 's/^threads: +//p'
}
least() {
    [ "$cores" -lt "$1" ] && echo "$cores" || echo "$1"
}
expect() {
    echo "$1: $([ "$2" = "$3" ] && echo good || echo "$2, not $3")"
}
expect 'no file' "$(share '')" "$cores"
expect 'no limit' "$(share 'max 100000')" "$cores"
expect 'half a core' "$(share '50000 100000')" 1
expect 'one core' "$(share '100000 100000')" 1
expect 'one and a half' "$(share '150000 100000')" "$(least 2)"
expect 'more than there are' "$(share '99999900000 100000')" "$cores"
expect 'nonsense' "$(share '0 0')" "$cores"
expect 'asked for' "$(share '50000 100000' --threads 3)" 3
