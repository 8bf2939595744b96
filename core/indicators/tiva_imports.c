/* tiva_imports.c - gross imports by product and country of the seller, and what becomes of them */
#include "indicators/records.h"

static void gross(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_imports(w, 1, NULL, &w->m->e, NULL, to);
}

static void inputs(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_imports(w, 1, NULL, &w->all->inputs, NULL, to);
}

static void finals(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_imports(w, 1, NULL, &w->m->e, &w->all->inputs, to);
}

static void balance(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_gross(w, to);
    gvc_put_imports(w, -1, NULL, &w->m->e, NULL, to);
}

static void returned(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_imports(w, 1, gvc_row(&w->m->w, w->c), &w->m->e, NULL, to);
}

static void exported(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_imports(w, 1, NULL, &w->all->reii, NULL, to);
}

static void exported_local(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_imports(w, 1, NULL, &w->all->reii_local, NULL, to);
}

const gvc_indicator gvc_indicators_tiva_imports[] = {
#include "indicators/tiva_imports.def"
    GVC_INDICATORS_END,
};
