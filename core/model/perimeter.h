/* perimeter.h - value added in a flow between industries, each part of it counted once
 *
 * A perimeter is what the industries S sell to the industries C, together with what S sells to some
 * final users: a flow e on S. With A* = A but for A*[S, C] = 0, and B* = (I - A*)^-1,
 *
 *     B*_.S = B_.S K^-1,  K = I + A_SC B_CS,
 *     va = hat(v) B_.S z,  dcount = hat(v) B_.S q,  z = K^-1 e,  q = e - z,
 *     q = K^-1 A_SC B_CS e = A_SC (I + B_CS A_SC)^-1 B_CS e,
 *
 * so that va + dcount sum to v B e, and the value added of a country is the GDP that it loses when
 * the flow stops. The perspectives are perimeters: exporter s: S all of s, C everything else;
 * importer r: S everything outside r, C all of r; imports of a product: S that product of every
 * country but r, C all of r; a pair: S all of s, C all of r. */
#ifndef GVC_MODEL_PERIMETER_H
#define GVC_MODEL_PERIMETER_H

#include "model/model.h"

/* k = I + a b: K with a = A_SC and b = B_CS, or with both exchanged the system of the users; k is
 * a->rows x a->rows. */
void gvc_perimeter_loop(const gvc_dense *a, const gvc_dense *b, gvc_dense *k);
/* All of block s and all of block r: A_sr B_rs = inputs back, `inputs` Z_sr itself and `back` B_rs
 * per unit of output of r, in `scratch`, |r| x |s|. Needs B itself. */
typedef struct gvc_perimeter_pair {
    gvc_dense inputs, back;
} gvc_perimeter_pair;
gvc_perimeter_pair gvc_perimeter_between(const gvc_model *m, gvc_idx s, gvc_idx r, double *scratch);
/* q from the blocks themselves: a = A_SC, |S| x |C|; b = B_CS, |C| x |S|; e and q: |S|. The smaller
 * of the two systems is solved; nothing is subtracted. scratch: that many numbers. */
gvc_idx gvc_perimeter_scratch(gvc_idx from, gvc_idx to);
gvc_report gvc_perimeter_again(const gvc_dense *a, const gvc_dense *b, const double *e,
                               double *scratch, double *q);

typedef struct gvc_perimeter {
    const gvc_idx *from, *to; /* S and C: industries in model order, each once */
    gvc_idx from_count, to_count;
    const double *e; /* from_count: the flow, final sales among it */
    /* from_count x to_count: what is taken out of A_SC, which may be a part of it only, or flows
     * that are moved; NULL = all of it. B* is (I - A*)^-1 with A* = A less this. */
    const gvc_dense *cut;
} gvc_perimeter;

/* What gvc_perimeter_solve asks of m->leontief: as many vectors as the smaller side has industries
 * and two, or all of B where that is less. */
gvc_workload gvc_perimeter_work(const gvc_model *m, gvc_idx from_count, gvc_idx to_count);
/* What it holds at its peak. */
size_t gvc_perimeter_bytes(const gvc_model *m, gvc_idx from_count, gvc_idx to_count);
/* once: n, B_.S z; again: n, B_.S q. */
gvc_status gvc_perimeter_solve(gvc_ctx *ctx, const gvc_model *m, const gvc_perimeter *p,
                               double *once, double *again);

#endif
