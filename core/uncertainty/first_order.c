/* first_order.c - the variance of a term is the sum over all cells of (derivative x error of the
 * cell)^2, errors being independent */
#include "uncertainty/first_order.h"

#include <math.h>
#include <string.h>

#include "methods/options.h"
#include "threads.h"
#include "uncertainty/adjoint.h"

/* Every term as a combination of basic ones: gexp, dc, dva, ref, davax, fva. */
static const struct {
    const char *name;
    double of[GVC_BASICS];
} terms[] = {
    {"gexp", {1, 0, 0, 0, 0, 0}},  {"dc", {0, 1, 0, 0, 0, 0}},    {"dva", {0, 0, 1, 0, 0, 0}},
    {"vax", {0, 0, 1, -1, 0, 0}},  {"davax", {0, 0, 0, 0, 1, 0}}, {"ref", {0, 0, 0, 1, 0, 0}},
    {"ddc", {0, 1, -1, 0, 0, 0}},  {"fc", {1, -1, 0, 0, 0, 0}},   {"fva", {0, 0, 0, 0, 0, 1}},
    {"fdc", {1, -1, 0, 0, 0, -1}}, {"gvc", {1, 0, 0, 0, -1, 0}},  {"gvcb", {1, 0, -1, 0, 0, 0}},
    {"gvcf", {0, 0, 1, 0, -1, 0}},
};
enum { TERMS = sizeof terms / sizeof *terms };

const double *gvc_first_order_find(const gvc_first_order *f, const char *name)
{
    for (int k = 0; k < TERMS && f->se != NULL; k++) {
        if (strcmp(terms[k].name, name) == 0) {
            return f->se + k * f->cells;
        }
    }
    return NULL;
}

static bool exists(const gvc_measurement *d)
{
    const gvc_measure_options *o = &d->options;
    return strcmp(d->method->info.name, "bm") == 0 && o->detail == NULL &&
           gvc_same(o->approach, "source") && gvc_same(o->level, "country") &&
           o->va == GVC_VA_RESIDUAL;
}

/* Where the cells of the table are in the model. */
typedef struct places {
    gvc_idx *industry; /* n, by position in the table */
    gvc_idx *use;      /* f: block that the column is of, -1: left out */
} places;

static bool is_dropped(const gvc_table *t, gvc_idx c, const gvc_measure_options *o)
{
    for (const char *const *drop = o->drop_fd; drop != NULL && *drop != NULL; drop++) {
        if (gvc_table_category_of(t, c) == gvc_table_find(t, GVC_CATEGORY, *drop)) {
            return true;
        }
    }
    return false;
}

static gvc_status new_places(gvc_ctx *ctx, places *p, const gvc_model *m,
                             const gvc_measure_options *o)
{
    const gvc_table *t = m->table;
    p->industry = gvc_malloc((size_t)m->n, sizeof *p->industry);
    p->use = gvc_malloc((size_t)t->y.cols, sizeof *p->use);
    if (p->industry == NULL || p->use == NULL) {
        return gvc_fail_memory(ctx, (size_t)m->n * sizeof *p->use, "the order of the cells");
    }
    for (gvc_idx i = 0; i < m->n; i++) {
        p->industry[m->industry[i]] = i;
    }
    for (gvc_idx c = 0; c < t->y.cols; c++) {
        gvc_idx country = gvc_table_country_of(t, GVC_FINAL_USE, c);
        p->use[c] = country < 0 || is_dropped(t, c, o) ? -1 : m->block_of_country[country];
    }
    return GVC_OK;
}

/* Adds the variance of each term that one cell brings; error: of the cell, in table units. */
static void add(const double by[GVC_BASICS], double error, double variance[TERMS])
{
    for (int k = 0; k < TERMS; k++) {
        double sum = 0;
        for (int b = 0; b < GVC_BASICS; b++) {
            sum += terms[k].of[b] * by[b];
        }
        variance[k] += sum * sum * error * error;
    }
}

/* Of exporter s, cell by cell in the order of the table. Inputs of an industry without output count
 * as final use of its country. */
static void add_cells(const gvc_adjoint *a, const gvc_cells *c, const places *p, gvc_idx s,
                      double variance[TERMS])
{
    const gvc_table *t = c->t;
    gvc_idx n = t->z.cols;
    for (gvc_idx from = 0; from < n; from++) {
        gvc_idx i = p->industry[from];
        for (gvc_idx k = c->start[from]; k < c->start[from + 1]; k++) {
            gvc_idx to = c->at[k] - from * c->width, j = to < n ? p->industry[to] : -1, d = -1;
            double value = to < n ? t->z.data[from * t->z.stride + to]
                                  : t->y.data[from * t->y.stride + to - n];
            double sigma = c->sigma[c->one ? 0 : k], by[GVC_BASICS];
            if (j < 0) {
                d = p->use[to - n];
            } else if (a->m->x[j] == 0) {
                d = a->m->block[j];
                j = -1;
            }
            if (j >= 0 || d >= 0) {
                gvc_adjoint_at(a, s, i, j, d, by);
                add(by, value * sqrt(expm1(sigma * sigma)), variance);
            }
        }
    }
}

static void fill(gvc_first_order *out, gvc_adjoint *a, const gvc_cells *c, const places *p)
{
    for (gvc_idx s = 0; s < out->cells; s++) {
        double variance[TERMS] = {0};
        gvc_adjoint_choose(a, s);
        add_cells(a, c, p, s, variance);
        for (int k = 0; k < TERMS; k++) {
            out->se[k * out->cells + s] = sqrt(variance[k]);
        }
    }
}

static gvc_status compute(gvc_ctx *ctx, gvc_first_order *out, gvc_model *m, const gvc_cells *c,
                          const gvc_measure_options *o)
{
    gvc_adjoint a = {0};
    places p = {0};
    size_t panels = 5 * (size_t)(m->blocks * m->n) * sizeof(double);
    gvc_model_ask ask = {.needs = gvc_adjoint_needs(),
                         .extra = gvc_adjoint_extra(m),
                         .solver = o->solver,
                         .later = panels};
    out->cells = m->blocks;
    out->se = gvc_calloc(TERMS * (size_t)m->blocks, sizeof *out->se);
    gvc_status status = out->se == NULL
                            ? gvc_fail_memory(ctx, TERMS * (size_t)m->blocks * sizeof *out->se,
                                              "the standard errors")
                            : gvc_model_solve(ctx, m, &ask);
    if (status == GVC_OK) {
        status = gvc_adjoint_new(ctx, &a, m);
    }
    if (status == GVC_OK) {
        status = new_places(ctx, &p, m, o);
    }
    if (status == GVC_OK) {
        fill(out, &a, c, &p);
    }
    gvc_release(p.industry);
    gvc_release(p.use);
    gvc_adjoint_free(&a);
    return status;
}

gvc_status gvc_first_order_new(gvc_ctx *ctx, gvc_first_order *out, const gvc_cells *c,
                               const gvc_measure_options *options)
{
    gvc_measurement d = {0};
    gvc_model *m = NULL;
    gvc_ctx *quiet = NULL; /* the measure itself has said what there is to say */
    *out = (gvc_first_order){0};
    gvc_status status = gvc_measurement_complete(ctx, options, &d);
    if (status != GVC_OK || !exists(&d)) {
        gvc_measurement_free(&d);
        return status;
    }
    if (gvc_ctx_new(&quiet) != GVC_OK) {
        status = gvc_fail_memory(ctx, 1, "the standard errors");
    }
    if (status == GVC_OK) {
        gvc_ctx_set_threads(quiet, gvc_ctx_threads(ctx));
        gvc_ctx_set_memory_limit(quiet, gvc_ctx_memory_limit(ctx));
        status = gvc_model_new(quiet, &m, c->t, &d.options);
        status = status == GVC_OK ? compute(quiet, out, m, c, &d.options) : status;
        status = status == GVC_OK ? status : gvc_fail(ctx, status, "%s", gvc_ctx_error(quiet));
    }
    gvc_ctx_free(quiet);
    gvc_model_free(m);
    gvc_measurement_free(&d);
    return status;
}

void gvc_first_order_free(gvc_first_order *f)
{
    gvc_release(f->se);
    *f = (gvc_first_order){0};
}
