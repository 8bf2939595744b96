/* functions.c - functional specialisation in trade: what a country earns from exports by what its
 * people do (R&D, management, marketing, fabrication).
 *
 *   f_ck = sum over i in c of W_ik v_i (L E)_i, W the share of industry i's value added paid to
 *   function k;   FS_ck = (f_ck / sum_k f_ck) / (sum_c f_ck / sum_ck f_ck), 1 = world average.
 * L, not B: domestic value added in exports, as the paper has it. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "methods/stages.h"
#include "methods/weights.h"

static const char identity[] = "dva";
static const char income_prefix[] = "income_", index_prefix[] = "fs_";

static const gvc_variant variants[] = {
    {"functions", "dva, then income_NAME and fs_NAME for every function of the file", NULL,
     identity, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static const char *const levels[] = {"country", NULL};

/* ---- terms made for the functions of the file --------------------------------------------------
 */

enum { NAME, LONG_NAME, FORMULA, TEXTS };

static gvc_term new_term(char **at, const char *prefix, const char *function, bool index)
{
    char *text[TEXTS];
    text[NAME] = *at;
    *at += sprintf(*at, "%s%s", prefix, function) + 1;
    gvc_weights_column(text[NAME]);
    text[LONG_NAME] = *at;
    *at += sprintf(*at, index ? "Specialisation in %s, 1 = world" : "Income of %s in exports",
                   function) +
           1;
    text[FORMULA] = *at;
    *at += sprintf(*at, "%s",
                   index ? "(f_ck / sum_k f_ck) / (sum_c f_ck / sum_ck f_ck)"
                         : "f_ck = sum_i W_ik v_i (L_cc E_c)_i") +
           1;
    return (gvc_term){text[NAME], text[LONG_NAME], text[FORMULA], index ? "index" : NULL, !index};
}

/* One block: the variant, 2 + 2 x names terms, their texts. */
static gvc_variant *new_variant(const char *const *name, gvc_idx names)
{
    enum { AROUND = 128 };
    size_t texts = 0, terms = (size_t)(2 * names + 2);
    for (gvc_idx k = 0; k < names; k++) {
        texts += 2 * (2 * strlen(name[k]) + AROUND);
    }
    size_t head = sizeof(gvc_variant) + terms * sizeof(gvc_term);
    gvc_variant *variant = gvc_calloc(head + texts, 1);
    if (variant == NULL) {
        return NULL;
    }
    gvc_term *term = (gvc_term *)(void *)(variant + 1);
    char *at = (char *)(term + terms);
    *variant = variants[0];
    variant->terms = term;
    *term++ = (gvc_term){identity, "Domestic value added in exports", "v_c L_cc E_c", NULL, false};
    for (gvc_idx k = 0; k < names; k++) {
        *term++ = new_term(&at, income_prefix, name[k], false);
    }
    for (gvc_idx k = 0; k < names; k++) {
        *term++ = new_term(&at, index_prefix, name[k], true);
    }
    return variant;
}

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    const char **name = NULL;
    gvc_idx names = 0;
    gvc_status status = gvc_word(ctx, "functions", "level", &o->level, levels);
    if (status == GVC_OK && o->weight_count == 0) {
        status = gvc_fail(ctx, GVC_EARG,
                          "functions: the shares of the functions are missing; give them with "
                          "--functions FILE, lines sector,function,share");
    }
    if (status == GVC_OK) {
        status = gvc_weights_names(ctx, o->weights, o->weight_count, &name, &names);
    }
    if (status != GVC_OK) {
        return status;
    }
    gvc_variant *variant = new_variant(name, names);
    gvc_release(name);
    if (variant == NULL) {
        return gvc_fail_memory(ctx, (size_t)names * sizeof(gvc_term), "the columns");
    }
    out->memory = variant;
    out->variant = variant;
    out->axes[out->count++] = (gvc_layout_axis){.name = "exporter", .kind = GVC_AXIS_BLOCKS};
    out->title = "Income from exports by function";
    return gvc_weights_check_columns(ctx, variant);
}

static gvc_needs need(const gvc_measure_options *o)
{
    (void)o;
    return 0;
}

/* ---- numbers -----------------------------------------------------------------------------------
 */

typedef struct functions {
    gvc_idx names;
    double *income; /* G x names */
    double *dva;    /* G */
    double *world;  /* names: the sums over countries */
    double all;     /* their sum */
} functions;

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)workers;
    size_t n = (size_t)m->n, names = (size_t)gvc_weights_count(o->weights, o->weight_count);
    return (n * (names + 4) + (size_t)(m->blocks + 1) * (names + 1)) * sizeof(double);
}

static void release(void *state)
{
    functions *f = state;
    if (f == NULL) {
        return;
    }
    gvc_release(f->income);
    gvc_release(f->dva);
    gvc_release(f->world);
    gvc_release(f);
}

static void add_industry(functions *f, gvc_idx country, const double *part, double dva)
{
    f->dva[country] += dva;
    for (gvc_idx k = 0; k < f->names; k++) {
        f->income[country * f->names + k] += part[k] * dva;
        f->world[k] += part[k] * dva;
        f->all += part[k] * dva;
    }
}

static gvc_status fill(gvc_ctx *ctx, const gvc_model *m, const double *part, functions *f)
{
    gvc_dense exports = {m->e_total, 1, m->n, m->n}, output = {0};
    gvc_status status = gvc_model_panel(ctx, &output, 1, m->n);
    f->income = gvc_calloc((size_t)(m->blocks * f->names), sizeof *f->income);
    f->dva = gvc_calloc((size_t)m->blocks, sizeof *f->dva);
    f->world = gvc_calloc((size_t)f->names, sizeof *f->world);
    if (status == GVC_OK && (f->income == NULL || f->dva == NULL || f->world == NULL)) {
        status = gvc_fail_memory(ctx, (size_t)(m->blocks * f->names) * sizeof *f->income,
                                 "the functions");
    }
    if (status == GVC_OK) {
        gvc_local_right(m->local, &exports, &output);
        for (gvc_idx i = 0; i < m->n; i++) {
            add_industry(f, m->block[i], part + i * f->names, m->v[i] * output.data[i]);
        }
    }
    gvc_release(output.data);
    return status;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    const char **name = NULL;
    double *part = NULL;
    functions *f = gvc_calloc(1, sizeof *f);
    if (f == NULL) {
        return gvc_fail_memory(ctx, sizeof *f, "the functions");
    }
    *state = f;
    gvc_status status = gvc_weights_names(ctx, o->weights, o->weight_count, &name, &f->names);
    if (status == GVC_OK) {
        status = gvc_weights_spread(ctx, m, "--functions", o->weights, o->weight_count, name,
                                    f->names, &part);
    }
    gvc_release(name);
    if (status == GVC_OK) {
        status = fill(ctx, m, part, f);
    }
    gvc_release(part);
    return status;
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx at, int worker,
                        double *const *slabs)
{
    (void)m;
    (void)worker;
    const functions *f = state;
    slabs[0][0] = f->dva[at];
    for (gvc_idx k = 0; k < f->names; k++) {
        slabs[1 + k][0] = f->income[at * f->names + k];
        slabs[1 + f->names + k][0] = 0;
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
    const functions *f = state;
    for (gvc_idx c = 0; c < cells; c++) {
        double sum = 0;
        for (gvc_idx k = 0; k < f->names; k++) {
            sum += values[1 + k][c];
        }
        for (gvc_idx k = 0; k < f->names; k++) {
            values[1 + f->names + k][c] =
                ratio(ratio(values[1 + k][c], sum), ratio(f->world[k], f->all));
        }
    }
}

static const char *const identities[] = {
    "dva = the sum of income_NAME over the functions",
    "fs_NAME, weighted by the income from exports, is 1 on average over countries",
    NULL,
};
static const char *const caveats[] = {
    "the shares come from the file of --functions: of value added, or of labour income where they "
    "are meant so; those of an industry add up to 1",
    "domestic value added in exports (L, not B): work abroad for these exports is not in it",
    NULL,
};

const gvc_method gvc_method_functions = {
    .info = {.name = "functions",
             .command = "stages",
             .usage = "stages --functions FILE",
             .title = "Functional specialisation",
             .summary = "income from exports by business function, specialisation",
             .question =
                 "Who does design, management, marketing and fabrication in world trade? What "
                 "a country's exports pay to each function, and whether that is more than the "
                 "world's average share.",
             .reference =
                 "Timmer, Miroudot and de Vries (2019), Functional specialisation in trade, "
                 "Journal of Economic Geography 19(1), 1-30",
             .bibtex = "@article{timmer2019functional,\n"
                       "  author  = {Timmer, Marcel P. and Miroudot, S{\\'e}bastien and de Vries, "
                       "Gaaitzen J.},\n"
                       "  title   = {Functional specialisation in trade},\n"
                       "  journal = {Journal of Economic Geography},\n"
                       "  volume  = {19},\n"
                       "  number  = {1},\n"
                       "  pages   = {1--30},\n"
                       "  year    = {2019}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .levels = levels,
             .variants = variants},
    .knows = GVC_KNOWS_WEIGHTS,
    .choose = choose,
    .need = need,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .derive = derive,
    .release = release,
};
