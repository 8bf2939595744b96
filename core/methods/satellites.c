#include "methods/satellites.h"

#include <math.h>
#include <string.h>

#include "methods/weights.h"
#include "table/find.h"

static const char value_added[] = "va";

static bool adds_value_added(const gvc_table *t)
{
    return gvc_table_find(t, GVC_EXTENSION, value_added) < 0;
}

gvc_idx gvc_satellites_of(const gvc_table *t)
{
    return gvc_table_count(t, GVC_EXTENSION) + (adds_value_added(t) ? 1 : 0);
}

const char *gvc_satellites_label(const gvc_table *t, gvc_idx k)
{
    k -= adds_value_added(t) ? 1 : 0;
    return k < 0 ? value_added : gvc_table_label(t, GVC_EXTENSION, k);
}

gvc_idx gvc_satellites_asked(const gvc_table *t, const gvc_measure_options *o)
{
    return o->weight_count > 0    ? gvc_weights_count(o->weights, o->weight_count)
           : o->satellite != NULL ? 1
                                  : gvc_satellites_of(t);
}

size_t gvc_satellites_bytes(const gvc_model *m, const gvc_measure_options *o)
{
    size_t count = (size_t)gvc_satellites_asked(m->table, o) + 1, n = (size_t)m->n;
    return (count * (2 * n + (size_t)m->blocks) + n) * sizeof(double);
}

/* ---- a name for two things ---------------------------------------------------------------------
 */

static bool names_value_added(const gvc_measure_options *o)
{
    bool named =
        o->weight_count == 0 && (o->satellite == NULL || strcmp(o->satellite, value_added) == 0);
    for (gvc_idx k = 0; k < o->weight_count && !named; k++) {
        named = strcmp(o->weights[k].sector, value_added) == 0;
    }
    return named;
}

/* An account of that name would stand where value added does, and nobody would see it. */
static gvc_status check_names(gvc_ctx *ctx, const gvc_table *t, const gvc_measure_options *o)
{
    return adds_value_added(t) || !names_value_added(o)
               ? GVC_OK
               : gvc_fail(ctx, GVC_EUNKNOWN,
                          "satellite accounts: the table has an account '%s', which is the name of "
                          "value added here; call the account otherwise where it comes from",
                          value_added);
}

/* ---- filling -----------------------------------------------------------------------------------
 */

typedef struct filling {
    const gvc_model *m;
    gvc_idx *use; /* f: absorbing block, -1 = left out */
    gvc_satellites *to;
} filling;

/* Final use that counts, as the model takes it. */
static gvc_status choose_final_use(gvc_ctx *ctx, const gvc_measure_options *o, filling *f)
{
    const gvc_table *t = f->m->table;
    gvc_idx count = gvc_table_count(t, GVC_FINAL_USE);
    f->use = gvc_malloc((size_t)count, sizeof *f->use);
    if (f->use == NULL) {
        return gvc_fail_memory(ctx, (size_t)count * sizeof *f->use, "the final use of accounts");
    }
    for (gvc_idx c = 0; c < count; c++) {
        gvc_idx country = gvc_table_country_of(t, GVC_FINAL_USE, c);
        const char *category = gvc_table_label(t, GVC_CATEGORY, gvc_table_category_of(t, c));
        f->use[c] = country < 0 ? -1 : f->m->block_of_country[country];
        for (const char *const *drop = o->drop_fd; drop != NULL && *drop != NULL; drop++) {
            f->use[c] = strcmp(*drop, category) == 0 ? -1 : f->use[c];
        }
    }
    return GVC_OK;
}

/* Adds weight times the account of this name to row k. */
static gvc_status add_account(gvc_ctx *ctx, const filling *f, const char *name, double weight,
                              gvc_idx k)
{
    const gvc_model *m = f->m;
    gvc_idx at = -1;
    double *to = f->to->f.data + k * f->to->f.stride;
    if (strcmp(name, value_added) == 0 && adds_value_added(m->table)) {
        for (gvc_idx i = 0; i < m->n; i++) {
            to[i] += weight * m->va[i];
        }
        return GVC_OK;
    }
    gvc_status status =
        gvc_table_named(ctx, m->table, GVC_EXTENSION, name, "satellite accounts", &at);
    if (status != GVC_OK) {
        return status;
    }
    const gvc_dense *e = gvc_table_e(m->table), *ey = gvc_table_ey(m->table);
    for (gvc_idx i = 0; i < m->n; i++) {
        to[i] += weight * e->data[at * e->stride + m->industry[i]];
    }
    to = f->to->direct.data + k * f->to->direct.stride;
    for (gvc_idx c = 0; ey != NULL && c < ey->cols; c++) {
        if (f->use[c] >= 0) {
            to[f->use[c]] += weight * ey->data[at * ey->stride + c];
        }
    }
    return GVC_OK;
}

static gvc_status add_indicators(gvc_ctx *ctx, const gvc_measure_options *o, const filling *f)
{
    const char **name = NULL;
    gvc_idx names = 0;
    gvc_status status = gvc_weights_names(ctx, o->weights, o->weight_count, &name, &names);
    for (gvc_idx w = 0; w < o->weight_count && status == GVC_OK; w++) {
        gvc_idx k = 0;
        while (strcmp(name[k], o->weights[w].name) != 0) {
            k++;
        }
        status = add_account(ctx, f, o->weights[w].sector, o->weights[w].share, k);
    }
    gvc_release(name);
    return status;
}

static gvc_status add_all(gvc_ctx *ctx, const gvc_measure_options *o, const filling *f)
{
    gvc_status status = GVC_OK;
    if (o->weight_count > 0) {
        return add_indicators(ctx, o, f);
    }
    if (o->satellite != NULL) {
        return add_account(ctx, f, o->satellite, 1, 0);
    }
    for (gvc_idx k = 0; k < f->to->count && status == GVC_OK; k++) {
        status = add_account(ctx, f, gvc_satellites_label(f->m->table, k), 1, k);
    }
    return status;
}

static void divide(const gvc_model *m, gvc_satellites *s)
{
    for (gvc_idx k = 0; k < s->rows; k++) {
        const double *f = s->f.data + k * s->f.stride;
        double *per_unit = s->s.data + k * s->s.stride;
        for (gvc_idx i = 0; i < m->n; i++) {
            per_unit[i] = m->x[i] == 0 ? 0 : f[i] / m->x[i];
            if (m->x[i] == 0 && f[i] != 0) {
                s->idle[i] = fmax(s->idle[i], fabs(f[i]));
                s->has_idle = true;
            }
        }
    }
}

gvc_status gvc_satellites_new(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                              bool and_va, gvc_satellites *out)
{
    filling f = {.m = m, .to = out};
    *out = (gvc_satellites){.count = gvc_satellites_asked(m->table, o)};
    out->rows = out->count + (and_va ? 1 : 0);
    out->idle = gvc_calloc((size_t)m->n, sizeof *out->idle);
    gvc_status status = out->idle == NULL && m->n > 0
                            ? gvc_fail_memory(ctx, (size_t)m->n * 8, "the accounts")
                            : check_names(ctx, m->table, o);
    if (status == GVC_OK) {
        status = choose_final_use(ctx, o, &f);
    }
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &out->f, out->rows, m->n);
    }
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &out->s, out->rows, m->n);
    }
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &out->direct, out->rows, m->blocks);
    }
    if (status == GVC_OK) {
        status = add_all(ctx, o, &f);
    }
    for (gvc_idx i = 0; i < m->n && status == GVC_OK && and_va; i++) {
        out->f.data[out->count * out->f.stride + i] = m->va[i];
    }
    if (status == GVC_OK) {
        divide(m, out);
    }
    gvc_release(f.use);
    return status;
}

void gvc_satellites_free(gvc_satellites *s)
{
    gvc_release(s->f.data);
    gvc_release(s->s.data);
    gvc_release(s->direct.data);
    gvc_release(s->idle);
}

void gvc_satellites_name_idle(const gvc_model *m, const gvc_satellites *s, gvc_text *to)
{
    enum { MOST = 5 };
    long long found = 0;
    for (gvc_idx i = 0; i < m->n && s->has_idle; i++) {
        if (s->idle[i] > 0 && found++ < MOST) {
            gvc_text_addf(to, "%s%s", found == 1 ? "" : ", ",
                          gvc_table_label(m->table, GVC_INDUSTRY, m->industry[i]));
        }
    }
    if (found > MOST) {
        gvc_text_addf(to, " and %lld more", found - MOST);
    }
}
