# HDF5 of another program.
base64 -d <<'END' | gunzip >foreign.h5
H4sIAAAAAAACA+v0cHHj5ZLiYgABDg4GFgYBBmTwHwoEOFD5MPkEKM0IpTug9AommDgjWE4CKi4INR9dXUiQqytI9X
80ALPHgAVCczCMgpEIPFwdA0B0BJQPS6UnmFDVRaGlRw8K7WVkYIWYxQjjQ1IyIyNEAGY9jGYGyoNkBBXsoWnVgcGE
m8HkPzNEnhUoCpJnYmJihKRniHnMjLCkLYDmgo5BFQ/Bfv4uoBwNy4cKzKNpcxSMgqENPthDGQ4A+dxnqBAIAAA=
END
for command in info check decompose export; do
    gvc "$command" foreign.h5
    echo "exit $?"
done
