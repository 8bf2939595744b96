# Sectors in a group are added up, after those that are in none; shares come after the sum.
. "$LIB"
