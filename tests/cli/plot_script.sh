# The script of a figure needs no gnuplot; it and the numbers are the same in every run.
gvc example --quiet -o example.h5
gvc decompose example.h5 -o r.h5
gvc plot r.h5 --top 3 --label UPG=Upgradia --script r.gp --data r.csv -o r.vl.json
cat r.gp
cut -d, -f1-4 r.csv
gvc plot r.h5 --top 3 --label UPG=Upgradia --script again.gp --data again.csv
sed 's/again/r/' again.gp | cmp - r.gp
cmp again.csv r.csv
grep -c '"series"' r.vl.json
gvc stages example.h5 --chain UPG_CAR -o chain.h5
gvc plot chain.h5 --script chain.gp --data chain.csv
# The curve is that of the attributes: at the least distance, in percent.
grep 'fitted curve' chain.csv | head -n 1 | awk -F, '{ printf "%.6f %.6f\n", $4, $5 }'
gvc export chain.h5 --format json | awk -F': ' '/"fit_c/ { c[n++] = $2 + 0 } END {
    while (("grep \"fitted curve\" chain.csv" | getline line) > 0) {
        split(line, at, ",")
        away = at[5] - 100 * (c[0] + at[4] * (c[1] + at[4] * c[2]))
        if (away > 1e-9 || away < -1e-9) bad++
        seen++
    }
    print seen " points, " bad + 0 " off the curve" }'
