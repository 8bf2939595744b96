/* participation.c - exports that cross more than one border (Borin and Mancini 2023, source
 * approach). With residual value added v B = u', so that the import content is that of the
 * country's own table and no global system is solved. */
#include "indicators/records.h"

#define GVC_BM "Borin and Mancini (2023), Economic Systems Research 35(4)"

static void backward(gvc_indicator_work *w, const gvc_cells *to)
{
    const gvc_model *m = w->m;
    if (w->all->residual) {
        gvc_put_exports(w, w->all->imported, &m->e, NULL, to);
        return;
    }
    gvc_put_exports(w, m->cf, &m->e, NULL, to);
    gvc_put_exports(w, w->all->again, &m->e, NULL, to);
}

static void forward(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_exports(w, w->m->cl, &w->all->passed, NULL, to);
}

static void both(gvc_indicator_work *w, const gvc_cells *to)
{
    backward(w, to);
    forward(w, to);
}

const gvc_indicator gvc_indicators_participation[] = {
#include "indicators/participation.def"
    GVC_INDICATORS_END,
};
