/* bench.h - what the cases share: settings, clocks, races against a yardstick, printed figures */
#ifndef GVC_BENCH_H
#define GVC_BENCH_H

#include <gvc/gvc.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { GVC_BENCH_BOUNDS = 16 };

/* The command line. */
typedef struct gvc_bench_settings {
    gvc_idx n, countries; /* 0 = as the case says */
    double density;       /* share of cells of Z that are not 0; 0 = 0.2 up to n = 5000, then 0.3 */
    uint64_t seed;
    const char *table;   /* a file to take instead of a synthetic table, or NULL */
    const char *solver;  /* NULL = the planner's choice */
    gvc_storage storage; /* inside solvers; GVC_STORAGE_AUTO = the planner's choice */
    const char *gvc;     /* the program that `start` and `main` run */
    const char *only;    /* the one figure wanted, or NULL */
    int threads, rounds;
    bool json;
    const char *bounds[GVC_BENCH_BOUNDS]; /* "FIGURE=MOST" */
    int bound_count;
} gvc_bench_settings;

struct gvc_bench_case;

typedef struct gvc_bench {
    const struct gvc_bench_case *which;
    gvc_bench_settings set;
    gvc_ctx *ctx;
    gvc_idx n, countries; /* of the table at hand, for the figures; 0 = none */
    double density;
    bool missed;                   /* a bound was not met */
    int printed;                   /* figures */
    bool judged[GVC_BENCH_BOUNDS]; /* bounds that belong to one of them */
} gvc_bench;

/* tools/bench/cases/NAME.c defines one record, cases.def names it. */
typedef struct gvc_bench_case {
    const char *name, *summary; /* one line */
    gvc_idx n, countries;       /* of the synthetic table where nothing is said; 0 = no table */
    bool (*run)(gvc_bench *b);  /* false after a message */
} gvc_bench_case;

/* ---- messages and figures: figure.c ---------------------------------------------------------- */
/* "gvc-bench inverse: ..." on stderr; returns false. */
bool gvc_bench_fail(const gvc_bench *b, const char *format, ...) GVC_PRINTF(2, 3);
/* The text of the context. */
bool gvc_bench_failed(const gvc_bench *b);

typedef struct gvc_bench_figure {
    const char *name;
    double value;
    const char *unit;
    double ratio; /* to the yardstick; NaN = none. The bound is for it, or else for the value */
    const char *yardstick;
    int threads;      /* 0 = as set */
    const char *note; /* how it was done; NULL = nothing to say */
} gvc_bench_figure;

void gvc_bench_print(gvc_bench *b, const gvc_bench_figure *figure);
/* Seconds of CPU or wall clock, and how many times those of the yardstick. */
void gvc_bench_print_time(gvc_bench *b, const char *name, double seconds, const char *yardstick,
                          double yard_seconds);
/* A number without a yardstick. */
void gvc_bench_print_value(gvc_bench *b, const char *name, double value, const char *unit);

/* ---- time: clock.c --------------------------------------------------------------------------- */
double gvc_bench_cpu(void); /* seconds of all threads of the process */
double gvc_bench_wall(void);

typedef struct gvc_bench_job {
    void (*prepare)(void *user); /* not timed; may be NULL */
    bool (*run)(void *user);
    void *user;
    double seconds; /* out: the best round */
} gvc_bench_job;

/* The jobs in turn, `rounds` times over: what disturbs the machine disturbs all of them. False as
 * soon as one says so. */
bool gvc_bench_race(gvc_bench_job *jobs, int count, int rounds, double (*now)(void));
/* Wall clock where the work has several threads, else CPU. */
bool gvc_bench_compare(const gvc_bench *b, gvc_bench_job *own, gvc_bench_job *yardstick);
/* Fewer rounds where one takes long. */
int gvc_bench_rounds(const gvc_bench *b, gvc_idx n);

/* ---- memory and other programs: child.c ------------------------------------------------------ */
double gvc_bench_peak(void);     /* most bytes of memory of this process up to now (VmHWM) */
double gvc_bench_resident(void); /* bytes now (VmRSS) */
/* What was freed goes back to the system and the peak is counted anew; false where Linux does not
 * let us. */
bool gvc_bench_forget_peak(void);
typedef struct gvc_bench_child {
    double cpu, wall, peak; /* seconds, seconds, bytes */
} gvc_bench_child;
/* Runs a program with its output thrown away; false unless it ends with 0. */
bool gvc_bench_spawn(const gvc_bench *b, const char *const *argv, gvc_bench_child *out);

/* ---- scratch files --------------------------------------------------------------------------- */
typedef struct gvc_bench_folder {
    char path[256];
} gvc_bench_folder;
bool gvc_bench_folder_make(const gvc_bench *b, gvc_bench_folder *f);
/* FOLDER/NAME into text of `room` bytes. */
const char *gvc_bench_folder_path(const gvc_bench_folder *f, const char *name, char *text,
                                  size_t room);
/* Removes the files named (NULL-ended) and the folder. */
void gvc_bench_folder_remove(const gvc_bench_folder *f, const char *const *names);

#endif
