/* data.c - the numbers in a figure as CSV, a point a line */
#include <math.h>

#include "figures/page.h"
#include "figures/vega.h"
#include "writers/delimited.h"

static void number(gvc_output *out, double x)
{
    gvc_output_text(out, ",");
    if (!isnan(x)) {
        gvc_output_number(out, x);
    }
}

/* On an axis of categories the name, else the number. */
static void place(gvc_output *out, const gvc_figure_axis *axis, double at)
{
    if (axis->categories == NULL) {
        number(out, at);
    } else {
        gvc_output_text(out, ",");
        gvc_csv_put(out, axis->categories[(gvc_idx)at]);
    }
}

static void put_point(gvc_output *out, const gvc_figure_data *d, const char *panel,
                      const char *series, const gvc_figure_point *p)
{
    bool categories = d->x.categories != NULL;
    gvc_csv_put(out, panel);
    gvc_output_text(out, ",");
    gvc_csv_put(out, series);
    gvc_output_text(out, ",");
    gvc_csv_put(out, categories ? "" : p->label);
    place(out, &d->x, p->x);
    place(out, &d->y, p->y);
    number(out, d->kind == GVC_FIGURE_HEAT || d->kind == GVC_FIGURE_SMILE ? p->size : (double)NAN);
    if (gvc_has_whiskers(d)) {
        bool any = p->low < p->high;
        number(out, any ? p->low : (double)NAN);
        number(out, any ? p->high : (double)NAN);
    }
    gvc_output_text(out, "\n");
}

void gvc_figure_put_data(gvc_output *out, const gvc_figure *f)
{
    const gvc_figure_data *d = gvc_figure_get(f);
    gvc_output_text(out, gvc_has_whiskers(d) ? "panel,series,label,x,y,size,low,high\n"
                                             : "panel,series,label,x,y,size\n");
    for (gvc_idx i = 0; i < d->count; i++) {
        const gvc_figure_panel *p = &d->panels[i];
        for (gvc_idx s = 0; s < p->count; s++) {
            for (gvc_idx k = 0; k < p->series[s].count; k++) {
                put_point(out, d, p->title, p->series[s].name, &p->series[s].points[k]);
            }
        }
        for (gvc_idx k = 0; k < p->curve_count; k++) {
            put_point(out, d, p->title, "fitted curve", &p->curve[k]);
        }
    }
}
