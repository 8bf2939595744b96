/* paths_find.c - the search that the options ask for
 *
 * A number of paths, too, is mostly found by going through all that reach a floor that so many are
 * sure to reach: they are hardly more, and final products can be followed side by side. Where they
 * are many more (few final products, a low floor), and for a coverage, the largest is taken first.
 */
#include <math.h>

#include "methods/paths.h"

enum { USUAL = 20, MOST = 1000000, LIKELY = 20000 };

/* Is a threshold all that ends the list? */
static bool by_size(const gvc_measure_options *o)
{
    return (o->least > 0 || o->least_value > 0) && o->top == 0 && o->coverage == 0;
}

gvc_idx gvc_paths_most(const gvc_measure_options *o)
{
    return o->top > 0 ? o->top : o->coverage > 0 || by_size(o) ? MOST : USUAL;
}

gvc_idx gvc_paths_expected(const gvc_measure_options *o)
{
    gvc_idx most = gvc_paths_most(o);
    return o->top > 0 || most < LIKELY ? most : LIKELY;
}

/* A list whose length nobody gave takes half of the memory there may be at most. */
static gvc_idx most_in(const gvc_ctx *ctx, const gvc_measure_options *o)
{
    gvc_idx most = gvc_paths_most(o);
    size_t limit = gvc_ctx_memory_limit(ctx);
    gvc_idx room = (gvc_idx)(limit / 2 / GVC_PATHS_BYTES);
    return o->top > 0 || limit == 0 || most < room ? most : room;
}

/* The list is what all paths of at least l->least begin with, unless these are many more: then
 * *done is false and nothing was found. */
static gvc_status cut_from_all(gvc_ctx *ctx, gvc_paths_links *l, gvc_idx top, double least,
                               gvc_paths_found *out, bool *done)
{
    enum { SPARE = 4 };
    double floor = l->least * (1 - GVC_PATHS_SLACK);
    gvc_status status = gvc_paths_all(ctx, l, floor > least ? floor : least, SPARE * top, out);
    *done = !out->full;
    if (out->full) {
        gvc_paths_found_free(out);
        *out = (gvc_paths_found){0};
    } else if (status == GVC_OK && out->count > top) {
        out->next = fabs(out->value[top]);
        out->count = top;
    }
    return status;
}

static gvc_status by_number(gvc_ctx *ctx, gvc_paths_links *l, gvc_idx top, double least,
                            double enough, gvc_paths_found *out)
{
    enum { FEW = 16 };
    bool done = false;
    gvc_status status = GVC_OK;
    if (isnan(enough) && l->least > 0 && l->roots.count > FEW) {
        status = cut_from_all(ctx, l, top, least, out, &done);
    }
    return done || status != GVC_OK ? status : gvc_paths_best(ctx, l, top, least, enough, out);
}

static gvc_status too_many(gvc_ctx *ctx, gvc_idx most)
{
    return gvc_fail(ctx, GVC_ENOMEM,
                    "more than %lld paths are as large; ask for larger ones (--min), or for a "
                    "number of them (--top)%s",
                    (long long)most, most < MOST ? "; --memory allows no longer list" : "");
}

/* Does the list end where it may not be longer, and not where it covers what it should? */
static gvc_status check_covered(gvc_ctx *ctx, const gvc_paths_found *found, double total,
                                double enough, gvc_idx most)
{
    double covered = 0;
    for (gvc_idx k = 0; k < found->count; k++) {
        covered += found->value[k];
    }
    if (isnan(enough) || found->count < most || fabs(covered) >= enough) {
        return GVC_OK;
    }
    return gvc_fail(ctx, GVC_ENOMEM,
                    "the %lld largest paths cover %.3g of the total; ask for less (--coverage), or "
                    "for a number of them (--top)",
                    (long long)most, covered / total);
}

gvc_status gvc_paths_find(gvc_ctx *ctx, const gvc_paths_question *q, const gvc_measure_options *o,
                          gvc_paths_found *out, gvc_idx *sweeps)
{
    const gvc_paths_problem *p = &q->problem;
    gvc_paths_bounds b;
    gvc_paths_links l = {0};
    double least = o->least > 0 ? o->least * fabs(q->total) : o->least_value, floor = 0;
    double enough = o->coverage > 0 ? o->coverage * fabs(q->total) : (double)NAN;
    gvc_idx top = most_in(ctx, o);
    gvc_status status = gvc_paths_bounds_new(ctx, &b, p);
    *sweeps = b.sweeps;
    if (status == GVC_OK && !by_size(o)) {
        status = gvc_paths_floor(ctx, p, &b, top + 1, &floor);
    }
    if (status == GVC_OK) {
        status = gvc_paths_links_new(ctx, &l, p, &b, floor > least ? floor : least);
    }
    if (status == GVC_OK) {
        status = by_size(o) ? gvc_paths_all(ctx, &l, least, top, out)
                            : by_number(ctx, &l, top, least, enough, out);
    }
    if (status == GVC_OK && out->full) {
        status = too_many(ctx, top);
    }
    if (status == GVC_OK && o->top == 0) {
        status = check_covered(ctx, out, q->total, enough, top);
    }
    gvc_paths_links_free(&l);
    gvc_paths_bounds_free(&b);
    return status;
}
