/* vax.c - value-added exports of Johnson and Noguera: what others use up in the end. The industry
 * made the value added; it need not be the one that exports it, so there is no ratio by industry.
 */
#include "indicators/records.h"

#define GVC_JN "Johnson and Noguera (2012), Journal of International Economics 86(2)"

static void absorbed(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_rows(w, w->m->v, &w->m->by, to);
}

const gvc_indicator gvc_indicators_vax[] = {
#include "indicators/vax.def"
    GVC_INDICATORS_END,
};
