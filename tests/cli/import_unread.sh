# Files that are named together and are not one table: what is left out is told; a text with a line
# for each cell is no final use of another table; files that are no tables are passed over.
mkdir parts
printf ',A_x,B_x\nA_x,1,2\nB_x,7,8\n' >parts/Z.csv
printf ',A_C,B_C\nA_x,10,11\nB_x,14,15\n' >parts/Y.csv
echo '{}' >parts/about.json
gvc import parts --unit EUR -o t.h5
gvc info t.h5 | grep '^units'
printf '1,2,3,4\n5,6,7,8\n' >parts/other_2011.csv
gvc import parts -o t.h5
gvc import parts --member Z.csv -o t.h5
rm parts/Y.csv parts/other_2011.csv
printf 'from,to,value\nA_x,A_x,1\n' >parts/flat_2011.csv
mv parts/Z.csv parts/Z_2011.csv
gvc import parts -o x.h5
echo "exit $?"
gvc import parts --year 2011 -o x.h5
echo "exit $?"
