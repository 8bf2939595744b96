/* join_labels.c - the labels of a panel: each that some part has, in an order that all agree with
 * where they can */
#include <string.h>

#include "result/join.h"

/* Part of the first year, the second, ...: what parts come in would otherwise decide the order. */
static const gvc_result *in_turn(const gvc_join *j, gvc_idx k)
{
    return j->frames[j->years[k].part];
}

static bool same_labels(const gvc_result *a, const gvc_result *b, gvc_idx d)
{
    gvc_idx extent = gvc_result_extent(a, d);
    bool same = extent == gvc_result_extent(b, d);
    for (gvc_idx i = 0; i < extent && same; i++) {
        same = strcmp(gvc_result_label(a, d, i), gvc_result_label(b, d, i)) == 0;
    }
    return same;
}

/* all, with the new labels of `r` behind the one that they follow there; *all is replaced. */
static bool merge(gvc_labels **all, const gvc_result *r, gvc_idx d)
{
    gvc_labels *merged = gvc_labels_new();
    gvc_idx extent = gvc_result_extent(r, d), known = gvc_labels_count(*all);
    bool good = merged != NULL;
    for (gvc_idx i = 0; i < extent && good; i++) { /* new ones before any known one */
        const char *label = gvc_result_label(r, d, i);
        if (gvc_labels_find(*all, label) >= 0) {
            break;
        }
        good = gvc_labels_add(merged, label) >= 0;
    }
    for (gvc_idx k = 0; k < known && good; k++) {
        const char *label = gvc_labels_get(*all, k);
        good = gvc_labels_add(merged, label) >= 0;
        gvc_idx at = gvc_labels_find(r->dims[d].labels, label);
        for (gvc_idx i = at + 1; at >= 0 && i < extent && good; i++) {
            const char *next = gvc_result_label(r, d, i);
            if (gvc_labels_find(*all, next) >= 0) {
                break;
            }
            good = gvc_labels_add(merged, next) >= 0;
        }
    }
    if (good) {
        gvc_labels_free(*all);
        *all = merged;
    } else {
        gvc_labels_free(merged);
    }
    return good;
}

static gvc_labels *unite(const gvc_join *j, gvc_idx d)
{
    gvc_labels *all = gvc_labels_new();
    bool good = all != NULL;
    for (gvc_idx k = 0; k < j->year_count && good; k++) {
        const gvc_result *r = in_turn(j, k), *before = k > 0 ? in_turn(j, k - 1) : NULL;
        good = (before != NULL && same_labels(r, before, d)) || merge(&all, r, d);
    }
    if (!good) {
        gvc_labels_free(all);
        return NULL;
    }
    return all;
}

/* The number behind a label of a dimension of numbers. */
static int32_t number_of(const gvc_join *j, gvc_idx d, const char *label)
{
    gvc_idx at = -1, k = -1;
    while (at < 0) {
        at = gvc_labels_find(in_turn(j, ++k)->dims[d].labels, label);
    }
    return gvc_result_number(in_turn(j, k), d, at);
}

static gvc_status add(gvc_ctx *ctx, gvc_join *j, gvc_idx d, const gvc_labels *all)
{
    gvc_idx count = gvc_labels_count(all);
    const gvc_result_dimension *dim = &j->frames[0]->dims[d];
    const char **labels = gvc_malloc((size_t)count, sizeof *labels);
    int32_t *numbers = gvc_malloc((size_t)count, sizeof *numbers);
    gvc_status s = labels == NULL || numbers == NULL
                       ? gvc_fail_memory(ctx, (size_t)count * sizeof *labels, dim->name)
                       : GVC_OK;
    for (gvc_idx i = 0; i < count && s == GVC_OK; i++) {
        labels[i] = gvc_labels_get(all, i);
        numbers[i] = dim->numbers == NULL ? 0 : number_of(j, d, labels[i]);
    }
    if (s == GVC_OK) {
        s = dim->numbers == NULL ? gvc_result_add_dim(ctx, j->panel, dim->name, labels, count)
                                 : gvc_result_add_int_dim(ctx, j->panel, dim->name, numbers, count);
    }
    gvc_release(numbers);
    gvc_release(labels);
    return s;
}

gvc_status gvc_join_add_dim(gvc_ctx *ctx, gvc_join *j, gvc_idx d)
{
    gvc_labels *all = unite(j, d);
    if (all == NULL) {
        return gvc_fail_memory(ctx, 1024, "the labels of a panel");
    }
    gvc_status s = add(ctx, j, d, all);
    gvc_labels_free(all);
    return s;
}

gvc_status gvc_join_map(gvc_ctx *ctx, const gvc_join *j, const gvc_result *part, gvc_idx d,
                        gvc_idx **map)
{
    if (same_labels(part, j->panel, d)) {
        *map = NULL;
        return GVC_OK;
    }
    gvc_idx extent = gvc_result_extent(part, d);
    *map = gvc_malloc((size_t)extent, sizeof **map);
    if (*map == NULL) {
        return gvc_fail_memory(ctx, (size_t)extent * sizeof **map, "the labels of a part");
    }
    for (gvc_idx i = 0; i < extent; i++) {
        (*map)[i] = gvc_labels_find(j->panel->dims[d].labels, gvc_result_label(part, d, i));
        if ((*map)[i] < 0) {
            return gvc_fail(ctx, GVC_EIO, "a part changed while it was read: it has %s '%s' now",
                            gvc_result_dim(part, d), gvc_result_label(part, d, i));
        }
    }
    return GVC_OK;
}

/* ---- which industries there are ----------------------------------------------------------------
 */

/* Marks what one part has. */
static gvc_status mark(gvc_ctx *ctx, const gvc_join *j, const gvc_result *r, gvc_idx a, gvc_idx b,
                       unsigned char *mask)
{
    gvc_idx *rows = NULL, *cols = NULL;
    gvc_status s = gvc_join_map(ctx, j, r, a, &rows);
    if (s == GVC_OK) {
        s = gvc_join_map(ctx, j, r, b, &cols);
    }
    gvc_idx m = gvc_result_extent(r, a), n = gvc_result_extent(r, b);
    gvc_idx width = gvc_result_extent(j->panel, b);
    for (gvc_idx i = 0; i < m && s == GVC_OK; i++) {
        for (gvc_idx k = 0; k < n; k++) {
            gvc_idx row = rows == NULL ? i : rows[i], col = cols == NULL ? k : cols[k];
            if (r->present == NULL || r->present[i * n + k]) {
                mask[row * width + col] = 1;
            }
        }
    }
    gvc_release(rows);
    gvc_release(cols);
    return s;
}

gvc_status gvc_join_present(gvc_ctx *ctx, gvc_join *j)
{
    gvc_idx a = -1, b = -1;
    for (gvc_idx i = 0; i < j->parts->count && a < 0; i++) {
        a = j->frames[i]->present == NULL ? -1 : j->frames[i]->present_a;
        b = j->frames[i]->present_b;
    }
    if (a < 0) {
        return GVC_OK;
    }
    size_t cells = (size_t)gvc_result_extent(j->panel, a) * (size_t)gvc_result_extent(j->panel, b);
    unsigned char *mask = gvc_calloc(cells, 1);
    gvc_status s = mask == NULL ? gvc_fail_memory(ctx, cells, "the mask of a panel") : GVC_OK;
    for (gvc_idx i = 0; i < j->parts->count && s == GVC_OK; i++) {
        s = mark(ctx, j, j->frames[i], a, b, mask);
    }
    if (s == GVC_OK) {
        s = gvc_result_set_present(ctx, j->panel, gvc_result_dim(j->panel, a),
                                   gvc_result_dim(j->panel, b), mask);
    }
    gvc_release(mask);
    return s;
}

/* ---- what some years lack ----------------------------------------------------------------------
 */

enum { NAMED = 5 };

/* "exporter ROM, MLT and 3 more" of dimension d; nothing where every year has every label. */
static void add_lacking(gvc_text *out, const gvc_join *j, gvc_idx d)
{
    gvc_idx extent = gvc_result_extent(j->panel, d), lacking = 0;
    for (gvc_idx i = 0; i < extent; i++) {
        const char *label = gvc_result_label(j->panel, d, i);
        bool all = true;
        for (gvc_idx k = 0; k < j->parts->count && all; k++) {
            all = gvc_labels_find(j->frames[k]->dims[d].labels, label) >= 0;
        }
        if (!all && lacking++ < NAMED) {
            gvc_text_addf(out, "%s%s%s", lacking > 1 || out->length == 0 ? "" : "; ",
                          lacking > 1 ? ", " : gvc_result_dim(j->panel, d), lacking > 1 ? "" : " ");
            gvc_text_addf(out, "%s", label);
        }
    }
    if (lacking > NAMED) {
        gvc_text_addf(out, " and %lld more", (long long)(lacking - NAMED));
    }
}

gvc_status gvc_join_warn(gvc_ctx *ctx, gvc_join *j)
{
    gvc_text names = {0}, line = {0};
    for (gvc_idx d = 1; d < j->panel->ndims; d++) {
        add_lacking(&names, j, d);
    }
    gvc_status s = GVC_OK;
    if (names.length > 0) {
        gvc_text_addf(&line, "not in every year, and NaN where absent: %s", gvc_text_str(&names));
        bool kept = !names.failed && !line.failed &&
                    gvc_attributes_add_line(&j->panel->attributes, "warnings", line.chars);
        s = kept ? GVC_OK : gvc_fail_memory(ctx, 256, "a warning");
    }
    if (s == GVC_OK && names.length > 0) {
        gvc_log(ctx, GVC_WARN, "%s", gvc_text_str(&line));
    }
    gvc_text_free(&names);
    gvc_text_free(&line);
    return s;
}
