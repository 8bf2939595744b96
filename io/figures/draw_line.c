/* draw_line.c - lines over the years: one panel with names at the ends of the lines, or a grid of
 * panels with a legend above */
#include <math.h>

#include "figures/page.h"

#define PANEL_GAP 8.0
#define PANEL_TITLE 12.0
#define TICK_ROOM 12.0
#define PANEL_HIGH 52.0

/* As many as their titles have room beside each other. */
static int columns(const gvc_page *page)
{
    double title = 1;
    for (gvc_idx i = 0; i < page->f->count; i++) {
        title = fmax(title, gvc_text_width(page->f->panels[i].title, GVC_LABEL_SIZE));
    }
    int room = (int)fmax(1, floor((page->width - 25) / (title + 30)));
    int n = (int)page->f->count, most = (int)fmax(1, floor(page->width / 80));
    int cols = n <= 2 ? n : n <= 4 ? 2 : 3;
    cols = page->width > 400 && n > 3 ? (n < most ? n : most) : cols;
    return cols < room ? cols : room;
}

static int rows(const gvc_page *page)
{
    return ((int)page->f->count + columns(page) - 1) / columns(page);
}

double gvc_height_line(const gvc_page *page)
{
    double around = gvc_page_header(page) + gvc_page_footer(page);
    double room = (page->width < 400 ? page->width : 400);
    return page->f->count == 1
               ? around + 0.55 * room
               : around + rows(page) * (PANEL_TITLE + PANEL_HIGH + PANEL_GAP) + TICK_ROOM;
}

/* The smallest and largest value of a panel; from 0 on where that leaves the lines room. */
static void range(const gvc_figure_panel *p, double *least, double *most)
{
    for (gvc_idx i = 0; i < p->count; i++) {
        for (gvc_idx k = 0; k < p->series[i].count; k++) {
            *least = fmin(*least, p->series[i].points[k].y); /* fmin and fmax pass over NaN */
            *most = fmax(*most, p->series[i].points[k].y);
            if (p->series[i].points[k].low < p->series[i].points[k].high) {
                *least = fmin(*least, p->series[i].points[k].low);
                *most = fmax(*most, p->series[i].points[k].high);
            }
        }
    }
}

static void y_axis(const gvc_page *page, gvc_frame *f, double least, double most)
{
    bool any = most >= least;
    f->y_least = !any ? 0 : least > 0 && least < 0.4 * most ? 0 : least;
    f->y_most = any ? most : 1;
    int wanted = (int)fmax(2, floor((f->top - f->bottom) / 26));
    f->y_count = gvc_axis_ticks(f->y_ticks, &f->y_least, &f->y_most, wanted, page, false);
}

/* room: shares of the span left free at both ends, so that years of neighbours stay apart. */
static void x_axis(gvc_frame *f, const gvc_figure_series *s, double room)
{
    double first = s->points[0].x, last = s->points[s->count - 1].x;
    room *= last - first;
    f->x_least = first - room;
    f->x_most = last + room;
    f->x_count = gvc_ticks_years(f->x_ticks, s, f->right - f->left);
}

static void put_data(gvc_page *page, gvc_idx panel)
{
    const gvc_figure_panel *p = &page->f->panels[panel];
    gvc_text_addf(page->out, "$panel%d << END\n", (int)panel + 1);
    for (gvc_idx k = 0; k < p->series[0].count; k++) {
        gvc_text_addf(page->out, "%.6g", p->series[0].points[k].x);
        for (gvc_idx i = 0; i < p->count; i++) {
            double y = p->series[i].points[k].y;
            if (isnan(y)) {
                gvc_text_addf(page->out, " NaN");
            } else {
                gvc_text_addf(page->out, " %.6g", y);
            }
        }
        gvc_text_addf(page->out, "\n");
    }
    gvc_text_addf(page->out, "END\n");
    gvc_put_whiskers(page, panel);
}

static void put_plot(gvc_page *page, gvc_idx panel)
{
    const gvc_figure_panel *p = &page->f->panels[panel];
    bool dots = p->series[0].count <= 15;
    for (gvc_idx i = 0; i < p->count; i++) {
        gvc_text_addf(page->out, "%s$panel%d using 1:%d with %s", i == 0 ? "plot " : ", \\\n     ",
                      (int)panel + 1, (int)i + 2, dots ? "linespoints" : "lines");
        gvc_text_addf(page->out, " linecolor rgb '%s' linewidth %.4g",
                      gvc_page_color(page, i, p->series[i].rest), 1.2 * page->line);
        if (dots) {
            gvc_text_addf(page->out, " pointtype 7 pointsize %.4g", 0.3);
        }
        gvc_plot_title(page, p->series[i].name);
    }
    gvc_plot_whiskers(page, panel, false);
    gvc_text_addf(page->out, "\n");
}

/* The last value of a line that there is. */
static double last_value(const gvc_figure_series *s)
{
    for (gvc_idx k = s->count - 1; k >= 0; k--) {
        if (!isnan(s->points[k].y)) {
            return s->points[k].y;
        }
    }
    return (double)NAN;
}

/* Names to the right of the lines' ends, pushed apart until none covers another. */
static void put_names(gvc_page *page, const gvc_frame *f)
{
    enum { MOST = 64 };
    const gvc_figure_panel *p = &page->f->panels[0];
    double at[MOST], step = GVC_LABEL_SIZE * 1.1;
    int order[MOST], count = 0;
    for (gvc_idx i = 0; i < p->count && count < MOST; i++) {
        double y = last_value(&p->series[i]);
        int k = count;
        if (isnan(y)) {
            continue;
        }
        for (; k > 0 && at[k - 1] > gvc_frame_y(f, y); k--) {
            at[k] = at[k - 1];
            order[k] = order[k - 1];
        }
        at[k] = gvc_frame_y(f, y);
        order[k] = (int)i;
        count++;
    }
    for (int round = 0; round < 200; round++) {
        for (int k = 1; k < count; k++) {
            double miss = step - (at[k] - at[k - 1]);
            if (miss > 0) {
                at[k - 1] -= miss / 2;
                at[k] += miss / 2;
            }
        }
    }
    for (int k = 0; k < count; k++) {
        gvc_frame_text(page, f, f->right + GVC_GAP, at[k], "left",
                       gvc_page_color(page, order[k], p->series[order[k]].rest),
                       p->series[order[k]].name);
    }
}

static gvc_status draw_one(gvc_page *page)
{
    const gvc_figure_panel *p = &page->f->panels[0];
    gvc_frame f = {.top = page->top, .bottom = page->bottom + TICK_ROOM, .y_grid = true};
    double least = HUGE_VAL, most = -HUGE_VAL, names = 0;
    range(p, &least, &most);
    y_axis(page, &f, least, most);
    for (gvc_idx i = 0; i < p->count && p->count > 1; i++) {
        names = fmax(names, gvc_text_width(p->series[i].name, GVC_TICK_SIZE));
    }
    f.left = 3 + gvc_ticks_width(f.y_ticks, f.y_count) + 2 * GVC_GAP;
    f.right = page->width - 6 - (names > 0 ? fmin(names + GVC_GAP, page->width / 2) : 6);
    x_axis(&f, &p->series[0], 0.02);
    put_data(page, 0);
    gvc_frame_put(page, &f);
    if (p->count > 1) {
        put_names(page, &f);
    }
    put_plot(page, 0);
    return GVC_OK;
}

/* Panels share the y axis unless they show different terms; ticks then only on the left. */
static void place_panel(const gvc_page *page, gvc_frame *f, int i, double axis)
{
    int cols = columns(page), col = i % cols, row = i / cols;
    bool own = page->f->own_scales;
    double gap = own ? axis + PANEL_GAP : PANEL_GAP;
    double wide = (page->width - 8 - axis - (cols - 1) * gap) / cols;
    double high = (page->top - page->bottom - TICK_ROOM) / rows(page);
    f->left = axis + col * (wide + gap);
    f->right = f->left + wide;
    f->top = page->top - row * high - PANEL_TITLE;
    f->bottom = f->top - high + PANEL_TITLE + PANEL_GAP;
}

static gvc_status draw_grid(gvc_page *page)
{
    const gvc_figure_data *d = page->f;
    double least = HUGE_VAL, most = -HUGE_VAL, axis = 0;
    for (gvc_idx i = 0; i < d->count; i++) {
        range(&d->panels[i], &least, &most);
        put_data(page, i);
    }
    gvc_frame f = {.y_grid = true};
    for (gvc_idx i = 0; i < d->count; i++) { /* room for the longest number */
        place_panel(page, &f, (int)i, 0);
        if (d->own_scales) {
            least = HUGE_VAL;
            most = -HUGE_VAL;
            range(&d->panels[i], &least, &most);
        }
        y_axis(page, &f, least, most);
        axis = fmax(axis, 3 + gvc_ticks_width(f.y_ticks, f.y_count) + 2 * GVC_GAP);
    }
    gvc_text_addf(page->out, "set multiplot\n");
    for (gvc_idx i = 0; i < d->count; i++) {
        if (d->own_scales) {
            least = HUGE_VAL;
            most = -HUGE_VAL;
            range(&d->panels[i], &least, &most);
        }
        place_panel(page, &f, (int)i, axis);
        y_axis(page, &f, least, most);
        x_axis(&f, &d->panels[i].series[0], 0.09);
        gvc_page_text(page, f.left, f.top + PANEL_TITLE / 2, "left", GVC_LABEL_SIZE, GVC_INK,
                      d->panels[i].title);
        bool inner = !d->own_scales && i % columns(page) != 0;
        bool above = i + columns(page) < d->count;
        for (int k = 0; k < f.y_count && inner; k++) {
            f.y_ticks[k].text[0] = '\0';
        }
        for (int k = 0; k < f.x_count && above; k++) {
            f.x_ticks[k].text[0] = '\0';
        }
        gvc_frame_put(page, &f);
        put_plot(page, i);
        gvc_text_addf(page->out, "unset label\nunset object\n");
    }
    gvc_text_addf(page->out, "unset multiplot\n");
    return GVC_OK;
}

gvc_status gvc_draw_line(gvc_ctx *ctx, gvc_page *page)
{
    (void)ctx;
    return page->f->count == 1 ? draw_one(page) : draw_grid(page);
}
