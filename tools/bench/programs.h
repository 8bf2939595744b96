/* programs.h - runs of the gvc program against one factorisation in this process, CPU time */
#ifndef GVC_BENCH_PROGRAMS_H
#define GVC_BENCH_PROGRAMS_H

#include "subject.h"

enum { GVC_BENCH_PROGRAMS = 4 };

/* A run of gvc; TABLE among the arguments stands for the table as an HDF5 file, RESULT for a file
 * to be written. */
typedef struct gvc_bench_program {
    const char *figure;
    const char *args[10]; /* NULL-ended, "gvc" left out */
} gvc_bench_program;

extern const char gvc_bench_table_file[], gvc_bench_result_file[];

/* Makes the table, runs the programs in turn with dgetrf, prints a figure for each. */
bool gvc_bench_programs(gvc_bench *b, const gvc_bench_program *programs, int count);

/* The program built beside this one, unless --gvc names another. False after a message. */
bool gvc_bench_find_program(const gvc_bench *b, char *path, size_t room);
/* CPU time of this process and of the children that have ended. */
double gvc_bench_cpu_of_all(void);

#endif
