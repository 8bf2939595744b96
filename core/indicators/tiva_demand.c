/* tiva_demand.c - value added by who uses it up in the end */
#include "indicators/records.h"

static void abroad(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_rows(w, w->m->v, &w->m->by, to);
}

static void at_home(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_own(w, w->m->v, gvc_row(&w->m->by, w->c), to);
}

static void valu(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_own(w, w->m->va, NULL, to);
}

static void foreign(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_abroad(w, 1, w->m->v, gvc_row(&w->m->by, w->c), to);
}

static void balance(gvc_indicator_work *w, const gvc_cells *to)
{
    abroad(w, to);
    gvc_put_abroad(w, -1, w->m->v, gvc_row(&w->m->by, w->c), to);
}

const gvc_indicator gvc_indicators_tiva_demand[] = {
#include "indicators/tiva_demand.def"
    GVC_INDICATORS_END,
};
