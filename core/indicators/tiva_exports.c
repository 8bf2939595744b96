/* tiva_exports.c - gross exports and the value added in them: coefficients of the exporting
 * industry times what it sells to the partner */
#include "indicators/records.h"

static void inputs(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_exports(w, NULL, &w->all->inputs, NULL, to);
}

static void finals(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_exports(w, NULL, &w->m->e, &w->all->inputs, to);
}

static void domestic(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_exports(w, w->m->cb, &w->m->e, NULL, to);
}

static void foreign(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_exports(w, w->m->cf, &w->m->e, NULL, to);
}

static void domestic_inputs(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_exports(w, w->m->cb, &w->all->inputs, NULL, to);
}

static void domestic_finals(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_exports(w, w->m->cb, &w->m->e, &w->all->inputs, to);
}

static void direct(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_exports(w, w->all->direct, &w->m->e, NULL, to);
}

static void indirect(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_exports(w, w->all->indirect, &w->m->e, NULL, to);
}

static void again(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_exports(w, w->all->again, &w->m->e, NULL, to);
}

const gvc_indicator gvc_indicators_tiva_exports[] = {
#include "indicators/tiva_exports.def"
    GVC_INDICATORS_END,
};
