/* diff_pair.c - two results side by side: the same dimensions, common labels, common terms */
#include <string.h>

#include "result/diff.h"

static void add_dims(gvc_text *to, const gvc_result *r)
{
    for (gvc_idx d = 0; d < gvc_result_ndims(r); d++) {
        gvc_text_addf(to, "%s%s", d == 0 ? "" : ", ", gvc_result_dim(r, d));
    }
}

static gvc_status need_same_dims(gvc_ctx *ctx, const gvc_pairing *p)
{
    gvc_text a = {0}, b = {0};
    add_dims(&a, p->a);
    add_dims(&b, p->b);
    gvc_status s = GVC_OK;
    if (a.failed || b.failed) {
        s = gvc_fail_memory(ctx, 1, "the keys of two results");
    } else if (strcmp(gvc_text_str(&a), gvc_text_str(&b)) != 0) {
        s = gvc_fail(ctx, GVC_ESHAPE,
                     "%s has the keys %s, and %s has %s: make both with the same measure and level",
                     p->name_a, gvc_text_str(&a), p->name_b, gvc_text_str(&b));
    }
    gvc_text_free(&a);
    gvc_text_free(&b);
    return s;
}

/* "AUS, AUT, BEL, ...": the first few. */
static void add_some(gvc_text *to, const char *const *labels, gvc_idx count)
{
    enum { SOME = 3 };
    for (gvc_idx i = 0; i < count && i < SOME; i++) {
        gvc_text_addf(to, "%s%s", i == 0 ? "" : ", ", labels[i]);
    }
    gvc_text_addf(to, "%s", count > SOME ? ", ..." : "");
}

static gvc_status nothing_common(gvc_ctx *ctx, const gvc_pairing *p, const gvc_label_lists *lists)
{
    gvc_text a = {0}, b = {0};
    add_some(&a, lists->a, lists->count_a);
    add_some(&b, lists->b, lists->count_b);
    gvc_status s = gvc_fail(ctx, GVC_ESHAPE, "no %s in common: %s has %s, and %s has %s",
                            lists->what, p->name_a, gvc_text_str(&a), p->name_b, gvc_text_str(&b));
    gvc_text_free(&a);
    gvc_text_free(&b);
    return s;
}

static gvc_status match(gvc_ctx *ctx, gvc_pairing *p, gvc_match *m, const char *what,
                        const char *(*get)(const gvc_result *r, gvc_idx d, gvc_idx i), gvc_idx d,
                        gvc_idx count_a, gvc_idx count_b)
{
    const char **a = gvc_malloc((size_t)count_a, sizeof *a);
    const char **b = gvc_malloc((size_t)count_b, sizeof *b);
    gvc_status s = a == NULL || b == NULL ? gvc_fail_memory(ctx, 1, "labels to compare") : GVC_OK;
    for (gvc_idx i = 0; i < count_a && s == GVC_OK; i++) {
        a[i] = get(p->a, d, i);
    }
    for (gvc_idx i = 0; i < count_b && s == GVC_OK; i++) {
        b[i] = get(p->b, d, i);
    }
    if (s == GVC_OK) {
        const gvc_label_lists lists = {what, a, b, count_a, count_b};
        s = gvc_match_labels(ctx, m, &p->alone, &lists);
        if (s == GVC_OK && m->count == 0) {
            s = nothing_common(ctx, p, &lists);
        }
    }
    gvc_release(a);
    gvc_release(b);
    return s;
}

/* Of one year each: which, is no key then. */
static bool is_one_year(const gvc_pairing *p, gvc_idx d)
{
    return strcmp(gvc_result_dim(p->a, d), "year") == 0 && gvc_result_extent(p->a, d) == 1 &&
           gvc_result_extent(p->b, d) == 1;
}

static gvc_status match_dims(gvc_ctx *ctx, gvc_pairing *p)
{
    gvc_status s = GVC_OK;
    p->cells = 1;
    for (gvc_idx d = 0; d < p->ndims && s == GVC_OK; d++) {
        if (is_one_year(p, d)) {
            int32_t a = gvc_result_number(p->a, d, 0), b = gvc_result_number(p->b, d, 0);
            p->year = a == b ? a : 0;
            s = gvc_match_positions(ctx, &p->dims[d], 1);
        } else {
            s = match(ctx, p, &p->dims[d], gvc_result_dim(p->a, d), gvc_result_label, d,
                      gvc_result_extent(p->a, d), gvc_result_extent(p->b, d));
        }
        p->cells *= s == GVC_OK ? p->dims[d].count : 1;
    }
    return s;
}

static const char *term_name(const gvc_result *r, gvc_idx d, gvc_idx k)
{
    (void)d;
    return gvc_result_term(r, k)->name;
}

/* Units may be said in other words, so it is no error. */
static void warn_of_units(gvc_ctx *ctx, const gvc_pairing *p)
{
    for (gvc_idx k = 0; k < p->terms.count; k++) {
        const gvc_term *a = gvc_result_term(p->a, p->terms.a[k]),
                       *b = gvc_result_term(p->b, p->terms.b[k]);
        if (!gvc_same(a->units, b->units)) {
            gvc_log(ctx, GVC_WARN, "%s is in %s in %s and in %s in %s; values are not rescaled",
                    a->name, a->units, p->name_a, b->units, p->name_b);
            return;
        }
    }
}

/* The same total in both, or none. */
static void find_totals(gvc_pairing *p)
{
    const char *a = gvc_result_text(p->a, "identity"), *b = gvc_result_text(p->b, "identity");
    bool same = a != NULL && gvc_same(a, b);
    p->total_a = same ? gvc_result_find_term(p->a, a) : -1;
    p->total_b = same ? gvc_result_find_term(p->b, b) : -1;
    if (p->total_a < 0 || p->total_b < 0) {
        p->total_a = p->total_b = -1;
    }
}

gvc_idx gvc_pairing_at(const gvc_pairing *p, gvc_idx cell, gvc_idx d)
{
    gvc_idx step = 1;
    for (gvc_idx later = d + 1; later < p->ndims; later++) {
        step *= p->dims[later].count;
    }
    return cell / step % p->dims[d].count;
}

gvc_status gvc_pairing_make(gvc_ctx *ctx, gvc_pairing *p, const gvc_result *a, const gvc_result *b,
                            const gvc_diff_options *options)
{
    *p = (gvc_pairing){.a = a, .b = b, .options = options};
    p->name_a = options->name_a == NULL ? "a" : options->name_a;
    p->name_b = options->name_b == NULL ? "b" : options->name_b;
    p->total_a = p->total_b = -1;
    if (a->values == NULL || b->values == NULL) {
        return gvc_fail(ctx, GVC_EARG, "a frame has no values to compare");
    }
    gvc_status s = need_same_dims(ctx, p);
    if (s != GVC_OK) {
        return s;
    }
    p->ndims = gvc_result_ndims(a);
    p->dims = gvc_calloc((size_t)p->ndims, sizeof *p->dims);
    if (p->dims == NULL) {
        return gvc_fail_memory(ctx, 1, "the dimensions to compare");
    }
    s = match_dims(ctx, p);
    if (s == GVC_OK) {
        s = match(ctx, p, &p->terms, "term", term_name, 0, gvc_result_nterms(a),
                  gvc_result_nterms(b));
    }
    if (s == GVC_OK) {
        p->tallies = gvc_calloc((size_t)p->terms.count, sizeof *p->tallies);
        s = p->tallies == NULL ? gvc_fail_memory(ctx, 1, "the terms to compare") : GVC_OK;
    }
    if (s == GVC_OK) {
        gvc_alone_warn(ctx, &p->alone, p->name_a, p->name_b);
        warn_of_units(ctx, p);
        find_totals(p);
    }
    return s;
}

void gvc_pairing_free(gvc_pairing *p)
{
    for (gvc_idx d = 0; p->dims != NULL && d < p->ndims; d++) {
        gvc_match_free(&p->dims[d]);
    }
    for (gvc_idx k = 0; p->tallies != NULL && k < p->terms.count; k++) {
        gvc_tally_free(&p->tallies[k]);
    }
    gvc_release(p->dims);
    gvc_release(p->tallies);
    gvc_match_free(&p->terms);
    gvc_alone_free(&p->alone);
}
