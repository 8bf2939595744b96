# What cannot be drawn is refused with the reason, before anything is written.
gvc example --quiet -o example.h5
gvc decompose example.h5 -o r.h5
try() {
    gvc plot "$@"
    echo "exit $?"
}
try r.h5
try r.h5 -o r.jpg
try r.h5 -o r.svg --kind line
try r.h5 -o r.svg --kind pie
try r.h5 -o r.svg --terms dvx
try r.h5 -o r.svg --size 90
try r.h5 -o r.svg --size 1mm
try r.h5 -o r.svg --size 0x5mm
try r.h5 -o r.svg --size 90x2000mm
try r.h5 -o r.svg --colors blue
try r.h5 -o r.svg --label UPG
try r.h5 -o r.svg --label UPX=Upgradia
try r.h5 -o r.svg --log z
try r.h5 -o r.svg --log x
try r.h5 -o r.svg --kind scatter --x gexp --y dva --log color
try r.h5 -o r.svg --title "$(printf 'caf\351')"
try r.h5 -o r.svg --exporter UPX
try r.h5 -o r.svg --share --terms gexp
try example.h5 -o r.svg
mkdir empty
PATH_BEFORE=$PATH
ln -s "$(command -v gvc)" empty/gvc
# shellcheck disable=SC2123 # on purpose
PATH=$PWD/empty
gvc plot r.h5 -o r.svg
echo "exit $?"
PATH=$PATH_BEFORE
ls
