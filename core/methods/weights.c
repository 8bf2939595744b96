#include "methods/weights.h"
#include "table/find.h"

#include <math.h>
#include <string.h>

static const double rounding = 1e-6;

/* The different names, into `name` where it is not NULL; -1 when memory is out. */
static gvc_idx list_names(const gvc_weight *weights, gvc_idx count, const char **name)
{
    gvc_labels *seen = gvc_labels_new();
    gvc_idx found = seen == NULL ? -1 : 0;
    for (gvc_idx k = 0; k < count && found >= 0; k++) {
        gvc_idx at = gvc_labels_add(seen, weights[k].name);
        if (at == found && name != NULL) {
            name[at] = weights[k].name;
        }
        found = at < 0 ? -1 : gvc_labels_count(seen);
    }
    gvc_labels_free(seen);
    return found;
}

gvc_idx gvc_weights_count(const gvc_weight *weights, gvc_idx count)
{
    gvc_idx found = list_names(weights, count, NULL);
    return found < 0 ? count : found;
}

gvc_status gvc_weights_names(gvc_ctx *ctx, const gvc_weight *weights, gvc_idx count,
                             const char ***out, gvc_idx *names)
{
    const char **name = gvc_malloc((size_t)count, sizeof *name);
    gvc_idx found = name == NULL ? -1 : list_names(weights, count, name);
    if (found < 0) {
        gvc_release(name);
        return gvc_fail_memory(ctx, (size_t)count * sizeof *name, "the names of the weights");
    }
    if (found > GVC_WEIGHTS_NAMES) {
        gvc_release(name);
        return gvc_fail(ctx, GVC_EARG, "%lld stages or functions; at most %d are told apart",
                        (long long)found, GVC_WEIGHTS_NAMES);
    }
    *out = name;
    *names = found;
    return GVC_OK;
}

/* How closely a weight is about an industry. */
typedef enum about { NOTHING, SECTOR, COUNTRY, INDUSTRY } about;

typedef struct spread {
    const gvc_model *m;
    const char *what;
    about *by; /* n: what the parts so far are about */
    gvc_idx names;
    double *part;
} spread;

static void give(spread *s, gvc_idx i, about by, gvc_idx name, double share)
{
    double *part = s->part + i * s->names;
    if (by < s->by[i]) {
        return;
    }
    if (by > s->by[i]) {
        memset(part, 0, (size_t)s->names * sizeof *part);
        s->by[i] = by;
    }
    part[name] += share;
}

/* One weight of a sector everywhere. */
static gvc_status give_all(gvc_ctx *ctx, spread *s, const gvc_weight *w, gvc_idx name)
{
    gvc_idx sector = -1;
    gvc_status status = gvc_table_named(ctx, s->m->table, GVC_SECTOR, w->sector, s->what, &sector);
    for (gvc_idx i = 0; i < s->m->n && status == GVC_OK; i++) {
        if (s->m->sector[i] == sector) {
            give(s, i, SECTOR, name, w->share);
        }
    }
    return status;
}

/* One weight of a country's sector, or of the one industry whose label both make. */
static gvc_status give_country(gvc_ctx *ctx, spread *s, const gvc_weight *w, gvc_idx name)
{
    const gvc_model *m = s->m;
    gvc_text label = {0};
    gvc_text_addf(&label, "%s_%s", w->country, w->sector);
    if (label.failed) {
        return gvc_fail_memory(ctx, strlen(w->sector), "the label of an industry");
    }
    gvc_idx at = gvc_table_find(m->table, GVC_INDUSTRY, label.chars);
    gvc_text_free(&label);
    if (at >= 0) {
        give(s, gvc_model_position(m, at), INDUSTRY, name, w->share);
        return GVC_OK;
    }
    gvc_idx sector = -1, country = -1;
    gvc_status status = gvc_table_named(ctx, m->table, GVC_SECTOR, w->sector, s->what, &sector);
    if (status == GVC_OK) {
        status = gvc_table_named(ctx, m->table, GVC_COUNTRY, w->country, s->what, &country);
    }
    if (status != GVC_OK) {
        return status;
    }
    gvc_idx block = m->block_of_country[country];
    for (gvc_idx i = m->offset[block]; i < m->offset[block + 1]; i++) {
        if (m->sector[i] == sector &&
            gvc_table_country_of(m->table, GVC_INDUSTRY, m->industry[i]) == country) {
            give(s, i, COUNTRY, name, w->share);
        }
    }
    return GVC_OK;
}

/* Every industry with value added has parts that add up to 1. */
static gvc_status check(gvc_ctx *ctx, const spread *s)
{
    const gvc_model *m = s->m;
    for (gvc_idx i = 0; i < m->n; i++) {
        const char *label = gvc_table_label(m->table, GVC_INDUSTRY, m->industry[i]);
        const char *sector = gvc_table_label(m->table, GVC_SECTOR, m->sector[i]);
        double *part = s->part + i * s->names, sum = 0;
        for (gvc_idx k = 0; k < s->names; k++) {
            sum += part[k];
        }
        if (s->by[i] == NOTHING && m->v[i] != 0) {
            return gvc_fail(ctx, GVC_EUNKNOWN, "%s: nothing is said of sector '%s' (%s)", s->what,
                            sector, label);
        }
        if (s->by[i] != NOTHING && !(fabs(sum - 1) <= rounding)) {
            return gvc_fail(ctx, GVC_EBALANCE, "%s: the shares of %s add up to %.9g, not to 1",
                            s->what, label, sum);
        }
        for (gvc_idx k = 0; k < s->names && s->by[i] != NOTHING; k++) {
            part[k] /= sum;
        }
    }
    return GVC_OK;
}

static gvc_status give_weights(gvc_ctx *ctx, spread *s, const gvc_weight *weights, gvc_idx count,
                               const char *const *name)
{
    gvc_labels *names = gvc_labels_new();
    gvc_status status = GVC_OK;
    for (gvc_idx k = 0; k < s->names && names != NULL; k++) {
        if (gvc_labels_add(names, name[k]) < 0) {
            gvc_labels_free(names);
            names = NULL;
        }
    }
    if (names == NULL) {
        return gvc_fail_memory(ctx, (size_t)s->names * sizeof *name, "the names of the weights");
    }
    for (gvc_idx k = 0; k < count && status == GVC_OK; k++) {
        gvc_idx at = gvc_labels_find(names, weights[k].name);
        status = weights[k].country == NULL ? give_all(ctx, s, &weights[k], at)
                                            : give_country(ctx, s, &weights[k], at);
    }
    gvc_labels_free(names);
    return status;
}

gvc_status gvc_weights_spread(gvc_ctx *ctx, const gvc_model *m, const char *what,
                              const gvc_weight *weights, gvc_idx count, const char *const *name,
                              gvc_idx names, double **out)
{
    size_t n = (size_t)m->n, numbers = n * (size_t)names;
    spread s = {.m = m, .what = what, .names = names};
    s.part = gvc_calloc(numbers, sizeof *s.part);
    s.by = gvc_calloc(n, sizeof *s.by);
    gvc_status status = GVC_OK;
    if (s.part == NULL || s.by == NULL) {
        status = gvc_fail_memory(ctx, numbers * sizeof *s.part, "the parts of the industries");
    }
    if (status == GVC_OK) {
        status = give_weights(ctx, &s, weights, count, name);
    }
    if (status == GVC_OK) {
        status = check(ctx, &s);
    }
    gvc_release(s.by);
    if (status == GVC_OK) {
        *out = s.part;
    } else {
        gvc_release(s.part);
    }
    return status;
}

void gvc_weights_column(char *text)
{
    for (; *text != '\0'; text++) {
        char c = *text;
        bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        *text = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : kept ? c : '_');
    }
}

gvc_status gvc_weights_check_columns(gvc_ctx *ctx, const gvc_variant *variant)
{
    for (const gvc_term *a = variant->terms; a->name != NULL; a++) {
        for (const gvc_term *b = variant->terms; b < a; b++) {
            if (strcmp(a->name, b->name) == 0) {
                return gvc_fail(ctx, GVC_EARG,
                                "--functions: two functions would both be the column %s; name one "
                                "of them otherwise",
                                a->name);
            }
        }
    }
    return GVC_OK;
}
