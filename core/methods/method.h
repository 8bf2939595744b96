/* method.h - a measure: core/methods/NAME.c defines one record, methods.def names it
 *
 * A method says which axes its numbers have and fills them piece by piece, a piece being one label
 * of the slow axis (an exporter, an origin, ...), several at once. It knows neither sinks nor sums:
 * the view (view.h) adds up the axes that the level does not keep, and sector groups, and then has
 * the method derive its ratios from the sums. */
#ifndef GVC_METHOD_H
#define GVC_METHOD_H

#include <gvc/measure.h>

#include "model/model.h"

typedef enum gvc_axis_kind {
    GVC_AXIS_BLOCKS,     /* countries and groups, in model order */
    GVC_AXIS_BLOCS,      /* the same, shown by their bloc (options->blocs), not the slow axis */
    GVC_AXIS_INDUSTRIES, /* those of the slow axis' block, one each; shown by sector or its group */
    GVC_AXIS_SECTORS,    /* those of the table, by position; shown by sector or its group */
    GVC_AXIS_ALL,        /* all industries, in model order, by their own labels */
    GVC_AXIS_NAMED,      /* `names` */
    GVC_AXIS_ACCOUNTS,   /* value added and every satellite account of the table: accounts.h */
    GVC_AXIS_FOUND,      /* names that `found` tells after `prepare`; the layout is whole */
} gvc_axis_kind;

typedef struct gvc_layout_axis {
    const char *name; /* of the key: "exporter", "sector", "importer", "tier", ... */
    gvc_axis_kind kind;
    bool summed; /* not a key of this level: added up */
    int of; /* SECTORS: position + 1 of the BLOCKS axis whose industries these are, 0 = of none */
    const char *const *names;
    gvc_idx count; /* of names; FOUND: the most there may be, for estimates */
} gvc_layout_axis;

enum { GVC_LAYOUT_AXES = 6 };

/* The numbers that one set of options asks for. */
typedef struct gvc_layout {
    /* In the order of the keys. axes[0] is the slow one: a piece is one label of it; it is BLOCKS
     * or ALL and never summed. Where `whole` is true there is no slow axis, one piece is all. */
    gvc_layout_axis axes[GVC_LAYOUT_AXES];
    int count;
    bool whole;
    /* Two axes of BLOCKS: cells of equal labels are no flow, left out of sums and rows; 0, 0 =
     * there are none such. */
    int own_a, own_b;
    /* An axis of INDUSTRIES, neither the slow nor the last one, along which the first term says the
     * same again: where two of its labels are shown as one the term is taken once. 0 = none. */
    int again;
    const gvc_variant *variant;
    /* Arrays beyond the terms of the variant that are summed like them and never shown: what
     * `derive` needs. */
    int hidden;
    bool resid;        /* axes are exporter, its industries, importer: with --va given + resid */
    const char *title; /* "Gross exports decomposed" */
    void *memory;      /* what the above points to, if it was made for these options: gvc_release */
} gvc_layout;

/* Options beyond levels, perspectives, approaches and details, which the record lists. Those that a
 * method does not know are refused for it. */
enum {
    GVC_KNOWS_IN = 1 << 0,
    GVC_KNOWS_BY = 1 << 1,
    GVC_KNOWS_ORIGIN_LEVEL = 1 << 2,
    GVC_KNOWS_WITH = 1 << 3,
    GVC_KNOWS_PRODUCT = 1 << 4,
    GVC_KNOWS_TIERS = 1 << 5,
    GVC_KNOWS_LEAST = 1 << 6,
    GVC_KNOWS_WEIGHTS = 1 << 7,
    GVC_KNOWS_CATEGORY = 1 << 8,
    GVC_KNOWS_SATELLITE = 1 << 9,
    GVC_KNOWS_BLOCS = 1 << 10,
    GVC_KNOWS_OTHERS = 1 << 11,
    GVC_KNOWS_REST = 1 << 12,
    GVC_KNOWS_COUNTRIES = 1 << 13,
    GVC_KNOWS_DIRECT = 1 << 14,
    GVC_KNOWS_RELATIVE = 1 << 15,
    GVC_KNOWS_SHOCKS = 1 << 16,
    GVC_KNOWS_PRODUCT_RATE = 1 << 17,
    GVC_KNOWS_PERIODS = 1 << 18, /* and resilience */
    GVC_KNOWS_ELASTICITIES = 1 << 19,
    GVC_KNOWS_DEFLATORS = 1 << 20,
    GVC_KNOWS_SEARCH = 1 << 21, /* top, coverage, least_value, through, cut */
};

enum { GVC_PRICES_ROOM = 32 };

typedef struct gvc_method {
    gvc_method_info info;
    unsigned knows; /* GVC_KNOWS_... */
    /* A satellite of the options takes the place of value added: what is in units of the table is
     * in those of the account. Elsewhere it stands beside, in terms whose units say "unit of the
     * account". */
    bool satellite_is_value;
    /* Fills in every word the options leave open, and says what comes of them. Words of a kind that
     * the record does not list, and options that it does not know, were refused before. GVC_EARG
     * with the nearest that has a meaning where they have none. *out is zeroed before; out->memory
     * is released by the caller whatever comes back. */
    gvc_status (*choose)(gvc_ctx *ctx, gvc_measure_options *options, gvc_layout *out);
    /* The prices that the numbers are in, "2000", where that is not what the table says; room: at
     * least GVC_PRICES_ROOM. NULL, or what it returns: they are those of the table. */
    const char *(*prices)(const gvc_table *t, const gvc_measure_options *options, char *room);
    /* What the model has to solve first, for the terms that the options choose. */
    gvc_needs (*need)(const gvc_measure_options *options);
    /* Vectors that `prepare` itself will solve for with m->leontief, which stays for it if there
     * are any. NULL: none. */
    gvc_workload (*extra)(const gvc_model *m, const gvc_measure_options *options);
    /* From here on `options` may name more terms than one caller wants: those of all that share the
     * computation. What `prepare` will hold. */
    size_t (*bytes)(const gvc_model *m, const gvc_measure_options *options, int workers);
    /* All else that the pieces share, and scratch for `workers` pieces at once. *state is NULL
     * before, and goes to `release` whatever comes back. Unknown labels among the options are found
     * here. */
    gvc_status (*prepare)(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *options,
                          int workers, void **state);
    /* Labels of the axis that is GVC_AXIS_FOUND, as many as there are, in the state's memory. NULL:
     * no layout has such an axis. */
    void (*found)(const void *state, const char *const **names, gvc_idx *count);
    /* Fills the slabs of label `at` of the slow axis (0 where the layout is whole), slabs[k] for
     * term k of the variant, then the hidden ones: row-major over the axes after the slow one,
     * summed ones too; to be overwritten. Cells of equal labels (own_a, own_b) are ignored. Several
     * run at once, each with the scratch of its worker, 0 .. workers - 1, and nobody touches a
     * context: the caller puts the report into words. The numbers do not depend on the worker. */
    gvc_report (*piece)(const gvc_model *m, void *state, gvc_idx at, int worker,
                        double *const *slabs);
    /* Terms that are no sums, cell by cell, from those that are: values[k] has `cells` numbers, of
     * all terms and hidden arrays. 0/0 is NaN. NULL: there are none. */
    void (*derive)(const gvc_model *m, void *state, double *const *values, gvc_idx cells);
    /* Adds what the result says beside its cells: numbers as attributes, and "notes", text that
     * stands below a table on a terminal. False when memory is out. NULL: nothing. */
    bool (*notes)(const gvc_model *m, const void *state, gvc_attributes *to);
    void (*release)(void *state); /* NULL is fine */
} gvc_method;

/* methods/options.c: is one of the terms named here wanted (terms NULL: all are)? */
bool gvc_wants(const gvc_measure_options *options, const char *const *names);
/* What each of `names` needs, for those wanted. */
gvc_needs gvc_wanted_needs(const gvc_measure_options *options, const char *const *names,
                           const gvc_needs *needs, int count);
/* Is the word one of `offered` (NULL-ended)? NULL becomes the first; GVC_EARG lists them. What:
 * "level". */
gvc_status gvc_word(gvc_ctx *ctx, const char *method, const char *what, const char **word,
                    const char *const *offered);

#endif
