/* paths_of.h - measuring paths of made-up worlds */
#ifndef GVC_TESTS_PATHS_OF_H
#define GVC_TESTS_PATHS_OF_H

#include "brute.h"
#include "checks.h"
#include "small0.h"

static inline gvc_measure_options paths_options(gvc_idx top)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "paths";
    o.top = top;
    return o;
}

static inline double number_of(const gvc_result *r, const char *name)
{
    const gvc_attribute *a = gvc_result_find_attribute(r, name);
    cr_assert(a != NULL, "no attribute %s", name);
    return a->kind == GVC_ATTR_INTEGER ? (double)a->integer : a->number;
}

/* Final use of every product by all. */
static inline double *world_demand(const brute *q)
{
    double *f = calloc((size_t)q->w->n + 1, sizeof *f);
    for (gvc_idx i = 0; i < q->w->n; i++) {
        for (gvc_idx d = 0; d < q->w->countries; d++) {
            f[i] += final_use(q, i, d);
        }
    }
    return f;
}

/* "D1.man < B.srv" as the table has it. */
static inline void to_labels(char *text)
{
    for (; *text != '\0'; text++) {
        *text = *text == '.' ? '_' : *text;
    }
}

/* Of the rows. */
static inline double total_of(const gvc_result *r, const char *name)
{
    double sum = 0;
    for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell++) {
        sum += gvc_result_is_row(r, cell) ? term(r, name)[cell] : 0;
    }
    return sum;
}

#endif
