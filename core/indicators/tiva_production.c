/* tiva_production.c - output and value added */
#include "indicators/records.h"

static void prod(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_own(w, w->m->x, NULL, to);
}

static void valu(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_own(w, w->m->va, NULL, to);
}

const gvc_indicator gvc_indicators_tiva_production[] = {
#include "indicators/tiva_production.def"
    GVC_INDICATORS_END,
};
