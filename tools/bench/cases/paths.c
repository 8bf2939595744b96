/* paths.c - structural paths, table in memory to the list in memory, totals and what is covered
 * included, against one factorisation of I - A: 10,000 of them, of large tables 25,000 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "alloc.h"
#include "subject.h"

enum { FEW = 10000, MANY = 25000, LARGE = 5000 };

typedef struct race {
    gvc_bench *bench;
    const gvc_bench_subject *subject;
    gvc_measure_options options;
    gvc_result *result;
} race;

static void forget(void *user)
{
    race *r = user;
    gvc_result_free(r->result);
    r->result = NULL;
}

static bool run_once(void *user)
{
    race *r = user;
    return gvc_measure(r->bench->ctx, &r->result, r->subject->table, &r->options) == GVC_OK ||
           gvc_bench_failed(r->bench);
}

static double number(const gvc_result *r, const char *name)
{
    const gvc_attribute *a = gvc_result_find_attribute(r, name);
    return a == NULL ? (double)NAN : a->kind == GVC_ATTR_INTEGER ? (double)a->integer : a->number;
}

/* "25000 paths, 83.7 % covered, 26123 opened, 5 sweeps" */
static void describe(const gvc_result *r, char *text, size_t room)
{
    snprintf(text, room, "%.0f paths, %.1f %% covered, %.0f opened, %.0f sweeps, %s",
             number(r, "paths_found"), 100 * number(r, "covered"), number(r, "subtrees_opened"),
             number(r, "bound_sweeps"), gvc_result_text(r, "solver"));
}

/* least: where not NULL, gets the size of the last path. */
static bool figure(gvc_bench *b, const gvc_bench_subject *s, gvc_bench_lapack *lu, const char *name,
                   const gvc_measure_options *options, double *least)
{
    race r = {.bench = b, .subject = s, .options = *options};
    gvc_bench_job own = {forget, run_once, &r, 0}, yard = gvc_bench_lapack_job(lu);
    bool wanted = b->set.only == NULL || strcmp(b->set.only, name) == 0;
    bool done = wanted ? gvc_bench_compare(b, &own, &yard) : least == NULL || run_once(&r);
    if (done && wanted) {
        char note[128];
        describe(r.result, note, sizeof note);
        gvc_bench_figure f = {name,     own.seconds, "s", own.seconds / yard.seconds,
                              "dgetrf", 0,           note};
        gvc_bench_print(b, &f);
    }
    if (done && least != NULL) {
        gvc_idx k = gvc_result_find_term(r.result, "contribution");
        *least = fabs(gvc_result_values(r.result, k)[gvc_result_cells(r.result) - 1]);
    }
    forget(&r);
    return done;
}

/* The product that most is spent on. */
static const char *largest_product(const gvc_bench_subject *s)
{
    gvc_idx most = 0;
    double largest = -1;
    for (gvc_idx i = 0; i < s->n; i++) {
        double sum = 0;
        for (gvc_idx d = 0; d < s->countries; d++) {
            sum += s->demand[d * s->n + i];
        }
        if (sum > largest) {
            largest = sum;
            most = i;
        }
    }
    return gvc_table_label(s->table, GVC_INDUSTRY, most);
}

/* What a search holds beside the table. */
static bool memory(gvc_bench *b, const gvc_bench_subject *s, const gvc_measure_options *options)
{
    race r = {.bench = b, .subject = s, .options = *options};
    if (b->set.only != NULL && strcmp(b->set.only, "memory") != 0) {
        return true;
    }
    bool done = gvc_bench_forget_peak() || gvc_bench_fail(b, "/proc/self/clear_refs is closed");
    double before = gvc_bench_resident();
    if (done && run_once(&r)) {
        double held = gvc_bench_peak() - before, matrix = 8 * (double)s->n * (double)s->n;
        gvc_bench_figure f = {"memory", held / 1e6, "MB", held / matrix, "8 n^2 bytes", 0, NULL};
        gvc_bench_print(b, &f);
    }
    forget(&r);
    return done;
}

static bool run(gvc_bench *b)
{
    gvc_bench_subject s;
    gvc_bench_lapack lu = {0};
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT, by_size;
    bool done = gvc_bench_subject_make(b, &s);
    o.method = "paths";
    o.top = s.n > LARGE ? MANY : FEW;
    o.solver = b->set.solver;
    done = done && memory(b, &s, &o);
    done = done && (gvc_bench_lapack_new(&lu, &s, GVC_BENCH_LU, NULL) ||
                    gvc_bench_fail(b, "out of memory"));
    by_size = o;
    by_size.top = 0;
    done = done && figure(b, &s, &lu, "top", &o, &by_size.least_value) &&
           figure(b, &s, &lu, "min", &by_size, NULL);
    if (done && gvc_table_count(s.table, GVC_EXTENSION) > 0) {
        o.satellite = gvc_table_label(s.table, GVC_EXTENSION, 0);
        done = figure(b, &s, &lu, "satellite", &o, NULL);
        o.satellite = NULL;
    }
    o.product = done ? largest_product(&s) : NULL;
    done = done && figure(b, &s, &lu, "product", &o, NULL);
    gvc_bench_lapack_free(&lu);
    gvc_bench_subject_free(&s);
    return done;
}

const gvc_bench_case gvc_bench_case_paths = {
    "paths", "structural paths, the largest of the world and of a product, each / dgetrf", 1435, 41,
    run};
