# How sure growth is: errors of every table, the views that have a first order, what is refused.
. "$LIB/tables.sh"
gvc example -q -o 2020.h5
gvc example -q --year 2010 -o 2010.h5
