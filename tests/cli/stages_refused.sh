# What has no meaning, and what is wrong with a file of shares.
gvc example -q -o e.h5
no() {
    gvc stages e.h5 "$@" -o r.csv
    echo "exit $?"
}
no --layers --crossings
no --map default --chain UPG_CAR
no --crossings --product UPG_CAR
no --crossings --in exports
no --map default --tiers 3
no --layers --least 0.1
no --in exports --product UPG_CAR
no --level sector
no --level world --chain UPG_CAR
no --crossings --exporter UPG
no --chain UPG_CAR --share
no --chain UPG_CAZ
no --chain UPG
no --product nothing
no --map none.csv
printf 'sector,stage\nAGR,soil\n' >some.csv
no --map some.csv
printf 'sector,stage\nAGG,soil\n' >wrong.csv
no --map wrong.csv
printf 'sector,function,share\nAGR,soil,0.5\nAGR,plant,0.6\n' >sum.csv
no --functions sum.csv
printf 'sector,stage,share\nAGR,soil,x\n' >text.csv
no --map text.csv
no --functions some.csv
printf 'AAA,x\nBBB,y\n' >none.csv
no --map none.csv
gvc stages e.h5 --map some.csv -o some.csv
echo "exit $?"
ls
