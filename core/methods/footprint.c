/* footprint.c - production, consumption, export and import accounts of satellites: jobs, wages,
 * emissions, value added. Peters (2008); the accounts of pymrio.
 *
 *   flow_sr = sum_{i in s} S_i X_ir   of the account, used in s for final use of r
 *   pba, cba: its rows and columns summed; exp, imp: the same without the own country
 * Cost: X = B Y, G right vectors for all accounts together; see footprint_solve.c. */
#include <string.h>

#include "methods/footprint.h"
#include "methods/weights.h"

static const char *const levels[] = {"country", "sector", "pair", NULL};

/* ---- words -------------------------------------------------------------------------------------
 */

static gvc_status check_words(gvc_ctx *ctx, const gvc_measure_options *o)
{
    for (const char *const *word = o->with; word != NULL && *word != NULL; word++) {
        if (strcmp(*word, "ratios") != 0) {
            return gvc_fail(ctx, GVC_EARG, "method footprint has no columns '%s'; it has ratios",
                            *word);
        }
    }
    if (gvc_footprint_has_ratios(o) && gvc_footprint_level_of(o) == GVC_FOOTPRINT_PAIR) {
        return gvc_fail(ctx, GVC_EARG,
                        "ratios are those of countries and sectors; use --level country or sector");
    }
    if (o->weight_count > 0 && o->satellite != NULL) {
        return gvc_fail(ctx, GVC_EARG,
                        "--characterise takes its accounts from its file; leave out '%s'",
                        o->satellite);
    }
    if (o->output == GVC_OUTPUT_GIVEN) {
        return gvc_fail(ctx, GVC_EARG,
                        "--output-total given: stated output that nobody uses is "
                        "absorbed nowhere; use rowsum");
    }
    return GVC_OK;
}

/* The axis of accounts; its names are out->memory where options tell them. */
static gvc_status add_accounts(gvc_ctx *ctx, const gvc_measure_options *o, gvc_layout *out)
{
    gvc_layout_axis *axis = &out->axes[out->count++];
    *axis = (gvc_layout_axis){.name = "account", .kind = GVC_AXIS_ACCOUNTS};
    if (o->weight_count == 0 && o->satellite == NULL) {
        return GVC_OK;
    }
    const char **name = NULL;
    gvc_status status = GVC_OK;
    axis->kind = GVC_AXIS_NAMED;
    axis->count = 1;
    if (o->weight_count > 0) {
        status = gvc_weights_names(ctx, o->weights, o->weight_count, &name, &axis->count);
    } else {
        name = gvc_malloc(1, sizeof *name);
        if (name == NULL) {
            return gvc_fail_memory(ctx, sizeof *name, "the name of an account");
        }
        *name = o->satellite;
    }
    axis->names = name;
    out->memory = name;
    return status;
}

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_word(ctx, "footprint", "level", &o->level, levels);
    if (status == GVC_OK) {
        status = check_words(ctx, o);
    }
    if (status != GVC_OK) {
        return status;
    }
    gvc_footprint_level level = gvc_footprint_level_of(o);
    bool ratios = gvc_footprint_has_ratios(o);
    out->axes[out->count++] = (gvc_layout_axis){.name = "country", .kind = GVC_AXIS_BLOCKS};
    if (level == GVC_FOOTPRINT_SECTOR) {
        out->axes[out->count++] = (gvc_layout_axis){.name = "sector", .kind = GVC_AXIS_SECTORS};
    } else if (level == GVC_FOOTPRINT_PAIR) {
        out->axes[out->count++] = (gvc_layout_axis){.name = "partner", .kind = GVC_AXIS_BLOCKS};
    }
    out->variant = gvc_footprint_variant(level, ratios);
    out->hidden = level == GVC_FOOTPRINT_PAIR ? 0 : ratios ? F_HIDDEN_RATIOS : F_HIDDEN;
    out->title = "Accounts of producers and final users";
    return add_accounts(ctx, o, out);
}

/* ---- numbers -----------------------------------------------------------------------------------
 */

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)workers;
    return gvc_footprint_bytes(m, o);
}

static void release(void *state)
{
    if (state != NULL) {
        gvc_footprint_free(state);
        gvc_release(state);
    }
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    gvc_footprint *f = gvc_calloc(1, sizeof *f);
    if (f == NULL) {
        return gvc_fail_memory(ctx, sizeof *f, "the accounts");
    }
    *state = f;
    f->level = gvc_footprint_level_of(o);
    f->ratios = gvc_footprint_has_ratios(o);
    f->one = o->satellite;
    gvc_status status = gvc_footprint_solve(ctx, m, o, f);
    if (status == GVC_OK && f->accounts.has_idle) {
        gvc_text names = {0};
        gvc_satellites_name_idle(m, &f->accounts, &names);
        gvc_log(ctx, GVC_WARN, "accounts of industries without output are in pba alone: %s",
                gvc_text_str(&names));
        gvc_text_free(&names);
    }
    return status;
}

/* "jobs: heads", a line an account that has a unit; one: this account alone, NULL: all. */
static void list_units(const gvc_table *t, const char *one, const char *between, gvc_text *to)
{
    for (gvc_idx k = 0; k < gvc_table_count(t, GVC_EXTENSION); k++) {
        const char *unit = gvc_table_name(t, GVC_EXTENSION, k);
        bool shown = one == NULL || gvc_same(one, gvc_table_label(t, GVC_EXTENSION, k));
        if (unit != NULL && shown) {
            gvc_text_addf(to, "%s%s: %s", to->length > 0 ? between : "",
                          gvc_table_label(t, GVC_EXTENSION, k), unit);
        }
    }
}

/* Units of the accounts, and what stands in no chain. */
static bool notes(const gvc_model *m, const void *state, gvc_attributes *to)
{
    const gvc_footprint *f = state;
    gvc_text units = {0}, below = {0}, idle = {0};
    list_units(m->table, f->one, "\n", &units);
    list_units(m->table, f->one, ", ", &below);
    if (f->accounts.has_idle) {
        gvc_text_addf(&idle, "accounts of industries without output are in pba alone: ");
        gvc_satellites_name_idle(m, &f->accounts, &idle);
    }
    bool done = !units.failed && !below.failed && !idle.failed &&
                (units.length == 0 || (gvc_attributes_set_text(to, "account_units", units.chars) &&
                                       gvc_attributes_set_text(to, "notes", below.chars))) &&
                (idle.length == 0 || gvc_attributes_add_line(to, "warnings", idle.chars));
    gvc_text_free(&units);
    gvc_text_free(&below);
    gvc_text_free(&idle);
    return done;
}

static const char *const identities[] = {
    "summed over countries, pba = cba and exp = imp, account by account",
    "pba - exp = cba - imp in every country",
    "of va: pba is GDP, exp is value added exports (VAX); cba - pba is minus the trade balance",
    "country and sector: the rows of a country add up to it (pba and cba but for direct)",
    "pair: flow over the partners, plus direct, is pba; over the countries, cba; eebt over the "
    "partners is in_exports",
    NULL,
};
static const char *const caveats[] = {
    "in_exports counts domestic content of gross exports; never add it over countries, chains "
    "would count twice; exp adds up",
    "by sector pba, exp, net, in_exports and imp_producer belong to the industry that produces, "
    "cba "
    "and imp to the product that is finally used, whoever makes it",
    "amounts of final use itself (column direct) are in pba and cba of the country and in no "
    "sector; those of dropped categories of final use are left out",
    "amounts of an industry without output are in pba alone, named in the warnings; pba - exp = "
    "cba - imp misses them",
    "where a row has no final output its multiplier is the plain mean of its industries",
    NULL,
};

const gvc_method gvc_method_footprint = {
    .info =
        {.name = "footprint",
         .command = "footprint",
         .usage = "footprint",
         .title = "Footprints",
         .summary = "jobs, wages, emissions, value added: by producers, by final users, in trade",
         .question =
             "How many jobs does foreign demand sustain, how many stand behind what a country "
             "uses? Whose emissions are in its consumption? Are its exports dirtier, or its export "
             "workers more productive, than the rest of the economy?",
         .reference = "Peters (2008), From production-based to consumption-based national emission "
                      "inventories, Ecological Economics 65(1), 13-23",
         .bibtex = "@article{peters2008production,\n"
                   "  author  = {Peters, Glen P.},\n"
                   "  title   = {From production-based to consumption-based national emission "
                   "inventories},\n"
                   "  journal = {Ecological Economics},\n"
                   "  volume  = {65},\n"
                   "  number  = {1},\n"
                   "  pages   = {13--23},\n"
                   "  year    = {2008}\n"
                   "}\n",
         .identities = identities,
         .caveats = caveats,
         .levels = levels,
         .variants = gvc_footprint_variants},
    .knows = GVC_KNOWS_SATELLITE | GVC_KNOWS_WITH | GVC_KNOWS_WEIGHTS,
    .choose = choose,
    .need = gvc_footprint_needs,
    .extra = gvc_footprint_extra,
    .bytes = bytes,
    .prepare = prepare,
    .piece = gvc_footprint_piece,
    .derive = gvc_footprint_derive,
    .notes = notes,
    .release = release,
};
