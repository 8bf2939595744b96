/* footprint_solve.c - what the accounts of satellites are made of
 *
 * X = B Y serves all accounts. M takes one left vector an account. By product, what absorber r uses
 * abroad is sum_i M/r_i Y_ir, M/r = (S outside r) B: one left vector for each account and absorber,
 * far fewer than the G x sectors right ones of the definition. Nothing is found by subtraction. */
#include "methods/footprint.h"

#include <string.h>

static const char *const level_names[] = {"country", "sector", "pair"};

gvc_footprint_level gvc_footprint_level_of(const gvc_measure_options *o)
{
    int k = 0;
    while (o->level != NULL && k < GVC_FOOTPRINT_PAIR && strcmp(o->level, level_names[k]) != 0) {
        k++;
    }
    return (gvc_footprint_level)k;
}

bool gvc_footprint_has_ratios(const gvc_measure_options *o)
{
    return o->with != NULL && o->with[0] != NULL;
}

/* ---- what is wanted ----------------------------------------------------------------------------
 */

static bool wants_absorbed(const gvc_measure_options *o)
{
    static const char *const of_country[] = {
        "cba", "exp", "imp", "net", "intensity_vax", "terms_of_trade", NULL};
    static const char *const of_sector[] = {
        "exp", "net", "imp_producer", "intensity_vax", "terms_of_trade", NULL};
    static const char *const of_pair[] = {"flow", "balance", NULL};
    static const char *const *const names[] = {of_country, of_sector, of_pair};
    return gvc_wants(o, names[gvc_footprint_level_of(o)]);
}

static bool wants_product_cba(const gvc_measure_options *o)
{
    static const char *const names[] = {"cba", NULL};
    return gvc_footprint_level_of(o) == GVC_FOOTPRINT_SECTOR && gvc_wants(o, names);
}

static bool wants_product_imp(const gvc_measure_options *o)
{
    static const char *const names[] = {"imp", NULL};
    return gvc_footprint_level_of(o) == GVC_FOOTPRINT_SECTOR && gvc_wants(o, names);
}

static bool wants_multiplier(const gvc_measure_options *o)
{
    static const char *const names[] = {"multiplier", NULL};
    return gvc_footprint_level_of(o) != GVC_FOOTPRINT_PAIR &&
           (gvc_wants(o, names) || wants_product_cba(o));
}

gvc_needs gvc_footprint_needs(const gvc_measure_options *o)
{
    return wants_absorbed(o) ? (gvc_needs)GVC_NEED_ABSORBED : 0;
}

/* Accounts, value added beside them included. */
static gvc_idx rows_of(const gvc_model *m, const gvc_measure_options *o)
{
    return gvc_satellites_asked(m->table, o) + (gvc_footprint_has_ratios(o) ? 1 : 0);
}

gvc_workload gvc_footprint_extra(const gvc_model *m, const gvc_measure_options *o)
{
    gvc_idx rows = rows_of(m, o), asked = gvc_satellites_asked(m->table, o);
    return (gvc_workload){.left = (wants_multiplier(o) ? rows : 0) +
                                  (wants_product_imp(o) ? asked * m->blocks : 0)};
}

size_t gvc_footprint_bytes(const gvc_model *m, const gvc_measure_options *o)
{
    size_t rows = (size_t)rows_of(m, o), n = (size_t)m->n, g = (size_t)m->blocks;
    size_t products = g * (size_t)gvc_table_count(m->table, GVC_SECTOR);
    bool pair = gvc_footprint_level_of(o) == GVC_FOOTPRINT_PAIR;
    size_t numbers = n + (pair ? 2 * g : 1) * n + (wants_multiplier(o) ? rows * n : 0) +
                     (wants_product_cba(o) ? rows * products : 0) +
                     (wants_product_imp(o) ? rows * products + 2 * g * n : 0);
    return gvc_satellites_bytes(m, o) + numbers * sizeof(double);
}

/* ---- solving -----------------------------------------------------------------------------------
 */

static gvc_status fill_abroad(gvc_ctx *ctx, const gvc_model *m, gvc_footprint *f)
{
    f->abroad = gvc_calloc((size_t)m->n, sizeof *f->abroad);
    if (f->abroad == NULL && m->n > 0) {
        return gvc_fail_memory(ctx, (size_t)m->n * sizeof *f->abroad, "output absorbed abroad");
    }
    for (gvc_idx r = 0; r < m->blocks && m->by.data != NULL; r++) {
        const double *by = gvc_row(&m->by, r);
        for (gvc_idx i = 0; i < m->n; i++) {
            f->abroad[i] += m->block[i] == r ? 0 : by[i];
        }
    }
    return GVC_OK;
}

/* L e, or row r L e_r. */
static gvc_status fill_exported(gvc_ctx *ctx, const gvc_model *m, gvc_footprint *f)
{
    bool pair = f->level == GVC_FOOTPRINT_PAIR;
    gvc_dense from = {m->e_total, 1, m->n, m->n};
    gvc_status status = gvc_model_panel(ctx, &f->exported, pair ? m->blocks : 1, m->n);
    if (status == GVC_OK && pair) {
        from.data = NULL;
        status = gvc_model_panel(ctx, &from, m->blocks, m->n);
    }
    for (gvc_idx r = 0; r < m->blocks && status == GVC_OK && pair; r++) {
        for (gvc_idx i = 0; i < m->n; i++) {
            from.data[r * from.stride + i] = m->e.data[i * m->e.stride + r];
        }
    }
    if (status == GVC_OK) {
        gvc_local_right(m->local, &from, &f->exported);
    }
    if (pair) {
        gvc_release(from.data);
    }
    return status;
}

/* to[r, p] = sum over i with sector p of content_r[i] Y_ir; stride 0: one content for all r. */
static void add_products(const gvc_model *m, const double *content, gvc_idx stride, double *to)
{
    gvc_idx sectors = gvc_table_count(m->table, GVC_SECTOR);
    for (gvc_idx i = 0; i < m->n; i++) {
        const double *y = m->y.data + i * m->y.stride;
        for (gvc_idx r = 0; r < m->blocks; r++) {
            to[r * sectors + m->sector[i]] += content[r * stride + i] * y[r];
        }
    }
}

/* What absorbers use abroad, by product, account by account. */
static gvc_status fill_imports(gvc_ctx *ctx, const gvc_model *m, gvc_footprint *f)
{
    gvc_dense from = {0}, to = {0};
    gvc_status status = gvc_model_panel(ctx, &from, m->blocks, m->n);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &to, m->blocks, m->n);
    }
    for (gvc_idx k = 0; k < f->accounts.count && status == GVC_OK; k++) {
        const double *s = f->accounts.s.data + k * f->accounts.s.stride;
        for (gvc_idx r = 0; r < m->blocks; r++) {
            for (gvc_idx i = 0; i < m->n; i++) {
                from.data[r * from.stride + i] = m->block[i] == r ? 0 : s[i];
            }
        }
        status = gvc_model_left(ctx, m, &from, NULL, &to);
        if (status == GVC_OK) {
            add_products(m, to.data, to.stride, f->imp.data + k * f->imp.stride);
        }
    }
    gvc_release(from.data);
    gvc_release(to.data);
    return status;
}

static gvc_status fill_products(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                gvc_footprint *f)
{
    gvc_idx products = m->blocks * gvc_table_count(m->table, GVC_SECTOR);
    gvc_status status = GVC_OK;
    if (wants_product_cba(o)) {
        status = gvc_model_panel(ctx, &f->cba, f->accounts.count, products);
    }
    for (gvc_idx k = 0; k < f->accounts.count && status == GVC_OK && f->cba.data != NULL; k++) {
        add_products(m, f->multiplier.data + k * f->multiplier.stride, 0,
                     f->cba.data + k * f->cba.stride);
    }
    if (status == GVC_OK && wants_product_imp(o)) {
        status = gvc_model_panel(ctx, &f->imp, f->accounts.count, products);
        status = status == GVC_OK ? fill_imports(ctx, m, f) : status;
    }
    return status;
}

gvc_status gvc_footprint_solve(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                               gvc_footprint *f)
{
    gvc_status status = gvc_satellites_new(ctx, m, o, f->ratios, &f->accounts);
    if (status == GVC_OK) {
        status = fill_abroad(ctx, m, f);
    }
    if (status == GVC_OK) {
        status = fill_exported(ctx, m, f);
    }
    if (status == GVC_OK && wants_multiplier(o)) {
        status = gvc_model_panel(ctx, &f->multiplier, f->accounts.rows, m->n);
        if (status == GVC_OK) {
            status = gvc_model_left(ctx, m, &f->accounts.s, NULL, &f->multiplier);
        }
    }
    return status == GVC_OK ? fill_products(ctx, m, o, f) : status;
}

void gvc_footprint_free(gvc_footprint *f)
{
    gvc_satellites_free(&f->accounts);
    gvc_release(f->abroad);
    gvc_release(f->exported.data);
    gvc_release(f->multiplier.data);
    gvc_release(f->cba.data);
    gvc_release(f->imp.data);
}
