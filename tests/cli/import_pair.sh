# A table in parts: Z.csv and Y.csv, then with value added and output; the folder they are in; what
# does not agree.
printf ',A_x,A_y,B_x\nA_x,1,2,3\nA_y,4,5,6\nB_x,7,8,9\n' >Z.csv
printf ',A_C,B_C\nB_x,10,11\nA_x,12,13\nA_y,14,15\n' >Y.csv
gvc import Z.csv Y.csv --year 2010 --unit EUR -o t.h5
gvc decompose t.h5 --terms gexp
mkdir parts
mv Z.csv Y.csv parts
printf ',B_x,A_x,A_y\nTLS,1,1,1\nVA,26,18,28\n' >parts/VA.csv
printf ',output\nA_x,31\nA_y,44\nB_x,45\n' >parts/X.csv
gvc import -q parts --year 2010 -o t.h5
gvc info t.h5 | sed -n '/^source format/p; /^source notes/,/^row gap/p'
gvc check t.h5 | grep "^given"
printf ',A_C,B_C\nB_x,10,11\nA_x,12,13\nA_z,14,15\n' >parts/Y.csv
gvc import parts -o x.h5
echo "exit $?"
