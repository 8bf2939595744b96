/* build.c - making a result: dimensions and terms, then memory for the values */
#include <stdio.h>
#include <string.h>

#include "result/result.h"

gvc_status gvc_result_new(gvc_ctx *ctx, gvc_result **out)
{
    gvc_result *r = gvc_calloc(1, sizeof *r);
    if (r == NULL) {
        return gvc_fail_memory(ctx, sizeof *r, "an empty result");
    }
    r->own_a = r->own_b = r->present_a = r->present_b = -1;
    *out = r;
    return GVC_OK;
}

static gvc_status check_new(gvc_ctx *ctx, const gvc_result *r, const char *what, const char *name,
                            gvc_idx found)
{
    if (name == NULL || name[0] == '\0') {
        return gvc_fail(ctx, GVC_EARG, "a %s of a result has no name", what);
    }
    if (r->cells > 0) {
        return gvc_fail(ctx, GVC_EARG, "%s '%s' comes after gvc_result_allocate", what, name);
    }
    if (found >= 0) {
        return gvc_fail(ctx, GVC_EARG, "duplicate %s '%s'", what, name);
    }
    return GVC_OK;
}

/* Appends a dimension without labels and hands it out for filling. */
static gvc_status begin_dim(gvc_ctx *ctx, gvc_result *r, const char *name, gvc_idx count,
                            gvc_result_dimension **out)
{
    gvc_idx found = name == NULL ? -1 : gvc_result_find_dim(r, name);
    gvc_status s = check_new(ctx, r, "dimension", name, found);
    if (s == GVC_OK && count < 1) {
        s = gvc_fail(ctx, GVC_EARG, "dimension '%s' has no label; at least one is needed", name);
    }
    if (s != GVC_OK) {
        return s;
    }
    gvc_result_dimension *dims =
        gvc_realloc(r->dims, (size_t)r->ndims, (size_t)r->ndims + 1, sizeof *dims);
    if (dims == NULL) {
        return gvc_fail(ctx, GVC_ENOMEM, "out of memory at dimension '%s'", name);
    }
    r->dims = dims;
    gvc_result_dimension *d = &dims[r->ndims];
    *d = (gvc_result_dimension){gvc_strdup(name), gvc_labels_new(), NULL, 0};
    if (d->name == NULL || d->labels == NULL) {
        gvc_release(d->name);
        gvc_labels_free(d->labels);
        return gvc_fail(ctx, GVC_ENOMEM, "out of memory at dimension '%s'", name);
    }
    r->ndims++;
    *out = d;
    return GVC_OK;
}

static gvc_status add_label(gvc_ctx *ctx, gvc_result_dimension *d, const char *label)
{
    gvc_idx next = gvc_labels_count(d->labels);
    if (label == NULL || label[0] == '\0') {
        return gvc_fail(ctx, GVC_EARG, "dimension '%s': label %lld is empty", d->name,
                        (long long)next + 1);
    }
    gvc_idx at = gvc_labels_add(d->labels, label);
    if (at < 0) {
        return gvc_fail(ctx, GVC_ENOMEM, "out of memory at the labels of dimension '%s'", d->name);
    }
    if (at < next) {
        return gvc_fail(ctx, GVC_EARG, "dimension '%s': duplicate label '%s' (%lld and %lld)",
                        d->name, label, (long long)at + 1, (long long)next + 1);
    }
    return GVC_OK;
}

gvc_status gvc_result_add_dim(gvc_ctx *ctx, gvc_result *r, const char *name,
                              const char *const *labels, gvc_idx count)
{
    gvc_result_dimension *d = NULL;
    gvc_status s = begin_dim(ctx, r, name, count, &d);
    for (gvc_idx i = 0; s == GVC_OK && i < count; i++) {
        s = add_label(ctx, d, labels[i]);
    }
    return s;
}

gvc_status gvc_result_add_same_dim(gvc_ctx *ctx, gvc_result *r, const gvc_result_dimension *like)
{
    gvc_result_dimension *d = NULL;
    gvc_idx count = gvc_labels_count(like->labels);
    gvc_status s = begin_dim(ctx, r, like->name, count, &d);
    if (s != GVC_OK) {
        return s;
    }
    gvc_labels_free(d->labels);
    d->labels = gvc_labels_share(like->labels);
    if (like->numbers != NULL) {
        d->numbers = gvc_malloc((size_t)count, sizeof *d->numbers);
        if (d->numbers == NULL) {
            return gvc_fail(ctx, GVC_ENOMEM, "out of memory at the labels of dimension '%s'",
                            like->name);
        }
        memcpy(d->numbers, like->numbers, (size_t)count * sizeof *d->numbers);
    }
    return GVC_OK;
}

gvc_status gvc_result_add_int_dim(gvc_ctx *ctx, gvc_result *r, const char *name,
                                  const int32_t *numbers, gvc_idx count)
{
    gvc_result_dimension *d = NULL;
    gvc_status s = begin_dim(ctx, r, name, count, &d);
    if (s != GVC_OK) {
        return s;
    }
    d->numbers = gvc_malloc((size_t)count, sizeof *d->numbers);
    if (d->numbers == NULL) {
        return gvc_fail(ctx, GVC_ENOMEM, "out of memory at the labels of dimension '%s'", name);
    }
    for (gvc_idx i = 0; s == GVC_OK && i < count; i++) {
        char text[16];
        snprintf(text, sizeof text, "%ld", (long)numbers[i]);
        d->numbers[i] = numbers[i];
        s = add_label(ctx, d, text);
    }
    return s;
}

static bool copy_text(const char **to, const char *from)
{
    *to = gvc_strdup(from);
    return from == NULL || *to != NULL;
}

gvc_status gvc_result_add_term(gvc_ctx *ctx, gvc_result *r, const gvc_term *term)
{
    gvc_idx found = term->name == NULL ? -1 : gvc_result_find_term(r, term->name);
    gvc_status s = check_new(ctx, r, "term", term->name, found);
    if (s != GVC_OK) {
        return s;
    }
    if (term->units == NULL) {
        return gvc_fail(ctx, GVC_EARG, "term '%s' has no units", term->name);
    }
    gvc_term *terms =
        gvc_realloc(r->terms, (size_t)r->nterms, (size_t)r->nterms + 1, sizeof *terms);
    if (terms == NULL) {
        return gvc_fail(ctx, GVC_ENOMEM, "out of memory at term '%s'", term->name);
    }
    r->terms = terms;
    gvc_term *copy = &terms[r->nterms++]; /* counted at once, so that freeing the result finds it */
    *copy = (gvc_term){.sums = term->sums};
    if (!copy_text(&copy->name, term->name) || !copy_text(&copy->long_name, term->long_name) ||
        !copy_text(&copy->formula, term->formula) || !copy_text(&copy->units, term->units)) {
        return gvc_fail(ctx, GVC_ENOMEM, "out of memory at term '%s'", term->name);
    }
    return GVC_OK;
}

gvc_status gvc_result_shape(gvc_ctx *ctx, gvc_result *r)
{
    const gvc_idx most = PTRDIFF_MAX / (gvc_idx)sizeof(double);
    if (r->ndims == 0 || r->nterms == 0) {
        return gvc_fail(ctx, GVC_EARG, "a result without %s cannot be allocated",
                        r->ndims == 0 ? "dimensions" : "terms");
    }
    gvc_idx cells = 1;
    for (gvc_idx d = r->ndims - 1; d >= 0; d--) {
        gvc_idx extent = gvc_result_extent(r, d);
        r->dims[d].step = cells;
        if (cells > most / r->nterms / extent) {
            return gvc_fail(ctx, GVC_ENOMEM, "a result with this many cells fits in no memory");
        }
        cells *= extent;
    }
    r->cells = cells;
    return GVC_OK;
}

gvc_status gvc_result_need_memory(gvc_ctx *ctx, gvc_idx cells, gvc_idx terms)
{
    char what[80];
    snprintf(what, sizeof what, "a result of %lld rows and %lld terms", (long long)cells,
             (long long)terms);
    return gvc_need_memory(ctx, (size_t)cells * (size_t)terms * sizeof(double), what);
}

gvc_status gvc_result_allocate(gvc_ctx *ctx, gvc_result *r)
{
    if (r->values != NULL) {
        return gvc_fail(ctx, GVC_EARG, "gvc_result_allocate was called twice on one result");
    }
    gvc_status s = gvc_result_shape(ctx, r);
    if (s != GVC_OK) {
        return s;
    }
    s = gvc_result_need_memory(ctx, r->cells, r->nterms);
    if (s == GVC_OK) {
        size_t count = (size_t)r->cells * (size_t)r->nterms;
        r->values = gvc_calloc(count, sizeof(double));
        s = r->values == NULL ? gvc_fail_memory(ctx, count * sizeof(double), "a result") : GVC_OK;
    }
    r->cells = s == GVC_OK ? r->cells : 0;
    return s;
}

gvc_status gvc_result_shape_like(gvc_ctx *ctx, gvc_result *r, const gvc_result *like)
{
    return like->values == NULL ? gvc_result_shape(ctx, r) : gvc_result_allocate(ctx, r);
}

double *gvc_result_fill(gvc_result *r, gvc_idx term)
{
    return r->values == NULL ? NULL : r->values + term * r->cells;
}
