/* order.c - rows listed by the value of a term, all or the first of them */
#include "result/order.h"

#include <math.h>
#include <stdlib.h>

#include "result/result.h"

typedef struct entry {
    double value;
    gvc_idx cell;
} entry;

/* The largest first, what is undefined last; equal ones as they were. */
static int compare(const void *x, const void *y)
{
    const entry *a = x, *b = y;
    bool none_a = isnan(a->value), none_b = isnan(b->value);
    if (none_a != none_b) {
        return none_a ? 1 : -1;
    }
    if (!none_a && a->value != b->value) {
        return a->value > b->value ? -1 : 1;
    }
    return a->cell < b->cell ? -1 : 1;
}

static void list_rows(const gvc_result *r, const double *values, bool ascending, entry *all,
                      gvc_idx *count)
{
    for (gvc_idx cell = 0; cell < r->cells; cell++) {
        if (gvc_result_is_row(r, cell)) {
            all[(*count)++] = (entry){ascending ? -values[cell] : values[cell], cell};
        }
    }
}

gvc_status gvc_result_sort(gvc_ctx *ctx, gvc_result *r, const char *term, bool ascending,
                           gvc_idx top)
{
    gvc_idx k = 0, count = 0;
    gvc_status s = term == NULL ? GVC_OK : gvc_result_need_term(ctx, r, term, &k);
    if (s != GVC_OK || r->nterms == 0) {
        return s;
    }
    entry *all = gvc_malloc((size_t)r->cells, sizeof *all);
    gvc_idx *order = gvc_malloc((size_t)r->cells, sizeof *order);
    if (all == NULL || order == NULL) {
        gvc_release(all);
        gvc_release(order);
        return gvc_fail_memory(ctx, (size_t)r->cells * sizeof *all, "the order of rows");
    }
    list_rows(r, r->values + k * r->cells, ascending, all, &count);
    qsort(all, (size_t)count, sizeof *all, compare);
    for (gvc_idx i = 0; i < count; i++) {
        order[i] = all[i].cell;
    }
    gvc_release(all);
    gvc_release(r->order);
    r->order = order;
    r->rows = count;
    r->listed = top > 0 && top < count ? top : count;
    return GVC_OK;
}

const gvc_idx *gvc_result_order(const gvc_result *r, gvc_idx *count, gvc_idx *all)
{
    *count = r->listed;
    *all = r->rows;
    return r->order;
}
