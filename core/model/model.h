/* model.h - what the methods need of one table under one set of conventions, each computed once.
 *
 * Positions are in model order: countries in table order, groups after them, the industries of a
 * block side by side. A "panel" holds one vector of length n a row: panel G x n has a row a block.
 * Symbols in comments are those of the literature: A = Z diag(1/x), B = (I - A)^-1, L the inverse
 * of the diagonal blocks alone, v value added per unit of output, u a row of ones. */
#ifndef GVC_MODEL_H
#define GVC_MODEL_H

#include <gvc/measure.h>

#include "base/base.h"
#include "model/needs.h"

typedef struct gvc_model {
    const gvc_table *table;
    gvc_idx n, blocks;
    gvc_idx *offset;   /* blocks + 1 */
    gvc_idx *industry; /* n: position in the table */
    gvc_idx *block;    /* n: block of the industry */
    gvc_idx *sector;   /* n: position on the table's sector axis */
    const char **name; /* blocks: label of the country or group */
    gvc_idx *block_of_country;

    gvc_dense z; /* n x n; the table's own memory where the order is the table's */
    double *own_z;
    /* n x blocks: final use by absorbing block, without dropped categories, with what industries
     * without output buy */
    gvc_dense y;
    gvc_dense e;       /* n x blocks: gross exports, 0 at home */
    double *x, *inv_x; /* n: output; 1 / x, or 0 where x is 0 */
    double *slack;     /* n: x minus row sums; 0 unless output is given */
    double *va, *v;    /* n: value added; va / x */
    double *y_own;     /* n: final use at home */
    double *e_total;   /* n: gross exports to all */
    bool *orphan;      /* n: exports with no output behind them */

    gvc_system system; /* I - A; borrows z, inv_x and offset */
    gvc_local *local;  /* L */
    double *cl;        /* n: v_s L_ss */
    double *ly, *le;   /* n: L y_own; L (e_total + slack) */

    /* What gvc_model_solve was asked for; NULL where it was not. */
    gvc_leontief *leontief; /* B; kept only where B itself or extra vectors were asked for */
    bool has_inverse;       /* B itself is there */
    double *cb, *cf;        /* n: v_s B_ss; sum over t != s of v_t B_ts */
    gvc_dense w;            /* G x n: row t is v_t B_t., value added of t in a unit of final use */
    double *f;              /* n: f_s = sum over t != s of v_t B^{/s}_ts, B^{/s} with the exports of
                               s cut: foreign value added per unit of exports, counted once */
    gvc_dense by;           /* G x n: row d is B Y_.d, output absorbed finally in d */
    gvc_dense g;            /* G x n: row s is B^{/s}_.s E_s, output for the exports of s */
    gvc_dense home;         /* G x n: row s is B^{/s} Y^{/s}_.s, output absorbed in s */
    gvc_dense abroad;       /* G x n: row s is the sum over d != s of B^{/s} Y^{/s}_.d */
    gvc_dense own;          /* G x n: row s is B_.s Y_ss, output for final use at home */
    gvc_dense final;        /* G x n: row s is B_.s sum over u != s of Y_su, for final exports */
    gvc_dense sold;         /* G x n: row s is B_.s E_s, output for the exports of s, again and
                               again */
    gvc_dense bought;       /* G x n: row r is B E_.r, output for the imports of r, likewise */
    gvc_dense imported;     /* G x n: row r is B^{/r} E_.r, output outside r for the imports of r,
                               each counted once; 0 in block r (see panels.c) */
    double *own_left, *own_right; /* the memory of w and of the panels above */
    double *ones;      /* n: B u', or u B where no right vector was asked for; NULL with B */
    gvc_report solved; /* solver, residual, condition, sweeps, fall-back of the above */

    bool has_local;

    gvc_text warnings; /* one line each */
} gvc_model;

/* Blocks, output, value added, exports: one pass over the table. Errors: GVC_EUNKNOWN (group
 * member, dropped category), GVC_EARG (groups that overlap; given output or value added that the
 * table does not have). */
gvc_status gvc_model_new(gvc_ctx *ctx, gvc_model **out, const gvc_table *t,
                         const gvc_measure_options *options);
/* Blocks alone, of a table that may have no matrices: enough to say what a run would take. Nothing
 * is logged. Errors as above, but for what only the matrices tell. */
gvc_status gvc_model_new_bare(gvc_ctx *ctx, gvc_model **out, const gvc_table *t,
                              const gvc_measure_options *options);
/* L, cl, ly, le. GVC_ESINGULAR names the industry. */
gvc_status gvc_model_local(gvc_ctx *ctx, gvc_model *m);
/* How models of nearly the same table are solved: from the solutions of a first one, whose panels
 * are kept here. Free what it holds with gvc_model_start_free. */
typedef struct gvc_model_start {
    bool keep;        /* the next model is the first one; else it starts from `left`, `right` */
    double tolerance; /* relative residual asked of those that start from it */
    gvc_leontief *leontief; /* of the model before, for the next one; NULL: none */
    gvc_dense left, right;  /* as gvc_model_solve_left and _right number the vectors */
} gvc_model_start;
void gvc_model_start_free(gvc_model_start *start);
/* What it holds beside a model that needs this. */
size_t gvc_model_start_bytes(const gvc_model *m, const gvc_workload *work);
/* What a run asks of its model, all of it known before anything is solved. */
typedef struct gvc_model_ask {
    gvc_needs needs;
    gvc_workload extra;     /* vectors that methods will solve for themselves with m->leontief */
    const char *solver;     /* NULL = the plan's choice */
    size_t later;           /* bytes that will be held beside the model afterwards */
    gvc_model_start *start; /* NULL: from nothing, to full precision */
} gvc_model_ask;
/* L and everything asked for, in one go. Warns of negative entries, by the name of the industries.
 * GVC_ESINGULAR names the industry, GVC_ENOMEM where nothing fits the memory limit, GVC_EUNKNOWN
 * and GVC_EARG for a solver that there is not or that cannot. Once a model. */
gvc_status gvc_model_solve(gvc_ctx *ctx, gvc_model *m, const gvc_model_ask *ask);
/* What gvc_model_solve would hold at the peak, whatever the memory limit, and the seconds of one
 * core; where the table has no Z, the most that any density leads to. Errors of the solver. */
gvc_status gvc_model_foresee(gvc_ctx *ctx, const gvc_model *m, const gvc_model_ask *ask,
                             size_t *bytes, double *seconds);
void gvc_model_free(gvc_model *m);

/* Puts a line into the warnings and the log. */
void gvc_model_warn(gvc_ctx *ctx, gvc_model *m, const char *format, ...) GVC_PRINTF(3, 4);
/* Turns a report into words: names the industry where elimination broke down. */
gvc_status gvc_model_report(gvc_ctx *ctx, const gvc_model *m, gvc_report report);
/* The block of B with the rows of block r and the columns of block s; all rows of those columns. */
gvc_dense gvc_model_inverse_block(const gvc_model *m, gvc_idx r, gvc_idx s);
/* Rows of Z of block s, all columns. */
gvc_dense gvc_model_rows(const gvc_model *m, gvc_idx s);
gvc_idx gvc_model_size(const gvc_model *m, gvc_idx s); /* industries of block s */
/* Position of industry `at` of the table. */
gvc_idx gvc_model_position(const gvc_model *m, gvc_idx at);
/* Position of the industry with this label; GVC_EUNKNOWN with near labels. */
gvc_status gvc_model_find(gvc_ctx *ctx, const gvc_model *m, const char *label, gvc_idx *out);
gvc_idx gvc_model_most(const gvc_model *m); /* industries of the largest block */
/* Final use as a panel G x n, row d is Y_.d; its data is yours to release. */
gvc_status gvc_model_demand(gvc_ctx *ctx, const gvc_model *m, gvc_dense *out);
/* to[s] = sum over d != s (and, not_own, d != block of the industry) of from[d]; both G x n, not
 * the same memory. Running sums from both ends, so that nothing is subtracted. */
void gvc_model_others(const gvc_model *m, const gvc_dense *from, bool not_own, gvc_dense *to);
/* A zeroed rows x cols block on the heap in *out (data to be released); GVC_ENOMEM with words. */
gvc_status gvc_model_panel(gvc_ctx *ctx, gvc_dense *out, gvc_idx rows, gvc_idx cols);

/* core/model/blocks.c: fills offset, industry, block, sector, name, block_of_country. */
gvc_status gvc_model_blocks(gvc_ctx *ctx, gvc_model *m, const gvc_measure_options *options);
/* core/model/accounts.c: fills z, y, e, x, inv_x, slack, va, v, y_own, e_total, orphan. */
gvc_status gvc_model_accounts(gvc_ctx *ctx, gvc_model *m, const gvc_measure_options *options);
/* Final use that can be dropped, output and value added that the table states. */
gvc_status gvc_model_check(gvc_ctx *ctx, const gvc_table *t, const gvc_measure_options *options);
/* Is Z in model order as it is? */
bool gvc_model_in_table_order(const gvc_model *m);
/* t = u - u A - v, n numbers: what an industry neither buys nor reports as value added, per unit of
 * output. idle: t where there is no output, hence no A and no v: 1, so that v B + t B are ones and
 * orphan flows are in t; or 0, which leaves them out. */
void gvc_model_unnamed(const gvc_model *m, double idle, double *t);
/* core/model/panels.c: the vectors behind `needs`; left: w, cb, cf, f; right: the panels by, g,
 * home and so on; the last of them `ones`. */
gvc_workload gvc_model_workload(const gvc_model *m, gvc_needs needs);
/* Was all of this asked for, by whichever run, and solved? */
bool gvc_model_has(const gvc_model *m, gvc_needs needs);
/* Vectors solved for by a method itself, with words where that fails: only as many as announced. */
gvc_status gvc_model_left(gvc_ctx *ctx, const gvc_model *m, const gvc_dense *from,
                          const gvc_idx *cut, gvc_dense *to);
gvc_status gvc_model_right(gvc_ctx *ctx, const gvc_model *m, const gvc_dense *from,
                           const gvc_idx *cut, gvc_dense *to);
/* start: NULL is fine. */
gvc_status gvc_model_solve_left(gvc_ctx *ctx, gvc_model *m, gvc_needs needs,
                                const gvc_workload *work, gvc_model_start *start);
gvc_status gvc_model_solve_right(gvc_ctx *ctx, gvc_model *m, gvc_needs needs,
                                 const gvc_workload *work, gvc_model_start *start);
/* How it was solved, extra vectors included. */
gvc_report gvc_model_solved(const gvc_model *m);
/* core/model/memory.c: what is held at the peak, table and program included; in all, and beside the
 * solver. later: as for gvc_model_solve. */
size_t gvc_model_table_bytes(const gvc_model *m); /* matrices, there or not */
size_t gvc_model_beside_bytes(const gvc_model *m, const gvc_workload *work, size_t later);
size_t gvc_model_peak_bytes(const gvc_model *m, const gvc_plan *plan, size_t later);

/* What no wanted term needs is not solved, and counts as 0 in terms that nobody sees. Entry i of a
 * vector, 0 where there is none. */
static inline double gvc_entry(const double *vector, gvc_idx i)
{
    return vector == NULL ? 0 : vector[i];
}

/* Row s of a panel, NULL where there is none. */
static inline const double *gvc_row(const gvc_dense *panel, gvc_idx s)
{
    return panel->data == NULL ? NULL : panel->data + s * panel->stride;
}

#endif
