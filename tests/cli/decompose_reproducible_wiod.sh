# Equal bytes for any number of threads where there is work for all of them.
table=${GVC_SHARED:-}/data/wiod2013/wiot_2005.csv.gz
if [ ! -r "$table" ]; then
    echo "no WIOD table; set GVC_SHARED"
    exit 77
fi
gvc import "$table" -q -o w.h5
for approach in source sink; do
    for threads in 1 2 3; do
        rm -f r.h5
        gvc decompose w.h5 -q --level bilateral --approach $approach --reproducible \
            --threads $threads -o r.h5
        [ -e $approach.h5 ] || cp r.h5 $approach.h5
        cmp r.h5 $approach.h5
    done
done
ls
