/* footprint.h - what the parts of the accounts of satellites share
 *
 * F amounts of an account by industry (va, jobs, CO2), S = F / x, X = B Y output by final absorber,
 * M = S B content of a unit of final output, e gross exports, L as in gvc/measure.h. */
#ifndef GVC_METHODS_FOOTPRINT_H
#define GVC_METHODS_FOOTPRINT_H

#include "methods/satellites.h"

/* Terms by country and by sector, in their order; --ratios adds the last ones. */
enum {
    F_PBA,
    F_CBA,
    F_EXP,
    F_IMP,
    F_NET,
    F_IN_EXPORTS,
    F_INTENSITY,               /* until ratios are taken: amounts of industries with output */
    F_MULTIPLIER,              /* M y */
    F_DIRECT,                  /* by country */
    F_IMP_PRODUCER = F_DIRECT, /* by sector */
    F_TERMS,
};
enum {
    F_PRODUCTIVITY,
    F_RELATIVE_PRODUCTIVITY,
    F_PER_EXPORTS,
    F_INTENSITY_EXPORTS,
    F_RELATIVE_INTENSITY,
    F_INTENSITY_VAX,
    F_TERMS_OF_TRADE,
    F_RATIOS,
};
/* Beyond the terms: what ratios are made of. The last ones come with --ratios only. */
enum {
    F_OUTPUT,
    F_FINAL,     /* y */
    F_UNWEIGHED, /* M, without weights */
    F_INDUSTRIES,
    F_HIDDEN,
    F_VA = F_HIDDEN,
    F_VA_EXP,
    F_VA_IMP,
    F_VA_IN_EXPORTS,
    F_EXPORTS,
    F_HIDDEN_RATIOS,
};
/* By pair. */
enum { F_FLOW, F_BALANCE, F_EEBT, F_PAIR_TERMS };

typedef enum gvc_footprint_level {
    GVC_FOOTPRINT_COUNTRY,
    GVC_FOOTPRINT_SECTOR,
    GVC_FOOTPRINT_PAIR,
} gvc_footprint_level;

/* footprint_terms.c: variants in the order of the levels, the first two with ratios again. */
extern const gvc_variant gvc_footprint_variants[];
const gvc_variant *gvc_footprint_variant(gvc_footprint_level level, bool ratios);

typedef struct gvc_footprint {
    gvc_footprint_level level;
    bool ratios;
    const char *one; /* the account that was named, or NULL */
    gvc_satellites accounts;
    double *abroad;       /* n: output absorbed in other countries */
    gvc_dense exported;   /* L e: 1 x n, by pair G x n, row r for the exports to r */
    gvc_dense multiplier; /* rows x n: M; NULL where nobody asks */
    /* count x (G x sectors): by absorber and product, at level sector; NULL where nobody asks */
    gvc_dense cba, imp;
} gvc_footprint;

/* footprint_solve.c: what the wanted terms take. */
gvc_needs gvc_footprint_needs(const gvc_measure_options *o);
gvc_workload gvc_footprint_extra(const gvc_model *m, const gvc_measure_options *o);
size_t gvc_footprint_bytes(const gvc_model *m, const gvc_measure_options *o);
/* Fills all but level and ratios of *out, which is freed in any case. */
gvc_status gvc_footprint_solve(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                               gvc_footprint *out);
void gvc_footprint_free(gvc_footprint *f);
/* footprint_cells.c: as in gvc_method. */
gvc_report gvc_footprint_piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                               double *const *slabs);
void gvc_footprint_derive(const gvc_model *m, void *state, double *const *values, gvc_idx cells);

gvc_footprint_level gvc_footprint_level_of(const gvc_measure_options *o);
bool gvc_footprint_has_ratios(const gvc_measure_options *o);

#endif
