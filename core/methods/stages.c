#include "methods/stages.h"

#include <stdio.h>
#include <string.h>

enum { DEFAULT_TIERS = 10, MOST_TIERS = 1000 };

gvc_status gvc_stages_flow(gvc_ctx *ctx, const char *method, gvc_measure_options *o)
{
    static const char *const flows[] = {"exports", "final-demand", NULL};
    if (o->product == NULL) {
        return gvc_word(ctx, method, "flow to look into", &o->in, flows);
    }
    if (o->in != NULL && strcmp(o->in, "final-demand") != 0) {
        return gvc_fail(ctx, GVC_EARG,
                        "--product is the final demand for one product, not --in %s; leave out one "
                        "of them",
                        o->in);
    }
    o->in = "final-demand";
    return GVC_OK;
}

gvc_status gvc_stages_tiers(gvc_ctx *ctx, gvc_measure_options *o)
{
    if (o->tiers < 0 || o->tiers > MOST_TIERS) {
        return gvc_fail(ctx, GVC_EARG, "%lld tiers; expected 1 to %d", (long long)o->tiers,
                        MOST_TIERS);
    }
    o->tiers = o->tiers == 0 ? DEFAULT_TIERS : o->tiers;
    return GVC_OK;
}

bool gvc_stages_in_exports(const gvc_measure_options *o)
{
    return strcmp(o->in, "exports") == 0;
}

gvc_status gvc_stages_counted(gvc_ctx *ctx, gvc_idx last, const char *const *more, const char *name,
                              gvc_layout *out, gvc_layout_axis *axis)
{
    enum { DIGITS = 24 };
    gvc_idx count = last + 1;
    for (const char *const *m = more; *m != NULL; m++) {
        count++;
    }
    size_t bytes = (size_t)count * sizeof(char *) + (size_t)(last + 1) * DIGITS;
    const char **names = gvc_malloc(bytes, 1);
    if (names == NULL) {
        return gvc_fail_memory(ctx, bytes, "the names of the tiers");
    }
    char *text = (char *)(names + count);
    for (gvc_idx k = 0; k <= last; k++, text += DIGITS) {
        snprintf(text, DIGITS, "%lld", (long long)k);
        names[k] = text;
    }
    for (gvc_idx k = last + 1; k < count; k++) {
        names[k] = more[k - last - 1];
    }
    out->memory = names;
    *axis = (gvc_layout_axis){.name = name, .kind = GVC_AXIS_NAMED, .names = names, .count = count};
    return GVC_OK;
}

double gvc_stages_demand(const gvc_model *m, gvc_idx j)
{
    double sum = 0;
    for (gvc_idx d = 0; d < m->blocks; d++) {
        sum += m->y.data[j * m->y.stride + d];
    }
    return sum;
}

double gvc_stages_absorption(const gvc_model *m, gvc_idx d)
{
    double sum = 0;
    for (gvc_idx i = 0; i < m->n; i++) {
        sum += m->y.data[i * m->y.stride + d];
    }
    return sum;
}

gvc_status gvc_stages_unnamed(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                              double **out)
{
    *out = NULL;
    if (o->va != GVC_VA_GIVEN) {
        return GVC_OK;
    }
    double *t = gvc_calloc((size_t)m->n, sizeof *t);
    if (t == NULL) {
        return gvc_fail_memory(ctx, (size_t)m->n * sizeof *t, "a vector of coefficients");
    }
    gvc_model_unnamed(m, 1, t);
    *out = t;
    return GVC_OK;
}

size_t gvc_stages_store_bytes(int terms, gvc_idx rows, gvc_idx width)
{
    return (size_t)terms * (size_t)rows * (size_t)width * sizeof(double);
}

gvc_status gvc_stages_store_new(gvc_ctx *ctx, gvc_stages_store *out, int terms, gvc_idx rows,
                                gvc_idx width)
{
    size_t count = (size_t)rows * (size_t)width;
    *out = (gvc_stages_store){.terms = terms, .rows = rows, .width = width};
    for (int k = 0; k < terms; k++) {
        out->term[k] = gvc_calloc(count, sizeof(double));
        if (out->term[k] == NULL) {
            return gvc_fail_memory(ctx, count * sizeof(double), "the stages");
        }
    }
    return GVC_OK;
}

void gvc_stages_store_copy(const gvc_stages_store *from, gvc_idx first, gvc_idx count,
                           double *const *slabs)
{
    size_t bytes = (size_t)count * (size_t)from->width * sizeof(double);
    for (int k = 0; k < from->terms && bytes > 0; k++) {
        memcpy(slabs[k], from->term[k] + first * from->width, bytes);
    }
}

void gvc_stages_store_free(gvc_stages_store *store)
{
    for (int k = 0; k < store->terms; k++) {
        gvc_release(store->term[k]);
    }
    *store = (gvc_stages_store){0};
}
