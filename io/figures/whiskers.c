/* whiskers.c - from where to where a value is uncertain: a line with two short ends */
#include "figures/page.h"

#define END_SIZE 1.5

static bool has(const gvc_figure_point *p)
{
    return p->low < p->high;
}

bool gvc_has_whiskers(const gvc_figure_data *f)
{
    for (gvc_idx i = 0; i < f->count; i++) {
        for (gvc_idx s = 0; s < f->panels[i].count; s++) {
            for (gvc_idx k = 0; k < f->panels[i].series[s].count; k++) {
                if (has(&f->panels[i].series[s].points[k])) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* Bars are dark, so that their whiskers are ink; those of lines have the colour of the line. */
static const char *color(const gvc_page *page, const gvc_figure_series *s, gvc_idx k)
{
    return page->f->kind == GVC_FIGURE_LINE ? gvc_page_color(page, k, s->rest) : GVC_INK;
}

void gvc_put_whiskers(gvc_page *page, gvc_idx panel)
{
    const gvc_figure_panel *p = &page->f->panels[panel];
    if (!gvc_has_whiskers(page->f)) {
        return;
    }
    gvc_text_addf(page->out, "$whiskers%d << END\n", (int)panel + 1);
    for (gvc_idx s = 0; s < p->count; s++) {
        for (gvc_idx k = 0; k < p->series[s].count; k++) {
            const gvc_figure_point *at = &p->series[s].points[k];
            if (has(at)) {
                gvc_text_addf(page->out, "%.6g %.6g %.6g %.6g 0x%s\n", at->x, at->y, at->low,
                              at->high, color(page, &p->series[s], s) + 1);
            } else {
                gvc_text_addf(page->out, "%.6g NaN NaN NaN 0\n", at->x);
            }
        }
    }
    gvc_text_addf(page->out, "END\n");
}

/* Arrows with flat heads: error bars of gnuplot would leave the lines a gap at each point. */
void gvc_plot_whiskers(gvc_page *page, gvc_idx panel, bool across)
{
    if (gvc_has_whiskers(page->f)) {
        gvc_text_addf(page->out,
                      ", \\\n     $whiskers%d using %s with vectors heads size screen %.4g,90 "
                      "nofilled linecolor rgb variable linewidth %.4g",
                      (int)panel + 1, across ? "3:1:($4-$3):(0):5" : "1:3:(0):($4-$3):5",
                      END_SIZE / page->width, 0.8 * page->line);
        gvc_plot_title(page, "whiskers");
    }
}
