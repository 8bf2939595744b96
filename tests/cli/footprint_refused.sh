# What has no meaning, and what is wrong with a file.
. "$LIB/tables.sh"
gvc example -q -o e.h5
no() {
    gvc footprint e.h5 "$@" -o r.csv
    echo "exit $?"
}
no --level bilateral
no --level pair --ratios
no --satellite EMPL
no --satellite jobs
no --missing zero
no --satellite EMP --missing zero
no --satellite EMP --account va
no --share
no --output-total given
no --sector CAR
no --partner UPG
no --terms productivity_exports
no --terms flow
no --satellite none.csv
printf 'account,indicator\nEMP,work\n' >short.csv
no --characterise short.csv
printf 'account,indicator,weight\nEMPP,work,1\n' >wrong.csv
no --characterise wrong.csv
printf 'account,indicator,weight\nEMP,work,1\n' >good.csv
no --characterise good.csv --satellite EMP
printf 'account,HQE_AGR\njobs,1\n' >few.csv
no --satellite few.csv
gvc footprint e.h5 --satellite few.csv -o few.csv
echo "exit $?"
gvc footprint e.h5 --characterise good.csv -o good.csv
echo "exit $?"
gone r.csv
