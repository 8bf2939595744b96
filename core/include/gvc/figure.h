/* gvc/figure.h - the numbers, order and words of one figure, made from a result
 *
 * A figure is plain data: panels of series of points, axes with titles and units, a title and a
 * caption. All that is computed for it (sums over keys that it does not show, shares, order, the
 * largest and the others, fits, the scale of the unit) is done here; who draws it only draws. */
#ifndef GVC_FIGURE_H
#define GVC_FIGURE_H

#include <gvc/result.h>

typedef enum gvc_figure_kind {
    GVC_FIGURE_LINE,    /* over the years; a series a label or a term */
    GVC_FIGURE_BARS,    /* stacked where parts add up to a total, the largest first */
    GVC_FIGURE_SMILE,   /* value added per output against distance, of a chain */
    GVC_FIGURE_SCATTER, /* one term against another */
    GVC_FIGURE_HEAT,    /* a matrix of two keys */
} gvc_figure_kind;

/* What a code is called in the figure: of a label ("KOR", "c14") or a term ("dva"). */
typedef struct gvc_figure_name {
    const char *code, *name;
} gvc_figure_name;

/* Texts and lists are borrowed until gvc_figure_new returns. */
typedef struct gvc_figure_options {
    int version;
    const char *kind;         /* "line", "bars", "smile", "scatter", "heat"; NULL = by the result */
    const char *const *terms; /* NULL-ended, NAME_sh is a share; NULL = what the kind shows */
    bool share;               /* terms as shares of the total, in % */
    const char *x, *y;        /* terms of a scatter */
    bool log_x, log_y, log_size; /* size: the colour of a heat map */
    /* Bars and rows shown, points with a label, lines or panels of them; 0 = as the kind has it. */
    gvc_idx top;
    /* NULL = made from the result. Numbers on an axis with a label of yours stay in the unit of the
     * result. */
    const char *title, *xlabel, *ylabel;
    const gvc_figure_name *names; /* name_count of them */
    gvc_idx name_count;
    const char *source; /* of the caption, in the place of the table, its file and the program */
} gvc_figure_options;
#define GVC_FIGURE_OPTIONS_VERSION 2
#define GVC_FIGURE_OPTIONS_INIT                                                                    \
    {                                                                                              \
        .version = GVC_FIGURE_OPTIONS_VERSION                                                      \
    }

/* One number. NaN = a gap. */
typedef struct gvc_figure_point {
    const char *label; /* of the point: a country, an industry; "" where there is none */
    /* Positions on the axes, in their units; on an axis of categories the position of the category
     * from 0 on. Bars: the category is x, its part y. */
    double x, y;
    double size; /* value added in a smile curve (area), the value of a heat map (colour), else 0 */
    bool named;  /* its label is to be shown, if there is room */
    double low, high; /* ends of the interval that y is uncertain in; none unless low < high */
} gvc_figure_point;

typedef struct gvc_figure_series {
    const char *name;
    const gvc_figure_point *points; /* bars: one a category; the largest first in a smile curve */
    gvc_idx count;
    bool rest; /* all those that have no series of their own */
} gvc_figure_series;

typedef struct gvc_figure_panel {
    const char *title; /* "" where there is one panel */
    const gvc_figure_series *series;
    gvc_idx count;
    const gvc_figure_point *curve; /* a fitted curve, by x; NULL: none */
    gvc_idx curve_count;
} gvc_figure_panel;

typedef struct gvc_figure_axis {
    const char *title;             /* with the unit: "billion USD" */
    const char *const *categories; /* `count` of them; NULL: numbers */
    gvc_idx count;
    bool years; /* whole numbers without thousands */
    bool log;
} gvc_figure_axis;

typedef struct gvc_figure_data {
    gvc_figure_kind kind;
    const char *title;
    const char *caption; /* what is left out, unit, source */
    /* The parts of both that the options gave, which a bare figure keeps; "" = none. */
    const char *own_title, *own_caption;
    gvc_figure_axis x, y, size;
    const char *legend; /* what the series are labels of: "Tier"; "" where their names say it */
    const gvc_figure_panel *panels; /* their series have the same names in the same order */
    gvc_idx count;
    bool own_scales; /* the panels show different terms: no common y axis */
} gvc_figure_data;

typedef struct gvc_figure gvc_figure;

/* options NULL = defaults; *out is yours. GVC_EARG: the result cannot give such a figure (says
 * why, and what it can give), the numbers shown do not add up over a key left out, or have several
 * units on one axis (says what to choose of); GVC_EUNKNOWN: a term. */
GVC_API gvc_status gvc_figure_new(gvc_ctx *ctx, gvc_figure **out, const gvc_result *r,
                                  const gvc_figure_options *options);
GVC_API const gvc_figure_data *gvc_figure_get(const gvc_figure *f); /* borrowed */
GVC_API void gvc_figure_free(gvc_figure *f);                        /* NULL is fine */

/* "line"; NULL past the end. */
GVC_API const char *gvc_figure_kind_name(gvc_idx i);

#endif
