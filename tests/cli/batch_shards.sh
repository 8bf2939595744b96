# Shards of a list, made apart, merge into the panel of the whole list.
. "$LIB/years.sh"
years 1995 2000 2005
gvc batch decompose world_*.h5 -q -o whole.h5
gvc batch decompose world_*.h5 --shard 1/2 -q -o p.h5
SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_MIN=5 SLURM_ARRAY_TASK_MAX=7 SLURM_ARRAY_TASK_STEP=2 \
    gvc batch decompose world_*.h5 --shard auto -q -o p.h5
ls p*
gvc batch merge p.1of2.h5 p.2of2.h5 -o p.h5
for file in p whole; do
    gvc export $file.h5 -o $file.csv
done
cmp p.csv whole.csv && echo equal
gvc info p.h5 | grep -E '^(title|history|shard)'
gvc batch merge p.2of2.h5 -o q.h5
echo "exit $?"
SGE_TASK_ID=1 SGE_TASK_FIRST=1 SGE_TASK_LAST=4 SGE_TASK_STEPSIZE=1 \
    gvc batch decompose world_*.h5 --shard auto -q -o s.h5
echo "exit $?"
PBS_ARRAY_INDEX=3 gvc batch decompose world_*.h5 --shard auto/3 -q -o s.h5
ls s.*
echo "-- single years merge too, once each"
gvc decompose world_1995.h5 -o a.h5
gvc decompose world_2000.h5 -o b.h5
gvc batch merge b.h5 a.h5 -o - | cut -d, -f1,2 | tail -n +2 | tr '\n' ' '
echo
gvc batch merge a.h5 a.h5 -o c.h5
echo "exit $?"
gvc decompose world_2000.h5 --level sector -o s.h5
gvc batch merge a.h5 s.h5 -o c.h5
echo "exit $?"
left
