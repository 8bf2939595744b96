# The command line, without folders, and every option stand in the result.
. "$LIB/tables.sh"
tiny
mkdir folder
mv t.csv countries.csv sectors.csv folder
gvc decompose folder/t.csv --year=2010 --exporter AAA --group 'B C=BBB,CCC' --lev sector \
    --reproducible --memory 1G -qo "$PWD/r.h5"
gvc info r.h5 | grep -E '^(command line|options|history)'
