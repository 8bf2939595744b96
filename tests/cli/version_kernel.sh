# A kernel that the user asked for is kept.
if [ "$(uname -m)" != x86_64 ]; then
    echo "the name of the kernel is one for x86"
    exit 77
fi
OPENBLAS_CORETYPE=Prescott gvc version -v | grep '^kernel'
