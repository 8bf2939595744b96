for option in --lvl --s --share=3 --zzz -z --bibtex --countries=c.csv --units; do
    gvc decompose t.csv "$option"
    echo "exit $?"
done
