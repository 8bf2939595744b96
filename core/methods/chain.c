/* chain.c - the chain of one final product j: who takes part, with how much value added, and how
 * far from the end.
 *
 *   b = B e_j, bb = B b;  va_i = v_i b_i y_j,  distance_i = bb_i / b_i,  rate_i = v_i = va_i / x_i
 * and the smile curve: weighted least squares of rate on 1, distance and its square, weights va_i,
 * industries with more than `least` of the chain. Two solves, no inverse. */
#include <math.h>

#include "methods/stages.h"

/* The last five are hidden: what the ratios are made of. OTHER comes with stated value added. */
enum { VA, SHARE, DISTANCE, RATE, OTHER };
enum { VA_STEPS, STEPS, OUTPUT, VA_ALL, OUTPUT_ALL, HIDDEN };

static const double default_least = 1e-4;

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }
#define CHAIN_TERMS                                                                                \
    {"va", "Value added in the final product", "v_i (B e_j)_i y_j", NULL, false},                  \
        {"share", "Share of the final demand for the product", "va / y_j", "1", false},            \
        {"distance", "Stages to the final product, counting the own one",                          \
         "(B B e_j)_i / (B e_j)_i; sums weighted by va", "stages", false},                         \
        {"rate", "Value added per unit of output", "va_i / x_i", "1", false},
#define OTHER_TERM                                                                                 \
    {"other", "Taxes, margins and the like that stated value added leaves out",                    \
     "t_i (B e_j)_i y_j, t = u - u A - v", NULL, false},

static const gvc_term terms[] = {CHAIN_TERMS END};
static const gvc_term given_terms[] = {CHAIN_TERMS OTHER_TERM END};

static const gvc_variant variants[] = {
    {"chain", "participants of the chain of one final product", terms, NULL, NULL},
    {"chain, stated value added", "the same with --va given", given_terms, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static const char *const levels[] = {"sector", "country", NULL};

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_word(ctx, "chain", "level", &o->level, levels);
    if (status == GVC_OK && o->product == NULL) {
        status = gvc_fail(ctx, GVC_EARG, "chain: name the final product, --chain COUNTRY_SECTOR");
    }
    if (status != GVC_OK) {
        return status;
    }
    out->axes[0] = (gvc_layout_axis){.name = "country", .kind = GVC_AXIS_BLOCKS};
    out->axes[1] = (gvc_layout_axis){
        .name = "sector", .kind = GVC_AXIS_INDUSTRIES, .summed = gvc_same(o->level, "country")};
    out->count = 2;
    out->hidden = HIDDEN;
    out->variant = &variants[o->va == GVC_VA_GIVEN ? 1 : 0];
    out->title = "Chain of a final product";
    o->least = o->least == 0 ? default_least : o->least;
    return GVC_OK;
}

static gvc_needs need(const gvc_measure_options *o)
{
    (void)o;
    return 0;
}

static gvc_workload extra(const gvc_model *m, const gvc_measure_options *o)
{
    (void)m;
    (void)o;
    return (gvc_workload){.right = 2};
}

/* ---- what the pieces share ----------------------------------------------------------------------
 */

typedef struct chain {
    gvc_dense b, bb; /* 1 x n each */
    double *t;       /* n: what stated value added leaves out; NULL = nothing */
    double demand;   /* y_j */
    double downstreamness;
    double least, fit[3]; /* of 1, distance, its square; NaN where they cannot be told */
    gvc_idx participants;
} chain;

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)o;
    (void)workers;
    return 5 * (size_t)m->n * sizeof(double);
}

static void release(void *state)
{
    chain *c = state;
    if (c == NULL) {
        return;
    }
    gvc_release(c->b.data);
    gvc_release(c->bb.data);
    gvc_release(c->t);
    gvc_release(c);
}

static gvc_status solve(gvc_ctx *ctx, const gvc_model *m, gvc_idx j, chain *c)
{
    gvc_dense unit = {0};
    gvc_status status = gvc_model_panel(ctx, &unit, 1, m->n);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &c->b, 1, m->n);
    }
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &c->bb, 1, m->n);
    }
    if (status == GVC_OK) {
        unit.data[j] = 1;
        status = gvc_model_right(ctx, m, &unit, NULL, &c->b);
    }
    if (status == GVC_OK) {
        status = gvc_model_right(ctx, m, &c->b, NULL, &c->bb);
    }
    gvc_release(unit.data);
    return status;
}

/* ---- the smile curve ---------------------------------------------------------------------------
 * In z = (distance - mean) / spread the moments are 1, 0, 1, m3, m4, and the system is solved by
 * hand; its determinant m4 - m3^2 - 1 is 0 where there are fewer than three distances. */

static double share_of(const gvc_model *m, const chain *c, gvc_idx i)
{
    return c->demand == 0 ? 0 : m->v[i] * c->b.data[i];
}

static double distance_of(const chain *c, gvc_idx i)
{
    return c->bb.data[i] / c->b.data[i];
}

/* Sums over the participants: share, distance, its square about `mean`. */
static void measure(const gvc_model *m, chain *c, double *all, double *mean, double *spread)
{
    double square = 0;
    *all = *mean = 0;
    for (gvc_idx i = 0; i < m->n; i++) {
        double w = share_of(m, c, i);
        if (w > c->least) {
            *all += w;
            *mean += w * distance_of(c, i);
            c->participants++;
        }
    }
    *mean /= *all;
    for (gvc_idx i = 0; i < m->n; i++) {
        double w = share_of(m, c, i), z = w > c->least ? distance_of(c, i) - *mean : 0;
        square += w > c->least ? w * z * z : 0;
    }
    *spread = sqrt(square / *all);
}

static void fit(const gvc_model *m, chain *c)
{
    static const double flat = 1e-9;
    double all, mean, spread, m3 = 0, m4 = 0, r[3] = {0, 0, 0};
    measure(m, c, &all, &mean, &spread);
    for (gvc_idx i = 0; i < m->n; i++) {
        double w = share_of(m, c, i);
        if (w > c->least) {
            double z = (distance_of(c, i) - mean) / spread, rate = m->v[i];
            w /= all;
            m3 += w * z * z * z;
            m4 += w * z * z * z * z;
            r[0] += w * rate;
            r[1] += w * rate * z;
            r[2] += w * rate * z * z;
        }
    }
    double determinant = m4 - m3 * m3 - 1;
    if (!(determinant > flat)) {
        c->fit[0] = c->fit[1] = c->fit[2] = (double)NAN;
        return;
    }
    double a2 = (r[2] - r[0] - m3 * r[1]) / determinant, a1 = r[1] - m3 * a2, a0 = r[0] - a2;
    c->fit[2] = a2 / (spread * spread);
    c->fit[1] = a1 / spread - 2 * c->fit[2] * mean;
    c->fit[0] = a0 - a1 * mean / spread + c->fit[2] * mean * mean;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    gvc_idx j = -1;
    chain *c = gvc_calloc(1, sizeof *c);
    if (c == NULL) {
        return gvc_fail_memory(ctx, sizeof *c, "the chain");
    }
    *state = c;
    c->least = o->least;
    gvc_status status = gvc_model_find(ctx, m, o->product, &j);
    if (status == GVC_OK) {
        status = gvc_stages_unnamed(ctx, m, o, &c->t);
    }
    if (status == GVC_OK) {
        status = solve(ctx, m, j, c);
    }
    if (status == GVC_OK) {
        c->demand = gvc_stages_demand(m, j);
        for (gvc_idx i = 0; i < m->n; i++) {
            c->downstreamness += c->b.data[i];
        }
        fit(m, c);
    }
    return status;
}

/* ---- pieces ------------------------------------------------------------------------------------
 */

static int first_hidden(const chain *c)
{
    return c->t == NULL ? OTHER : OTHER + 1;
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx at, int worker,
                        double *const *slabs)
{
    (void)worker;
    const chain *c = state;
    double *const *hidden = slabs + first_hidden(c);
    for (gvc_idx i = m->offset[at], p = 0; i < m->offset[at + 1]; i++, p++) {
        double b = c->b.data[i], bb = c->bb.data[i], v = m->v[i];
        slabs[VA][p] = v * b * c->demand;
        slabs[SHARE][p] = slabs[DISTANCE][p] = slabs[RATE][p] = 0;
        if (c->t != NULL) {
            slabs[OTHER][p] = c->t[i] * b * c->demand;
        }
        hidden[VA_STEPS][p] = v * bb * c->demand;
        hidden[STEPS][p] = bb;
        hidden[OUTPUT][p] = b;
        hidden[VA_ALL][p] = m->va[i];
        hidden[OUTPUT_ALL][p] = m->x[i];
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static double ratio(double a, double b)
{
    return b == 0 ? (double)NAN : a / b;
}

static void derive(const gvc_model *m, void *state, double *const *values, gvc_idx cells)
{
    (void)m;
    const chain *c = state;
    double *const *hidden = values + first_hidden(c);
    for (gvc_idx k = 0; k < cells; k++) {
        double va = values[VA][k];
        values[SHARE][k] = ratio(va, c->demand);
        values[DISTANCE][k] =
            va != 0 ? hidden[VA_STEPS][k] / va : ratio(hidden[STEPS][k], hidden[OUTPUT][k]);
        values[RATE][k] = ratio(hidden[VA_ALL][k], hidden[OUTPUT_ALL][k]);
    }
}

static bool notes(const gvc_model *m, const void *state, gvc_attributes *to)
{
    (void)m;
    const chain *c = state;
    gvc_text line = {0};
    if (isnan(c->fit[2])) {
        gvc_text_addf(&line, "no smile curve: fewer than three distances among the ");
    } else {
        gvc_text_addf(&line, "smile curve: rate = %.4g %+.4g distance %+.4g distance^2 of the ",
                      c->fit[0], c->fit[1], c->fit[2]);
    }
    gvc_text_addf(&line,
                  "%lld\nindustries with more than %g of the chain; downstreamness of the product "
                  "%.4f",
                  (long long)c->participants, c->least, c->downstreamness);
    bool done = !line.failed && gvc_attributes_set_number(to, "fit_c0", c->fit[0]) &&
                gvc_attributes_set_number(to, "fit_c1", c->fit[1]) &&
                gvc_attributes_set_number(to, "fit_c2", c->fit[2]) &&
                gvc_attributes_set_number(to, "fit_least", c->least) &&
                gvc_attributes_set_integer(to, "fit_participants", (int32_t)c->participants) &&
                gvc_attributes_set_number(to, "downstreamness", c->downstreamness) &&
                gvc_attributes_set_text(to, "notes", line.chars);
    gvc_text_free(&line);
    return done;
}

static const char *const identities[] = {
    "va, summed over participants, is final demand for the product (+ other)",
    "distance, weighted by share, is the downstreamness of the product",
    NULL,
};
static const char *const caveats[] = {
    "rate is value added per unit of output; the smile of the literature is about value added or "
    "wages per worker, which a table without such accounts does not have",
    "the curve is fitted to industries with more than --least of the chain (1e-4), weighted by "
    "value added; c2 > 0 is a smile and is not to be expected",
    "where several industries make one row, distance is their mean weighted by value added",
    NULL,
};

const gvc_method gvc_method_chain = {
    .info = {.name = "chain",
             .command = "stages",
             .usage = "stages --chain COUNTRY_SECTOR",
             .title = "Smile curve",
             .summary = "the chain of one final product: who adds how much, and where",
             .question =
                 "Who earns from one final product, and do the steps at both ends of the chain "
                 "keep more of what they sell than those in the middle?",
             .reference =
                 "Ye, Meng and Wei (2015), Measuring smile curves in global value chains, IDE "
                 "Discussion Paper 530; Timmer, Los, Stehrer and de Vries (2013), Fragmentation, "
                 "incomes and jobs, Economic Policy 28(76), 613-661",
             .bibtex = "@techreport{ye2015measuring,\n"
                       "  author      = {Ye, Ming and Meng, Bo and Wei, Shang-Jin},\n"
                       "  title       = {Measuring Smile Curves in Global Value Chains},\n"
                       "  institution = {Institute of Developing Economies},\n"
                       "  type        = {IDE Discussion Paper},\n"
                       "  number      = {530},\n"
                       "  year        = {2015}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .levels = levels,
             .variants = variants},
    .knows = GVC_KNOWS_PRODUCT | GVC_KNOWS_LEAST,
    .choose = choose,
    .need = need,
    .extra = extra,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .derive = derive,
    .notes = notes,
    .release = release,
};
