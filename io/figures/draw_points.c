/* draw_points.c - scatters, and smile curves with discs by size and a fitted curve */
#include <math.h>

#include "figures/page.h"

#define AXIS_ROOM 12.0
#define LARGEST 15.0 /* radius of the largest disc */
#define DOT 1.6
#define ROOM 0.06

static bool is_smile(const gvc_page *page)
{
    return page->f->kind == GVC_FIGURE_SMILE;
}

double gvc_height_points(const gvc_page *page)
{
    return gvc_page_header(page) + gvc_page_footer(page) + AXIS_ROOM + GVC_TICK_SIZE * 1.3 +
           0.68 * fmin(page->width, 400);
}

static double largest_size(const gvc_page *page)
{
    double most = 0;
    const gvc_figure_panel *p = &page->f->panels[0];
    for (gvc_idx i = 0; i < p->count; i++) {
        for (gvc_idx k = 0; k < p->series[i].count; k++) {
            most = fmax(most, p->series[i].points[k].size);
        }
    }
    return most;
}

static double radius(const gvc_page *page, double size, double most)
{
    return is_smile(page) ? fmax(0.8, LARGEST * sqrt(size / most)) : DOT;
}

static void span(const gvc_figure_point *p, gvc_idx count, gvc_frame *f)
{
    for (gvc_idx k = 0; k < count; k++) {
        f->x_least = fmin(f->x_least, p[k].x);
        f->x_most = fmax(f->x_most, p[k].x);
        f->y_least = fmin(f->y_least, p[k].y);
        f->y_most = fmax(f->y_most, p[k].y);
    }
}

/* Some room around the outermost points, so that none lies on the frame; ticks are inside. */
static int axis(const gvc_page *page, gvc_tick *ticks, double *least, double *most, bool log,
                bool from_zero)
{
    if (log) {
        return gvc_ticks_log(ticks, least, most, page->style->decimal);
    }
    double room = *most > *least ? ROOM * (*most - *least) : 0;
    *least = from_zero || (*least > 0 && *least < room) ? 0 : *least - room;
    *most += room;
    return gvc_ticks_linear(ticks, least, most, 6, page->style->decimal, false);
}

/* Discs at the edge stay whole. */
static void room_for_discs(const gvc_page *page, gvc_frame *f)
{
    const gvc_figure_panel *p = &page->f->panels[0];
    double most = largest_size(page), wide = f->x_most - f->x_least, high = f->y_most - f->y_least;
    double left = f->x_least, right = f->x_most, top = f->y_most;
    for (gvc_idx i = 0; i < p->count; i++) {
        for (gvc_idx k = 0; k < p->series[i].count; k++) {
            const gvc_figure_point *at = &p->series[i].points[k];
            double x = radius(page, at->size, most) * wide / (0.7 * page->width);
            double y = radius(page, at->size, most) * high / (0.5 * page->width);
            left = fmin(left, at->x - x);
            right = fmax(right, at->x + x);
            top = fmax(top, at->y + y);
        }
    }
    f->x_least = left;
    f->x_most = right;
    f->y_most = top;
}

static void axes(const gvc_page *page, gvc_frame *f)
{
    const gvc_figure_panel *p = &page->f->panels[0];
    f->x_least = f->y_least = HUGE_VAL;
    f->x_most = f->y_most = -HUGE_VAL;
    for (gvc_idx i = 0; i < p->count; i++) {
        span(p->series[i].points, p->series[i].count, f);
    }
    span(p->curve, p->curve_count, f);
    if (is_smile(page)) {
        room_for_discs(page, f);
    }
    f->x_log = page->f->x.log;
    f->y_log = page->f->y.log;
    bool zero = is_smile(page) && f->y_least >= 0;
    f->y_count = axis(page, f->y_ticks, &f->y_least, &f->y_most, f->y_log, zero);
    f->x_count = axis(page, f->x_ticks, &f->x_least, &f->x_most, f->x_log, false);
}

static void put_data(gvc_page *page, const gvc_frame *f, double most)
{
    const gvc_figure_panel *p = &page->f->panels[0];
    double per_point = (f->x_most - f->x_least) / (f->right - f->left);
    for (gvc_idx i = 0; i < p->count; i++) {
        gvc_text_addf(page->out, "$points%d << END\n", (int)i + 1);
        for (gvc_idx k = 0; k < p->series[i].count; k++) {
            const gvc_figure_point *at = &p->series[i].points[k];
            gvc_text_addf(page->out, "%.6g %.6g", at->x, at->y);
            if (is_smile(page)) {
                gvc_text_addf(page->out, " %.4g", per_point * radius(page, at->size, most));
            }
            gvc_text_addf(page->out, "\n");
        }
        gvc_text_addf(page->out, "END\n");
    }
    if (p->curve != NULL) {
        gvc_text_addf(page->out, "$curve << END\n");
        for (gvc_idx k = 0; k < p->curve_count; k++) {
            gvc_text_addf(page->out, "%.6g %.6g\n", p->curve[k].x, p->curve[k].y);
        }
        gvc_text_addf(page->out, "END\n");
    }
}

static void put_plot(gvc_page *page)
{
    const gvc_figure_panel *p = &page->f->panels[0];
    const char *before = "plot ";
    for (gvc_idx i = p->count - 1; i >= 0; i--) {
        const char *color = gvc_page_color(page, i, p->series[i].rest);
        if (p->series[i].count == 0) {
            continue;
        }
        gvc_text_addf(page->out, "%s$points%d using ", before, (int)i + 1);
        if (is_smile(page)) {
            gvc_text_addf(page->out,
                          "1:2:3 with circles fillstyle transparent solid 0.55 noborder "
                          "linecolor rgb '%s'",
                          color);
        } else {
            gvc_text_addf(page->out,
                          "1:2 with points pointtype 7 pointsize 0.35 linecolor rgb '%s'", color);
        }
        gvc_plot_title(page, p->series[i].name);
        before = ", \\\n     ";
    }
    if (p->curve != NULL) {
        gvc_text_addf(page->out, "%s$curve using 1:2 with lines linecolor rgb '%s' linewidth %.4g",
                      before, GVC_INK, 1.2 * page->line);
        gvc_plot_title(page, "fitted curve");
    }
    gvc_text_addf(page->out, "\n");
}

/* All points as marks, those of the largest size or value first, whatever their series. */
static gvc_idx gather(const gvc_page *page, const gvc_frame *f, double most, gvc_mark *marks)
{
    const gvc_figure_panel *p = &page->f->panels[0];
    gvc_idx count = 0;
    for (int named = 1; named >= 0; named--) {
        for (gvc_idx i = 0; i < p->count; i++) {
            for (gvc_idx k = 0; k < p->series[i].count; k++) {
                const gvc_figure_point *at = &p->series[i].points[k];
                if (at->named == (named == 1)) {
                    marks[count++] = (gvc_mark){.x = gvc_frame_x(f, at->x),
                                                .y = gvc_frame_y(f, at->y),
                                                .radius = radius(page, at->size, most),
                                                .label = named == 1 ? at->label : NULL,
                                                .color = GVC_INK};
                }
            }
        }
    }
    for (gvc_idx k = 0; k < p->curve_count; k++) {
        marks[count++] = (gvc_mark){
            .x = gvc_frame_x(f, p->curve[k].x), .y = gvc_frame_y(f, p->curve[k].y), .radius = 2};
    }
    return count;
}

static gvc_status put_labels(gvc_ctx *ctx, gvc_page *page, const gvc_frame *f, double most)
{
    const gvc_figure_panel *p = &page->f->panels[0];
    gvc_idx all = p->curve_count;
    for (gvc_idx i = 0; i < p->count; i++) {
        all += p->series[i].count;
    }
    gvc_mark *marks = gvc_malloc((size_t)all, sizeof *marks);
    if (marks == NULL) {
        return gvc_fail_memory(ctx, (size_t)all * sizeof *marks, "the labels of a figure");
    }
    gvc_idx count = gather(page, f, most, marks);
    gvc_status s = gvc_place_labels(ctx, page, f, marks, count, is_smile(page));
    gvc_release(marks);
    return s;
}

gvc_status gvc_draw_points(gvc_ctx *ctx, gvc_page *page)
{
    double most = largest_size(page);
    gvc_frame f = {.top = page->top,
                   .right = page->width - 10,
                   .bottom = page->bottom + AXIS_ROOM + GVC_TICK_SIZE * 1.3,
                   .x_grid = true,
                   .y_grid = true};
    axes(page, &f);
    f.left = 3 + gvc_ticks_width(f.y_ticks, f.y_count) + 2 * GVC_GAP;
    put_data(page, &f, most);
    gvc_frame_put(page, &f);
    gvc_page_text(page, (f.left + f.right) / 2, page->bottom + GVC_TICK_SIZE * 0.65, "center",
                  GVC_TICK_SIZE, GVC_GREY, page->f->x.title);
    gvc_status s = put_labels(ctx, page, &f, most);
    if (s == GVC_OK) {
        put_plot(page);
    }
    return s;
}
