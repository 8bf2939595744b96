/* scenario_demand.c - final demand that changes, by shocks or to that of another year:
 *
 *   dx = B df, df the change of final demand; by absorber dx_d = B dY_.d, at home and abroad. */
#include <stdio.h>
#include <string.h>

#include "methods/scenario_quantities.h"

static const char kind[] = "demand";
enum {
    KNOWS = GVC_SHOCK_COUNTRY | GVC_SHOCK_SECTOR | GVC_SHOCK_FROM | GVC_SHOCK_BUYER |
            GVC_SHOCK_AMOUNT | GVC_SHOCK_COUNTRY_BUYS | GVC_SHOCK_NONE,
    PARTS = 2, /* home, foreign */
};

#define PART_TERMS                                                                                 \
    {"va_home", "Change of value added for final demand at home", "v_s o (B dY_.s)_s", NULL,       \
     false},                                                                                       \
    {                                                                                              \
        "va_foreign", "Change of value added for final demand abroad",                             \
            "v_s o sum_{d != s} (B dY_.d)_s", NULL, false                                          \
    }
static const gvc_term plain[] = {GVC_SCENARIO_TERMS, PART_TERMS, GVC_SCENARIO_END};
static const gvc_term with_account[] = {GVC_SCENARIO_TERMS, GVC_SCENARIO_ACCOUNT, PART_TERMS,
                                        GVC_SCENARIO_END};
static const char headline[] = GVC_SCENARIO_HEADLINE " va_home va_foreign";

static const gvc_variant variants[] = {
    {"changes",
     "output and value added: base, change, percent; with several shocks va_NAME, the "
     "change of value added by each",
     plain, NULL, headline},
    {"changes, satellite", "the same with a satellite account (--satellite)", with_account, NULL,
     headline},
    {NULL, NULL, NULL, NULL, NULL},
};

/* ---- a column for each of several shocks ------------------------------------------------------
 */

enum { NAME = 64 };

/* Lower case letters, digits and underscores, as columns have them. */
static void name_column(char *to, const gvc_shock *shock, gvc_idx k)
{
    char number[24];
    snprintf(number, sizeof number, "shock%lld", (long long)k + 1);
    snprintf(to, NAME, "va_%s", shock->name == NULL ? number : shock->name);
    for (; *to != '\0'; to++) {
        bool kept = (*to >= 'a' && *to <= 'z') || (*to >= '0' && *to <= '9');
        *to = (char)(*to >= 'A' && *to <= 'Z' ? *to - 'A' + 'a' : kept ? *to : '_');
    }
}

/* One block: the variant, its terms, their texts. */
static gvc_variant *new_variant(const gvc_variant *from, const gvc_measure_options *o)
{
    size_t base = 0, more = (size_t)o->shock_count;
    while (from->terms[base].name != NULL) {
        base++;
    }
    size_t head = sizeof(gvc_variant) + (base + more + 1) * sizeof(gvc_term);
    gvc_variant *variant = gvc_calloc(head + more * NAME, 1);
    if (variant == NULL) {
        return NULL;
    }
    gvc_term *terms = (gvc_term *)(void *)(variant + 1);
    char *names = (char *)(terms + base + more + 1);
    *variant = *from;
    variant->terms = terms;
    memcpy(terms, from->terms, base * sizeof *terms);
    for (size_t k = 0; k < more; k++) {
        name_column(names + k * NAME, &o->shocks[k], (gvc_idx)k);
        terms[base + k] = (gvc_term){names + k * NAME, "Change of value added by this shock",
                                     "v o B df_k", NULL, false};
    }
    return variant;
}

static gvc_status check_names(gvc_ctx *ctx, const gvc_variant *variant)
{
    for (const gvc_term *a = variant->terms; a->name != NULL; a++) {
        for (const gvc_term *b = variant->terms; b < a; b++) {
            if (strcmp(a->name, b->name) == 0) {
                return gvc_fail(ctx, GVC_EARG,
                                "two columns would both be %s; name one of the shocks otherwise",
                                a->name);
            }
        }
    }
    return GVC_OK;
}

static gvc_status add_columns(gvc_ctx *ctx, const gvc_measure_options *o, gvc_layout *out)
{
    gvc_variant *variant = new_variant(out->variant, o);
    if (variant == NULL) {
        return gvc_fail_memory(ctx, (size_t)o->shock_count * sizeof(gvc_term), "the columns");
    }
    out->memory = variant;
    out->variant = variant;
    return check_names(ctx, variant);
}

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_scenario_check(ctx, kind, KNOWS, o);
    if (status == GVC_OK && (o->shock_count > 0) == (o->other_count > 0)) {
        status = gvc_fail(ctx, GVC_EARG,
                          "a scenario of demand takes shocks or the final demand of another table "
                          "(--replay), one of the two");
    }
    if (status == GVC_OK && o->other_count > 1) {
        status = gvc_fail(ctx, GVC_EARG, "one table at a time to replay");
    }
    if (status == GVC_OK) {
        status = gvc_scenario_layout(ctx, kind, "Final demand that changes", variants, o, out);
    }
    return status == GVC_OK && o->shock_count > 1 ? add_columns(ctx, o, out) : status;
}

/* ---- numbers -----------------------------------------------------------------------------------
 */

typedef struct demand {
    gvc_scenario_change change; /* first, so that a demand is one */
    double *home, *foreign;     /* n: value added */
    gvc_dense each;             /* shocks x n: value added; where there are several */
} demand;

static gvc_workload extra(const gvc_model *m, const gvc_measure_options *o)
{
    return (gvc_workload){.right = gvc_scenario_demand_rows(m, o, KNOWS)};
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)workers;
    size_t panels = (size_t)(2 * m->blocks + 3 * o->shock_count);
    return gvc_scenario_bytes(m) + panels * (size_t)m->n * sizeof(double);
}

static void release(void *state)
{
    demand *d = state;
    if (d != NULL) {
        gvc_release(d->home);
        gvc_release(d->foreign);
        gvc_release(d->each.data);
        gvc_scenario_release(d);
    }
}

static void add_absorber(const gvc_model *m, demand *d, gvc_idx block, const double *output)
{
    for (gvc_idx i = 0; i < m->n; i++) {
        d->change.output[i] += output[i];
        *(m->block[i] == block ? &d->home[i] : &d->foreign[i]) += m->v[i] * output[i];
    }
}

static gvc_status solve(gvc_ctx *ctx, const gvc_model *m, const gvc_scenario_demand *f, demand *d)
{
    gvc_dense output = {0};
    gvc_status status = gvc_model_panel(ctx, &output, f->change.rows, m->n);
    if (status == GVC_OK && f->change.rows > 0) {
        status = gvc_model_right(ctx, m, &f->change, NULL, &output);
    }
    for (gvc_idx k = 0; k < f->change.rows && status == GVC_OK; k++) {
        add_absorber(m, d, f->block[k], output.data + k * output.stride);
    }
    gvc_release(output.data);
    return status;
}

static gvc_status solve_each(gvc_ctx *ctx, const gvc_model *m, const gvc_scenario_demand *f,
                             demand *d)
{
    if (f->shock.data == NULL) {
        return GVC_OK;
    }
    gvc_status status = gvc_model_panel(ctx, &d->each, f->shock.rows, m->n);
    if (status == GVC_OK) {
        status = gvc_model_right(ctx, m, &f->shock, NULL, &d->each);
    }
    for (gvc_idx k = 0; k < d->each.rows && status == GVC_OK; k++) {
        for (gvc_idx i = 0; i < m->n; i++) {
            d->each.data[k * d->each.stride + i] *= m->v[i];
        }
    }
    return status;
}

static gvc_status compute(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o, demand *d)
{
    gvc_scenario_demand f = {0};
    gvc_status status = gvc_scenario_change_new(ctx, m, o, &d->change);
    if (status == GVC_OK) {
        status = gvc_scenario_vector(ctx, m, &d->home);
    }
    if (status == GVC_OK) {
        status = gvc_scenario_vector(ctx, m, &d->foreign);
    }
    if (status == GVC_OK) {
        status = gvc_scenario_demand_new(ctx, m, o, KNOWS, &d->change.about, &f);
    }
    if (status == GVC_OK) {
        status = solve(ctx, m, &f, d);
    }
    if (status == GVC_OK) {
        status = solve_each(ctx, m, &f, d);
    }
    if (status == GVC_OK) {
        gvc_scenario_follow(m, &d->change);
    }
    gvc_scenario_demand_free(&f);
    return status;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    demand *d = gvc_calloc(1, sizeof *d);
    if (d == NULL) {
        return gvc_fail_memory(ctx, sizeof *d, "the scenario");
    }
    *state = d;
    d->change.about.closure = "input coefficients and value added per unit of output stay;\n"
                              "output follows demand, no capacity limits, no substitution";
    return compute(ctx, m, o, d);
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    (void)worker;
    const demand *d = state;
    int next = gvc_scenario_fill(m, &d->change, s, slabs);
    size_t size = (size_t)gvc_model_size(m, s) * sizeof(double);
    memcpy(slabs[next++], d->home + m->offset[s], size);
    memcpy(slabs[next++], d->foreign + m->offset[s], size);
    for (gvc_idx k = 0; k < d->each.rows; k++) {
        memcpy(slabs[next++], d->each.data + k * d->each.stride + m->offset[s], size);
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static const char *const identities[] = {
    "the change of value added of the world is the change of final demand (residual value added)",
    "va_change = va_home + va_foreign, and the sum of va_NAME over the shocks",
    NULL,
};
static const char *const caveats[] = {
    "--country says whose final demand changes, --from who makes it, --sector which product; in a "
    "file with a column buyer, country is who makes it; an empty field is all",
    "an amount is spread over what the shock names in proportion to what is bought there",
    "what nobody makes (an industry without output) is left out and named; a shock that is about "
    "such industries alone is refused",
    "--replay: technology of TABLE, final demand of the other table; in current prices the change "
    "has prices and exchange rates in it",
    NULL,
};

const gvc_method gvc_method_scenario_demand = {
    .info = {.name = "scenario_demand",
             .command = "scenario",
             .usage = "scenario demand",
             .title = "Demand shock",
             .summary = "final demand that changes, or that of another year",
             .question = "A recession abroad, a boom at home, the final demand of another year: "
                         "how much output and value added does every country and sector lose or "
                         "win, through all stages of production?",
             .reference = "Miller and Blair (2009), Input-Output Analysis: Foundations and "
                          "Extensions, 2nd edition, Cambridge University Press, chapter 2",
             .bibtex = "@book{miller2009input,\n"
                       "  author    = {Miller, Ronald E. and Blair, Peter D.},\n"
                       "  title     = {Input-Output Analysis: Foundations and Extensions},\n"
                       "  edition   = {2},\n"
                       "  publisher = {Cambridge University Press},\n"
                       "  year      = {2009}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .levels = gvc_scenario_levels,
             .variants = variants},
    .knows = GVC_KNOWS_SHOCKS | GVC_KNOWS_SATELLITE | GVC_KNOWS_OTHERS,
    .choose = choose,
    .need = gvc_scenario_needs_nothing,
    .extra = extra,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .derive = gvc_scenario_derive,
    .notes = gvc_scenario_state_notes,
    .release = release,
};
