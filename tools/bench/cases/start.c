/* start.c - what a start of gvc costs, with as little work as there is */
#include "programs.h"

static bool run(gvc_bench *b)
{
    const gvc_bench_program programs[] = {
        {"version", {"version"}},
        {"version_v", {"version", "-v"}},
        {"info", {"info", gvc_bench_table_file}},
    };
    return gvc_bench_programs(b, programs, 3);
}

const gvc_bench_case gvc_bench_case_start = {
    "start", "gvc version (without and with the kernel) and gvc info, whole process / dgetrf", 1435,
    41, run};
