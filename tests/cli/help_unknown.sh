gvc help decompos
gvc help frobnicate
gvc help decompose x
