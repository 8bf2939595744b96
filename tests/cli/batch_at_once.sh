# Two runs on one panel: the second is refused and harms nothing; told to stop, a run keeps what is
# done; files of a folder keep a failed check.
. "$LIB/years.sh"
years $(seq 1971 2000)
gvc batch decompose world_*.h5 --level bilateral --jobs 1 -o p.h5 2>first &
first=$!
tries=0
while ! [ -e p.h5.batch/lock ] && [ $tries -lt 3000 ]; do
    sleep 0.01
    tries=$((tries + 1))
done
kill -STOP $first
gvc batch decompose world_*.h5 --level bilateral -o p.h5
echo "exit $?"
kill -TERM $first
kill -CONT $first
wait $first
echo "exit $?"
grep -v ' MB$' first | sed 's/[0-9]* of 30/some of 30/'
find . -name '*.part'
gvc batch decompose world_*.h5 --level bilateral -q -o p.h5
echo "exit $?"
gvc info p.h5 | grep -c '^year: *1971, 1972'
left
echo "-- strict"
printf '1,2,0,0,0,0,1,1,1\n%.0s' 1 2 3 4 5 >odd_2001.csv
printf '0,0,0,0,0,0,0,-1,1\n' >>odd_2001.csv
gvc decompose odd_2001.csv --strict -q -o one.h5
echo "exit $?"
gvc batch decompose odd_2001.csv --strict -q -o odd/
echo "exit $?"
gvc batch decompose odd_2001.csv --strict -q -o odd.h5
echo "exit $?"
ls odd odd.h5
echo "-- what is not the run's stays, what is damaged is made again, a mark alone is not believed"
rm -f world_19[78]*.h5
mkdir -p q.h5.batch/junk
echo mine >q.h5.batch/notes.txt
echo x >bad.h5
gvc batch position world_2000.h5 world_199*.h5 bad.h5 -q -o q.h5 2>/dev/null
for part in q.h5.batch/world_2000-*.h5; do
    head -c 3000 "$part" >short.h5
    cp short.h5 "$part"
done
gvc batch position world_2000.h5 world_199*.h5 -q -o q.h5
echo "exit $?"
gvc decompose world_2000.h5 -q -o q.h5
gvc batch position world_2000.h5 world_199*.h5 -q -o q.h5
gvc info q.h5 | grep -c '^method: *position'
find q.h5.batch | sort
printf 's1,a\ns2,b\n' >map.csv
gvc batch aggregate world_2000.h5 bad.h5 --sectors map.csv -q -o coarse/ 2>/dev/null
printf 's1,a\ns2,a\n' >map.csv
gvc batch aggregate world_2000.h5 --sectors map.csv -q -o coarse/
gvc info coarse/world_2000.h5 | grep '^sectors:'
mkfifo pipe
gvc batch position world_2000.h5 -o pipe --format csv
echo "exit $?"
cp world_2000.h5 ./-x.h5
gvc batch position -q -o dash/ -- -x.h5
ls dash
