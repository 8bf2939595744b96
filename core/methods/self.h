/* self.h - perimeters of one flow alone: the exports of an industry (sectexp), of a country to one
 * importer (bilateral), of an industry to one importer (sectbil). All that enters the flow counts
 * once in it, also what had left the country before through another flow. */
#ifndef GVC_METHODS_SELF_H
#define GVC_METHODS_SELF_H

#include "methods/method.h"

typedef enum gvc_self_flow { GVC_SELF_SECTEXP, GVC_SELF_BILATERAL, GVC_SELF_SECTBIL } gvc_self_flow;

/* The words of the perspectives in the order of gvc_self_flow, NULL-ended; -1 for another word. */
extern const char *const gvc_self_perspectives[];
int gvc_self_flow_of(const char *perspective);
/* The layout of gvc_exports_layout for options->perspective, one of the above; GVC_EARG with the
 * reason and the nearest perspective where the flows of the level would not add up. */
gvc_status gvc_self_layout(gvc_ctx *ctx, const char *method, gvc_measure_options *options,
                           gvc_layout *out);

/* loops[p, r] = a = (A_sr B_rs)_pp, what comes back through importer r to industry p of s of a unit
 * that p sells to r, 0 for r = s, or to_all the sum over r for every r; industries of s x blocks.
 * Needs B itself; GVC_MAT_SINGULAR where an a is -1, for B with that flow cut is B / (1 + a). */
gvc_report gvc_self_loops(const gvc_model *m, bool to_all, gvc_idx s, double *loops);

/* Scratch of one exporter. */
typedef struct gvc_self_work {
    double *domestic, *foreign; /* industries of the largest block x blocks, see below */
    double *scaled, *system;    /* bilateral: most x most */
    double *sides, *solved;     /* bilateral: 2 x most */
} gvc_self_work;

size_t gvc_self_bytes(const gvc_model *m, gvc_self_flow flow, int workers);
/* One for each of `workers`; free *out whatever comes back. */
gvc_status gvc_self_works_new(gvc_ctx *ctx, const gvc_model *m, gvc_self_flow flow, int workers,
                              gvc_self_work **out);
void gvc_self_works_free(gvc_self_work *works, int workers); /* NULL is fine */

/* What is counted again of a unit of exports of industry p of s to importer r, into w->domestic and
 * w->foreign [p * blocks + r]: v_s B_ss and sum over t != s of v_t B_ts less their value added.
 * Needs B itself, cb and cf; GVC_MAT_SINGULAR where the flow feeds wholly on itself. */
gvc_report gvc_self_again(const gvc_model *m, gvc_self_flow flow, gvc_idx s, gvc_self_work *w);

#endif
