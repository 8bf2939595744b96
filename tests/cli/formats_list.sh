gvc formats
gvc formats icio-xml
echo "exit $?"
