/* order.c - what comes first in a figure */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "figure/draft.h"

typedef struct weighed {
    double weight;
    gvc_idx at;
} weighed;

/* The larger first, NaN last; equal ones as they were, which qsort does not promise by itself. */
static int compare(const void *a, const void *b)
{
    const weighed *x = a, *y = b;
    int nan = (isnan(x->weight) != 0) - (isnan(y->weight) != 0);
    int less = (x->weight < y->weight) - (x->weight > y->weight);
    return nan != 0 ? nan : less != 0 ? less : (x->at > y->at) - (x->at < y->at);
}

gvc_status gvc_figure_order(gvc_draft *d, gvc_idx **out, const double *weights, gvc_idx count)
{
    gvc_idx *order = gvc_figure_block(d, count, sizeof *order);
    weighed *all = gvc_figure_block(d, count, sizeof *all);
    if (order == NULL || all == NULL) {
        return GVC_ENOMEM;
    }
    for (gvc_idx i = 0; i < count; i++) {
        all[i] = (weighed){.weight = weights[i], .at = i};
    }
    qsort(all, (size_t)count, sizeof *all, compare);
    for (gvc_idx i = 0; i < count; i++) {
        order[i] = all[i].at;
    }
    *out = order;
    return GVC_OK;
}

static bool is_one_of(const gvc_result *r, gvc_idx dim, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(gvc_result_dim(r, dim), names[i]) == 0) {
            return true;
        }
    }
    return false;
}

bool gvc_dim_is_country(const gvc_result *r, gvc_idx dim)
{
    static const char *const names[] = {"country", "exporter", "importer",
                                        "origin",  "absorber", "partner"};
    return is_one_of(r, dim, names, sizeof names / sizeof *names);
}

bool gvc_dim_is_sector(const gvc_result *r, gvc_idx dim)
{
    static const char *const names[] = {"sector", "origin_sector"};
    return is_one_of(r, dim, names, sizeof names / sizeof *names);
}

bool gvc_dim_is_period(const gvc_result *r, gvc_idx dim)
{
    static const char *const names[] = {"period"};
    return is_one_of(r, dim, names, 1);
}

bool gvc_dim_is_ordered(const gvc_result *r, gvc_idx dim)
{
    return !gvc_dim_is_country(r, dim) && !gvc_dim_is_sector(r, dim);
}
