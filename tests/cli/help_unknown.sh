gvc help decompos
gvc help frobnicate
