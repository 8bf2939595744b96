# The process keeps its name when it starts anew with another kernel of the BLAS.
. "$LIB/tables.sh"
tiny
if [ ! -r /proc/self/comm ]; then
    echo "no /proc/PID/comm here"
    exit 77
fi
# Opening the pipe waits for a reader, long after the start.
mkfifo pipe
gvc decompose t.csv --year 2010 -q --threads 1 --format csv -o pipe &
sleep 1
cat "/proc/$!/comm"
head -n 1 pipe
wait
