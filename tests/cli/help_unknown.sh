gvc help decomposed
