/* first_order.c - the variance of a term is the sum over all cells of (derivative x error of the
 * cell)^2, errors being independent */
#include "uncertainty/first_order.h"

#include <math.h>
#include <string.h>

#include "threads.h"
#include "uncertainty/adjoint.h"
#include "uncertainty/places.h"

static const char *const terms[] = {"gexp", "dc",  "dva", "vax", "davax", "ref", "ddc",
                                    "fc",   "fva", "fdc", "gvc", "gvcb",  "gvcf"};
enum { TERMS = sizeof terms / sizeof *terms };

/* The terms in this order, each a sum of basic ones. */
static void combine(const double by[GVC_BASICS], double all[TERMS])
{
    double gexp = by[GVC_BASIC_GEXP], dc = by[GVC_BASIC_DC], dva = by[GVC_BASIC_DVA];
    double ref = by[GVC_BASIC_REF], davax = by[GVC_BASIC_DAVAX], fva = by[GVC_BASIC_FVA];
    const double sums[TERMS] = {gexp,         dc,         dva,        dva - ref, davax,
                                ref,          dc - dva,   gexp - dc,  fva,       gexp - dc - fva,
                                gexp - davax, gexp - dva, dva - davax};
    memcpy(all, sums, sizeof sums);
}

const double *gvc_first_order_find(const gvc_first_order *f, const char *name)
{
    for (int k = 0; k < f->count && f->se != NULL; k++) {
        if (strcmp(f->names[k], name) == 0) {
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

void gvc_cells_variance(const gvc_cells *c, double *variance)
{
    const gvc_table *t = c->t;
    gvc_idx n = t->z.cols;
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx k = c->start[i]; k < c->start[i + 1]; k++) {
            gvc_idx j = c->at[k] - i * c->width;
            double value =
                j < n ? t->z.data[i * t->z.stride + j] : t->y.data[i * t->y.stride + j - n];
            double sigma = c->sigma[c->one ? 0 : k];
            variance[k] = value * value * expm1(sigma * sigma);
        }
    }
}

/* Adds what the cells of row `from` of the table bring to exporter s. Inputs of an industry without
 * output count as final use of its country. */
static void add_row(const gvc_adjoint *a, const gvc_cells *c, const gvc_places *p, gvc_idx s,
                    gvc_idx from, const double *error, double variance[TERMS])
{
    gvc_idx n = c->t->z.cols, i = p->industry[from];
    for (gvc_idx k = c->start[from]; k < c->start[from + 1]; k++) {
        gvc_idx to = c->at[k] - from * c->width, j = to < n ? p->industry[to] : -1;
        gvc_idx d = j < 0 ? p->use[to - n] : a->m->block[j];
        double by[GVC_BASICS], all[TERMS];
        if (d >= 0) {
            gvc_adjoint_at(a, s, i, j >= 0 && a->m->x[j] != 0 ? j : -1, d, by);
            combine(by, all);
            for (int m = 0; m < TERMS; m++) {
                variance[m] += all[m] * all[m] * error[k];
            }
        }
    }
}

static void fill(gvc_first_order *out, gvc_adjoint *a, const gvc_cells *c, const gvc_places *p,
                 const double *error)
{
    for (gvc_idx s = 0; s < out->cells; s++) {
        double variance[TERMS] = {0};
        gvc_adjoint_choose(a, s);
        for (gvc_idx i = 0; i < a->m->n; i++) {
            add_row(a, c, p, s, i, error, variance);
        }
        for (int k = 0; k < TERMS; k++) {
            out->se[k * out->cells + s] = sqrt(variance[k]);
        }
    }
}

static gvc_status compute(gvc_ctx *ctx, gvc_first_order *out, gvc_model *m, const gvc_cells *c,
                          const gvc_measure_options *o)
{
    gvc_adjoint a = {0};
    gvc_places p = {0};
    size_t panels = 5 * (size_t)(m->blocks * m->n) * sizeof(double);
    double *error = gvc_malloc((size_t)c->count, sizeof *error);
    gvc_model_ask ask = {.needs = gvc_adjoint_needs(),
                         .extra = gvc_adjoint_extra(m),
                         .solver = o->solver,
                         .later = panels};
    out->cells = m->blocks;
    out->names = terms;
    out->count = TERMS;
    out->se = gvc_calloc(TERMS * (size_t)m->blocks, sizeof *out->se);
    gvc_status status = out->se == NULL || error == NULL
                            ? gvc_fail_memory(ctx, TERMS * (size_t)m->blocks * sizeof *out->se,
                                              "the standard errors")
                            : gvc_model_solve(ctx, m, &ask);
    if (status == GVC_OK) {
        status = gvc_adjoint_new(ctx, &a, m);
    }
    if (status == GVC_OK) {
        status = gvc_places_new(ctx, &p, m, o);
    }
    if (status == GVC_OK) {
        gvc_cells_variance(c, error);
        fill(out, &a, c, &p, error);
    }
    gvc_places_free(&p);
    gvc_release(error);
    gvc_adjoint_free(&a);
    return status;
}

static gvc_status decompose(gvc_ctx *ctx, gvc_first_order *out, const gvc_cells *c,
                            const gvc_measure_options *o)
{
    gvc_model *m = NULL;
    gvc_status status = gvc_model_new(ctx, &m, c->t, o);
    status = status == GVC_OK ? compute(ctx, out, m, c, o) : status;
    gvc_model_free(m);
    return status;
}

gvc_status gvc_first_order_new(gvc_ctx *ctx, gvc_first_order *out, const gvc_cell_set *cells,
                               const gvc_measure_options *options)
{
    gvc_measurement d = {0};
    gvc_ctx *quiet = NULL; /* the measure itself has said what there is to say */
    *out = (gvc_first_order){0};
    gvc_status status = gvc_measurement_complete(ctx, options, &d);
    if (status != GVC_OK || !(exists(&d) || gvc_first_levels_exist(&d))) {
        gvc_measurement_free(&d);
        return status;
    }
    if (gvc_ctx_new(&quiet) != GVC_OK) {
        status = gvc_fail_memory(ctx, 1, "the standard errors");
    }
    if (status == GVC_OK) {
        gvc_ctx_set_threads(quiet, gvc_ctx_threads(ctx));
        gvc_ctx_set_memory_limit(quiet, gvc_ctx_memory_limit(ctx));
        status = exists(&d) ? decompose(quiet, out, &cells->of[0], &d.options)
                            : gvc_first_levels(quiet, out, cells, &d.options);
        status = status == GVC_OK ? status : gvc_fail(ctx, status, "%s", gvc_ctx_error(quiet));
    }
    gvc_ctx_free(quiet);
    gvc_measurement_free(&d);
    return status;
}

void gvc_first_order_free(gvc_first_order *f)
{
    gvc_release(f->se);
    *f = (gvc_first_order){0};
}
