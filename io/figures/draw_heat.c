/* draw_heat.c - a matrix of coloured cells with the scale of the colours below */
#include <math.h>
#include <stdio.h>

#include "figures/page.h"

#define SCALE_ROOM 24.0
#define SCALE_HIGH 5.0
#define AXIS_NAME (GVC_TICK_SIZE * 1.4)

enum { SHADES = 24, LOG_SPAN = 300 }; /* what is smaller has the colour of the smallest */

typedef struct scale {
    double least, most;
    bool log, both; /* both: values below and above 0 */
    gvc_tick ticks[GVC_PAGE_TICKS];
    int count;
} scale;

static double longest(const gvc_figure_axis *a)
{
    double most = 0;
    for (gvc_idx i = 0; i < a->count; i++) {
        most = fmax(most, gvc_text_width(a->categories[i], GVC_TICK_SIZE));
    }
    return most;
}

static double left_room(const gvc_page *page)
{
    return 3 + fmin(longest(&page->f->y), 0.4 * page->width) + 2 * GVC_GAP;
}

static double cell_width(const gvc_page *page)
{
    return (page->width - 6 - left_room(page)) / (double)page->f->x.count;
}

/* Names of columns stand upright where they are wider than a column. */
static bool upright(const gvc_page *page)
{
    return longest(&page->f->x) + 2 > cell_width(page);
}

static double names_room(const gvc_page *page)
{
    double room = upright(page) ? longest(&page->f->x) : GVC_TICK_SIZE;
    return room + GVC_GAP + (page->f->x.title[0] == '\0' ? 0 : AXIS_NAME);
}

double gvc_height_heat(const gvc_page *page)
{
    double cell = fmin(fmax(cell_width(page) * 0.85, 9), 18);
    return gvc_page_header(page) + names_room(page) + cell * (double)page->f->y.count + SCALE_ROOM +
           GVC_GAP + gvc_page_footer(page);
}

static void find_scale(const gvc_page *page, scale *s)
{
    const gvc_figure_series *cells = &page->f->panels[0].series[0];
    double least = HUGE_VAL, most = -HUGE_VAL;
    for (gvc_idx i = 0; i < cells->count; i++) {
        least = fmin(least, cells->points[i].size);
        most = fmax(most, cells->points[i].size);
    }
    s->log = page->f->size.log && most > 0;
    s->both = least < 0;
    s->most = most < least ? 1 : s->both ? fmax(-least, most) : most;
    s->least = most < least ? 0 : s->both ? -s->most : s->log ? fmax(least, most / LOG_SPAN) : 0;
    s->count = gvc_axis_ticks(s->ticks, &s->least, &s->most, 4, page, s->log);
}

/* From light to dark blue; with both signs from orange through white. A share of 0 ... 1. */
static void shade(const scale *s, double share, char *out, size_t size)
{
    static const double one[][3] = {{239, 243, 255}, {107, 174, 214}, {8, 48, 107}};
    static const double two[][3] = {{179, 88, 6}, {247, 247, 247}, {5, 48, 97}};
    const double(*from)[3] = s->both ? two : one;
    int k = share >= 0.5;
    double t = 2 * share - k, c[3];
    for (int i = 0; i < 3; i++) {
        c[i] = from[k][i] + t * (from[k + 1][i] - from[k][i]);
    }
    snprintf(out, size, "#%02X%02X%02X", (unsigned)lround(c[0]), (unsigned)lround(c[1]),
             (unsigned)lround(c[2]));
}

static double share_of(const scale *s, double x)
{
    double share = s->log && x <= 0 ? 0
                   : s->log         ? log10(x / s->least) / log10(s->most / s->least)
                                    : (x - s->least) / (s->most - s->least);
    return fmin(fmax(share, 0), 1);
}

/* The colours of gnuplot are numbers: 0xRRGGBB. */
static void put_cells(gvc_page *page, const scale *s)
{
    const gvc_figure_series *cells = &page->f->panels[0].series[0];
    gvc_text_addf(page->out, "$cells << END\n");
    for (gvc_idx i = 0; i < cells->count; i++) {
        const gvc_figure_point *p = &cells->points[i];
        char color[16] = "#EDEDED";
        if (isnan(p->size)) {
            gvc_text_addf(page->out, "%g %g NaN", p->x, p->y);
        } else {
            shade(s, share_of(s, p->size), color, sizeof color);
            gvc_text_addf(page->out, "%g %g %.6g", p->x, p->y, p->size);
        }
        gvc_text_addf(page->out, " 0x%s\n", color + 1);
    }
    gvc_text_addf(page->out, "END\n");
}

static void put_names(gvc_page *page, const gvc_frame *f)
{
    const gvc_figure_data *d = page->f;
    for (gvc_idx i = 0; i < d->y.count; i++) {
        gvc_frame_text(page, f, f->left - GVC_GAP, gvc_frame_y(f, (double)i), "right", GVC_INK,
                       d->y.categories[i]);
    }
    for (gvc_idx j = 0; j < d->x.count; j++) {
        double x = gvc_frame_x(f, (double)j);
        if (upright(page)) {
            gvc_frame_text(page, f, x, f->top + GVC_GAP, "left rotate by 90", GVC_INK,
                           d->x.categories[j]);
        } else {
            gvc_frame_text(page, f, x, f->top + GVC_TICK_SIZE * 0.7, "center", GVC_INK,
                           d->x.categories[j]);
        }
    }
    double above = page->top - AXIS_NAME / 2;
    gvc_page_text(page, (f->left + f->right) / 2, above, "center", GVC_TICK_SIZE, GVC_GREY,
                  d->x.title);
    gvc_page_text(page, 3, f->top + GVC_TICK_SIZE * 0.7, "left", GVC_TICK_SIZE, GVC_GREY,
                  d->y.title);
}

/* The colours in a row, with numbers below and the unit to their left. */
static void put_scale(gvc_page *page, const scale *s, double left, double right)
{
    double y = page->bottom + SCALE_ROOM - GVC_GAP - SCALE_HIGH, wide = (right - left) / SHADES;
    char color[16];
    for (int i = 0; i < SHADES; i++) {
        shade(s, (i + 0.5) / SHADES, color, sizeof color);
        gvc_page_box(page, left + i * wide, y, wide + 0.2, SCALE_HIGH, color);
    }
    for (int i = 0; i < s->count; i++) {
        gvc_page_text(page, left + (right - left) * share_of(s, s->ticks[i].at),
                      y - GVC_TICK_SIZE * 0.75, "center", GVC_TICK_SIZE, GVC_GREY,
                      s->ticks[i].text);
    }
    gvc_page_text(page, left - 2 * GVC_GAP, y + SCALE_HIGH / 2, "right", GVC_TICK_SIZE, GVC_GREY,
                  page->f->size.title);
}

gvc_status gvc_draw_heat(gvc_ctx *ctx, gvc_page *page)
{
    const gvc_figure_data *d = page->f;
    scale s;
    (void)ctx;
    find_scale(page, &s);
    gvc_frame f = {.left = left_room(page),
                   .right = page->width - 6,
                   .top = page->top - names_room(page),
                   .bottom = page->bottom + SCALE_ROOM + GVC_GAP,
                   .x_least = -0.5,
                   .x_most = (double)d->x.count - 0.5,
                   .y_least = (double)d->y.count - 0.5,
                   .y_most = -0.5};
    put_cells(page, &s);
    gvc_frame_put(page, &f);
    put_names(page, &f);
    double unit = gvc_text_width(d->size.title, GVC_TICK_SIZE) + 2 * GVC_GAP + 6;
    double middle = fmax(f.left, 3 + unit);
    put_scale(page, &s, fmin(middle, 0.5 * page->width), f.right - 8);
    gvc_text_addf(page->out, "plot $cells using 1:2:($1-0.48):($1+0.48):($2-0.48):($2+0.48):4 with "
                             "boxxyerror fillstyle solid noborder linecolor rgb variable\n");
    return GVC_OK;
}
