# What gvc plot writes is none of the files it reads, and three different files.
gvc example --quiet -o example.h5
gvc decompose example.h5 -o r.h5
printf 'UPG,Upgradia\n' >names.csv
mkdir folder x.vl.json
ln r.h5 hard.h5
cksum r.h5 names.csv >before
try() {
    gvc plot "$@"
    echo "exit $?"
}
try r.h5 --data r.h5
try r.h5 --script hard.h5
try r.h5 --script r.gp --data ./folder/../r.h5
try r.h5 --labels names.csv --data names.csv
try r.h5 --script a.txt --data a.txt
try r.h5 --script a.txt --data folder/../a.txt
try r.h5 -o a.vl.json --script ./a.vl.json
try r.h5 -o a.vl.json --data a.vl.json
try r.h5 --script - --data -
cksum r.h5 names.csv | cmp - before
ls
# The same name in another folder is another file.
gvc plot r.h5 --script a.txt --data folder/a.txt
gvc plot r.h5 --script /dev/null --data /dev/null
# The suffix counts, not the name of a folder.
gvc plot r.h5 -o x.vl.json/r.vl.json --script r.gp
grep 'set output' r.gp
PATH_BEFORE=$PATH
mkdir empty
ln -s "$(command -v gvc)" empty/gvc
# shellcheck disable=SC2123 # on purpose
PATH=$PWD/empty
gvc plot r.h5 -o x.vl.json/r.svg --script r.gp 2>/dev/null
PATH=$PATH_BEFORE
grep 'set output' r.gp
