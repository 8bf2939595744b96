/* draft.h - what the kinds of figures share while one is made from a result */
#ifndef GVC_FIGURE_DRAFT_H
#define GVC_FIGURE_DRAFT_H

#include <gvc/figure.h>

#include "base/base.h"

enum { GVC_DRAFT_KEYS = 8, GVC_DRAFT_COLUMNS = 24, GVC_FIGURE_SERIES = 6 };

struct gvc_figure {
    gvc_figure_data data;
    void **blocks; /* all that the data points to */
    gvc_idx block_count, block_room;
};

/* A term, or its share of the total. */
typedef struct gvc_column {
    gvc_idx term, total; /* total -1: the term itself */
    double scale;        /* 100 where it is shown in % */
    const char *name;    /* as the user knows it: "dva_sh" */
    const char *title;   /* "Domestic value added" */
    const char *units;   /* "million USD", "% of gross exports"; "" where there is none */
    gvc_idx low, high;   /* terms NAME_lo and NAME_hi; -1: there are none */
    bool amount;         /* adds up, and a large one matters more than a small one */
    bool money;          /* a value in the units of the table, whose scale may change */
} gvc_column;

typedef struct gvc_draft {
    gvc_ctx *ctx;
    const gvc_result *r;
    const gvc_figure_options *o;
    gvc_figure *f;
    gvc_idx year;                 /* the dimension, -1 without one */
    gvc_idx years;                /* labels of it */
    gvc_idx free[GVC_DRAFT_KEYS]; /* other dimensions with several labels */
    gvc_idx free_count;
    gvc_idx total; /* the term that the summing terms add up to; -1 = none */
    gvc_column columns[GVC_DRAFT_COLUMNS];
    gvc_idx column_count;
    bool infinite;  /* values that are not finite were left out */
    gvc_text notes; /* sentences for the caption */
} gvc_draft;

/* memory.c: blocks of the figure, zeroed; NULL with the error set when memory is out. */
void *gvc_figure_block(gvc_draft *d, gvc_idx count, size_t size);
const char *gvc_figure_copy(gvc_draft *d, const char *text);
const char *gvc_figure_format(gvc_draft *d, const char *format, ...) GVC_PRINTF(2, 3);

/* columns.c: the terms asked for; without any those of `fallback` (NULL-ended names). */
gvc_status gvc_draft_columns(gvc_draft *d, const char *const *fallback);
gvc_status gvc_draft_column(gvc_draft *d, const char *name);
/* The terms that add up to the total, their number; names has room for GVC_DRAFT_COLUMNS + 1. */
gvc_idx gvc_draft_parts(const gvc_draft *d, const char **names);
/* The term that a figure of one term shows: the first share that the view puts in front, else its
 * first term; into names[0], names[1] = NULL. `text` holds a name that has to be made. */
void gvc_draft_headline(const gvc_draft *d, const char **names, char *text, size_t size);

/* cube.c: the columns over up to three dimensions, all others summed up. */
typedef struct gvc_cube {
    gvc_idx dims[3], extents[3]; /* dims -1: not there, extent 1 */
    double *values;              /* columns x extents; NaN where nothing is defined or finite */
} gvc_cube;
/* dims: `count` of them, at most 3. Values belong to the figure. */
gvc_status gvc_cube_make(gvc_draft *d, gvc_cube *out, const gvc_idx *dims, gvc_idx count);
double gvc_cube_at(const gvc_cube *c, gvc_idx column, gvc_idx i, gvc_idx j, gvc_idx k);
/* Has the term the same value for all labels of the dimension, as the total of a chain has? */
bool gvc_term_repeats(const gvc_result *r, gvc_idx term, gvc_idx dim);
/* Of the rows of one line or bar alone: from where to where the column is uncertain; false where
 * that is not known, as of sums. Positions are those of the cube. */
typedef struct gvc_interval {
    gvc_cube low, high;
    bool known;
} gvc_interval;
gvc_status gvc_interval_make(gvc_draft *d, gvc_interval *out, const gvc_cube *cube,
                             const gvc_column *column);
void gvc_interval_set(const gvc_interval *v, double factor, gvc_idx i, gvc_idx j,
                      gvc_figure_point *point);
/* NULL where the values of the column may be added up over the dimension, else why not. */
const char *gvc_column_no_sum(const gvc_draft *d, const gvc_column *c, gvc_idx dim);

/* "--sector NAME", "--where factor=NAME": how one label of the dimension is chosen. */
void gvc_draft_option(const gvc_draft *d, gvc_idx dim, char *out, size_t size);

/* order.c: the positions 0 ... count - 1 by weight, largest first, NaN last, else as they were. */
gvc_status gvc_figure_order(gvc_draft *d, gvc_idx **out, const double *weights, gvc_idx count);
/* Keys whose labels have an order of their own (tier, crossings) are not sorted. */
bool gvc_dim_is_ordered(const gvc_result *r, gvc_idx dim);
bool gvc_dim_is_period(const gvc_result *r, gvc_idx dim); /* time, but no years */
bool gvc_dim_is_country(const gvc_result *r, gvc_idx dim);
bool gvc_dim_is_sector(const gvc_result *r, gvc_idx dim);

/* codes.c: "Technology at home" of tech_own; the code itself where it has no other name. */
const char *gvc_code_name(const char *key, const char *code);

/* words.c */
const char *gvc_draft_name(gvc_draft *d, const char *code); /* what the user calls it */
const char *gvc_draft_label(gvc_draft *d, gvc_idx dim, gvc_idx i);
const char *gvc_draft_key(gvc_draft *d, gvc_idx dim); /* "Origin sector" */
/* Numbers of the table's unit of up to `most`: "million USD" becomes "billion USD", the factor to
 * multiply with comes back. label: what the author calls their axis; NULL: it is made here. */
double gvc_draft_scale(gvc_draft *d, gvc_column *c, double most, const char *label);
/* "Domestic value added, billion USD" */
const char *gvc_column_axis(gvc_draft *d, const gvc_column *c);
/* Title (of what the figure is about) and caption, once all else is known. */
gvc_status gvc_draft_words(gvc_draft *d, const char *subject);
/* "million USD" of "million USD, current prices". */
size_t gvc_unit_length(const char *units);

/* One file a kind. */
gvc_status gvc_figure_line(gvc_draft *d);
gvc_status gvc_figure_bars(gvc_draft *d);
gvc_status gvc_figure_smile(gvc_draft *d);
gvc_status gvc_figure_scatter(gvc_draft *d);
gvc_status gvc_figure_heat(gvc_draft *d);
/* smile.c: is this the result of gvc stages --chain? */
bool gvc_draft_is_chain(const gvc_draft *d);
/* Weighted least squares of y on 1, x, x^2; false where three x differ in too little. */
bool gvc_fit_parabola(const gvc_figure_point *points, const double *weights, gvc_idx count,
                      double fit[3]);

/* choose.c: the kind asked for, or the one that the result's shape suggests; GVC_EARG with what the
 * result can give. */
gvc_status gvc_draft_choose(gvc_draft *d, gvc_figure_kind *out);

#endif
