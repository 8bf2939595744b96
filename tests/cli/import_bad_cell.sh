# A cell that is no number is named by file, line and column; nothing is written.
. "$LIB/tables.sh"
lists
try() {
    gvc import t.csv -o t.h5
    echo "exit $?"
}
cell 2 4 n.a. >t.csv && try
cell 2 4 '' >t.csv && try
cell 3 9 NaN >t.csv && try
cell 3 9 Inf >t.csv && try
cell 3 9 1e999 >t.csv && try
cell 6 1 1.2.3 >t.csv && try
cell 6 1 12x >t.csv && try
gone t.h5 t.h5.part
