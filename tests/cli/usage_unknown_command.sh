for name in decomp chekc frobnicate -q; do
    gvc "$name"
    echo "exit $?"
done
