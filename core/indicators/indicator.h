/* indicator.h - an indicator: core/indicators/NAME.def lists the records of one idea, NAME.c says
 * how their numbers come about, and indicators.def names the file
 *
 * A record fills the cells of one country: its rows of (sector, partner), added up over whatever
 * the level does not keep. A ratio fills two sets of cells, and is taken when all sums are. */
#ifndef GVC_INDICATORS_INDICATOR_H
#define GVC_INDICATORS_INDICATOR_H

#include <gvc/indicators.h>

#include "indicators/data.h"

/* The cells of one country that a level keeps. */
typedef struct gvc_cells {
    double *values;                /* sectors x partners, either of which may be summed */
    gvc_idx by_sector, by_partner; /* between two labels; 0 = summed */
} gvc_cells;

/* One country at a time. */
typedef struct gvc_indicator_work {
    const gvc_model *m;
    const gvc_indicator_data *all;
    gvc_idx c;         /* the country */
    double *scratch;   /* of this worker */
    gvc_report report; /* of what was solved on the way */
} gvc_indicator_work;

/* Adds the country's numbers to its cells. */
typedef void gvc_indicator_fill(gvc_indicator_work *w, const gvc_cells *to);

/* Whose sector the key is: an industry that is not there has no number. */
typedef enum gvc_indicator_sector {
    GVC_SECTOR_OWN,     /* the country's */
    GVC_SECTOR_PARTNER, /* the partner's, or of any foreign country */
    GVC_SECTOR_EITHER,
} gvc_indicator_sector;

/* What the ratio is taken of. */
typedef enum gvc_indicator_base {
    GVC_BASE_CELL,     /* `under` in the same cell */
    GVC_BASE_PARTNERS, /* `under` of the same sector, all partners */
    GVC_BASE_COUNTRY,  /* `under` of the whole country: such a share may be summed itself */
} gvc_indicator_base;

typedef struct gvc_indicator {
    gvc_indicator_info info;
    gvc_indicator_fill *fill;
    gvc_indicator_fill *under; /* NULL: no ratio */
    gvc_indicator_base base;
    double scale; /* of the ratio: 1, 100 */
    gvc_indicator_sector sector;
    gvc_needs needs;
    gvc_needs given; /* with --va given besides */
} gvc_indicator;

/* ---- the records -------------------------------------------------------------------------------
 */

/* By position, NULL past the end. */
const gvc_indicator *gvc_indicator_at(gvc_idx i);

typedef enum gvc_indicator_levels {
    GVC_LEVEL_COUNTRY,
    GVC_LEVEL_SECTOR,
    GVC_LEVEL_PAIR,
    GVC_LEVEL_BILATERAL,
    GVC_LEVELS,
} gvc_indicator_levels;
extern const char *const gvc_indicator_level_names[GVC_LEVELS + 1]; /* NULL-ended */
int gvc_indicator_level_of(const char *name); /* GVC_LEVELS if there is none */
bool gvc_indicator_has(const gvc_indicator_info *indicator, int level);
/* A variant a level, its columns in the order of the records; the last has no name. */
extern const gvc_variant gvc_indicator_variants[GVC_LEVELS + 1];

/* ---- cells.c: filling cells of country c = w->c; vectors are of length n ------------------------
 */

/* a o b of its own industries, for levels without partner; b NULL: a. */
void gvc_put_own(const gvc_indicator_work *w, const double *a, const double *b,
                 const gvc_cells *to);
/* coefficient_i (flow_ip - less_ip) of its own industries i with every partner p; flow and less:
 * n x G; coefficient and less may be NULL. */
void gvc_put_exports(const gvc_indicator_work *w, const double *coefficient, const gvc_dense *flow,
                     const gvc_dense *less, const gvc_cells *to);
/* coefficient_i row_pi of its own industries i with every partner p; rows: G x n. */
void gvc_put_rows(const gvc_indicator_work *w, const double *coefficient, const gvc_dense *rows,
                  const gvc_cells *to);
/* sign coefficient_j (flow_jc - less_jc) of foreign industries j. */
void gvc_put_imports(const gvc_indicator_work *w, double sign, const double *coefficient,
                     const gvc_dense *flow, const gvc_dense *less, const gvc_cells *to);
/* sign a_j b_j of foreign industries j. */
void gvc_put_abroad(const gvc_indicator_work *w, double sign, const double *a, const double *b,
                    const gvc_cells *to);
/* 1 for every industry of a sector: its own, with every partner; those of the partners. */
void gvc_put_here(const gvc_indicator_work *w, const gvc_cells *to);
void gvc_put_there(const gvc_indicator_work *w, const gvc_cells *to);
/* Gross exports: what most shares are of. */
void gvc_put_gross(gvc_indicator_work *w, const gvc_cells *to);

/* Numbers of scratch for one country where B itself is there (extraction.c). */
size_t gvc_indicator_scratch(const gvc_model *m);

#endif
