/* select.c - keeping some labels of one dimension; numbers do not change */
#include <string.h>

#include "result/result.h"

static gvc_status no_dim(gvc_ctx *ctx, const gvc_result *r, const char *dim)
{
    gvc_text keys = {0};
    for (gvc_idx d = 0; d < r->ndims; d++) {
        gvc_text_addf(&keys, "%s%s", d == 0 ? "" : ", ", gvc_result_dim(r, d));
    }
    gvc_status s = gvc_fail(ctx, GVC_EUNKNOWN, "this view has no '%s'; its keys are %s", dim,
                            gvc_text_str(&keys));
    gvc_text_free(&keys);
    return s;
}

typedef struct axis {
    const gvc_result *r;
    gvc_idx d;
} axis;

static const char *label_at(const void *set, gvc_idx i)
{
    const axis *a = set;
    return gvc_result_label(a->r, a->d, i);
}

/* Of numbers, years above all, none is near another: there they are. */
static gvc_status no_label(gvc_ctx *ctx, const gvc_result *r, gvc_idx d, const char *label)
{
    gvc_text near = {0};
    const axis all = {r, d};
    if (!gvc_result_is_integer(r, d)) {
        gvc_suggest_labels(&near, label, r->dims[d].labels);
    }
    if (near.length == 0) {
        gvc_list_all(&near, label_at, &all, gvc_result_extent(r, d));
    }
    gvc_status s = gvc_fail(ctx, GVC_EUNKNOWN, "no %s '%s'%s", gvc_result_dim(r, d), label,
                            gvc_text_str(&near));
    gvc_text_free(&near);
    return s;
}

/* Positions to keep, in the order of the result, each once. *keep is the caller's to release. */
static gvc_status find_labels(gvc_ctx *ctx, const gvc_result *r, gvc_idx d,
                              const char *const *labels, gvc_idx **keep, gvc_idx *count)
{
    gvc_status s = GVC_OK;
    gvc_idx extent = gvc_result_extent(r, d);
    unsigned char *wanted = gvc_calloc((size_t)extent, 1);
    gvc_idx *positions = gvc_malloc((size_t)extent, sizeof *positions);
    if (wanted == NULL || positions == NULL) {
        s = gvc_fail_memory(ctx, (size_t)extent * sizeof *positions, "a selection");
        goto done;
    }
    if (labels == NULL || labels[0] == NULL) {
        s = gvc_fail(ctx, GVC_EARG, "no %s named; name at least one to keep", gvc_result_dim(r, d));
        goto done;
    }
    for (const char *const *label = labels; *label != NULL; label++) {
        gvc_idx at = gvc_labels_find(r->dims[d].labels, *label);
        if (at < 0) {
            s = no_label(ctx, r, d, *label);
            goto done;
        }
        wanted[at] = 1;
    }
    gvc_idx found = 0;
    for (gvc_idx i = 0; i < extent; i++) {
        if (wanted[i]) {
            positions[found++] = i;
        }
    }
    *keep = positions;
    *count = found;
    positions = NULL;
done:
    gvc_release(positions);
    gvc_release(wanted);
    return s;
}

static void copy_values(gvc_result *to, const gvc_result *from, gvc_idx d, const gvc_idx *keep,
                        gvc_idx count)
{
    gvc_idx inner = from->dims[d].step, extent = gvc_result_extent(from, d);
    gvc_idx outer = from->cells / inner / extent;
    for (gvc_idx k = 0; k < from->nterms && from->values != NULL; k++) {
        double *target = gvc_result_fill(to, k);
        const double *source = gvc_result_values(from, k);
        for (gvc_idx o = 0; o < outer; o++) {
            for (gvc_idx i = 0; i < count; i++) {
                memcpy(target, source + (o * extent + keep[i]) * inner,
                       (size_t)inner * sizeof *target);
                target += inner;
            }
        }
    }
}

gvc_status gvc_result_select(gvc_ctx *ctx, gvc_result **out, const gvc_result *r, const char *dim,
                             const char *const *labels)
{
    gvc_idx d = gvc_result_find_dim(r, dim);
    if (d < 0) {
        return no_dim(ctx, r, dim);
    }
    gvc_idx *keep = NULL;
    gvc_idx count = 0;
    gvc_result *selected = NULL;
    gvc_status s = find_labels(ctx, r, d, labels, &keep, &count);
    if (s == GVC_OK) {
        s = gvc_result_copy_part(ctx, &selected, r, d, keep, count);
    }
    if (s == GVC_OK) {
        s = gvc_result_shape_like(ctx, selected, r);
    }
    if (s == GVC_OK) {
        copy_values(selected, r, d, keep, count);
        s = gvc_result_narrow(ctx, selected);
    }
    if (s == GVC_OK) {
        *out = selected;
        selected = NULL;
    }
    gvc_result_free(selected);
    gvc_release(keep);
    return s;
}
