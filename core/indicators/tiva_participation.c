/* tiva_participation.c - foreign value added in own exports, own value added in foreign exports */
#include "indicators/records.h"

static void backward(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_rows(w, w->m->e_total, &w->m->w, to);
}

static void forward(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_abroad(w, 1, gvc_row(&w->m->w, w->c), w->m->e_total, to);
}

const gvc_indicator gvc_indicators_tiva_participation[] = {
#include "indicators/tiva_participation.def"
    GVC_INDICATORS_END,
};
