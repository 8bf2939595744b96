/* apl.c - average propagation lengths: how many steps lie between two industries, on average over
 * all ways from one to the other. Dietzenbacher, Romero and Bosma (2005), eq. 10:
 *   APL_ij = (B (B - I))_ij / (B - I)_ij
 * Memory: B and its square. Cost: one inverse and one product, 2 n^3 each. */
#include <math.h>

#include "blas.h"
#include "methods/method.h"
#include "threads.h"

enum { APL, LINK, TERMS };

static const gvc_term terms[] = {
    {"apl", "Average propagation length: mean number of steps from industry to use",
     "(B (B - I))_ij / (B - I)_ij", "steps", false},
    {"link", "Output of industry for a unit of final use of the other, beyond the unit itself",
     "(B - I)_ij", "1", false},
    {NULL, NULL, NULL, NULL, false},
};
static const gvc_variant variants[] = {
    {"industry", "a row for each pair of industries", terms, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = GVC_OK;
    if (o->sector_group_count > 0) {
        status =
            gvc_fail(ctx, GVC_EARG,
                     "lengths between industries do not add up to groups of sectors; leave out "
                     "--sector-groups");
    }
    if (status == GVC_OK && !(o->least >= 0)) {
        status = gvc_fail(ctx, GVC_EARG, "--least %g: the smallest link that counts is 0 or more",
                          o->least);
    }
    out->axes[0] = (gvc_layout_axis){.name = "industry", .kind = GVC_AXIS_ALL};
    out->axes[1] = (gvc_layout_axis){.name = "use", .kind = GVC_AXIS_ALL};
    out->count = 2;
    out->variant = variants;
    out->title = "Average propagation lengths";
    return status;
}

static gvc_needs need(const gvc_measure_options *o)
{
    (void)o;
    return GVC_NEED_INVERSE;
}

static bool wants_length(const gvc_measure_options *o)
{
    static const char *const names[] = {"apl", NULL};
    return gvc_wants(o, names);
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)workers;
    return wants_length(o) ? (size_t)m->n * (size_t)m->n * sizeof(double) : 0;
}

typedef struct shared {
    gvc_dense b, square; /* n x n: B, B B; the latter NULL where nobody asks for it */
    double least;
} shared;

static void release(void *state)
{
    shared *all = state;
    if (all != NULL) {
        gvc_release(all->square.data);
        gvc_release(all);
    }
}

/* Rows of B B, always the same ones together. */
enum { STRIP = 64 };

static void square_strip(gvc_idx k, int worker, void *user)
{
    (void)worker;
    shared *all = user;
    gvc_idx first = k * STRIP, left = all->b.rows - first, count = left < STRIP ? left : STRIP;
    gvc_dense from = {all->b.data + first * all->b.stride, count, all->b.cols, all->b.stride};
    gvc_dense to = {all->square.data + first * all->square.stride, count, all->square.cols,
                    all->square.stride};
    gvc_times(1.0, &from, &all->b, 0.0, &to);
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    shared *all = gvc_calloc(1, sizeof *all);
    if (all == NULL) {
        return gvc_fail_memory(ctx, sizeof *all, "what industries share");
    }
    *state = all;
    all->least = o->least;
    all->b = gvc_leontief_inverse(m->leontief);
    if (!wants_length(o) || m->n == 0) {
        return GVC_OK;
    }
    gvc_status status = gvc_model_panel(ctx, &all->square, m->n, m->n);
    if (status == GVC_OK) {
        int threads = gvc_blas_alone();
        gvc_parallel(workers, (m->n + STRIP - 1) / STRIP, square_strip, all);
        gvc_blas_set_threads(threads);
    }
    return status;
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx i, int worker,
                        double *const *slabs)
{
    (void)worker;
    const shared *all = state;
    const double *b = all->b.data + i * all->b.stride;
    const double *square = all->square.data == NULL ? b : all->square.data + i * all->square.stride;
    for (gvc_idx j = 0; j < m->n; j++) {
        double link = i == j ? b[j] - 1 : b[j];
        bool kept = fabs(link) >= all->least;
        slabs[LINK][j] = kept ? link : (double)NAN;
        slabs[APL][j] = !kept ? (double)NAN : link == 0 ? 0 : (square[j] - b[j]) / link;
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static const char *const identities[] = {
    "sum over `industry`: link adds up to (u B)_use - 1, downstreamness less the product itself, "
    "and apl link to (u B (B - I))_use",
    "the same numbers come from the Leontief and from the Ghosh view",
    NULL,
};
static const char *const caveats[] = {
    "apl is 0 where there is no way at all; with --least it and the link are NaN where the link is "
    "smaller",
    "the result has a row for every pair of industries, and needs B and its square in memory",
    NULL,
};

const gvc_method gvc_method_apl = {
    .info = {.name = "apl",
             .command = "position",
             .usage = "position --apl",
             .title = "Average propagation lengths",
             .summary = "mean number of steps between any two industries",
             .question =
                 "How far apart are two industries in the web of deliveries: through how many "
                 "steps does a change in one reach the other, on average over all ways?",
             .reference = "Dietzenbacher, Romero and Bosma (2005), Using average propagation "
                          "lengths to identify production chains in the Andalusian economy, "
                          "Estudios de Economia Aplicada 23(2), 405-422",
             .bibtex =
                 "@article{dietzenbacher2005using,\n"
                 "  author  = {Dietzenbacher, Erik and Romero, Isidoro and Bosma, Niels S.},\n"
                 "  title   = {Using average propagation lengths to identify production "
                 "chains in the {Andalusian} economy},\n"
                 "  journal = {Estudios de Econom{\\'i}a Aplicada},\n"
                 "  volume  = {23},\n"
                 "  number  = {2},\n"
                 "  pages   = {405--422},\n"
                 "  year    = {2005}\n"
                 "}\n",
             .identities = identities,
             .caveats = caveats,
             .variants = variants},
    .knows = GVC_KNOWS_LEAST,
    .choose = choose,
    .need = need,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .release = release,
};
