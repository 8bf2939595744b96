/* gvc/measure.h - every measure of one table: decompositions of gross trade, origin and destination
 * of value added, indicators, stages, positions; and the list of methods
 *
 * Notation in every formula: s exporter, r direct importer, t origin, d final absorber; A input
 * coefficients, B global and L local Leontief inverse, Y final use, E_sr gross exports, X output,
 * v value added per unit of output; "o" is the elementwise product. */
#ifndef GVC_MEASURE_H
#define GVC_MEASURE_H

#include <gvc/result.h>
#include <gvc/scenario.h>
#include <gvc/table.h>

/* A set of countries treated as one block: flows between members are domestic. */
typedef struct gvc_group {
    const char *name;
    const char *const *members; /* country labels, NULL-ended */
} gvc_group;

/* A sector whose rows are added to those of its group; shares and ratios come after the sum. */
typedef struct gvc_sector_group {
    const char *sector, *group;
} gvc_sector_group;

/* Part of an industry's value added that goes to `name` (a stage, a business function). */
typedef struct gvc_weight {
    const char *country; /* NULL = all */
    const char *sector;
    const char *name;
    double share; /* those of an industry add up to 1 */
} gvc_weight;
/* A weight of an account in an indicator (gvc_characterisation_read) is no larger, nor below minus
 * this. */
#define GVC_CHARACTERISATION_MOST 1e15

/* A country whose columns are added to those of its bloc in the result; unlike a group it stays a
 * country of its own in every flow. */
typedef struct gvc_bloc {
    const char *country, *bloc;
} gvc_bloc;

/* Prices of a country in a year, on any base that is the same in all its years. */
typedef struct gvc_deflator {
    const char *country;
    int year;
    double deflator; /* price index of its GDP, in its own currency */
    double rate; /* its currency per unit of the common one (won for a dollar); 1 = it is that */
} gvc_deflator;
/* Both numbers lie between 1e-30 and 1e30. */
#define GVC_DEFLATOR_DECADES 30

#define GVC_ELASTICITY_MOST 1e6

/* So many periods, or loops, at most. */
#define GVC_COUNTED_MOST 10000

typedef enum gvc_va_rule {
    GVC_VA_RESIDUAL, /* output minus column sum of Z (default) */
    GVC_VA_GIVEN,    /* the table's value-added rows, summed; adds the term resid */
} gvc_va_rule;

typedef enum gvc_output_rule {
    GVC_OUTPUT_ROWSUM, /* row sums of Z and Y (default) */
    GVC_OUTPUT_GIVEN,  /* the table's own output */
} gvc_output_rule;

/* What to compute and how. Words that a method does not know are refused; gvc_method_info lists
 * those it does. Lists are NULL-ended, NULL where they are empty. */
typedef struct gvc_measure_options {
    int version;
    const char *method; /* a name of gvc_method_list; NULL = "bm" */
    const char *level;  /* which keys the rows have; NULL = the method's default */
    const char *perspective, *approach;
    const char *detail; /* another set of terms: "elementary", "tripartite", ...; NULL = summary */
    const char *in;     /* the flow that is looked into: "exports", "output", "final-demand" */
    const char *by;     /* whose rows: "origin", "absorber", "both" */
    const char *origin_level; /* "country", "sector" */
    const char *const *from;  /* a perimeter by hand: countries, sectors, industries */
    const char *const *to;
    const char *const *with;   /* further columns: "length", "kpww" */
    const char *product;       /* a chain: an industry, "KOR_c14" */
    const char *category;      /* of final use: "GFCF"; NULL = all */
    gvc_idx tiers;             /* stages or loops that are told apart, 0 = 10; of paths 0 = any */
    double least;              /* smallest link, share or value that is kept; 0 = default */
    const gvc_weight *weights; /* weight_count of them */
    gvc_idx weight_count;
    /* An extension row: in the place of value added (growth, paths), or beside it, in columns of
     * its own (scenario, exposure_upgrade, footprint, linkages); NULL = none. */
    const char *satellite;
    const gvc_bloc *blocs; /* bloc_count of them; countries in none of them stay alone */
    gvc_idx bloc_count;
    const gvc_table *const *others; /* other_count further tables: earlier years, a replay */
    gvc_idx other_count;
    const char *const *rest; /* countries that are the rest of the world; NULL = by their labels */
    /* Whose rows are computed where that is cheaper than all, those of the others are NaN, and of
     * whom the notes speak; NULL = all. */
    const char *const *countries;
    bool direct;             /* of several tables the first and the last only */
    const char *relative_to; /* "world": as a share of the world's total; NULL = as it is */
    const gvc_shock *shocks; /* of a scenario, shock_count of them: gvc/scenario.h */
    gvc_idx shock_count;
    double product_rate; /* tariff: duty that protects the product itself, a share; 0 = as the
                            shocks say */
    gvc_idx periods;     /* inoperability: rows for as many periods; 0 = the end of it alone */
    double resilience;   /* part of the gap that a period closes, in (0, 1]; 0 = 1 */
    /* 3 of them: between value added and inputs, among inputs, among final goods, each from 0 to
     * GVC_ELASTICITY_MOST; NULL = equal */
    const double *elasticities;
    const gvc_deflator *deflators; /* deflator_count of them */
    gvc_idx deflator_count;
    gvc_idx top;     /* so many of the largest are listed; 0 = default */
    double coverage; /* or as many as make up this share of the total; 0 = whatever they make up */
    double least_value;         /* as `least`, in units of the result; 0 = none */
    const char *const *through; /* only what passes one of these countries, sectors, industries */
    const char *cut; /* the exports of this country, its sales abroad taken out of the chain */

    gvc_va_rule va;
    gvc_output_rule output;
    const char *const *drop_fd; /* final-use categories left out before output is computed */
    const gvc_group *groups;    /* group_count of them; rows come after the remaining countries */
    gvc_idx group_count;
    const gvc_sector_group *sector_groups; /* rows come after the remaining sectors */
    gvc_idx sector_group_count;
    /* The result holds only these; NULL = all. What only the others need is not solved for, so that
     * fewer terms may be solved in another way and differ in the last bits; the gap of the identity
     * is measured where all its terms are among them. */
    const char *const *terms;
    /* A name of gvc_solver_name; NULL = the fastest that fits the memory limit. One that cannot do
     * what the terms need (vaxim: all of B) is an error, one that fails hands over to a safer one.
     */
    const char *solver;
} gvc_measure_options;
#define GVC_MEASURE_OPTIONS_VERSION 4
#define GVC_MEASURE_OPTIONS_INIT                                                                   \
    {                                                                                              \
        .version = GVC_MEASURE_OPTIONS_VERSION                                                     \
    }

/* One measure of t. Dimensions: year, then the keys of the level. Terms in table units unless they
 * say otherwise. Attributes say method, reference, identity and its gap, conventions, warnings
 * (orphan flows, a table out of balance, an implausible inverse, by name), and how it was solved:
 * solver, solver_fallback (why not the planned one), residual (the largest relative one of all
 * solves), sweeps (most of a solve), condition; each where there is one.
 * Errors: GVC_EUNKNOWN (method, term, label, solver), GVC_EARG (a combination without meaning, with
 * the nearest that has one), GVC_ESINGULAR (names the industry), GVC_ENOMEM (memory limit, before
 * the work).
 * options NULL = defaults; *out is yours. */
GVC_API gvc_status gvc_measure(gvc_ctx *ctx, gvc_result **out, const gvc_table *t,
                               const gvc_measure_options *options);

/* The keys that the rows of a measure have, after the year. */
enum { GVC_MEASURE_KEYS = 6 };
typedef struct gvc_measure_view {
    const char *keys[GVC_MEASURE_KEYS]; /* "exporter", "sector"; borrowed for ever */
    int count;
    const char *level, *approach;         /* with the defaults; NULL where they have no meaning */
    const struct gvc_method_info *method; /* whose record it is */
    const struct gvc_variant *variant;    /* its terms; NULL: they depend on the options */
} gvc_measure_view;
/* Can these options be asked for at all, and what would come? Finds what gvc_measure would refuse
 * whatever the table: words and terms that are not known, combinations without meaning. out may be
 * NULL. */
GVC_API gvc_status gvc_measure_check(gvc_ctx *ctx, const gvc_measure_options *options,
                                     gvc_measure_view *out);

/* Several measures of one table in one go, each into its sink, piece by piece: what they share
 * (blocks, accounts, solves, the terms of an exporter) is computed once. The sinks hear of their
 * pieces in turn. Errors as above. */
typedef struct gvc_measure_job {
    const gvc_measure_options *options; /* NULL = defaults */
    const gvc_sink *sink;
} gvc_measure_job;
GVC_API gvc_status gvc_measure_all(gvc_ctx *ctx, const gvc_table *t, const gvc_measure_job *jobs,
                                   gvc_idx count);

/* What gvc_measure would take of a table of this size, known from its labels alone
 * (gvc_read_options.labels_only): how many tables can be measured side by side. */
typedef struct gvc_measure_cost {
    /* Upper bound for a process that reads the table, measures it with the threads of the context
     * and writes the result piece by piece; a solver that has to hand over to a safer one may take
     * more. The memory limit of the context is not looked at. */
    size_t bytes;
    double seconds; /* of one core; a rough guide, by the rates of a recent server core */
    gvc_idx industries, countries; /* of the table */
    gvc_idx cells, terms;          /* of the result, absent rows included */
} gvc_measure_cost;
/* Of a table with matrices the density of Z is looked up; without, the worst is assumed. Errors as
 * of gvc_measure, but for what only matrices tell (--output-total given without matrices) and for
 * labels that a method looks up as it begins (a product, weights). Nothing is computed or logged.
 * options NULL = defaults. */
GVC_API gvc_status gvc_measure_estimate(gvc_ctx *ctx, gvc_measure_cost *out, const gvc_table *t,
                                        const gvc_measure_options *options);

/* What a method is, for help, manual and attributes. */
typedef struct gvc_variant {
    const char *name;      /* "source", "sink, elementary", "sector", ... */
    const char *summary;   /* what it answers, one line */
    const gvc_term *terms; /* ends with a record whose name is NULL; NULL: known from options */
    /* What the summing terms add up to, and what shares are of: "gexp"; NULL: nothing. */
    const char *identity;
    /* Columns of a table too narrow for all terms: names, NAME% for a share of the identity. */
    const char *headline;
} gvc_variant;

typedef struct gvc_method_info {
    const char *name; /* "bm" */
    /* Asked for by this name too, where a perspective or detail is named that only this record
     * offers: "bm"; NULL: by its own name alone. */
    const char *family;
    const char *command;   /* the measure it belongs to: "decompose", "trace", "stages", ... */
    const char *usage;     /* how the command is told to take it: "decompose -m kww" */
    const char *title;     /* "Borin-Mancini" */
    const char *summary;   /* one line */
    const char *question;  /* what it answers, a short paragraph */
    const char *reference; /* paper and equations */
    const char *bibtex;
    const char *const *identities;   /* what sums to what, NULL-ended */
    const char *const *caveats;      /* NULL-ended */
    const char *const *levels;       /* NULL-ended, the default first; as the next four */
    const char *const *perspectives; /* NULL: there are none; as the next three */
    const char *const *approaches;
    const char *const *details;
    bool by_hand;                /* takes `from` and `to` */
    const gvc_variant *variants; /* ends with a record whose name is NULL */
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
/* GVC_ESINGULAR where I - A has no inverse, GVC_ENOMEM (memory limit), GVC_ECANCELLED. */
GVC_API gvc_status gvc_check_leontief(gvc_ctx *ctx, const gvc_table *t, gvc_leontief_check *out);

#endif
