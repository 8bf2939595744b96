# What --uncertainty cannot mean.
gvc example -q -o example.h5
try() {
    gvc decompose example.h5 -o out.csv "$@"
    echo "exit $?"
}
try --uncertainty rel=x
try --uncertainty rel=-1
try --uncertainty rel
try --uncertainty size=0.1,9
try --uncertainty size=0.1,0.2,0.3
try --uncertainty share=0.1
try --uncertainty none.csv
try --uncertainty rel=0.1 --draws 1
try --uncertainty rel=0.1 --interval 120
try --uncertainty rel=0.1 --output-total given
try --draws 100
try --seed 3
try --interval 90
try --uncertainty rel=0.1 --memory 100M --draws 900000 --level bilateral 2>&1 | sed 's,needs .* MB,needs much,'
printf 'from,to,rel\n*,*,0.1\nUGP,*,0.3\n' >blocks.csv
try --uncertainty blocks.csv
printf 'from,to,rel\n*,*,-0.1\n' >blocks.csv
try --uncertainty blocks.csv
printf 'from,to\n*,*\n' >blocks.csv
try --uncertainty blocks.csv
printf 'from,to,rel\n*,,1\n' >blocks.csv
try --uncertainty blocks.csv
gvc decompose example.h5 --uncertainty blocks.csv -o blocks.csv
echo "exit $?"
gvc exposure example.h5 example.h5 --upgrade --uncertainty rel=0.1 -o out.csv
echo "exit $?"
gvc example -q --year 2010 -o 2010.h5
gvc growth 2010.h5 example.h5 --uncertainty rel=0.1 --output-total given -o out.csv
echo "exit $?"
gvc growth 2010.h5 --uncertainty rel=0.1 -o out.csv
echo "exit $?"
gvc growth 2010.h5 example.h5 --draws 10 -o out.csv
echo "exit $?"
gvc growth 2010.h5 example.h5 --uncertainty none.csv -o out.csv
echo "exit $?"
gvc growth 2010.h5 example.h5 --uncertainty rel=0.1 --share -o out.csv
echo "exit $?"
ls out.csv 2>/dev/null
