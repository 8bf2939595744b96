# shellcheck shell=sh
# A gnuplot that is cut by a full disk says that all is well; one that hangs ends with gvc.
gvc example --quiet -o example.h5
gvc decompose example.h5 -o r.h5
mkdir bin
PATH=$PWD/bin:$PATH
cat >bin/gnuplot <<'END'
#!/bin/sh
cat >/dev/null
printf '<svg><g>'
END
chmod +x bin/gnuplot
for file in r.svg r.pdf r.png; do
    echo old >"$file"
    gvc plot r.h5 -o "$file"
    echo "exit $?"
    cat "$file"
done
cat >bin/gnuplot <<'END'
#!/bin/sh
echo $$ >pid
exec sleep 60
END
for signal in TERM HUP; do
    rm -f pid
    gvc plot r.h5 -o r.svg &
    gvc=$!
    while [ ! -s pid ]; do
        sleep 0.02
    done
    kill -$signal $gvc
    wait $gvc
    echo "exit $?"
    kill -0 "$(cat pid)" 2>/dev/null && echo "gnuplot goes on"
    cat r.svg
done
ls
