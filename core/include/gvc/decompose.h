/* gvc/decompose.h - decompositions of gross exports, and the list of methods
 *
 * Notation in every formula: s exporter, r direct importer, t origin; A input coefficients, B
 * global and L local Leontief inverse, Y final use, E_sr gross exports, v value added per unit of
 * output; "o" is the elementwise product. */
#ifndef GVC_DECOMPOSE_H
#define GVC_DECOMPOSE_H

#include <gvc/result.h>
#include <gvc/table.h>

/* A set of countries treated as one block: flows between members are domestic. */
typedef struct gvc_group {
    const char *name;
    const char *const *members; /* country labels, NULL-ended */
} gvc_group;

typedef enum gvc_va_rule {
    GVC_VA_RESIDUAL, /* output minus column sum of Z (default) */
    GVC_VA_GIVEN,    /* the table's value-added rows, summed; adds the term resid */
} gvc_va_rule;

typedef enum gvc_output_rule {
    GVC_OUTPUT_ROWSUM, /* row sums of Z and Y (default) */
    GVC_OUTPUT_GIVEN,  /* the table's own output */
} gvc_output_rule;

typedef struct gvc_decompose_options {
    int version;
    const char *method;      /* a name of gvc_method_list; NULL = "bm" */
    const char *level;       /* "country", "sector", "pair", "bilateral"; NULL = "country" */
    const char *perspective; /* NULL = "exporter" */
    const char *approach;    /* "source", "sink"; NULL = "source" */
    bool elementary;         /* the 12 elementary terms instead of the summary */
    gvc_va_rule va;
    gvc_output_rule output;
    const char *const
        *drop_fd; /* final-use categories left out before output is computed; NULL-ended */
    const gvc_group *groups; /* group_count of them; rows come after the remaining countries */
    gvc_idx group_count;
    /* The result holds only these (NULL-ended); NULL = all. What only the others need is not
     * solved for, so that fewer terms may be solved in another way and differ in the last bits;
     * the gap of the identity is measured where all its terms are among them. */
    const char *const *terms;
    /* A name of gvc_solver_name; NULL = the fastest that fits the memory limit. One that cannot do
     * what the terms need (vaxim: all of B) is an error, one that fails hands over to a safer one.
     */
    const char *solver;
} gvc_decompose_options;
#define GVC_DECOMPOSE_OPTIONS_VERSION 2
#define GVC_DECOMPOSE_OPTIONS_INIT                                                                 \
    {                                                                                              \
        GVC_DECOMPOSE_OPTIONS_VERSION, NULL, NULL, NULL, NULL, false, GVC_VA_RESIDUAL,             \
            GVC_OUTPUT_ROWSUM, NULL, NULL, 0, NULL, NULL                                           \
    }

/* Gross exports of t decomposed. Dimensions: year, exporter, then sector and importer as the level
 * asks. Terms in table units. Attributes say method, reference, identity and its gap, conventions,
 * warnings (orphan flows, a table out of balance, an implausible inverse, by name), and how it was
 * solved: solver, solver_fallback (why not the planned one), residual (the largest relative one of
 * all solves), sweeps (most of a solve), condition; each where there is one.
 * Errors: GVC_EUNKNOWN (method, group member, solver), GVC_EARG (a combination without meaning,
 * with the nearest that has one), GVC_ESINGULAR (names the industry), GVC_ENOMEM (memory limit,
 * before the work).
 * options NULL = defaults; *out is yours. */
GVC_API gvc_status gvc_decompose(gvc_ctx *ctx, gvc_result **out, const gvc_table *t,
                                 const gvc_decompose_options *options);

/* Several decompositions of one table in one go, each into its sink, exporter by exporter: what
 * they share (blocks, accounts, solves, the terms of an exporter) is computed once. The sinks hear
 * of their pieces in turn. Errors as above. */
typedef struct gvc_decompose_job {
    const gvc_decompose_options *options; /* NULL = defaults */
    const gvc_sink *sink;
} gvc_decompose_job;
GVC_API gvc_status gvc_decompose_all(gvc_ctx *ctx, const gvc_table *t,
                                     const gvc_decompose_job *jobs, gvc_idx count);

/* What a method is, for help, manual and attributes. */
typedef struct gvc_variant {
    const char *name;      /* "source", "sink", "source elementary", ... */
    const char *summary;   /* what it answers, one line */
    const gvc_term *terms; /* ends with a record whose name is NULL */
    /* Columns of a table too narrow for all terms: names, NAME% for a share of the identity. */
    const char *headline;
} gvc_variant;

typedef struct gvc_method_info {
    const char *name;      /* "bm" */
    const char *title;     /* "Borin-Mancini" */
    const char *summary;   /* one line */
    const char *question;  /* what it answers, a short paragraph */
    const char *reference; /* paper and equations */
    const char *bibtex;
    const char *identity;            /* "gexp": what the summing terms add up to */
    const char *const *identities;   /* other identities, NULL-ended */
    const char *const *caveats;      /* NULL-ended */
    const char *const *perspectives; /* NULL-ended, the default first */
    const char *const *approaches;   /* likewise */
    const char *const *levels;       /* likewise */
    const gvc_variant *variants;     /* ends with a record whose name is NULL */
} gvc_method_info;

/* All methods, NULL-ended; borrowed for ever. */
GVC_API const gvc_method_info *const *gvc_method_list(void);
GVC_API const gvc_method_info *gvc_method_find(const char *name); /* NULL if absent */

/* Spectral radius of A, condition of I - A: the expensive part of `gvc check`. */
typedef struct gvc_leontief_check {
    double spectral_radius; /* of |A|, below 1 for a productive economy; NaN if not settled */
    double condition;       /* 1-norm condition number of I - A */
    double smallest;        /* smallest entry of the inverse; below 0 is implausible for A >= 0 */
    double residual;        /* relative residual of the inverse */
} gvc_leontief_check;
GVC_API gvc_status gvc_check_leontief(gvc_ctx *ctx, const gvc_table *t, gvc_leontief_check *out);

#endif
