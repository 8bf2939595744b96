/* layers.h - the chains of gvc stages --layers: what their words (layers.c) and their tiers
 * (layers_tiers.c) share */
#ifndef GVC_METHODS_LAYERS_H
#define GVC_METHODS_LAYERS_H

#include "methods/stages.h"

/* Terms, in the order of the slabs. */
enum { GVC_LAYERS_TOTAL, GVC_LAYERS_VA, GVC_LAYERS_DOMESTIC, GVC_LAYERS_FOREIGN, GVC_LAYERS_OTHER };

typedef enum gvc_layers_flow {
    GVC_LAYERS_OF_EXPORTS,
    GVC_LAYERS_OF_DEMAND,
    GVC_LAYERS_OF_PRODUCT
} gvc_layers_flow;

typedef struct gvc_layers {
    gvc_layers_flow in;
    gvc_idx tiers;         /* K: tiers 0 .. K */
    int workers;           /* threads for products */
    gvc_stages_store kept; /* a row a chain, tiers side by side */
    gvc_idx *home;         /* of each chain: the block that counts as domestic */
    gvc_idx *cut;          /* of each vector, NULL = none */
    double *t;             /* n: what stated value added leaves out; NULL = nothing */
    gvc_dense now, next;   /* A^k f of every chain, or v A^k */
    gvc_dense sum;         /* exports: B* E_s; else empty */
    double *scratch;       /* exports: n + the largest block for each worker */
} gvc_layers;

/* Numbers of scratch that a worker needs. */
static inline gvc_idx gvc_layers_scratch(const gvc_model *m)
{
    return m->n + gvc_model_most(m);
}

/* layers_tiers.c: the demands of l->in, followed tier by tier into l->kept. */
gvc_status gvc_layers_exports(gvc_ctx *ctx, const gvc_model *m, gvc_layers *l);
gvc_status gvc_layers_product(gvc_ctx *ctx, const gvc_model *m, const char *product, gvc_layers *l);
gvc_status gvc_layers_demand(gvc_ctx *ctx, const gvc_model *m, gvc_layers *l);

#endif
