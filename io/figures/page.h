/* page.h - the page that a gnuplot script draws on: all lengths are points, from the lower left
 *
 * Margins, ranges and ticks are all said in the script, so that what stands where is known here and
 * labels can be kept apart, whatever the terminal. */
#ifndef GVC_IO_FIGURES_PAGE_H
#define GVC_IO_FIGURES_PAGE_H

#include <gvc/figure.h>
#include <gvc/io.h>

#include "base/base.h"

enum { GVC_PAGE_TICKS = 24, GVC_PAGE_DPI = 300 /* of PNG */ };

/* Text sizes, and the widths of lines. */
#define GVC_TITLE_SIZE 9.0
#define GVC_LABEL_SIZE 7.5
#define GVC_TICK_SIZE 7.0
#define GVC_CAPTION_SIZE 6.0
#define GVC_GAP 4.0

#define GVC_INK "#222222"
#define GVC_GREY "#595959"
#define GVC_LIGHT "#DDDDDD"
#define GVC_REST "#A6A6A6"

typedef struct gvc_page {
    gvc_text *out;
    const gvc_figure_data *f;
    const gvc_figure_style *style;
    double width, height; /* height 0: not known yet */
    double font, line;    /* what the terminal calls a point of text, of a line's width */
    double top, bottom;   /* what header and caption leave */
    int tag;              /* of the last label, arrow or object */
} gvc_page;

/* A number and how it is written. */
typedef struct gvc_tick {
    double at;
    char text[32];
} gvc_tick;

/* A plot's place on the page and its axes. */
typedef struct gvc_frame {
    double left, right, bottom, top;
    double x_least, x_most, y_least, y_most;
    bool x_log, y_log;
    gvc_tick x_ticks[GVC_PAGE_TICKS], y_ticks[GVC_PAGE_TICKS];
    int x_count, y_count;
    bool x_grid, y_grid;
} gvc_frame;

/* metrics.c: the width of a text of that size; of its longest among several. */
double gvc_text_width(const char *text, double size);

/* ticks.c: round numbers that span least ... most, about `wanted` of them; both limits move outward
 * to the first and last where `fit` is set, else only ticks inside are given. */
int gvc_ticks_linear(gvc_tick *out, double *least, double *most, int wanted, char decimal,
                     bool fit);
int gvc_ticks_log(gvc_tick *out, double *least, double *most, char decimal);
/* Years that there are data for, as many as have room in so many points. */
int gvc_ticks_years(gvc_tick *out, const gvc_figure_series *s, double room);
void gvc_write_number(char *out, size_t size, double x, int decimals, char decimal, bool years);
int gvc_axis_ticks(gvc_tick *out, double *least, double *most, int wanted, const gvc_page *page,
                   bool log);

/* colors.c: GVC_EARG where colours were given, but not as many as the figure needs. */
gvc_status gvc_check_colors(gvc_ctx *ctx, const gvc_figure_data *f, const gvc_figure_style *style);
gvc_idx gvc_color_count(const gvc_figure_style *style);

/* whiskers.c: intervals that values are uncertain in; across: along the x axis, as of lying bars.
 */
bool gvc_has_whiskers(const gvc_figure_data *f);
/* The block $whiskersPANEL of all of them: place, value, low, high, and the number of the series.
 */
void gvc_put_whiskers(gvc_page *page, gvc_idx panel);
/* A further part of a plot command, in the colour of the series or (NULL) in its own. */
void gvc_plot_whiskers(gvc_page *page, gvc_idx panel, bool across);

/* page.c */
const char *gvc_page_color(const gvc_page *page, gvc_idx series, bool rest);
void gvc_page_quote(gvc_text *out, const char *text); /* as a string of gnuplot */
/* What a part of a plot command is called; an SVG picture says it where the mouse points. */
void gvc_plot_title(gvc_page *page, const char *name);
/* align: "left", "center", "right"; y is the middle of the line. */
void gvc_page_text(gvc_page *page, double x, double y, const char *align, double size,
                   const char *color, const char *text);
void gvc_page_box(gvc_page *page, double x, double y, double width, double height,
                  const char *color);
/* Title and caption: of a bare figure those that were given. */
const char *gvc_page_title(const gvc_page *page);
const char *gvc_page_caption(const gvc_page *page);
/* Sizes of what stands around the plots, for a page whose height is not known. */
double gvc_page_header(const gvc_page *page);
double gvc_page_footer(const gvc_page *page);
/* Terminal, style, title, legend, y title above the plots, caption below. */
void gvc_page_start(gvc_page *page);
/* Text broken at blanks into lines no wider than `width`; the number of lines. Draws unless y is
 * NULL, which moves down. */
int gvc_page_wrap(gvc_page *page, double x, double *y, double width, double size, const char *color,
                  const char *text);

/* frame.c: margins, ranges, ticks and grid of one plot. */
void gvc_frame_put(gvc_page *page, const gvc_frame *frame);
double gvc_frame_x(const gvc_frame *frame, double x); /* on the page */
double gvc_frame_y(const gvc_frame *frame, double y);
/* A label at a place of the page, tied to the axes. */
void gvc_frame_text(gvc_page *page, const gvc_frame *frame, double x, double y, const char *align,
                    const char *color, const char *text);
double gvc_ticks_width(const gvc_tick *ticks, int count);

/* place.c: labels beside points, none over another. */
typedef struct gvc_mark {
    double x, y, radius; /* on the page */
    const char *label;   /* NULL: only in the way */
    const char *color;
} gvc_mark;
/* Marks in order of importance. cover: may labels lie on marks where nothing else is left? */
gvc_status gvc_place_labels(gvc_ctx *ctx, gvc_page *page, const gvc_frame *frame,
                            const gvc_mark *marks, gvc_idx count, bool cover);

/* One file a kind. They know the height that they want, and draw. */
gvc_status gvc_draw_line(gvc_ctx *ctx, gvc_page *page);
gvc_status gvc_draw_bars(gvc_ctx *ctx, gvc_page *page);
gvc_status gvc_draw_points(gvc_ctx *ctx, gvc_page *page);
gvc_status gvc_draw_heat(gvc_ctx *ctx, gvc_page *page);
double gvc_height_line(const gvc_page *page);
double gvc_height_bars(const gvc_page *page);
double gvc_height_points(const gvc_page *page);
double gvc_height_heat(const gvc_page *page);

/* script.c: the whole script into `out`; picture: the file that it makes, NULL: standard output.
 * terminal: "svg", "pdf" or "png". */
gvc_status gvc_figure_script(gvc_ctx *ctx, gvc_text *out, const gvc_figure *f,
                             const gvc_figure_style *style, const char *terminal,
                             const char *picture);
/* gnuplot.c: runs gnuplot with the script as its input; what it writes goes to `fd`. It is ended
 * where the progress callback asks to stop. */
gvc_status gvc_run_gnuplot(gvc_ctx *ctx, const gvc_text *script, int fd);
/* dots.c: says in a PNG picture how many dots an inch it has, so that programs take it at its size.
 */
gvc_status gvc_png_dots(gvc_ctx *ctx, const char *path, int dpi);
/* svg_title.c: the title that programs and screen readers show, in the place of gnuplot's own. */
gvc_status gvc_svg_title(gvc_ctx *ctx, const char *path, const char *title);
/* whole.c: GVC_EIO unless the picture ends as those of the terminal do. */
gvc_status gvc_picture_whole(gvc_ctx *ctx, const char *path, const char *terminal);

#endif
