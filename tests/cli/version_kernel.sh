# A kernel that the user asked for is kept.
OPENBLAS_CORETYPE=Prescott gvc version -v | grep '^kernel'
