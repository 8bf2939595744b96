/* position.c - where industries and countries stand in value chains: the record, and ratios taken
 * from sums. Antras, Chor, Fally and Hillberry (2012); Wang, Wei, Yu and Zhu (2017a, b); Koopman,
 * Powers, Wang and Wei (2010). */
#include "methods/position.h"

#include <math.h>

typedef struct shared {
    gvc_dense vectors; /* P_VECTORS x n */
    gvc_position_columns columns;
} shared;

static const char *const levels[] = {"country", "sector", NULL};

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_word(ctx, "position", "level", &o->level, levels);
    if (status == GVC_OK) {
        status = gvc_position_with(ctx, o);
    }
    if (status == GVC_OK && o->output == GVC_OUTPUT_GIVEN && gvc_position_has(o, "length")) {
        status = gvc_fail(ctx, GVC_EARG,
                          "--length with --output-total given: stated output that nobody uses goes "
                          "no way; use rowsum");
    }
    if (status != GVC_OK) {
        return status;
    }
    bool sector = o->level[0] == 's';
    out->axes[0] = (gvc_layout_axis){.name = "country", .kind = GVC_AXIS_BLOCKS};
    out->axes[1] =
        (gvc_layout_axis){.name = "sector", .kind = GVC_AXIS_INDUSTRIES, .summed = !sector};
    out->count = 2;
    out->variant = gvc_position_variant(o);
    out->hidden = GVC_POSITION_HIDDEN * gvc_position_chosen(o).count;
    out->title = "Position in value chains";
    return GVC_OK;
}

static gvc_needs need(const gvc_measure_options *o)
{
    unsigned solves = gvc_position_solves(o);
    return (gvc_needs)((solves & P_MODEL_CONTENT) != 0 ? GVC_NEED_CONTENT : 0) |
           (gvc_needs)((solves & P_MODEL_SOLD) != 0 ? GVC_NEED_SOLD : 0);
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)o, (void)workers;
    return gvc_position_bytes(m);
}

static void release(void *state)
{
    shared *all = state;
    if (all != NULL) {
        gvc_release(all->vectors.data);
        gvc_release(all);
    }
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    shared *all = gvc_calloc(1, sizeof *all);
    if (all == NULL) {
        return gvc_fail_memory(ctx, sizeof *all, "what countries share");
    }
    *state = all;
    all->columns = gvc_position_chosen(o);
    return gvc_position_vectors(ctx, m, o, &all->vectors);
}

static const double *vector(const shared *all, int which)
{
    return which == P_NONE ? NULL : all->vectors.data + which * all->vectors.stride;
}

/* to = which o weight on the industries of s; zeros where there is no such vector. */
static void fill(const shared *all, const gvc_model *m, gvc_idx s, int which, int weight,
                 double *to)
{
    const double *v = vector(all, which), *w = vector(all, weight);
    for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++) {
        *to++ = v == NULL ? 0 : v[i] * (w == NULL ? 1 : w[i]);
    }
}

/* The term itself holds the numerator until the sums are taken; hidden beside it: denominator, and
 * both without weights. */
static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    (void)worker;
    const shared *all = state;
    double *const *hidden = slabs + all->columns.count;
    for (int k = 0; k < all->columns.count; k++, hidden += GVC_POSITION_HIDDEN) {
        const gvc_position_column *c = &all->columns.items[k];
        bool sums = c->kind != GVC_POSITION_QUOTIENT && c->kind != GVC_POSITION_LOGS;
        int num = sums ? c->num : P_NONE, den = sums ? c->den : P_NONE;
        fill(all, m, s, num, c->weight, slabs[k]);
        fill(all, m, s, den, c->weight, hidden[0]);
        fill(all, m, s, c->plain == P_NONE ? P_NONE : num, P_NONE, hidden[1]);
        fill(all, m, s, c->plain, P_NONE, hidden[2]);
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static double ratio(double num, double den)
{
    return den == 0 ? (double)NAN : num / den;
}

/* NaN where a logarithm has no meaning. */
static double log_of(double share)
{
    return share > -1 ? log1p(share) : (double)NAN;
}

static double column_value(const gvc_position_column *c, double *const *values,
                           double *const *hidden, double num, gvc_idx cell)
{
    double den = hidden[0][cell];
    switch (c->kind) {
    case GVC_POSITION_SUM:
        break;
    case GVC_POSITION_RATIO:
        return c->plain != P_NONE && (den == 0 || hidden[2][cell] == 0)
                   ? ratio(hidden[1][cell], hidden[2][cell])
                   : ratio(num, den);
    case GVC_POSITION_SHARE:
        return den > 0 ? num / den : (double)NAN;
    case GVC_POSITION_QUOTIENT:
        return ratio(values[c->num][cell], values[c->den][cell]);
    case GVC_POSITION_LOGS:
        return log_of(values[c->num][cell]) - log_of(values[c->den][cell]);
    }
    return num;
}

/* Columns that others are made of come before them. */
static void derive(const gvc_model *m, void *state, double *const *values, gvc_idx cells)
{
    (void)m;
    const shared *all = state;
    double *const *hidden = values + all->columns.count;
    for (int k = 0; k < all->columns.count; k++, hidden += GVC_POSITION_HIDDEN) {
        for (gvc_idx cell = 0; cell < cells; cell++) {
            values[k][cell] =
                column_value(&all->columns.items[k], values, hidden, values[k][cell], cell);
        }
    }
}

static const char *const identities[] = {
    "value added times upstreamness_va adds up to the output of the world, and so does final use "
    "times downstreamness_fd: both means are output over value added of the world",
    "value added times crossings_forward_va adds up to the gross exports of the world; final use "
    "times crossings_backward_fd to those of intermediates",
    "length: f_d + f_rt + f_s + f_c = value added; b_d + b_rt + b_s + b_c (+ b_other) = final use; "
    "the world's total of each way is the same forward and backward",
    "length: va plv = f_d plv_d + f_rt plv_rt + (f_s + f_c) plv_gvc; plv_gvc = plvd_gvc + cbv_gvc "
    "+ plvf_gvc; the same for simple and complex chains, and backward",
    "kpww: dv + fv (+ other) = gross exports; the world's fv is the world's iv",
    NULL,
};
static const char *const caveats[] = {
    "ratios of a country, a group or a group of sectors are ratios of sums, never means of ratios; "
    "lengths are weighted by value added forward and by final use backward",
    "where the weights of a row are all 0 (an industry without final sales), upstreamness, "
    "downstreamness, crossings and lengths are taken without weights; 0/0 is NaN",
    "with --va given, identities with value added hold once u - u A - v, taxes and margins, is "
    "added to it: b_other and other say how much that is",
    "an industry without output has no value added; what it sells nevertheless (an orphan flow) is "
    "missing in the identities and named in the warnings",
    "kpww shares are NaN where gross exports are not above 0; dv counts what comes back twice",
    "where the three segments of a chain begin and end is read from the paper; their sum does not "
    "depend on it",
    NULL,
};

const gvc_method gvc_method_position = {
    .info =
        {.name = "position",
         .command = "position",
         .usage = "position",
         .title = "Position in value chains",
         .summary = "upstreamness, downstreamness, production length, participation",
         .question =
             "How many stages lie between an industry and the final buyer of what it makes, and "
             "how many lie behind its product? How many borders are crossed on the way, how much "
             "of value added enters value chains at all, and does a country stand nearer to their "
             "beginning or to their end?",
         .reference =
             "Antras, Chor, Fally and Hillberry (2012), Measuring the upstreamness of production "
             "and trade flows, American Economic Review 102(3), 412-416; with --length: Wang, Wei, "
             "Yu and Zhu (2017), NBER working papers 23222 and 23261; with --kpww: Koopman, "
             "Powers, Wang and Wei (2010), NBER working paper 16426",
         .bibtex =
             "@article{antras2012measuring,\n"
             "  author  = {Antr{\\`a}s, Pol and Chor, Davin and Fally, Thibault and Hillberry, "
             "Russell},\n"
             "  title   = {Measuring the upstreamness of production and trade flows},\n"
             "  journal = {American Economic Review},\n"
             "  volume  = {102},\n"
             "  number  = {3},\n"
             "  pages   = {412--416},\n"
             "  year    = {2012},\n"
             "  doi     = {10.1257/aer.102.3.412}\n"
             "}\n"
             "@techreport{wang2017measures,\n"
             "  author      = {Wang, Zhi and Wei, Shang-Jin and Yu, Xinding and Zhu, Kunfu},\n"
             "  title       = {Measures of participation in global value chains and global "
             "business cycles},\n"
             "  institution = {National Bureau of Economic Research},\n"
             "  type        = {Working Paper},\n"
             "  number      = {23222},\n"
             "  year        = {2017}\n"
             "}\n"
             "@techreport{wang2017characterizing,\n"
             "  author      = {Wang, Zhi and Wei, Shang-Jin and Yu, Xinding and Zhu, Kunfu},\n"
             "  title       = {Characterizing global value chains: production length and "
             "upstreamness},\n"
             "  institution = {National Bureau of Economic Research},\n"
             "  type        = {Working Paper},\n"
             "  number      = {23261},\n"
             "  year        = {2017}\n"
             "}\n"
             "@techreport{koopman2010give,\n"
             "  author      = {Koopman, Robert and Powers, William and Wang, Zhi and Wei, "
             "Shang-Jin},\n"
             "  title       = {Give credit where credit is due: tracing value added in global "
             "production chains},\n"
             "  institution = {National Bureau of Economic Research},\n"
             "  type        = {Working Paper},\n"
             "  number      = {16426},\n"
             "  year        = {2010}\n"
             "}\n",
         .identities = identities,
         .caveats = caveats,
         .levels = levels,
         .variants = gvc_position_variants},
    .knows = GVC_KNOWS_WITH,
    .choose = choose,
    .need = need,
    .extra = gvc_position_extra,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .derive = derive,
    .release = release,
};
