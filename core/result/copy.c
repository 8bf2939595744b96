/* copy.c - what a result derived from another takes over: dimensions, attributes, row rules */
#include <string.h>

#include "result/result.h"

gvc_status gvc_result_copy_dim(gvc_ctx *ctx, gvc_result *to, const gvc_result *from, gvc_idx d,
                               const gvc_idx *keep, gvc_idx count)
{
    const gvc_result_dimension *dim = &from->dims[d];
    gvc_status s = GVC_OK;
    if (keep == NULL) {
        return gvc_result_add_same_dim(ctx, to, dim);
    }
    const char **labels = gvc_malloc((size_t)count, sizeof *labels);
    int32_t *numbers = gvc_malloc((size_t)count, sizeof *numbers);
    if (labels == NULL || numbers == NULL) {
        s = gvc_fail(ctx, GVC_ENOMEM, "out of memory at dimension '%s'", dim->name);
        goto done;
    }
    for (gvc_idx i = 0; i < count; i++) {
        labels[i] = gvc_result_label(from, d, keep[i]);
        numbers[i] = gvc_result_number(from, d, keep[i]);
    }
    s = dim->numbers != NULL ? gvc_result_add_int_dim(ctx, to, dim->name, numbers, count)
                             : gvc_result_add_dim(ctx, to, dim->name, labels, count);
done:
    gvc_release(numbers);
    gvc_release(labels);
    return s;
}

static gvc_status copy_present(gvc_ctx *ctx, gvc_result *to, const gvc_result *from, gvc_idx d,
                               const gvc_idx *keep)
{
    gvc_idx a = from->present_a, b = from->present_b;
    gvc_idx rows = gvc_result_extent(to, a), cols = gvc_result_extent(to, b);
    gvc_idx from_cols = gvc_result_extent(from, b);
    unsigned char *mask = gvc_malloc((size_t)rows * (size_t)cols, 1);
    if (mask == NULL) {
        return gvc_fail_memory(ctx, (size_t)rows * (size_t)cols, "the mask of a result");
    }
    for (gvc_idx i = 0; i < rows; i++) {
        gvc_idx i_from = keep != NULL && d == a ? keep[i] : i;
        for (gvc_idx j = 0; j < cols; j++) {
            gvc_idx j_from = keep != NULL && d == b ? keep[j] : j;
            mask[i * cols + j] = from->present[i_from * from_cols + j_from];
        }
    }
    gvc_status s =
        gvc_result_set_present(ctx, to, gvc_result_dim(from, a), gvc_result_dim(from, b), mask);
    gvc_release(mask);
    return s;
}

gvc_status gvc_result_copy_facts(gvc_ctx *ctx, gvc_result *to, const gvc_result *from, gvc_idx d,
                                 const gvc_idx *keep)
{
    if (!gvc_attributes_copy(&to->attributes, &from->attributes)) {
        return gvc_fail(ctx, GVC_ENOMEM, "out of memory at the attributes of a result");
    }
    to->incomplete = from->incomplete;
    to->defined = from->defined;
    gvc_status s = GVC_OK;
    if (from->own != NULL) {
        s = gvc_result_set_own_cell(ctx, to, gvc_result_dim(from, from->own_a),
                                    gvc_result_dim(from, from->own_b));
    }
    if (s == GVC_OK && from->present != NULL) {
        s = copy_present(ctx, to, from, d, keep);
    }
    return s;
}

gvc_status gvc_result_copy_terms(gvc_ctx *ctx, gvc_result *to, const gvc_result *from)
{
    gvc_status s = GVC_OK;
    for (gvc_idx k = 0; s == GVC_OK && k < from->nterms; k++) {
        s = gvc_result_add_term(ctx, to, gvc_result_term(from, k));
    }
    return s;
}

static gvc_status copy(gvc_ctx *ctx, gvc_result **out, const gvc_result *from, bool terms,
                       gvc_idx d, const gvc_idx *keep, gvc_idx count)
{
    gvc_result *r = NULL;
    gvc_status s = gvc_result_new(ctx, &r);
    for (gvc_idx i = 0; s == GVC_OK && i < from->ndims; i++) {
        s = gvc_result_copy_dim(ctx, r, from, i, i == d ? keep : NULL, count);
    }
    if (s == GVC_OK && terms) {
        s = gvc_result_copy_terms(ctx, r, from);
    }
    if (s == GVC_OK) {
        s = gvc_result_copy_facts(ctx, r, from, d, keep);
    }
    if (s != GVC_OK) {
        gvc_result_free(r);
        return s;
    }
    *out = r;
    return GVC_OK;
}

gvc_status gvc_result_copy_dims(gvc_ctx *ctx, gvc_result **out, const gvc_result *from)
{
    return copy(ctx, out, from, false, -1, NULL, 0);
}

gvc_status gvc_result_copy_part(gvc_ctx *ctx, gvc_result **out, const gvc_result *from, gvc_idx d,
                                const gvc_idx *keep, gvc_idx count)
{
    return copy(ctx, out, from, true, d, keep, count);
}

gvc_status gvc_result_copy(gvc_ctx *ctx, gvc_result **out, const gvc_result *r)
{
    gvc_result *made = NULL;
    gvc_status s = gvc_result_copy_part(ctx, &made, r, -1, NULL, 0);
    if (s == GVC_OK) {
        s = gvc_result_shape_like(ctx, made, r);
    }
    if (s != GVC_OK) {
        gvc_result_free(made);
        return s;
    }
    if (r->values != NULL) {
        memcpy(made->values, r->values, (size_t)r->nterms * (size_t)r->cells * sizeof(double));
    }
    *out = made;
    return GVC_OK;
}
