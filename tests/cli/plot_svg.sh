# Pictures: SVG byte for byte as before, twice the same, PDF and PNG whole.
if ! command -v gnuplot >/dev/null; then
    echo "gnuplot is not installed"
    exit 77
fi
if [ "$(gnuplot --version)" != "gnuplot 5.4 patchlevel 4" ]; then
    echo "another gnuplot ($(gnuplot --version)) draws other bytes"
    exit 77
fi
gvc example --quiet -o example.h5
gvc decompose example.h5 -o r.h5
gvc plot r.h5 --top 2 --terms dva,fva --decimal , -o bars.svg
gvc plot r.h5 --top 2 --terms dva,fva --decimal , -o again.svg
cmp bars.svg again.svg
grep -o '<title>.*</title>' bars.svg
sed -n '/gnuplot_canvas/,$p' bars.svg | grep -v 'gnuplot_plot\|Gnuplot\|gpDot\|gpPt\|^$'
gvc plot r.h5 --x gexp --y dva_sh --log x -o scatter.pdf
head -c 5 scatter.pdf
echo
gvc trace example.h5 -o trace.h5
gvc plot trace.h5 --size 60mm -o heat.png
head -c 4 heat.png | tail -c 3
head -c 54 heat.png | tail -c 17 | od -A n -t x1 # pHYs: 11811 dots a metre
echo
ls
