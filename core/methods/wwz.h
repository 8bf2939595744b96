/* wwz.h - what the parts of the Wang-Wei-Zhu decomposition share */
#ifndef GVC_WWZ_H
#define GVC_WWZ_H

#include "methods/exports.h"

/* The outputs p of importer r that A_sr multiplies, seen from exporter s; the sums run over t and
 * u. First those that become value added of s (terms 2 to 9). */
enum {
    GVC_WWZ_OWN,                         /* B_rr Y_rr, the same for every s */
    GVC_WWZ_THEIRS,                      /* t != s, r: B_rt Y_tt */
    GVC_WWZ_FINAL,                       /* t != s, r: B_rr Y_rt */
    GVC_WWZ_ONWARD,                      /* t != s, r; u != s, t: B_rt Y_tu */
    GVC_WWZ_BACK,                        /* B_rr Y_rs */
    GVC_WWZ_THIRD,                       /* t != s, r: B_rt Y_ts */
    GVC_WWZ_HOME,                        /* B_rs Y_ss */
    GVC_WWZ_AGAIN,                       /* u != s: B_rs Y_su */
    GVC_WWZ_DOMESTIC,                    /* so many of them */
    GVC_WWZ_ABSORBED = GVC_WWZ_DOMESTIC, /* L_rr Y_rr, the same for every s */
    GVC_WWZ_PASSED,                      /* L_rr E_r, the same for every s */
    GVC_WWZ_OUTPUTS,
};
/* The nine terms of Koopman, Wang and Wei need sums of them: in the places of OWN, ONWARD and BACK
 * what OWN + THEIRS, FINAL + ONWARD and BACK + THIRD are, which no block of B goes into. */

enum { GVC_WWZ_HELD = 8 };

typedef struct gvc_wwz {
    bool kww; /* the nine terms instead of the sixteen */
    /* Vector n of exporter s at data + s * stride; stride 0: the same for all; data NULL: not
     * solved for, counts as 0 in terms that nobody sees. */
    gvc_dense output[GVC_WWZ_OUTPUTS];
    gvc_dense third; /* G x n: row r, column i of s: sum over t != s, r of v_t B_ts; or NULL */
    gvc_dense local; /* G x n: row r is L E_.r */
    double *held[GVC_WWZ_HELD]; /* memory behind the above */
    int holds;
    double *scratch; /* of every worker */
} gvc_wwz;

/* Fills outputs, third and local from what the model has solved. */
gvc_status gvc_wwz_fill(gvc_ctx *ctx, const gvc_model *m, gvc_wwz *w);
/* Numbers of scratch for one worker, zeroed. */
size_t gvc_wwz_scratch(const gvc_model *m);
/* One exporter, as `piece` of gvc_method says: gexp and the sixteen terms with the four sums after
 * them, or the nine. */
gvc_report gvc_wwz_piece(const gvc_model *m, const gvc_wwz *w, gvc_idx s, int worker,
                         double *const *slabs);

#endif
