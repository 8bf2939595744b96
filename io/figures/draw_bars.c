/* draw_bars.c - stacked bars: lying, the first on top, so that long names can be read; standing
 * where they are years */
#include <math.h>
#include <stdio.h>

#include "figures/page.h"

#define BAR 11.0
#define LEAST 22.0     /* of all bars: one alone would leave no room for the axis */
#define BAR_SHARE 0.72 /* of a bar in the room for one */
#define AXIS_ROOM 12.0

static const gvc_figure_panel *panel(const gvc_page *page)
{
    return &page->f->panels[0];
}

double gvc_height_bars(const gvc_page *page)
{
    double around = gvc_page_header(page) + gvc_page_footer(page);
    return page->f->x.years ? around + 0.55 * fmin(page->width, 400)
                            : around + fmax(BAR * (double)page->f->x.count, LEAST) + AXIS_ROOM +
                                  GVC_TICK_SIZE * 1.3;
}

/* The ends of the stacks: parts above 0 to the right, those below to the left. */
static void ends(const gvc_page *page, gvc_idx bar, gvc_idx parts, double *low, double *high)
{
    *low = *high = 0;
    for (gvc_idx k = 0; k < parts; k++) {
        double y = panel(page)->series[k].points[bar].y;
        *low += y < 0 ? y : 0;
        *high += y > 0 ? y : 0;
    }
}

/* The same with the whiskers beyond them. */
static void outer_ends(const gvc_page *page, gvc_idx bar, double *low, double *high)
{
    const gvc_figure_point *p = &panel(page)->series[0].points[bar];
    ends(page, bar, panel(page)->count, low, high);
    if (p->low < p->high) {
        *low = fmin(*low, p->low);
        *high = fmax(*high, p->high);
    }
}

/* A line a bar: its middle, where each part begins and ends. */
static void put_data(gvc_page *page, gvc_idx count)
{
    gvc_text_addf(page->out, "$bars << END\n");
    for (gvc_idx i = 0; i < count; i++) {
        gvc_text_addf(page->out, "%d", (int)i);
        for (gvc_idx k = 0; k < panel(page)->count; k++) {
            double low, high, y = panel(page)->series[k].points[i].y;
            ends(page, i, k, &low, &high);
            double from = y < 0 ? low : high;
            gvc_text_addf(page->out, " %.6g %.6g", from, isnan(y) ? from : from + y);
        }
        gvc_text_addf(page->out, "\n");
    }
    gvc_text_addf(page->out, "END\n");
}

static void put_plot(gvc_page *page, bool lying)
{
    const char *before = "plot ";
    for (gvc_idx k = 0; k < panel(page)->count; k++) {
        int from = (int)(2 + 2 * k), to = from + 1;
        gvc_text_addf(page->out, "%s$bars using ", before);
        if (lying) {
            gvc_text_addf(page->out, "%d:1:%d:%d:($1-%.4g):($1+%.4g)", from, from, to,
                          BAR_SHARE / 2, BAR_SHARE / 2);
        } else {
            gvc_text_addf(page->out, "1:%d:($1-%.4g):($1+%.4g):%d:%d", from, BAR_SHARE / 2,
                          BAR_SHARE / 2, from, to);
        }
        gvc_text_addf(page->out, " with boxxyerror fillstyle solid noborder linecolor rgb '%s'",
                      gvc_page_color(page, k, panel(page)->series[k].rest));
        gvc_plot_title(page, panel(page)->series[k].name);
        before = ", \\\n     ";
    }
    gvc_plot_whiskers(page, 0, lying);
    gvc_text_addf(page->out, "\n");
}

static void values_axis(const gvc_page *page, gvc_tick *ticks, int *count, double *least,
                        double *most, double room)
{
    *least = *most = 0;
    for (gvc_idx i = 0; i < page->f->x.count; i++) {
        double low, high;
        outer_ends(page, i, &low, &high);
        *least = fmin(*least, low);
        *most = fmax(*most, high);
    }
    *count = gvc_axis_ticks(ticks, least, most, (int)fmax(2, room), page, false);
}

/* As many names below standing bars as have room. */
static int names_axis(const gvc_page *page, const gvc_frame *f, gvc_tick *ticks, double longest)
{
    int count = 0;
    double each = (f->right - f->left) / (double)page->f->x.count, need = 1.3 * longest;
    gvc_idx step = (gvc_idx)fmax(1, ceil(need / each));
    for (gvc_idx i = 0; i < page->f->x.count && count < GVC_PAGE_TICKS; i += step) {
        ticks[count].at = (double)i;
        snprintf(ticks[count].text, sizeof ticks->text, "%s", page->f->x.categories[i]);
        count++;
    }
    return count;
}

static double longest_name(const gvc_page *page)
{
    double most = 0;
    for (gvc_idx i = 0; i < page->f->x.count; i++) {
        most = fmax(most, gvc_text_width(page->f->x.categories[i], GVC_TICK_SIZE));
    }
    return most;
}

static void draw_lying(gvc_page *page)
{
    const gvc_figure_data *d = page->f;
    double names = fmin(longest_name(page), 0.5 * page->width);
    gvc_frame f = {.top = page->top,
                   .left = 3 + names + 2 * GVC_GAP,
                   .right = page->width - 10,
                   .bottom = page->bottom + AXIS_ROOM + GVC_TICK_SIZE * 1.3,
                   .x_grid = true,
                   .y_least = (double)d->x.count - 0.5,
                   .y_most = -0.5};
    values_axis(page, f.x_ticks, &f.x_count, &f.x_least, &f.x_most, (f.right - f.left) / 45);
    double last = /* sums beyond all numbers have no ticks */
        f.x_count == 0 ? 0 : gvc_text_width(f.x_ticks[f.x_count - 1].text, GVC_TICK_SIZE);
    f.right = page->width - 3 - fmax(7, last / 2);
    gvc_frame_put(page, &f);
    for (gvc_idx i = 0; i < d->x.count; i++) {
        gvc_frame_text(page, &f, f.left - GVC_GAP, gvc_frame_y(&f, (double)i), "right", GVC_INK,
                       d->x.categories[i]);
    }
    gvc_page_text(page, (f.left + f.right) / 2, page->bottom + GVC_TICK_SIZE * 0.65, "center",
                  GVC_TICK_SIZE, GVC_GREY, d->y.title);
    put_plot(page, true);
}

static void draw_standing(gvc_page *page)
{
    gvc_frame f = {.top = page->top,
                   .right = page->width - 8,
                   .bottom = page->bottom + AXIS_ROOM,
                   .y_grid = true,
                   .x_least = -0.6,
                   .x_most = (double)page->f->x.count - 0.4};
    values_axis(page, f.y_ticks, &f.y_count, &f.y_least, &f.y_most, (f.top - f.bottom) / 26);
    f.left = 3 + gvc_ticks_width(f.y_ticks, f.y_count) + 2 * GVC_GAP;
    f.x_count = names_axis(page, &f, f.x_ticks, longest_name(page));
    gvc_frame_put(page, &f);
    put_plot(page, false);
}

gvc_status gvc_draw_bars(gvc_ctx *ctx, gvc_page *page)
{
    (void)ctx;
    put_data(page, page->f->x.count);
    gvc_put_whiskers(page, 0);
    if (page->f->x.years) {
        draw_standing(page);
    } else {
        draw_lying(page);
    }
    return GVC_OK;
}
