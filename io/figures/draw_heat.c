/* draw_heat.c - a matrix of coloured cells with the scale of the colours below */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "figures/page.h"

#define SCALE_ROOM 24.0
#define SCALE_HIGH 5.0
#define UNIT_SHARE 0.45 /* of the page: a longer unit stands above the colours */
#define UNIT_LINE (GVC_TICK_SIZE * 1.25)
#define AXIS_NAME (GVC_TICK_SIZE * 1.4)

enum { SHADES = 24, LOG_SPAN = 300 }; /* what is smaller has the colour of the smallest */

typedef struct scale {
    double least, most;
    bool log, both; /* both: values below and above 0 */
    const gvc_figure_style *style;
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

/* What the colours stand for is written to their left, or above them where it is long. */
static double unit_width(const gvc_page *page)
{
    return gvc_text_width(page->f->size.title, GVC_TICK_SIZE) + 2 * GVC_GAP + 6;
}

static bool unit_above(const gvc_page *page)
{
    return unit_width(page) > UNIT_SHARE * page->width;
}

static double unit_lines(const gvc_page *page)
{
    gvc_page copy = *page;
    return !unit_above(page) ? 0
                             : UNIT_LINE * gvc_page_wrap(&copy, 0, NULL, page->width - 6,
                                                         GVC_TICK_SIZE, "", page->f->size.title);
}

double gvc_height_heat(const gvc_page *page)
{
    double cell = fmin(fmax(cell_width(page) * 0.85, 9), 18);
    return gvc_page_header(page) + names_room(page) + cell * (double)page->f->y.count + SCALE_ROOM +
           unit_lines(page) + GVC_GAP + gvc_page_footer(page);
}

static void find_scale(const gvc_page *page, scale *s)
{
    const gvc_figure_series *cells = &page->f->panels[0].series[0];
    double least = HUGE_VAL, most = -HUGE_VAL;
    s->style = page->style;
    for (gvc_idx i = 0; i < cells->count; i++) {
        least = fmin(least, cells->points[i].size);
        most = fmax(most, cells->points[i].size);
    }
    s->log = page->f->size.log && most > 0;
    s->both = least < 0;
    s->most = most < least ? 1 : most;
    s->least = most < least ? 0 : s->log ? fmax(least, most / LOG_SPAN) : least;
    s->count = gvc_axis_ticks(s->ticks, &s->least, &s->most, 4, page, s->log);
}

/* "#0072B2" */
static void parts_of(const char *color, double *c)
{
    long all = strtol(color + 1, NULL, 16);
    c[0] = (double)(all >> 16 & 0xff);
    c[1] = (double)(all >> 8 & 0xff);
    c[2] = (double)(all & 0xff);
}

/* From light to dark blue; with both signs from orange through white; or through the colours given.
 * A share of 0 ... 1. */
static void shade(const scale *s, double share, char *out, size_t size)
{
    static const char *const one[] = {"#EFF3FF", "#6BAED6", "#08306B"};
    static const char *const two[] = {"#B35806", "#F7F7F7", "#053061"};
    gvc_idx count = gvc_color_count(s->style);
    const char *const *colors = count > 1 ? s->style->colors : s->both ? two : one;
    double steps = count > 1 ? (double)(count - 1) : 2, c[3], from[3], to[3];
    gvc_idx k = (gvc_idx)fmin(floor(share * steps), steps - 1);
    double t = share * steps - (double)k;
    parts_of(colors[k], from);
    parts_of(colors[k + 1], to);
    for (int i = 0; i < 3; i++) {
        c[i] = from[i] + t * (to[i] - from[i]);
    }
    snprintf(out, size, "#%02X%02X%02X", (unsigned)lround(c[0]), (unsigned)lround(c[1]),
             (unsigned)lround(c[2]));
}

/* Of the way from the least to the most. */
static double share_of(const scale *s, double x)
{
    double share = s->log && x <= 0 ? 0
                   : s->log         ? log10(x / s->least) / log10(s->most / s->least)
                                    : (x - s->least) / (s->most - s->least);
    return fmin(fmax(share, 0), 1);
}

/* Of the way through the colours: where values lie below 0 that has the middle one, and both sides
 * are as strong as they are large. */
static double tone_of(const scale *s, double x)
{
    double far = fmax(fabs(s->least), fabs(s->most));
    return s->both ? fmin(fmax(0.5 + 0.5 * x / far, 0), 1) : share_of(s, x);
}

/* The value at a share of the way along the row of colours. */
static double value_at(const scale *s, double share)
{
    return s->log ? s->least * pow(s->most / s->least, share)
                  : s->least + share * (s->most - s->least);
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
            shade(s, tone_of(s, p->size), color, sizeof color);
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

/* The colours in a row, with numbers below. */
static void put_scale(gvc_page *page, const scale *s, double left, double right)
{
    double y = page->bottom + SCALE_ROOM - GVC_GAP - SCALE_HIGH, wide = (right - left) / SHADES;
    char color[16];
    for (int i = 0; i < SHADES; i++) {
        shade(s, tone_of(s, value_at(s, (i + 0.5) / SHADES)), color, sizeof color);
        gvc_page_box(page, left + i * wide, y, wide + 0.2, SCALE_HIGH, color);
    }
    for (int i = 0; i < s->count; i++) {
        gvc_page_text(page, left + (right - left) * share_of(s, s->ticks[i].at),
                      y - GVC_TICK_SIZE * 0.75, "center", GVC_TICK_SIZE, GVC_GREY,
                      s->ticks[i].text);
    }
    if (unit_above(page)) {
        double at = page->bottom + SCALE_ROOM + unit_lines(page) - GVC_GAP / 2;
        gvc_page_wrap(page, 3, &at, page->width - 6, GVC_TICK_SIZE, GVC_GREY, page->f->size.title);
    } else {
        gvc_page_text(page, left - 2 * GVC_GAP, y + SCALE_HIGH / 2, "right", GVC_TICK_SIZE,
                      GVC_GREY, page->f->size.title);
    }
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
                   .bottom = page->bottom + SCALE_ROOM + unit_lines(page) + GVC_GAP,
                   .x_least = -0.5,
                   .x_most = (double)d->x.count - 0.5,
                   .y_least = (double)d->y.count - 0.5,
                   .y_most = -0.5};
    put_cells(page, &s);
    gvc_frame_put(page, &f);
    put_names(page, &f);
    double left = unit_above(page) ? f.left : fmax(f.left, 3 + unit_width(page));
    put_scale(page, &s, left, f.right - 8);
    gvc_text_addf(page->out, "plot $cells using 1:2:($1-0.48):($1+0.48):($2-0.48):($2+0.48):4 with "
                             "boxxyerror fillstyle solid noborder linecolor rgb variable");
    gvc_plot_title(page, "");
    gvc_text_addf(page->out, "\n");
    return GVC_OK;
}
