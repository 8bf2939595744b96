/* bm.h - what the parts of the Borin-Mancini decomposition share */
#ifndef GVC_BM_H
#define GVC_BM_H

#include "methods/method.h"

/* What the records of the family say alike. */
#define GVC_BM_REFERENCE                                                                           \
    "Borin and Mancini (2023), Measuring what matters in value-added trade, "                      \
    "Economic Systems Research 35(4), 586-613"
#define GVC_BM_BIBTEX                                                                              \
    "@article{borin2023measuring,\n"                                                               \
    "  author  = {Borin, Alessandro and Mancini, Michele},\n"                                      \
    "  title   = {Measuring what matters in value-added trade},\n"                                 \
    "  journal = {Economic Systems Research},\n"                                                   \
    "  volume  = {35},\n"                                                                          \
    "  number  = {4},\n"                                                                           \
    "  pages   = {586--613},\n"                                                                    \
    "  year    = {2023},\n"                                                                        \
    "  doi     = {10.1080/09535314.2022.2153221}\n"                                                \
    "}\n"
#define GVC_BM_RESID                                                                               \
    "with --va given the term resid = gexp - dc - fc is added and never spread over the others"
#define GVC_BM_ORPHANS                                                                             \
    "an industry without output whose sales cancel (an orphan flow) stays in gexp and in no "      \
    "other term but resid; it is named in the warnings"

enum { GVC_BM_PRODUCTS = 6 };

/* Scratch for one exporter at a time. */
typedef struct gvc_bm_work {
    double *scaled[GVC_BM_PRODUCTS];   /* n: vectors that A_sr multiplies, scaled by 1/x */
    double *products[GVC_BM_PRODUCTS]; /* most industries of a block x blocks each */
    double *block;                     /* vaxim: most x most, B_ss, overwritten by its factors */
    double *solve;                     /* vaxim: blocks x most, right-hand sides */
    double *importer;                  /* vaxim: n */
} gvc_bm_work;

/* inverse: with the scratch that gvc_bm_importer needs. */
size_t gvc_bm_work_bytes(const gvc_model *m, bool inverse);
/* One for each of `workers`; free *out whatever comes back. */
gvc_status gvc_bm_works_new(gvc_ctx *ctx, const gvc_model *m, bool inverse, int workers,
                            gvc_bm_work **out);
void gvc_bm_works_free(gvc_bm_work *works, int workers); /* NULL is fine */

/* w->products[k][i, r] = (A_sr p[k]_r)_i for every importer r; p[k]: n, NULL leaves zeros. One pass
 * over the rows of s. */
void gvc_bm_times(const gvc_model *m, gvc_idx s, const double *const *p, int count, gvc_bm_work *w);
/* w->importer, on block r (B^{/s} Y^{/s})_rr = (B Y)_rr - B_rs B_ss^-1 (B Y)_sr: output absorbed in
 * the country that makes it, the exports of s cut. Needs B itself. */
gvc_report gvc_bm_importer(const gvc_model *m, gvc_idx s, gvc_bm_work *w);

/* What the elementary terms need of all exporters (bm_elementary.c). */
typedef struct gvc_bm_panels gvc_bm_panels;
size_t gvc_bm_panels_bytes(const gvc_model *m); /* while they are made */
gvc_status gvc_bm_panels_new(gvc_ctx *ctx, gvc_bm_panels **out, const gvc_model *m, bool sink);
void gvc_bm_panels_free(gvc_bm_panels *p);

/* What the world's borders leave as it is (bm_world.c): gexp dc dva vax ref ddc fc of exporter s,
 * from products of gvc_bm_times: returned = A_sr (B Y)_rs (source) or A_sr home_r (sink), again =
 * A_sr g_r. */
enum { GVC_BM_COMMON = 7 };
void gvc_bm_source_common(const gvc_model *m, gvc_idx s, const double *returned,
                          double *const to[GVC_BM_COMMON]);
void gvc_bm_sink_common(const gvc_model *m, gvc_idx s, const double *again, const double *returned,
                        double *const to[GVC_BM_COMMON]);
/* What the chosen terms need. */
gvc_needs gvc_bm_source_needs(const gvc_measure_options *o);
gvc_needs gvc_bm_sink_needs(const gvc_measure_options *o);
gvc_needs gvc_bm_elementary_needs(bool sink);
/* One exporter each, as `piece` of gvc_method says; w: scratch of the worker. */
gvc_report gvc_bm_source(const gvc_model *m, gvc_idx s, gvc_bm_work *w, double *const *slabs);
gvc_report gvc_bm_sink(const gvc_model *m, gvc_idx s, gvc_bm_work *w, double *const *slabs);
gvc_report gvc_bm_elementary(const gvc_model *m, const gvc_bm_panels *p, gvc_idx s, bool sink,
                             gvc_bm_work *w, double *const *slabs);

#endif
