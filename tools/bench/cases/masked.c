/* masked.c - foreign value added in the exports of every country, counted once:
 *
 *     f_s = sum over t != s of v_t B^{/s}_ts
 *
 * with the sales of s cut off (panels, no B) against the way through B by Gauss-Jordan, where
 * f_s = (sum over t != s of v_t B_ts) [(I - A_ss) B_ss]^-1. */
#include <cblas.h>
#include <math.h>
#include <string.h>

#include "alloc.h"
#include "solving.h"

typedef struct through {
    gvc_bench_solving solving; /* all of B */
    const gvc_bench_subject *subject;
    gvc_dense sums; /* countries x n: v_t B_t. */
    double *f;      /* n */
    double *square; /* most x most, twice */
} through;

/* f_s from the rows summed over the other countries. */
static bool foreign_of(through *t, const gvc_dense *b, gvc_idx s)
{
    const gvc_bench_subject *sub = t->subject;
    gvc_idx low = sub->offset[s], m = sub->offset[s + 1] - low;
    double *local = t->square, *product = t->square + m * m;
    for (gvc_idx i = 0; i < m; i++) {
        for (gvc_idx j = 0; j < m; j++) {
            double a = sub->z.data[(low + i) * sub->z.stride + low + j] * sub->inv_x[low + j];
            local[i * m + j] = (i == j) - a;
        }
    }
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)m, (int)m, (int)m, 1, local, (int)m,
                b->data + low * b->stride + low, (int)b->stride, 0, product, (int)m);
    memset(t->f + low, 0, (size_t)m * sizeof *t->f);
    for (gvc_idx k = 0; k < sub->countries; k++) {
        for (gvc_idx j = low; k != s && j < low + m; j++) {
            t->f[j] += t->sums.data[k * t->sums.stride + j];
        }
    }
    gvc_dense matrix = {product, m, m, m}, row = {t->f + low, 1, m, m};
    return m == 0 || gvc_solve_left(&matrix, &row).code == GVC_MAT_OK;
}

static bool run_through(void *user)
{
    through *t = user;
    gvc_bench_job all = gvc_bench_solving_job(&t->solving);
    if (!all.run(&t->solving) ||
        gvc_leontief_rows(t->solving.leontief, t->subject->va, &t->sums).code != GVC_MAT_OK) {
        return false;
    }
    gvc_dense b = gvc_leontief_inverse(t->solving.leontief);
    bool done = true;
    for (gvc_idx s = 0; done && s < t->subject->countries; s++) {
        done = foreign_of(t, &b, s);
    }
    return done;
}

static void clear_through(void *user)
{
    through *t = user;
    gvc_bench_solving_clear(&t->solving);
}

/* Largest difference of the two, relative to the largest f. */
static double disagreement(const gvc_bench_subject *s, const gvc_dense *cut, const double *f)
{
    double most = 0, top = 0;
    for (gvc_idx g = 0; g < s->countries; g++) {
        for (gvc_idx j = s->offset[g]; j < s->offset[g + 1]; j++) {
            most = fmax(most, fabs(cut->data[g * cut->stride + j] - f[j]));
            top = fmax(top, fabs(f[j]));
        }
    }
    return most / top;
}

static bool figures(gvc_bench *b, gvc_bench_solving *own, through *t)
{
    char note[128];
    gvc_bench_job yard = {clear_through, run_through, t, 0}, job = gvc_bench_solving_job(own);
    if (!gvc_bench_compare(b, &job, &yard)) {
        return false;
    }
    gvc_bench_figure f = {"time",
                          job.seconds,
                          "s",
                          job.seconds / yard.seconds,
                          "the way through B",
                          0,
                          gvc_bench_solving_note(own, note, sizeof note)};
    gvc_bench_print(b, &f);
    gvc_bench_print_value(b, "disagreement", disagreement(t->subject, &own->out, t->f), "");
    return true;
}

/* Row s: value added of everybody but s. */
static void fill_others(const gvc_bench_subject *s, double *panel, gvc_idx *cut)
{
    for (gvc_idx g = 0; g < s->countries; g++) {
        memcpy(panel + g * s->n, s->va, (size_t)s->n * sizeof *panel);
        for (gvc_idx j = s->offset[g]; j < s->offset[g + 1]; j++) {
            panel[g * s->n + j] = 0;
        }
        cut[g] = g;
    }
}

static gvc_idx largest_block(const gvc_bench_subject *s)
{
    gvc_idx most = 0;
    for (gvc_idx g = 0; g < s->countries; g++) {
        gvc_idx m = s->offset[g + 1] - s->offset[g];
        most = m > most ? m : most;
    }
    return most;
}

static bool race(gvc_bench *b, gvc_bench_subject *s)
{
    gvc_idx n = s->n, g = s->countries, most = largest_block(s);
    double *panel = gvc_calloc((size_t)(3 * g * n + n + 2 * most * most), sizeof *panel);
    gvc_idx *cut = gvc_calloc((size_t)g, sizeof *cut);
    bool done = (panel != NULL && cut != NULL) || gvc_bench_fail(b, "out of memory");
    if (done) {
        fill_others(s, panel, cut);
        double *after = panel + 3 * g * n;
        gvc_bench_solving own = {.bench = b,
                                 .system = gvc_bench_system(s),
                                 .work = {.cut_left = g},
                                 .solver = b->set.solver,
                                 .threads = b->set.threads,
                                 .panel = {panel, g, n, n},
                                 .left = true,
                                 .cut = cut,
                                 .out = {panel + g * n, g, n, n}};
        through t = {.solving = {.bench = b,
                                 .system = own.system,
                                 .work = {.inverse = true},
                                 .solver = "gauss-jordan",
                                 .threads = b->set.threads},
                     .subject = s,
                     .sums = {panel + 2 * g * n, g, n, n},
                     .f = after,
                     .square = after + n};
        done = figures(b, &own, &t);
        gvc_bench_solving_clear(&own);
        gvc_bench_solving_clear(&t.solving);
    }
    gvc_release(panel);
    gvc_release(cut);
    return done;
}

static bool run(gvc_bench *b)
{
    gvc_bench_subject s;
    bool done = gvc_bench_subject_make(b, &s) && race(b, &s);
    gvc_bench_subject_free(&s);
    return done;
}

const gvc_bench_case gvc_bench_case_masked = {
    "masked", "foreign value added of all exporters by cut systems / by Gauss-Jordan", 1435, 41,
    run};
