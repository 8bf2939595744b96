/* paths_rows.c - a row for every path, or paths added up by origin, final product, tier, first
 * supplier, or the countries that they pass */
#include <stdio.h>
#include <string.h>

#include "methods/paths.h"

static const char separator[] = " < ";

/* ---- names -------------------------------------------------------------------------------------
 */

static const char *label_of(const gvc_model *m, bool country, int32_t at)
{
    return country ? m->name[m->block[at]]
                   : gvc_table_label(m->table, GVC_INDUSTRY, m->industry[at]);
}

/* "DEU_c15 < RUS_c2"; countries: "DEU < RUS", equal neighbours once. */
static void add_name(gvc_text *to, const gvc_model *m, const gvc_paths_found *f, gvc_idx k,
                     bool countries)
{
    gvc_idx before = -1;
    for (int64_t p = f->start[k]; p < f->start[k + 1]; p++) {
        gvc_idx block = m->block[f->at[p]];
        if (!countries || block != before) {
            const char *label = label_of(m, countries, f->at[p]);
            gvc_text_add(to, separator, p == f->start[k] ? 0 : sizeof separator - 1);
            gvc_text_add(to, label, strlen(label));
        }
        before = block;
    }
}

/* One text with the names behind each other, each with its NUL. */
static gvc_status name_rows(gvc_ctx *ctx, gvc_paths_rows *r, gvc_text *all)
{
    gvc_text_add(all, "", 1); /* never empty */
    r->names = gvc_malloc((size_t)r->count, sizeof *r->names);
    if (all->failed || r->names == NULL) {
        gvc_text_free(all);
        return gvc_fail_memory(ctx, (size_t)r->count * sizeof *r->names, "the names of paths");
    }
    r->text = all->chars;
    const char *at = r->text;
    for (gvc_idx k = 0; k < r->count; k++, at += strlen(at) + 1) {
        r->names[k] = at;
    }
    return GVC_OK;
}

static gvc_status name_paths(gvc_ctx *ctx, const gvc_model *m, const gvc_paths_found *f,
                             gvc_paths_rows *r)
{
    gvc_text all = {0};
    r->count = f->count;
    for (gvc_idx k = 0; k < f->count; k++) {
        add_name(&all, m, f, k, false);
        gvc_text_add(&all, "", 1);
    }
    return name_rows(ctx, r, &all);
}

/* ---- sums --------------------------------------------------------------------------------------
 */

static bool make_room(gvc_paths_rows *r, gvc_idx count, bool total)
{
    r->count = count;
    r->sum = gvc_calloc((size_t)count, sizeof *r->sum);
    r->paths = gvc_calloc((size_t)count, sizeof *r->paths);
    r->total = total ? gvc_calloc((size_t)count, sizeof *r->total) : NULL;
    return r->sum != NULL && r->paths != NULL && (!total || r->total != NULL);
}

static void add_path(gvc_paths_rows *r, const gvc_paths_found *f, gvc_idx k, gvc_idx row)
{
    r->sum[row] += f->value[k];
    r->paths[row] += 1;
}

/* The row of a path among the positions of the model, -1: none. */
static gvc_idx position_of(const gvc_paths_found *f, gvc_idx k, gvc_paths_by by)
{
    int64_t first = f->start[k], end = f->start[k + 1];
    int64_t at = by == GVC_PATHS_BY_ORIGIN ? end - 1 : by == GVC_PATHS_BY_FINAL ? first : first + 1;
    return at < end ? f->at[at] : -1;
}

/* What all paths of every position add up to: s B f, s B f and s B A f element by element. */
static gvc_status sum_all(gvc_ctx *ctx, const gvc_model *m, gvc_paths_question *q, gvc_paths_by by,
                          double *total)
{
    double *multiplier = NULL;
    gvc_status status = GVC_OK;
    if (by == GVC_PATHS_BY_ORIGIN) {
        for (gvc_idx i = 0; i < m->n; i++) {
            total[i] = q->s[i] * q->output[i];
        }
        return GVC_OK;
    }
    if (by == GVC_PATHS_BY_SUPPLIER) {
        gvc_paths_step(q, q->f, total);
    }
    status = gvc_paths_multiplier(ctx, m, q, &multiplier);
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        total[i] = multiplier[i] * (by == GVC_PATHS_BY_FINAL ? q->f[i] : total[i]);
    }
    gvc_release(multiplier);
    return status;
}

static gvc_status by_position(gvc_ctx *ctx, const gvc_model *m, gvc_paths_question *q,
                              const gvc_paths_found *f, gvc_paths_by by, gvc_paths_rows *r)
{
    if (!make_room(r, m->n, true)) {
        return gvc_fail_memory(ctx, 3 * (size_t)m->n * sizeof(double), "sums of paths");
    }
    for (gvc_idx k = 0; k < f->count; k++) {
        gvc_idx row = position_of(f, k, by);
        if (row >= 0) {
            add_path(r, f, k, row);
        }
    }
    return sum_all(ctx, m, q, by, r->total);
}

static gvc_status by_tier(gvc_ctx *ctx, const gvc_paths_found *f, const gvc_paths_summary *s,
                          gvc_paths_rows *r)
{
    gvc_text all = {0};
    char name[32];
    if (!make_room(r, s->tiers, true)) {
        return gvc_fail_memory(ctx, 3 * (size_t)s->tiers * sizeof(double), "sums of paths");
    }
    for (gvc_idx k = 0; k < f->count; k++) {
        add_path(r, f, k, gvc_paths_tier(f, k));
    }
    for (gvc_idx t = 0; t < s->tiers; t++) {
        int length = snprintf(name, sizeof name, "%lld", (long long)t);
        gvc_text_add(&all, name, (size_t)length + 1);
        r->total[t] = s->total[t];
    }
    return name_rows(ctx, r, &all);
}

/* The set of names, in the order of their largest paths; rows[k]: that of path k. */
static bool list_countries(const gvc_model *m, const gvc_paths_found *f, gvc_labels *set,
                           gvc_idx *rows)
{
    gvc_text name = {0};
    bool done = true;
    for (gvc_idx k = 0; k < f->count && done; k++) {
        name.length = 0;
        add_name(&name, m, f, k, true);
        rows[k] = name.failed ? -1 : gvc_labels_add(set, gvc_text_str(&name));
        done = rows[k] >= 0;
    }
    gvc_text_free(&name);
    return done;
}

static gvc_status by_countries(gvc_ctx *ctx, const gvc_model *m, const gvc_paths_found *f,
                               gvc_paths_rows *r)
{
    gvc_labels *set = gvc_labels_new();
    gvc_idx *rows = gvc_malloc((size_t)f->count, sizeof *rows);
    gvc_text all = {0};
    bool done = set != NULL && rows != NULL && list_countries(m, f, set, rows) &&
                make_room(r, gvc_labels_count(set), false);
    for (gvc_idx k = 0; k < f->count && done; k++) {
        add_path(r, f, k, rows[k]);
    }
    for (gvc_idx k = 0; done && k < r->count; k++) {
        const char *name = gvc_labels_get(set, k);
        gvc_text_add(&all, name, strlen(name) + 1);
    }
    gvc_labels_free(set);
    gvc_release(rows);
    return done ? name_rows(ctx, r, &all)
                : gvc_fail_memory(ctx, (size_t)f->count * sizeof *rows, "the countries of paths");
}

gvc_status gvc_paths_rows_new(gvc_ctx *ctx, const gvc_model *m, gvc_paths_question *q,
                              const gvc_paths_found *found, const gvc_paths_summary *summary,
                              gvc_paths_by by, gvc_paths_rows *out)
{
    return by == GVC_PATHS_EACH           ? name_paths(ctx, m, found, out)
           : by == GVC_PATHS_BY_TIER      ? by_tier(ctx, found, summary, out)
           : by == GVC_PATHS_BY_COUNTRIES ? by_countries(ctx, m, found, out)
                                          : by_position(ctx, m, q, found, by, out);
}

void gvc_paths_rows_free(gvc_paths_rows *r)
{
    gvc_release(r->text);
    gvc_release(r->names);
    gvc_release(r->sum);
    gvc_release(r->paths);
    gvc_release(r->total);
    *r = (gvc_paths_rows){0};
}
