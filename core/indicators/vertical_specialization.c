/* vertical_specialization.c - imports in exports, and what others do with one's own exports. The
 * two measures called VS differ by the value added that was at home before it came in again. */
#include "indicators/records.h"

#define GVC_HIY "Hummels, Ishii and Yi (2001), Journal of International Economics 54(1)"
#define GVC_KWW "Koopman, Wang and Wei (2014), American Economic Review 104(2)"

static void imported(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_exports(w, w->all->imported, &w->m->e, NULL, to);
}

static void foreign(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_exports(w, w->m->cf, &w->m->e, NULL, to);
}

static void forward(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_rows(w, w->m->v, &w->m->sold, to);
}

static void returned(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_imports(w, 1, gvc_row(&w->m->w, w->c), &w->m->e, NULL, to);
}

const gvc_indicator gvc_indicators_vertical_specialization[] = {
#include "indicators/vertical_specialization.def"
    GVC_INDICATORS_END,
};
