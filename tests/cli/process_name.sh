# The process keeps its name when it starts anew for the sake of the BLAS, and then has no thread
# beside its own.
. "$LIB/tables.sh"
tiny
if [ ! -r /proc/self/comm ]; then
    echo "no /proc/PID/comm here"
    exit 77
fi
# Opening the pipe waits for a reader, long after the start.
mkfifo pipe
unset OPENBLAS_NUM_THREADS OMP_NUM_THREADS
gvc decompose t.csv --year 2010 -q --threads 1 --format csv -o pipe &
sleep 1
cat "/proc/$!/comm"
grep '^Threads' "/proc/$!/status"
head -n 1 pipe
wait
