/* growth.h - what the files of growth accounting share: tables as they are compared, the links
 * between them, the factors of one link, and what comes of all links
 *
 * A link compares two tables, 0 and 1. With p(i) the product of industry i:
 *   A_ij = H_{p(i),j} T_ij                 H: technology, T: shares of the sources
 *   Y_ir = lev_r mix_{p(i),r} src_ir + rest_ir
 * A_ts is A with the technology of table t and the sources of table s. The columns of a country c
 * and those of all others have factors of their own; for any of them A is A_ts but for the columns
 * of c, a change of rank N_c, so that the rows of (I - A_ts)^-1 that belong to c are all there is
 * to solve for (growth_values.c). */
#ifndef GVC_GROWTH_H
#define GVC_GROWTH_H

#include "methods/method.h"

typedef enum gvc_growth_view {
    GVC_GROWTH_BY_FACTOR, /* country, factor, demand */
    GVC_GROWTH_LEVELS,    /* country, demand */
    GVC_GROWTH_SUMMARY,   /* country */
    GVC_GROWTH_NATIONAL,  /* country, demand: exports and the uses at home */
} gvc_growth_view;

typedef enum gvc_growth_way {
    GVC_GROWTH_SHAPLEY,
    GVC_GROWTH_POLAR,
    GVC_GROWTH_LMDI,
} gvc_growth_way;

/* In the order of the polar decomposition; factor k is bit k of a combination. */
enum {
    GVC_GROWTH_COEFFICIENT,
    GVC_GROWTH_TECH_OWN,
    GVC_GROWTH_TECH_FOREIGN,
    GVC_GROWTH_SRC_OWN,
    GVC_GROWTH_SRC_FOREIGN,
    GVC_GROWTH_FD_LEVEL,
    GVC_GROWTH_FD_MIX,
    GVC_GROWTH_FD_SRC,
    GVC_GROWTH_FACTORS,
    GVC_GROWTH_REST = GVC_GROWTH_FACTORS, /* what the factors cannot express */
    GVC_GROWTH_PARTS,
    GVC_GROWTH_SUBSETS = 1 << GVC_GROWTH_FACTORS,
};
enum { GVC_GROWTH_LMDI_PARTS = 3 }; /* coefficient, Leontief inverse, final demand */

enum { GVC_GROWTH_NET, GVC_GROWTH_GROSS, GVC_GROWTH_NATIONAL_PARTS };

/* Columns of demand: 0 is home; of the national view: exports, the categories of final use, and
 * what belongs to none. */
enum { GVC_GROWTH_HOME, GVC_GROWTH_EXPORTS = 0 };

/* One table under the conventions of the run. */
typedef struct gvc_growth_table {
    const gvc_model *m;
    gvc_model *own; /* the same where it was made here */
    double *v;      /* n: value added, or the satellite, per unit of output */
    double world;   /* what everything is divided by: 1, or the world's total */
} gvc_growth_table;

typedef struct gvc_growth_link {
    gvc_idx from, to; /* of the tables, in the order given */
} gvc_growth_link;

/* Everything that the pieces share. */
typedef struct gvc_growth {
    const gvc_measure_options *options; /* while it is prepared */
    gvc_growth_view view;
    gvc_growth_way way;
    int workers;
    gvc_idx tables;
    const gvc_table **table; /* in the order given, the one that is measured last */
    gvc_growth_link *link;
    gvc_idx links;
    bool volumes; /* tables in prices of the year before: contributions are volumes */

    gvc_idx blocks, parts, demands;
    gvc_idx focal;    /* countries that are computed */
    gvc_idx *country; /* focal: their blocks */
    gvc_idx *slot;    /* blocks: position among them, -1 = not computed */
    gvc_idx *demand;  /* blocks: column of demand abroad */
    gvc_idx rows;     /* industries of the focal countries */

    /* What came out, in units of the first table. */
    double *part;   /* focal x parts x demands: contributions */
    double *first;  /* focal x demands: absorbed there in the first year */
    double *change; /* focal x demands */
    double *volume; /* focal: of the last link's second table over that of the first table */

    size_t beside;     /* bytes of tables and models, which a solver has to leave */
    gvc_report solved; /* the worst of all solves */
    gvc_text warnings; /* of the other tables */
} gvc_growth;

/* ---- growth.c ---- */
void gvc_growth_free(void *state); /* a gvc_growth; NULL is fine */

/* ---- growth_terms.c ---- */
enum { GVC_GROWTH_MONEY, GVC_GROWTH_ACCOUNT, GVC_GROWTH_SHARE, GVC_GROWTH_KINDS };
extern const gvc_variant gvc_growth_variants[]; /* view x kind, then the end */

/* ---- growth_links.c ---- */
/* What comes of all links. */
gvc_status gvc_growth_run(gvc_ctx *ctx, const gvc_model *m, gvc_growth *g);

/* ---- growth_tables.c ---- */
/* "2000", the year whose prices chained volumes are in; NULL where they are no volumes. */
const char *gvc_growth_prices(const gvc_table *t, const gvc_measure_options *o, char *room);
/* Tables, links and columns of demand; finds the countries that are asked for. GVC_EARG: tables
 * that do not fit together, by name of the first difference. */
gvc_status gvc_growth_begin(gvc_ctx *ctx, const gvc_model *m, gvc_growth *g);
/* The table at this position, to be released. */
gvc_status gvc_growth_open(gvc_ctx *ctx, const gvc_model *last, gvc_growth *g, gvc_idx at,
                           gvc_growth_table *out);
void gvc_growth_close(gvc_growth_table *t);

/* ---- growth_blocs.c: columns of demand ---- */
/* "home", "foreign"; or "home", the blocs and "other": a named axis, its texts are out->memory. */
gvc_status gvc_growth_demands(gvc_ctx *ctx, const gvc_measure_options *o, gvc_layout *out);
gvc_idx gvc_growth_demand_count(const gvc_measure_options *o);
/* Which countries and groups are asked for: blocks marks. GVC_EUNKNOWN with near names. */
gvc_status gvc_growth_focal(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                            bool *wanted);
/* Which of them a foreign block belongs to: blocks numbers. */
gvc_status gvc_growth_demand_of(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                gvc_idx *demand);

/* ---- growth_solve.c ---- */
/* Rows of (I - A)^-1 of the focal countries, as long as they are held. */
typedef struct gvc_growth_rows {
    gvc_leontief *leontief; /* where it holds all of B */
    gvc_local *local;
    double *panel; /* where only these rows were solved for */
} gvc_growth_rows;
gvc_status gvc_growth_solve(gvc_ctx *ctx, const gvc_model *m, gvc_growth *g,
                            const gvc_system *system, gvc_growth_rows *out);
/* N_c x n, of focal country k. */
gvc_dense gvc_growth_block(const gvc_growth *g, const gvc_model *m, const gvc_growth_rows *rows,
                           gvc_idx k);
void gvc_growth_rows_free(gvc_growth_rows *rows);
/* w = v B for every row of the panel. */
gvc_status gvc_growth_left(gvc_ctx *ctx, const gvc_model *m, gvc_growth *g, const gvc_dense *v,
                           gvc_dense *w);
/* What a solve holds beside its input and output, at most. */
size_t gvc_growth_solve_bytes(gvc_idx n, gvc_idx rows);

/* ---- growth_factors.c ---- */
/* One link as products of factors. */
typedef struct gvc_growth_split {
    const gvc_growth_table *t[2];
    gvc_idx n, blocks, products;
    const gvc_idx *product; /* n */
    /* A_ts_ij = keep[t][s]_pj Z_s_ij + take[t][s]_pj Z_t_ij, products x n; take is NULL where it is
     * 0 everywhere. */
    double *keep[2][2], *take[2][2];
    double *ones;         /* n */
    gvc_dense y[2][2][2]; /* level, mix, source of which table: blocks x n */
    double *demand;       /* the memory of those */
    gvc_dense rest[2];    /* blocks x n: of the two tables */
} gvc_growth_split;
gvc_status gvc_growth_split_new(gvc_ctx *ctx, const gvc_growth_table *from,
                                const gvc_growth_table *to, gvc_growth_split *out);
/* Columns first .. first + to->cols - 1 of A_ts. */
void gvc_growth_columns(const gvc_growth_split *f, int t, int s, gvc_idx first, gvc_dense *to);
void gvc_growth_split_free(gvc_growth_split *f);
size_t gvc_growth_split_bytes(gvc_idx n, gvc_idx blocks, gvc_idx products);

/* ---- growth_values.c, growth_levels.c, growth_lmdi.c: one link ---- */
/* What a link says of every focal country. */
typedef struct gvc_growth_step {
    double *part;      /* focal x parts x demands */
    double *from, *to; /* focal x demands: absorbed there, of both tables */
} gvc_growth_step;
/* held: rows of the first table's inverse, or empty; becomes those of the second one. */
gvc_status gvc_growth_by_factor(gvc_ctx *ctx, gvc_growth *g, const gvc_growth_table *from,
                                const gvc_growth_table *to, gvc_growth_rows *held,
                                gvc_growth_step *out);
gvc_status gvc_growth_by_log_mean(gvc_ctx *ctx, gvc_growth *g, const gvc_growth_table *from,
                                  const gvc_growth_table *to, gvc_growth_rows *held,
                                  gvc_growth_step *out);
/* Without factors. known: `from` is there already. */
gvc_status gvc_growth_levels(gvc_ctx *ctx, gvc_growth *g, const gvc_growth_table *from,
                             const gvc_growth_table *to, bool known, gvc_growth_step *out);
/* The same of the national view, growth_national.c: v_c L_cc times every demand for products of c.
 * part: net and gross. */
gvc_status gvc_growth_national(gvc_ctx *ctx, gvc_growth *g, const gvc_growth_table *from,
                               const gvc_growth_table *to, gvc_growth_step *out);
/* Its columns, of the tables among the options: a named axis, its texts are out->memory. */
gvc_status gvc_growth_uses(gvc_ctx *ctx, const gvc_measure_options *o, gvc_layout *out);
gvc_idx gvc_growth_use_count(const gvc_table *t);
/* weight[k * SUBSETS + S]: what value(S) counts for in the contribution of factor k. */
void gvc_growth_weights(gvc_growth_way way, double *weight);
size_t gvc_growth_values_bytes(const gvc_model *m, gvc_idx focal, int workers);
size_t gvc_growth_lmdi_bytes(const gvc_model *m, const gvc_measure_options *o, gvc_idx focal,
                             gvc_idx rows, int workers);

/* ---- growth_shown.c: columns, attributes and notes ---- */
gvc_report gvc_growth_piece(const gvc_model *m, void *state, gvc_idx at, int worker,
                            double *const *slabs);
/* Of growth absorbed abroad, from the points absorbed at home and abroad; NaN where it has no
 * meaning. */
double gvc_growth_share_abroad(double home, double foreign);
bool gvc_growth_notes(const gvc_model *m, const void *state, gvc_attributes *to);

#endif
