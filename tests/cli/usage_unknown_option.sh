for option in --lvl --s --share=3 --zzz -z; do
    gvc decompose t.csv "$option"
    echo "exit $?"
done
