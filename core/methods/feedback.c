/* feedback.c - interregional feedback: what a country's own output gains because its suppliers
 * abroad buy from it. Round (1985); Miller and Blair (2009), chapter 3.
 *
 *   B_cc - L_cc = B_cf A_fc L_cc, f all other countries; its column sums (u_c B)_f A_fc L_cc
 * Nothing is found by subtraction. One left vector a country, no inverse. */
#include <math.h>

#include "methods/method.h"

enum { FEEDBACK, LOCAL, SHARE };

static const gvc_term terms[] = {
    {"feedback", "Output at home, for a unit of final output, by way of other countries",
     "u_c (B_cc - L_cc) = (u_c B)_f A_fc L_cc, sum over the industries of the row", "ratio", false},
    {"local", "Output at home, for a unit of final output, without other countries", "u_c L_cc",
     "ratio", false},
    {"share", "Feedback over local", "u_c (B_cc - L_cc) u / u_c L_cc u", "1", false},
    {NULL, NULL, NULL, NULL, false},
};
static const gvc_variant variants[] = {
    {"feedback", "a row for each country, or industry with --level sector", terms, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static const char *const levels[] = {"country", "sector", NULL};

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_word(ctx, "feedback", "level", &o->level, levels);
    if (status != GVC_OK) {
        return status;
    }
    out->axes[0] = (gvc_layout_axis){.name = "country", .kind = GVC_AXIS_BLOCKS};
    out->axes[1] = (gvc_layout_axis){
        .name = "sector", .kind = GVC_AXIS_INDUSTRIES, .summed = gvc_same(o->level, "country")};
    out->count = 2;
    out->variant = variants;
    out->title = "Interregional feedback";
    return GVC_OK;
}

static gvc_needs need(const gvc_measure_options *o)
{
    (void)o;
    return 0;
}

static bool wants_feedback(const gvc_measure_options *o)
{
    static const char *const names[] = {"feedback", "share", NULL};
    return gvc_wants(o, names);
}

static gvc_workload extra(const gvc_model *m, const gvc_measure_options *o)
{
    return (gvc_workload){.left = wants_feedback(o) ? m->blocks : 0};
}

/* ---- numbers -----------------------------------------------------------------------------------
 */

typedef struct feedback {
    gvc_dense sums; /* 2 x n: column sums of B_cc - L_cc and of L_cc */
} feedback;

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)workers;
    size_t rows = wants_feedback(o) ? 2 * (size_t)m->blocks : 0;
    return (rows + 4) * (size_t)m->n * sizeof(double);
}

static void release(void *state)
{
    feedback *f = state;
    if (f != NULL) {
        gvc_release(f->sums.data);
        gvc_release(f);
    }
}

/* row: u_c B, made 0 at home; through: n numbers of scratch. */
static void pass_through(const gvc_model *m, gvc_idx c, double *row, double *through, double *to)
{
    gvc_idx first = m->offset[c], size = gvc_model_size(m, c);
    gvc_dense columns = {m->z.data + first, m->n, size, m->z.stride};
    gvc_dense local = gvc_local_block(m->local, c);
    for (gvc_idx j = first; j < first + size; j++) {
        row[j] = 0;
    }
    gvc_row_times(row, &columns, through);
    for (gvc_idx j = 0; j < size; j++) {
        through[j] *= m->inv_x[first + j];
    }
    gvc_row_times(through, &local, to + first);
}

static gvc_status fill(gvc_ctx *ctx, const gvc_model *m, feedback *f)
{
    gvc_dense from = {0}, to = {0}, through = {0};
    gvc_status status = gvc_model_panel(ctx, &from, m->blocks, m->n);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &to, m->blocks, m->n);
    }
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &through, 1, m->n);
    }
    if (status == GVC_OK) {
        for (gvc_idx i = 0; i < m->n; i++) {
            from.data[m->block[i] * from.stride + i] = 1;
        }
        status = gvc_model_left(ctx, m, &from, NULL, &to);
    }
    for (gvc_idx c = 0; c < m->blocks && status == GVC_OK; c++) {
        if (gvc_model_size(m, c) > 0) {
            pass_through(m, c, to.data + c * to.stride, through.data, f->sums.data);
        }
    }
    gvc_release(from.data);
    gvc_release(to.data);
    gvc_release(through.data);
    return status;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    feedback *f = gvc_calloc(1, sizeof *f);
    if (f == NULL) {
        return gvc_fail_memory(ctx, sizeof *f, "feedback");
    }
    *state = f;
    gvc_dense ones = {0};
    gvc_status status = gvc_model_panel(ctx, &f->sums, 2, m->n);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &ones, 1, m->n);
    }
    if (status == GVC_OK) {
        for (gvc_idx i = 0; i < m->n; i++) {
            ones.data[i] = 1;
        }
        gvc_local_left(m->local, ones.data, f->sums.data + f->sums.stride);
        status = wants_feedback(o) ? fill(ctx, m, f) : GVC_OK;
    }
    gvc_release(ones.data);
    return status;
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    (void)worker;
    const feedback *f = state;
    for (gvc_idx i = m->offset[s], at = 0; i < m->offset[s + 1]; i++, at++) {
        slabs[FEEDBACK][at] = f->sums.data[i];
        slabs[LOCAL][at] = f->sums.data[f->sums.stride + i];
        slabs[SHARE][at] = 0;
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static void derive(const gvc_model *m, void *state, double *const *values, gvc_idx cells)
{
    (void)m;
    (void)state;
    for (gvc_idx c = 0; c < cells; c++) {
        double local = values[LOCAL][c];
        values[SHARE][c] = local == 0 ? (double)NAN : values[FEEDBACK][c] / local;
    }
}

static const char *const identities[] = {
    "feedback + local is u_c B_cc, backward_intra of gvc linkages",
    "no country has feedback in a world without trade in inputs",
    NULL,
};
static const char *const caveats[] = {
    "one unit of final output of every industry of the row: the sums over a country weigh them "
    "alike",
    NULL,
};

const gvc_method gvc_method_feedback = {
    .info = {.name = "feedback",
             .command = "linkages",
             .usage = "linkages --feedback",
             .title = "Interregional feedback",
             .summary = "what comes back to a country's industries by way of other countries",
             .question = "How much more does a country produce because those that it buys inputs "
                         "from buy inputs from it?",
             .reference = "Round (1985), Decomposing multipliers for economic systems involving "
                          "regional and world trade, Economic Journal 95(378), 383-399",
             .bibtex = "@article{round1985decomposing,\n"
                       "  author  = {Round, Jeffery I.},\n"
                       "  title   = {Decomposing multipliers for economic systems involving "
                       "regional and world trade},\n"
                       "  journal = {The Economic Journal},\n"
                       "  volume  = {95},\n"
                       "  number  = {378},\n"
                       "  pages   = {383--399},\n"
                       "  year    = {1985}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .levels = levels,
             .variants = variants},
    .choose = choose,
    .need = need,
    .extra = extra,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .derive = derive,
    .release = release,
};
