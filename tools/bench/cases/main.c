/* main.c - the main job as a user runs it: HDF5 table to bilateral HDF5 result, the whole process
 */
#include "programs.h"

static bool run(gvc_bench *b)
{
    const gvc_bench_program bilateral = {"bilateral",
                                         {"decompose", "-q", gvc_bench_table_file, "--level",
                                          "bilateral", "--threads", "1", "-o",
                                          gvc_bench_result_file}};
    return gvc_bench_programs(b, &bilateral, 1);
}

const gvc_bench_case gvc_bench_case_main = {
    "main", "gvc decompose, HDF5 table to bilateral HDF5 result, the whole process / dgetrf", 1435,
    41, run};
