/* main.c - gvc-bench: options, the list of cases, the kernel */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"

enum { DONE = 0, FAILED = 1, WRONG = 2, MISSED = 3 };

#define GVC_BENCH_CASE(name) extern const gvc_bench_case gvc_bench_case_##name;
#include "cases/cases.def"
#undef GVC_BENCH_CASE

#define GVC_BENCH_CASE(name) &gvc_bench_case_##name,
static const gvc_bench_case *const cases[] = {
#include "cases/cases.def"
    NULL,
};
#undef GVC_BENCH_CASE

static const char usage[] =
    "usage: gvc-bench CASE [OPTION]...\n"
    "       gvc-bench --list\n"
    "\n"
    "Times the engine against a yardstick of the same process, in turn, the best round of each.\n"
    "A line a figure: case, figure, n, countries, density, threads, value, unit, ratio to the\n"
    "yardstick, bound, whether it is met, yardstick. Exit code 3 where a bound is not met.\n"
    "\n"
    "  --n N --countries G --density D --seed S   of the synthetic table; D: 0.2 up to\n"
    "                        n = 5000, 0.3 above\n"
    "  --table FILE          a table that gvc reads instead\n"
    "  --threads T           wall clock instead of CPU time where T > 1\n"
    "  --rounds K            instead of 7 below n = 2000, 1 above 8000, 3 between\n"
    "  --solver NAME --storage dense|sparse   instead of the planner's choice\n"
    "  --gvc PATH            the program for start and main, instead of the one built beside\n"
    "  --only FIGURE         leave out the others\n"
    "  --bound FIGURE=MOST   what its ratio (or its value, without one) may be at most\n"
    "  --json                a JSON object a line\n";

typedef struct choice {
    const char *text;
    double low, high;
} choice;

/* A number within its limits, or a message. */
static bool number(const char *option, const choice *c, double *out)
{
    char *end;
    *out = strtod(c->text, &end);
    if (end == c->text || *end != '\0' || !(*out >= c->low && *out <= c->high)) {
        fprintf(stderr, "gvc-bench: %s: '%s' is no number from %g to %g\n", option, c->text, c->low,
                c->high);
        return false;
    }
    return true;
}

enum {
    N = 256,
    COUNTRIES,
    DENSITY,
    SEED,
    TABLE,
    THREADS,
    ROUNDS,
    SOLVER,
    STORAGE,
    GVC,
    ONLY,
    BOUND,
    JSON,
    LIST
};
static const struct option options[] = {
    {"n", required_argument, NULL, N},
    {"countries", required_argument, NULL, COUNTRIES},
    {"density", required_argument, NULL, DENSITY},
    {"seed", required_argument, NULL, SEED},
    {"table", required_argument, NULL, TABLE},
    {"threads", required_argument, NULL, THREADS},
    {"rounds", required_argument, NULL, ROUNDS},
    {"solver", required_argument, NULL, SOLVER},
    {"storage", required_argument, NULL, STORAGE},
    {"gvc", required_argument, NULL, GVC},
    {"only", required_argument, NULL, ONLY},
    {"bound", required_argument, NULL, BOUND},
    {"json", no_argument, NULL, JSON},
    {"list", no_argument, NULL, LIST},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

static bool take_bound(gvc_bench_settings *set, const char *text)
{
    const char *equals = strchr(text, '=');
    double most;
    if (equals == NULL || set->bound_count == GVC_BENCH_BOUNDS) {
        fprintf(stderr, "gvc-bench: --bound: '%s' is not FIGURE=MOST, or one too many\n", text);
        return false;
    }
    set->bounds[set->bound_count++] = text;
    return number("--bound", &(choice){equals + 1, 0, 1e18}, &most);
}

static bool take_storage(gvc_bench_settings *set, const char *text)
{
    bool dense = strcmp(text, "dense") == 0;
    if (!dense && strcmp(text, "sparse") != 0) {
        fprintf(stderr, "gvc-bench: --storage: '%s' is neither dense nor sparse\n", text);
        return false;
    }
    set->storage = dense ? GVC_STORAGE_DENSE : GVC_STORAGE_SPARSE;
    return true;
}

static bool take_option(gvc_bench_settings *set, int option)
{
    double x = 0;
    bool good = true;
    switch (option) {
    case N:
        good = number("--n", &(choice){optarg, 1, 1e6}, &x);
        set->n = (gvc_idx)x;
        break;
    case COUNTRIES:
        good = number("--countries", &(choice){optarg, 1, 1e4}, &x);
        set->countries = (gvc_idx)x;
        break;
    case DENSITY:
        return number("--density", &(choice){optarg, 1e-6, 1}, &set->density);
    case SEED:
        good = number("--seed", &(choice){optarg, 0, 1e15}, &x);
        set->seed = (uint64_t)x;
        break;
    case THREADS:
        good = number("--threads", &(choice){optarg, 1, 1024}, &x);
        set->threads = (int)x;
        break;
    case ROUNDS:
        good = number("--rounds", &(choice){optarg, 1, 1000}, &x);
        set->rounds = (int)x;
        break;
    case STORAGE:
        return take_storage(set, optarg);
    case BOUND:
        return take_bound(set, optarg);
    default:
        return false;
    }
    return good;
}

static bool take_text(gvc_bench_settings *set, int option)
{
    switch (option) {
    case TABLE:
        set->table = optarg;
        return true;
    case SOLVER:
        set->solver = optarg;
        return true;
    case GVC:
        set->gvc = optarg;
        return true;
    case ONLY:
        set->only = optarg;
        return true;
    case JSON:
        set->json = true;
        return true;
    default:
        return false;
    }
}

static const gvc_bench_case *find(const char *name)
{
    for (int k = 0; cases[k] != NULL; k++) {
        if (strcmp(cases[k]->name, name) == 0) {
            return cases[k];
        }
    }
    return NULL;
}

/* OpenBLAS reads its kernel and thread count while it is loaded: one more start where the kernel it
 * took is an old one. A mark tells that start that the kernel was no wish of the user: gvc itself,
 * when it is run, shall find its own. */
static void choose_kernel(const gvc_bench_settings *set, char **argv)
{
    static const char mark[] = "GVC_BENCH_KERNEL";
    const char *kernel = gvc_blas_better_kernel();
    char threads[16];
    snprintf(threads, sizeof threads, "%d", set->threads);
    if (getenv(mark) != NULL) {
        unsetenv("OPENBLAS_CORETYPE");
        unsetenv(mark);
    } else if (getenv("OPENBLAS_CORETYPE") == NULL && kernel != NULL &&
               setenv("OPENBLAS_CORETYPE", kernel, 1) == 0 && setenv(mark, kernel, 1) == 0 &&
               setenv("OPENBLAS_NUM_THREADS", threads, 1) == 0) {
        execv("/proc/self/exe", argv);
    }
    gvc_blas_set_threads(set->threads);
}

/* A figure that was asked for and does not exist must not pass for one that is met. */
static bool all_there(const gvc_bench *b)
{
    bool there = b->printed > 0 || gvc_bench_fail(b, "no figure '%s'", b->set.only);
    for (int k = 0; k < b->set.bound_count; k++) {
        there = (b->judged[k] || gvc_bench_fail(b, "no figure for --bound %s", b->set.bounds[k])) &&
                there;
    }
    return there;
}

static int run(gvc_bench *b)
{
    if (gvc_ctx_new(&b->ctx) != GVC_OK || gvc_ctx_set_threads(b->ctx, b->set.threads) != GVC_OK) {
        fprintf(stderr, "gvc-bench: %s\n", gvc_ctx_error(b->ctx));
        gvc_ctx_free(b->ctx);
        return FAILED;
    }
    bool done = b->which->run(b) && all_there(b);
    gvc_ctx_free(b->ctx);
    return !done ? FAILED : b->missed ? MISSED : DONE;
}

static int list(void)
{
    for (int k = 0; cases[k] != NULL; k++) {
        printf("%-10s %s\n", cases[k]->name, cases[k]->summary);
    }
    return DONE;
}

int main(int argc, char **argv)
{
    gvc_bench b = {.set = {.seed = 1, .threads = 1}};
    for (int option; (option = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (option == LIST) {
            return list();
        }
        if (option == 'h') {
            fputs(usage, stdout);
            return DONE;
        }
        if (!take_text(&b.set, option) && !take_option(&b.set, option)) {
            return WRONG;
        }
    }
    b.which = optind == argc - 1 ? find(argv[optind]) : NULL;
    if (b.which == NULL) {
        fprintf(stderr, "gvc-bench: one case of 'gvc-bench --list' is needed\n");
        return WRONG;
    }
    choose_kernel(&b.set, argv);
    return run(&b);
}
