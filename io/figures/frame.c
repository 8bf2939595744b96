/* frame.c - one plot: where it stands, its ranges, ticks and grid */
#include <math.h>

#include "figures/page.h"

static double share(double at, double least, double most, bool log)
{
    return log ? log10(at / least) / log10(most / least) : (at - least) / (most - least);
}

double gvc_frame_x(const gvc_frame *f, double x)
{
    return f->left + (f->right - f->left) * share(x, f->x_least, f->x_most, f->x_log);
}

double gvc_frame_y(const gvc_frame *f, double y)
{
    return f->bottom + (f->top - f->bottom) * share(y, f->y_least, f->y_most, f->y_log);
}

static double value(double share, double least, double most, bool log)
{
    return log ? least * pow(most / least, share) : least + share * (most - least);
}

void gvc_frame_text(gvc_page *page, const gvc_frame *f, double x, double y, const char *align,
                    const char *color, const char *text)
{
    double at_x = value((x - f->left) / (f->right - f->left), f->x_least, f->x_most, f->x_log);
    double at_y = value((y - f->bottom) / (f->top - f->bottom), f->y_least, f->y_most, f->y_log);
    gvc_text_addf(page->out, "set label %d ", ++page->tag);
    gvc_page_quote(page->out, text);
    gvc_text_addf(page->out,
                  " at first %.6g,%.6g %s font ',%.4g' textcolor rgb '%s' noenhanced front\n", at_x,
                  at_y, align, GVC_TICK_SIZE * page->font, color);
}

static void put_ticks(gvc_page *page, char axis, const gvc_tick *ticks, int count)
{
    if (count == 0) {
        gvc_text_addf(page->out, "unset %ctics\n", axis);
        return;
    }
    gvc_text_addf(page->out, "set %ctics scale 0 (", axis);
    for (int i = 0; i < count; i++) {
        gvc_text_addf(page->out, "%s", i == 0 ? "" : ", ");
        gvc_page_quote(page->out, ticks[i].text);
        gvc_text_addf(page->out, " %.6g", ticks[i].at);
    }
    gvc_text_addf(page->out, ") font ',%.4g' textcolor rgb '%s' noenhanced%s\n",
                  GVC_TICK_SIZE * page->font, GVC_GREY, axis == 'x' ? " offset 0,0.2" : "");
}

void gvc_frame_put(gvc_page *page, const gvc_frame *f)
{
    gvc_text *out = page->out;
    gvc_text_addf(out, "set lmargin at screen %.5f\nset rmargin at screen %.5f\n",
                  f->left / page->width, f->right / page->width);
    gvc_text_addf(out, "set bmargin at screen %.5f\nset tmargin at screen %.5f\n",
                  f->bottom / page->height, f->top / page->height);
    gvc_text_addf(out, "set xrange [%.6g:%.6g]\nset yrange [%.6g:%.6g]\n", f->x_least, f->x_most,
                  f->y_least, f->y_most);
    gvc_text_addf(out, "%s", f->x_log ? "set logscale x\n" : "");
    gvc_text_addf(out, "%s", f->y_log ? "set logscale y\n" : "");
    put_ticks(page, 'x', f->x_ticks, f->x_count);
    put_ticks(page, 'y', f->y_ticks, f->y_count);
    gvc_text_addf(out, "unset grid\n");
    if (f->x_grid || f->y_grid) {
        gvc_text_addf(out, "set grid %s %s back linetype 1 linecolor rgb '%s' linewidth %.4g\n",
                      f->x_grid ? "x" : "nox", f->y_grid ? "y" : "noy", GVC_LIGHT,
                      0.5 * page->line);
    }
}
