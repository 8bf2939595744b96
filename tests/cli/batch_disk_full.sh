# The disk fills up on the way: what is whole stays, and with room again the run goes on.
. "$LIB/years.sh"
mkdir small
unshare -m sh -c 'mount -t tmpfs -o size=64k none small' 2>/dev/null ||
    { echo "no file system can be made here"; exit 77; }
years 1995 2000 2005
gvc batch decompose world_*.h5 --level bilateral --reproducible -q -o panel.h5
mv panel.h5 whole.h5
export LIB
# shellcheck disable=SC2016 # for the inner shell
unshare -m sh -c '
    mount -t tmpfs -o size=1m none small
    head -c 980k /dev/zero >small/ballast
    gvc batch decompose world_*.h5 --level bilateral --reproducible --jobs 1 -o small/panel.h5 2>said
    echo "exit $?"
    grep -c "No space left" said
    ls small | grep -v batch
    find small -name "*.part"
    rm small/ballast
    there=$(find small -name "world_*.h5" | wc -l)
    gvc batch decompose world_*.h5 --level bilateral --reproducible -o small/panel.h5 2>said || cat said
    [ "$(grep -c " MB$" said)" -eq $((3 - there)) ] || cat said
    cmp small/panel.h5 whole.h5 && echo equal
    ls -A small
'
