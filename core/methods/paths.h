/* paths.h - structural paths: the inside of gvc paths, shared by its files
 *
 * A path i0 < i1 < ... < ik contributes w s_ik, where w = f_i0 A[i1,i0] ... A[ik,i(k-1)]: i0 is the
 * final product, ik the origin, k the tier. Everything is found by bounds in the (max, x) algebra:
 *   value[d]_i: largest |s| that a path can bring from i on in at most d further steps,
 *     value[d]_i = max(|s_i|, max_k |A_ki| value[d - 1]_k)
 *   passing[d]_i: the same of paths that still have to pass one of the positions asked for
 *   weight_i: largest |w| with which a path comes to i; weight_passed_i: having passed
 * so that no subtree is opened in vain. */
#ifndef GVC_METHODS_PATHS_H
#define GVC_METHODS_PATHS_H

#include "methods/method.h"

/* What is looked for. Vectors of n, borrowed. */
/* Of a path while it is looked for: three entries of the heap with their nodes, its steps, its
 * name, its links. */
enum { GVC_PATHS_BYTES = 512 };

typedef struct gvc_paths_problem {
    const gvc_model *m;
    const double *f, *s; /* demand by product; what a unit of output brings, by origin */
    const gvc_sparse *a; /* A by suppliers, without the sales abroad of a country that is cut */
    const bool *through; /* positions of which a path has to pass one; NULL = none */
    gvc_idx tiers;       /* the deepest that counts, -1 = all */
    int threads;
} gvc_paths_problem;

/* ---- paths_bound.c -----------------------------------------------------------------------------
 */
typedef struct gvc_paths_bounds {
    gvc_idx n, levels;       /* of steps that may follow; more than the last change nothing */
    double *value, *passing; /* levels x n; passing NULL: nothing is to be passed */
    double *weight, *weight_passed; /* n, of paths that may still go on; the latter NULL likewise */
    gvc_idx sweeps;                 /* that value took to settle */
} gvc_paths_bounds;

/* GVC_ECONVERGE where chains of |A| grow without end; free it in any case. */
gvc_status gvc_paths_bounds_new(gvc_ctx *ctx, gvc_paths_bounds *b, const gvc_paths_problem *p);
void gvc_paths_bounds_free(gvc_paths_bounds *b);

/* The bound of position i, given the steps that may follow. */
static inline double gvc_paths_bound(const gvc_paths_bounds *b, bool passed, gvc_idx steps,
                                     gvc_idx i)
{
    gvc_idx level = steps < 0 || steps >= b->levels ? b->levels - 1 : steps;
    const double *from = passed || b->passing == NULL ? b->value : b->passing;
    return from[level * b->n + i];
}

/* Bounds are products in another order than contributions: what is pruned is less than this part
 * of the bound smaller. */
#define GVC_PATHS_SLACK 1e-12
enum { GVC_PATHS_LONGEST = 10000000 }; /* paths of a list: 5 GB */

/* ---- paths_links.c: the entries of A that a path of at least `least` can have; paths_floor.c
 * -----
 */
typedef struct gvc_paths_link {
    double value; /* of A */
    int32_t from; /* the supplier */
} gvc_paths_link;

/* A way on from a position, the best first. */
typedef struct gvc_paths_child {
    double key, value; /* |A| times the bound of the supplier; A */
    int32_t at;
} gvc_paths_child;

typedef struct gvc_paths_children {
    gvc_idx count;
    gvc_paths_child *items;
} gvc_paths_children;

typedef struct gvc_paths_links {
    const gvc_paths_problem *p;
    const gvc_paths_bounds *bounds;
    double least;              /* no path below it is looked for */
    int64_t *start;            /* n + 1: the links of user i are start[i] .. start[i + 1] - 1 */
    gvc_paths_link *items;     /* suppliers ascending */
    gvc_paths_children *lists; /* (levels x states) x n, each made when first asked for */
    gvc_paths_children roots;  /* of all final products, best first */
} gvc_paths_links;

/* A contribution that at least `top` paths reach, out of those that differ in their last step; 0
 * where there are fewer of them. */
gvc_status gvc_paths_floor(gvc_ctx *ctx, const gvc_paths_problem *p, const gvc_paths_bounds *b,
                           gvc_idx top, double *out);
/* Free it in any case. */
gvc_status gvc_paths_links_new(gvc_ctx *ctx, gvc_paths_links *out, const gvc_paths_problem *p,
                               const gvc_paths_bounds *b, double least);
/* The ways on from user i, of which `steps` (-1 = any number) may still be gone; NULL when memory
 * is out. Not from several threads, unless all are made. */
const gvc_paths_children *gvc_paths_ways(gvc_paths_links *l, bool passed, gvc_idx steps, gvc_idx i);
/* Makes all of them. */
gvc_status gvc_paths_ways_all(gvc_ctx *ctx, gvc_paths_links *l);
void gvc_paths_links_free(gvc_paths_links *l);

/* ---- paths_found.c -----------------------------------------------------------------------------
 */
typedef struct gvc_paths_found {
    gvc_idx count;
    double *value;  /* count */
    int64_t *start; /* count + 1: positions of path k are at[start[k]] .. at[start[k + 1] - 1] */
    int32_t *at;    /* the final product first */
    gvc_idx room, places;
    double next;       /* no path that is missing contributes more than this, in absolute value */
    gvc_idx visited;   /* subtrees opened */
    gvc_idx most;      /* paths it may hold, 0 = any number */
    bool full, failed; /* more than that came; memory was out */
} gvc_paths_found;

/* false: no more (full or failed). at: length positions. */
bool gvc_paths_add(gvc_paths_found *to, double value, const int32_t *at, gvc_idx length);
bool gvc_paths_append(gvc_paths_found *to, const gvc_paths_found *from);
/* By falling |contribution|, equal ones by their positions. False when memory is out. */
bool gvc_paths_sort(gvc_paths_found *f);
void gvc_paths_found_free(gvc_paths_found *f);
static inline gvc_idx gvc_paths_tier(const gvc_paths_found *f, gvc_idx k)
{
    return (gvc_idx)(f->start[k + 1] - f->start[k]) - 1;
}

/* ---- paths_question.c: what the options ask for, in numbers -----------------------------------
 */
typedef struct gvc_paths_question {
    gvc_paths_problem problem; /* of the vectors below, filters taken into account */
    double *f, *s;           /* n: demand and what a unit of output brings, whatever the filters */
    double *f_kept, *s_kept; /* n: 0 where --to and --from leave out */
    bool *through;           /* n, NULL = no such filter */
    gvc_sparse a;            /* 12 bytes an entry of Z that is not 0 */
    gvc_idx cut;             /* block whose sales abroad are left out of a, -1 = none */
    bool planned;            /* a solver was asked for by name: solve as other measures do */
    gvc_report solved;       /* how it was, else */
    double *output;          /* n: B f, with the sales of the cut block taken out */
    double total;            /* s B f */
    double absolute;         /* the sum of |contribution| over all paths; NaN: not found */
    const char *satellite;   /* the account whose units contributions have; NULL: none */
} gvc_paths_question;

/* Refuses what is about lists of paths, for a measure that has none. */
gvc_status gvc_paths_no_list(gvc_ctx *ctx, const char *method, const gvc_measure_options *o);
/* Refuses what has no meaning together. */
gvc_status gvc_paths_choose(gvc_ctx *ctx, const gvc_measure_options *o);
/* Vectors that are solved for with a solver asked for by name; multiplier: s B too. */
gvc_workload gvc_paths_work(const gvc_measure_options *o, bool multiplier);
/* Bytes of a question. */
size_t gvc_paths_bytes(const gvc_model *m);
/* All but the totals; `output` is a guess. GVC_EUNKNOWN: a label or an account. Free it in any
 * case. */
gvc_status gvc_paths_ask(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                         gvc_paths_question *out);
gvc_status gvc_paths_solve(gvc_ctx *ctx, const gvc_model *m, gvc_paths_question *q);
/* s B, with the sales of the cut block taken out; n, yours. */
gvc_status gvc_paths_multiplier(gvc_ctx *ctx, const gvc_model *m, gvc_paths_question *q,
                                double **out);
/* A g, likewise; both n. */
void gvc_paths_step(const gvc_paths_question *q, const double *g, double *out);
/* How it was solved, among the attributes. */
bool gvc_paths_say_solved(const gvc_paths_question *q, gvc_attributes *to);
void gvc_paths_question_free(gvc_paths_question *q);
/* ---- paths_best.c, paths_all.c: the two searches -----------------------------------------------
 */
/* The `top` largest paths, the largest first, of at least `least`; stops when they add up to
 * `enough` (NaN: never). */
gvc_status gvc_paths_best(gvc_ctx *ctx, gvc_paths_links *l, gvc_idx top, double least,
                          double enough, gvc_paths_found *out);
/* All paths of at least `least`; where there are more than `most`, out->full, and not all of them.
 */
gvc_status gvc_paths_all(gvc_ctx *ctx, gvc_paths_links *l, double least, gvc_idx most,
                         gvc_paths_found *out);

/* ---- paths_find.c ------------------------------------------------------------------------------
 */
/* The search that the options ask for. */
gvc_status gvc_paths_find(gvc_ctx *ctx, const gvc_paths_question *q, const gvc_measure_options *o,
                          gvc_paths_found *out, gvc_idx *sweeps);
/* Paths that it finds at most. */
gvc_idx gvc_paths_most(const gvc_measure_options *o);
/* How many estimates reckon with: not the most, where a threshold says how many they are. */
gvc_idx gvc_paths_expected(const gvc_measure_options *o);

/* ---- paths_summary.c: what the list covers ----------------------------------------------------
 */
typedef struct gvc_paths_summary {
    double sum, absolute;  /* of what was found; the latter in absolute values */
    gvc_idx tiers;         /* that were found: 0 .. tiers - 1 */
    double *found, *total; /* tiers: what was found, and all paths of the tier */
    gvc_idx sweeps;        /* for the bounds */
} gvc_paths_summary;

gvc_status gvc_paths_sum_up(gvc_ctx *ctx, const gvc_model *m, const gvc_paths_question *q,
                            const gvc_paths_found *found, gvc_paths_summary *out);
/* Attributes, and notes for a terminal. False when memory is out. */
bool gvc_paths_say(const gvc_model *m, const gvc_paths_question *q, const gvc_paths_found *found,
                   const gvc_paths_summary *s, gvc_attributes *to);
void gvc_paths_summary_free(gvc_paths_summary *s);

/* ---- paths_rows.c: the rows that a list of paths becomes ---------------------------------------
 */
typedef enum gvc_paths_by {
    GVC_PATHS_EACH,
    GVC_PATHS_BY_ORIGIN,
    GVC_PATHS_BY_FINAL,
    GVC_PATHS_BY_TIER,
    GVC_PATHS_BY_SUPPLIER,
    GVC_PATHS_BY_COUNTRIES,
} gvc_paths_by;

typedef struct gvc_paths_rows {
    gvc_idx count;
    char *text;         /* of the names */
    const char **names; /* count; NULL: rows are the positions of the model */
    /* Of roll-ups, count each: what was found, how many paths, what all paths of the row add up to
     * (NULL: not known). */
    double *sum, *paths, *total;
} gvc_paths_rows;

gvc_status gvc_paths_rows_new(gvc_ctx *ctx, const gvc_model *m, gvc_paths_question *q,
                              const gvc_paths_found *found, const gvc_paths_summary *summary,
                              gvc_paths_by by, gvc_paths_rows *out);
void gvc_paths_rows_free(gvc_paths_rows *r);

#endif
