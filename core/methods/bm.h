/* bm.h - what the parts of the Borin-Mancini decomposition share */
#ifndef GVC_BM_H
#define GVC_BM_H

#include "model/model.h"

/* Scratch for one exporter at a time. */
typedef struct gvc_bm_work {
    double *u;              /* n: the vector that A_sr multiplies, scaled by 1/x */
    double *f, *cl_m, *f_m; /* most industries of a block: coefficients of the exporter */
    double *block;          /* most x most: B_ss, overwritten by its factors */
    double *solve;          /* (blocks + 3) x most: right-hand sides */
    double *products[3];    /* most x blocks each */
    double *outputs;        /* 3 x n: outputs with the exports of s cut */
} gvc_bm_work;

gvc_status gvc_bm_work_new(gvc_ctx *ctx, const gvc_model *m, gvc_bm_work *w);
void gvc_bm_work_free(gvc_bm_work *w);

/* out[i, r] = (A_sr p_r)_i for every importer r; p: n; out: (industries of s) x blocks. */
void gvc_bm_times(const gvc_model *m, gvc_idx s, const double *p, gvc_bm_work *w, double *out);
/* f_s = sum over t != s of v_t B^{/s}_ts = cF_s B_ss^-1 L_ss: foreign value added per unit of
 * exports, counted once. Into w->f. */
gvc_report gvc_bm_foreign(const gvc_model *m, gvc_idx s, gvc_bm_work *w);
/* out = c M_s, M_s = sum over j != s of A_sj B_js: what crosses the border of s again; no
 * difference of large numbers is taken. c and out: industries of s. */
void gvc_bm_reimport(const gvc_model *m, gvc_idx s, const double *c, gvc_bm_work *w, double *out);

/* Output induced with the exports of s cut, B^{/s} = (I - A^{/s})^-1, by the rank of one block:
 * B^{/s} = B - B_.s B_ss^-1 (B_s. - L_ss [I 0]). Each panel row belongs to exporter s. */
typedef struct gvc_bm_cut {
    double *g;        /* n: B^{/s}_.s E_s, output for the exports of s */
    double *home;     /* n: B^{/s} Y^{/s}_.s, output absorbed in s */
    double *abroad;   /* n: sum over d != s of B^{/s} Y^{/s}_.d, or NULL if not needed */
    double *importer; /* n: on block r B^{/s} Y^{/s}_.r, or NULL if not needed */
} gvc_bm_cut;
gvc_report gvc_bm_cut_exporter(const gvc_model *m, gvc_idx s, gvc_bm_work *w,
                               const gvc_bm_cut *out);

/* What the elementary terms need of all exporters (bm_elementary.c). */
typedef struct gvc_bm_panels gvc_bm_panels;
gvc_status gvc_bm_panels_new(gvc_ctx *ctx, gvc_bm_panels **out, const gvc_model *m, bool sink,
                             gvc_bm_work *w);
void gvc_bm_panels_free(gvc_bm_panels *p);

/* One exporter each, as gvc_method says; w: scratch of the worker. */
gvc_report gvc_bm_source(const gvc_model *m, gvc_idx s, gvc_bm_work *w, double *const *slabs);
gvc_report gvc_bm_sink(const gvc_model *m, gvc_idx s, gvc_bm_work *w, double *const *slabs);
gvc_report gvc_bm_elementary(const gvc_model *m, const gvc_bm_panels *p, gvc_idx s, bool sink,
                             gvc_bm_work *w, double *const *slabs);

#endif
