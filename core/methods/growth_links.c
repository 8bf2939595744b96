/* growth_links.c - one link after the other, added up
 *
 * Links are added up in units of the first table; with tables in prices of the year before every
 * link counts with the volume index up to then, so that the parts add up to the growth of the
 * volume. The rows of the inverse of a table serve the link before and the one after it. */
#include <string.h>

#include "methods/growth.h"

static double *new_numbers(gvc_ctx *ctx, gvc_idx count, gvc_status *status)
{
    double *x = *status == GVC_OK ? gvc_calloc((size_t)count, sizeof *x) : NULL;
    if (*status == GVC_OK && x == NULL) {
        *status = gvc_fail_memory(ctx, (size_t)count * sizeof *x, "the contributions");
    }
    return x;
}

static gvc_status new_results(gvc_ctx *ctx, gvc_growth *g)
{
    gvc_status status = GVC_OK;
    gvc_idx cells = g->focal * g->demands;
    g->part = new_numbers(ctx, cells * g->parts, &status);
    g->first = new_numbers(ctx, cells, &status);
    g->change = new_numbers(ctx, cells, &status);
    g->volume = new_numbers(ctx, g->focal, &status);
    for (gvc_idx k = 0; k < g->focal && status == GVC_OK; k++) {
        g->volume[k] = 1;
    }
    return status;
}

static double sum_of(const double *x, gvc_idx count)
{
    double sum = 0;
    for (gvc_idx i = 0; i < count; i++) {
        sum += x[i];
    }
    return sum;
}

/* Adds a link, of volumes in the prices of the first table. */
static void add_step(gvc_growth *g, const gvc_growth_step *step, bool first)
{
    gvc_idx d = g->demands, parts = g->parts * d;
    for (gvc_idx k = 0; k < g->focal; k++) {
        const double *from = step->from + k * d, *to = step->to + k * d;
        double before = sum_of(from, d), after = sum_of(to, d);
        for (gvc_idx c = 0; c < d && first; c++) {
            g->first[k * d + c] = from[c];
        }
        double total = sum_of(g->first + k * d, d);
        double scale = g->volumes && !first ? g->volume[k] * total / before : 1;
        for (gvc_idx c = 0; c < d; c++) {
            g->change[k * d + c] += scale * (to[c] - from[c]);
        }
        for (gvc_idx i = 0; i < parts; i++) {
            g->part[k * parts + i] += scale * step->part[k * parts + i];
        }
        g->volume[k] *= after / before;
    }
}

/* Two tables at work, and what is kept from one link to the next. */
typedef struct pair {
    gvc_growth_table from, to;
    gvc_idx at; /* position of `to`, -1 = none */
    gvc_growth_rows held;
} pair;

static gvc_status open_pair(gvc_ctx *ctx, const gvc_model *m, gvc_growth *g,
                            const gvc_growth_link *link, pair *p)
{
    gvc_status status = GVC_OK;
    gvc_growth_close(&p->from);
    if (p->at == link->from) {
        p->from = p->to;
        p->to = (gvc_growth_table){0};
    } else {
        gvc_growth_rows_free(&p->held);
        gvc_growth_close(&p->to);
        status = gvc_growth_open(ctx, m, g, link->from, &p->from);
    }
    p->at = link->to;
    return status == GVC_OK ? gvc_growth_open(ctx, m, g, link->to, &p->to) : status;
}

static gvc_status do_link(gvc_ctx *ctx, gvc_growth *g, pair *p, bool known, gvc_growth_step *step)
{
    size_t cells = (size_t)(g->focal * g->demands);
    memset(step->part, 0, cells * (size_t)g->parts * sizeof *step->part);
    if (known) {
        memcpy(step->from, step->to, cells * sizeof *step->from);
    } else {
        memset(step->from, 0, cells * sizeof *step->from);
    }
    memset(step->to, 0, cells * sizeof *step->to);
    if (g->view == GVC_GROWTH_LEVELS) {
        return gvc_growth_levels(ctx, g, &p->from, &p->to, known, step);
    }
    memset(step->from, 0, cells * sizeof *step->from);
    if (g->view == GVC_GROWTH_NATIONAL) {
        return gvc_growth_national(ctx, g, &p->from, &p->to, step);
    }
    return g->way == GVC_GROWTH_LMDI
               ? gvc_growth_by_log_mean(ctx, g, &p->from, &p->to, &p->held, step)
               : gvc_growth_by_factor(ctx, g, &p->from, &p->to, &p->held, step);
}

static gvc_status all_links(gvc_ctx *ctx, const gvc_model *m, gvc_growth *g)
{
    pair p = {.at = -1};
    gvc_status status = GVC_OK;
    gvc_idx cells = g->focal * g->demands;
    gvc_growth_step step = {.part = new_numbers(ctx, cells * g->parts, &status)};
    step.from = new_numbers(ctx, cells, &status);
    step.to = new_numbers(ctx, cells, &status);
    for (gvc_idx l = 0; l < g->links && status == GVC_OK; l++) {
        bool known = p.at == g->link[l].from;
        status = open_pair(ctx, m, g, &g->link[l], &p);
        if (status == GVC_OK) {
            status = do_link(ctx, g, &p, known, &step);
        }
        if (status == GVC_OK) {
            add_step(g, &step, l == 0);
            status = gvc_progress(ctx, "growth", (uint64_t)(l + 1), (uint64_t)g->links);
        }
    }
    gvc_growth_rows_free(&p.held);
    gvc_growth_close(&p.from);
    gvc_growth_close(&p.to);
    gvc_release(step.part);
    gvc_release(step.from);
    gvc_release(step.to);
    return status;
}

gvc_status gvc_growth_run(gvc_ctx *ctx, const gvc_model *m, gvc_growth *g)
{
    gvc_status status = new_results(ctx, g);
    return status == GVC_OK ? all_links(ctx, m, g) : status;
}
