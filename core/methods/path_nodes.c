/* path_nodes.c - what the paths through every industry carry, without a list of paths
 *
 *   m = s B, x = B f;  flow = m o x, origin = s o x, final = m o f,
 *   through = (m - s) o (x - f) = flow - origin - final + s o f
 * A path counts once for each visit. Two solves. */
#include <math.h>

#include "methods/paths.h"

enum { THROUGH, SHARE, ORIGIN, FINAL, FLOW };

static const gvc_term terms[] = {
    {"through", "Value on paths that pass the industry between origin and final product",
     "(s B - s)_i (B f - f)_i", NULL, false},
    {"share", "Part of the value in the demand", "through / s B f", "1", false},
    {"origin", "Value that arises in the industry", "s_i (B f)_i", NULL, false},
    {"final", "Value in its final products", "(s B)_i f_i", NULL, false},
    {"flow", "Value in all that the industry makes for the demand", "(s B)_i (B f)_i", NULL, false},
    {NULL, NULL, NULL, NULL, false},
};
static const gvc_variant variants[] = {
    {"nodes", "a row for every industry", terms, NULL, "through share origin final flow"},
    {NULL, NULL, NULL, NULL, NULL},
};
static const char *const levels[] = {"sector", "country", NULL};

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_word(ctx, "path_nodes", "level", &o->level, levels);
    if (status == GVC_OK && o->top != 0) {
        status = gvc_fail(ctx, GVC_EARG,
                          "path_nodes has a row for every industry; leave out the number of them");
    }
    out->axes[0] = (gvc_layout_axis){.name = "country", .kind = GVC_AXIS_BLOCKS};
    out->axes[1] = (gvc_layout_axis){
        .name = "sector", .kind = GVC_AXIS_INDUSTRIES, .summed = gvc_same(o->level, "country")};
    out->count = 2;
    out->variant = &variants[0];
    out->title = "Industries on the paths";
    return status == GVC_OK ? gvc_paths_no_list(ctx, "path_nodes", o) : status;
}

static gvc_needs need(const gvc_measure_options *o)
{
    (void)o;
    return 0;
}

static gvc_workload extra(const gvc_model *m, const gvc_measure_options *o)
{
    (void)m;
    return gvc_paths_work(o, true);
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)o;
    (void)workers;
    return gvc_paths_bytes(m);
}

typedef struct state {
    gvc_paths_question question;
    double *multiplier; /* n */
} state;

static void release(void *given)
{
    state *all = given;
    if (all != NULL) {
        gvc_paths_question_free(&all->question);
        gvc_release(all->multiplier);
        gvc_release(all);
    }
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **out)
{
    (void)workers;
    state *all = gvc_calloc(1, sizeof *all);
    if (all == NULL) {
        return gvc_fail_memory(ctx, sizeof *all, "the industries on the paths");
    }
    *out = all;
    gvc_status status = gvc_paths_ask(ctx, m, o, &all->question);
    if (status == GVC_OK) {
        status = gvc_paths_solve(ctx, m, &all->question);
    }
    return status == GVC_OK ? gvc_paths_multiplier(ctx, m, &all->question, &all->multiplier)
                            : status;
}

static gvc_report piece(const gvc_model *m, void *given, gvc_idx at, int worker,
                        double *const *slabs)
{
    (void)worker;
    const state *all = given;
    const gvc_paths_question *q = &all->question;
    for (gvc_idx i = m->offset[at], k = 0; i < m->offset[at + 1]; i++, k++) {
        double value = all->multiplier[i], output = q->output[i];
        slabs[THROUGH][k] = (value - q->s[i]) * (output - q->f[i]);
        slabs[SHARE][k] = 0;
        slabs[ORIGIN][k] = q->s[i] * output;
        slabs[FINAL][k] = value * q->f[i];
        slabs[FLOW][k] = value * output;
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static void derive(const gvc_model *m, void *given, double *const *values, gvc_idx cells)
{
    (void)m;
    const state *all = given;
    double total = all->question.total;
    for (gvc_idx k = 0; k < cells; k++) {
        values[SHARE][k] = total == 0 ? (double)NAN : values[THROUGH][k] / total;
    }
}

static bool notes(const gvc_model *m, const void *given, gvc_attributes *to)
{
    (void)m;
    const state *all = given;
    return gvc_paths_say_solved(&all->question, to) &&
           gvc_attributes_set_number(to, "total", all->question.total);
}

static const char *const identities[] = {
    "origin, summed over industries, is s B f, and so is final",
    "flow = through + origin + final, less what an industry brings to its own final product "
    "without any step, s_i f_i",
    NULL,
};
static const char *const caveats[] = {
    "a path counts once for each visit, so that through, summed over industries, is more than the "
    "value in the demand",
    NULL,
};

const gvc_method gvc_method_path_nodes = {
    .info = {.name = "path_nodes",
             .command = "paths",
             .usage = "paths --nodes",
             .title = "Betweenness of industries",
             .summary = "what the paths through every industry carry",
             .question = "Which industries stand between the origin of value (or CO2) and the "
                         "final buyers: how much passes through each of them?",
             .reference = "Liang, Qu and Xu (2016), Betweenness-based method to identify critical "
                          "transmission sectors for supply chain environmental pressure "
                          "mitigation, Environmental Science & Technology 50(3), 1330-1337",
             .bibtex = "@article{liang2016betweenness,\n"
                       "  author  = {Liang, Sai and Qu, Shen and Xu, Ming},\n"
                       "  title   = {Betweenness-Based Method to Identify Critical Transmission "
                       "Sectors for Supply Chain Environmental Pressure Mitigation},\n"
                       "  journal = {Environmental Science \\& Technology},\n"
                       "  volume  = {50},\n"
                       "  number  = {3},\n"
                       "  pages   = {1330--1337},\n"
                       "  year    = {2016}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .levels = levels,
             .variants = variants},
    .knows = GVC_KNOWS_PRODUCT | GVC_KNOWS_LEAST | GVC_KNOWS_TIERS | GVC_KNOWS_SATELLITE |
             GVC_KNOWS_SEARCH,
    .satellite_is_value = true,
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
