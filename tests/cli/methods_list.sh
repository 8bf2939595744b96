gvc methods
gvc methods bn
echo "exit $?"
gvc methods bm --bibtex | head -n 1
gvc methods bm | grep -E '^(bm|source|sink|reference)'
