/* data.h - vectors and panels that several indicators share, beyond those of the model
 *
 * All of them are cheap: L, or one pass over Z. What the model was not asked to solve is 0
 * here. */
#ifndef GVC_INDICATORS_DATA_H
#define GVC_INDICATORS_DATA_H

#include "model/model.h"

typedef struct gvc_indicator_data {
    bool residual;        /* value added is output less inputs, so that v B = u' */
    double *direct;       /* n: v_i L_ii, value added of the industry itself */
    double *indirect;     /* n: (v L)_i - v_i L_ii, of its suppliers at home */
    double *again;        /* n: v_s B_ss - v_s L_ss, what was abroad in between */
    double *imported;     /* n: u' A^M_s L_ss, imported inputs of all tiers at home */
    double *production;   /* n: L E, output at home for exports */
    double *own_va;       /* n: v o L E */
    double *own_content;  /* n: v o B_cc E_c */
    double *final;        /* n: final use of all countries */
    gvc_dense inputs;     /* n x G: exports of intermediates, as they are sold */
    gvc_dense passed;     /* n x G: A_jr L_rr E_r */
    gvc_dense reii;       /* n x G: A_jr B_rr E_r */
    gvc_dense reii_local; /* n x G: A_jr (L E)_r */
    /* Exports, gross, own value added and own content: of the world by sector of the table, of each
     * country, of the world. */
    double *world[3], *country[3], total[3];
} gvc_indicator_data;

size_t gvc_indicator_data_bytes(const gvc_model *m);
gvc_status gvc_indicator_data_new(gvc_ctx *ctx, gvc_indicator_data **out, const gvc_model *m,
                                  gvc_va_rule rule);
void gvc_indicator_data_free(gvc_indicator_data *d); /* NULL is fine */

#endif
