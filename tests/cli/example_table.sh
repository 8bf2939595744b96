# The example is written, balanced, and read back; an unknown year is refused with those there are.
gvc example -o example.h5
gvc check example.h5
gvc example --year 1900 -o x.h5
echo "exit $?"
gvc example -o x.csv
echo "exit $?"
ls
