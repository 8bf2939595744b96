# Wrong usage is said before anything is done.
. "$LIB/years.sh"
years 1995 2000
try() {
    gvc batch "$@"
    echo "exit $?"
}
try
try -q decompose world_1995.h5 -o p.h5
try decompse world_1995.h5 -o p.h5
try check world_1995.h5 -o p.h5
try decompose -o p.h5
try decompose world_1995.h5
try decompose world_1995.h5 -o -
try decompose world_1995.h5 -o p.foo
try decompose world_1995.h5 -o world_1995.h5
try decompose 'none*.h5' -o p.h5
try decompose world_1995.h5 --year 20x -o p.h5
try decompose world_1995.h5 --year 2001 -o p.h5
try decompose world_1995.h5 --shard 3/2 -o p.h5
try decompose world_1995.h5 --shard auto -o p.h5
try decompose world_1995.h5 --shard 1/2 -o p.csv
try decompose world_1995.h5 --keep-going --fail-fast -o p.h5
try decompose world_1995.h5 --colour never -o p.h5
try decompose world_1995.h5 world_2000.h5 --level pairs -o p.h5
try import world_1995.h5 -o p.h5
try merge -o p.h5
try merge world_1995.h5 -o p.h5
find . -type f | sort
