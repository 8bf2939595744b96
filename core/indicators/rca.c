/* rca.c - what a country exports more of than the world does (Balassa 1965), in gross exports and
 * in its own value added in exports, with or without what comes in again. Both sides of the ratio
 * are sums over sectors. */
#include "indicators/records.h"

enum { GROSS, VALUE_ADDED, CONTENT };

static void own(const gvc_indicator_work *w, int kind, const double *exports, const gvc_cells *to)
{
    const gvc_model *m = w->m;
    double rest = w->all->total[kind] / w->all->country[kind][w->c];
    for (gvc_idx i = m->offset[w->c]; i < m->offset[w->c + 1]; i++) {
        to->values[m->sector[i] * to->by_sector] += exports[i] * rest;
    }
}

static void world(const gvc_indicator_work *w, int kind, const gvc_cells *to)
{
    for (gvc_idx k = 0; k < gvc_table_count(w->m->table, GVC_SECTOR); k++) {
        to->values[k * to->by_sector] += w->all->world[kind][k];
    }
}

static void gross(gvc_indicator_work *w, const gvc_cells *to)
{
    own(w, GROSS, w->m->e_total, to);
}

static void world_gross(gvc_indicator_work *w, const gvc_cells *to)
{
    world(w, GROSS, to);
}

static void value_added(gvc_indicator_work *w, const gvc_cells *to)
{
    own(w, VALUE_ADDED, w->all->own_va, to);
}

static void world_value_added(gvc_indicator_work *w, const gvc_cells *to)
{
    world(w, VALUE_ADDED, to);
}

static void content(gvc_indicator_work *w, const gvc_cells *to)
{
    own(w, CONTENT, w->all->own_content, to);
}

static void world_content(gvc_indicator_work *w, const gvc_cells *to)
{
    world(w, CONTENT, to);
}

const gvc_indicator gvc_indicators_rca[] = {
#include "indicators/rca.def"
    GVC_INDICATORS_END,
};
