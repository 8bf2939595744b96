/* adjoint.h - derivatives of the terms of one exporter by the cells of the table
 *
 * A term T is a function of A, v = u' - u'A, exports E and final use Y, all made of the cells: A_ij
 * = z_ij / x_j, x_i the sum of row i. With G_ij = dT/dA_ij - dT/dv_j the derivative by z_ij is
 * G_ij / x_j + xbar_i + direct, xbar_j = - sum_i G_ij A_ij / x_j: what a larger output takes from
 * all coefficients of its column; direct: what goes over E and Y. A bilinear form a B f has the
 * derivative (a B)_i (B f)_j by A_ij, so each takes a left and a right solution. */
#ifndef GVC_UNCERTAINTY_ADJOINT_H
#define GVC_UNCERTAINTY_ADJOINT_H

#include "model/model.h"

enum {
    GVC_BASIC_GEXP,
    GVC_BASIC_DC,
    GVC_BASIC_DVA,
    GVC_BASIC_REF,
    GVC_BASIC_DAVAX,
    GVC_BASIC_FVA,
    GVC_BASICS
};

/* What the exporters share; panels are G x n. */
typedef struct gvc_adjoint {
    const gvc_model *m;
    gvc_dense c;              /* row s: cl_s A_sj for j outside s, 0 in s */
    gvc_dense u;              /* c B */
    gvc_dense p;              /* row s: v outside s times B^{/s} */
    gvc_dense lg;             /* row s, block s: L_ss sum over r of A_sr (B Y)_rs */
    double *lh;               /* n: L h, h what davax takes of an industry */
    double *cl_local;         /* n: c_s L of the exporter at hand */
    double *xbar[GVC_BASICS]; /* n: of the exporter at hand */
} gvc_adjoint;

/* What has to be solved; extra: what gvc_adjoint_new solves itself. */
gvc_needs gvc_adjoint_needs(void);
gvc_workload gvc_adjoint_extra(const gvc_model *m);
/* Free *out whatever comes back. */
gvc_status gvc_adjoint_new(gvc_ctx *ctx, gvc_adjoint *out, const gvc_model *m);
void gvc_adjoint_free(gvc_adjoint *a);
/* Makes ready for exporter s. */
void gvc_adjoint_choose(gvc_adjoint *a, gvc_idx s);
/* Derivatives of the basic terms of s by a sale of industry i to industry j as input, or (j < 0)
 * to final use of block d. */
void gvc_adjoint_at(const gvc_adjoint *a, gvc_idx s, gvc_idx i, gvc_idx j, gvc_idx d,
                    double by[GVC_BASICS]);

#endif
