/* growth.c - how much of growth comes from where: the record
 *
 * Levels: value added of c absorbed by r, VA_cr = v_c B_c. Y_.r, its change in points of the first
 * year (growth_levels.c). Factors: growth_factors.c and growth_values.c, or growth_lmdi.c. National
 * accounts: growth_national.c. Links between tables: growth_links.c. */
#include <string.h>

#include "methods/growth.h"

static const char *const levels[] = {"factor", "demand", "country", "national", NULL};
static const char *const ways[] = {"shapley", "polar", "lmdi", NULL};

static const char *const factors[GVC_GROWTH_PARTS] = {"va_coef", "tech_own",    "tech_foreign",
                                                      "src_own", "src_foreign", "fd_level",
                                                      "fd_mix",  "fd_src",      "rest"};
static const char *const account_factors[GVC_GROWTH_PARTS] = {
    "intensity", "tech_own", "tech_foreign", "src_own", "src_foreign",
    "fd_level",  "fd_mix",   "fd_src",       "rest"};
static const char *const log_factors[] = {"va_coef", "leontief", "final_demand"};
static const char *const account_log_factors[] = {"intensity", "leontief", "final_demand"};

/* ---- words -------------------------------------------------------------------------------------
 */

static gvc_growth_view view_of(const gvc_measure_options *o)
{
    return strcmp(o->level, "factor") == 0    ? GVC_GROWTH_BY_FACTOR
           : strcmp(o->level, "demand") == 0  ? GVC_GROWTH_LEVELS
           : strcmp(o->level, "country") == 0 ? GVC_GROWTH_SUMMARY
                                              : GVC_GROWTH_NATIONAL;
}

static gvc_growth_way way_of(const gvc_measure_options *o)
{
    return o->approach == NULL || strcmp(o->approach, "shapley") == 0 ? GVC_GROWTH_SHAPLEY
           : strcmp(o->approach, "polar") == 0                        ? GVC_GROWTH_POLAR
                                                                      : GVC_GROWTH_LMDI;
}

static gvc_status check_words(gvc_ctx *ctx, gvc_measure_options *o)
{
    gvc_status status = gvc_word(ctx, "growth", "level", &o->level, levels);
    if (status != GVC_OK) {
        return status;
    }
    gvc_growth_view view = view_of(o);
    bool plain = view == GVC_GROWTH_LEVELS || view == GVC_GROWTH_NATIONAL;
    if (plain && o->approach != NULL) {
        return gvc_fail(ctx, GVC_EARG, "%s come before any factors; leave out '%s', or --%s",
                        view == GVC_GROWTH_LEVELS ? "levels" : "national accounts", o->approach,
                        view == GVC_GROWTH_LEVELS ? "levels" : "national");
    }
    if (!plain) {
        status = gvc_word(ctx, "growth", "approach", &o->approach, ways);
    }
    if (status == GVC_OK && view == GVC_GROWTH_SUMMARY && way_of(o) == GVC_GROWTH_LMDI) {
        status = gvc_fail(ctx, GVC_EARG,
                          "the export-led index needs the eight factors, which lmdi does "
                          "not tell apart; use shapley or polar");
    }
    if (status == GVC_OK && view == GVC_GROWTH_NATIONAL && o->bloc_count > 0) {
        status =
            gvc_fail(ctx, GVC_EARG,
                     "national accounts know exports, not who takes them; leave out the blocs, "
                     "or take the levels");
    }
    if (status == GVC_OK && view == GVC_GROWTH_SUMMARY && o->bloc_count > 0) {
        status = gvc_fail(ctx, GVC_EARG,
                          "a row a country has no rows for blocs; leave them out, or take "
                          "the levels");
    }
    if (status == GVC_OK && o->relative_to != NULL && strcmp(o->relative_to, "world") != 0) {
        status = gvc_fail(ctx, GVC_EARG, "relative to '%s'; there is world", o->relative_to);
    }
    return status;
}

static gvc_layout_axis factor_axis(const gvc_measure_options *o)
{
    bool logs = way_of(o) == GVC_GROWTH_LMDI, account = o->satellite != NULL;
    return (gvc_layout_axis){.name = "factor",
                             .kind = GVC_AXIS_NAMED,
                             .names = logs      ? account ? account_log_factors : log_factors
                                      : account ? account_factors
                                                : factors,
                             .count = logs ? GVC_GROWTH_LMDI_PARTS : GVC_GROWTH_PARTS};
}

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    static const char *const titles[] = {"Growth by factor", "Growth by who absorbs it",
                                         "Growth and what led it",
                                         "Growth by demand for home products"};
    gvc_status status = check_words(ctx, o);
    if (status != GVC_OK) {
        return status;
    }
    gvc_growth_view view = view_of(o);
    int kind = o->relative_to != NULL ? GVC_GROWTH_SHARE
               : o->satellite != NULL ? GVC_GROWTH_ACCOUNT
                                      : GVC_GROWTH_MONEY;
    out->axes[out->count++] = (gvc_layout_axis){.name = "country", .kind = GVC_AXIS_BLOCKS};
    if (view == GVC_GROWTH_BY_FACTOR) {
        out->axes[out->count++] = factor_axis(o);
    }
    out->variant = &gvc_growth_variants[(int)view * GVC_GROWTH_KINDS + kind];
    out->title = titles[view];
    return view == GVC_GROWTH_SUMMARY    ? GVC_OK
           : view == GVC_GROWTH_NATIONAL ? gvc_growth_uses(ctx, o, out)
                                         : gvc_growth_demands(ctx, o, out);
}

static gvc_needs need(const gvc_measure_options *o)
{
    (void)o;
    return 0;
}

/* ---- the work ----------------------------------------------------------------------------------
 */

void gvc_growth_free(void *state)
{
    gvc_growth *g = state;
    if (g == NULL) {
        return;
    }
    void *all[] = {(void *)g->table, g->link,  g->country, g->slot,  g->demand,
                   g->part,          g->first, g->change,  g->volume};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        gvc_release(all[k]);
    }
    gvc_text_free(&g->warnings);
    gvc_release(g);
}

static gvc_idx parts_of(gvc_growth_view view, gvc_growth_way way)
{
    return view == GVC_GROWTH_LEVELS     ? 0
           : view == GVC_GROWTH_NATIONAL ? GVC_GROWTH_NATIONAL_PARTS
           : way == GVC_GROWTH_LMDI      ? GVC_GROWTH_LMDI_PARTS
                                         : GVC_GROWTH_PARTS;
}

/* Of the other tables, and of the model of one of them. */
static size_t other_bytes(const gvc_model *m, const gvc_measure_options *o)
{
    size_t n = (size_t)m->n, vectors = 2 * (size_t)m->blocks + 10;
    return (size_t)o->other_count * gvc_model_table_bytes(m) + vectors * n * sizeof(double);
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    gvc_growth *g = gvc_calloc(1, sizeof *g);
    if (g == NULL) {
        return gvc_fail_memory(ctx, sizeof *g, "the comparison");
    }
    *state = g;
    *g = (gvc_growth){.options = o, .view = view_of(o), .way = way_of(o), .workers = workers};
    g->parts = parts_of(g->view, g->way);
    g->beside = gvc_model_table_bytes(m) + other_bytes(m, o);
    gvc_status status = gvc_growth_begin(ctx, m, g);
    return status == GVC_OK ? gvc_growth_run(ctx, m, g) : status;
}

/* The industries of the countries asked for, as far as they are known. */
static gvc_idx rows_of(const gvc_model *m, const gvc_measure_options *o, gvc_idx *focal)
{
    gvc_idx rows = 0;
    *focal = 0;
    for (const char *const *c = o->countries; c != NULL && *c != NULL; c++) {
        for (gvc_idx b = 0; b < m->blocks; b++) {
            bool named = strcmp(m->name[b], *c) == 0;
            rows += named ? gvc_model_size(m, b) : 0;
            *focal += named;
        }
    }
    bool all = o->countries == NULL || *o->countries == NULL;
    *focal = all ? m->blocks : *focal;
    return all ? m->n : rows;
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    gvc_idx focal, rows = rows_of(m, o, &focal);
    size_t tables = other_bytes(m, o);
    if (view_of(o) == GVC_GROWTH_NATIONAL) {
        return tables + gvc_local_bytes(m->offset, m->blocks);
    }
    if (view_of(o) == GVC_GROWTH_LEVELS) {
        return tables + gvc_growth_solve_bytes(m->n, 2 * focal);
    }
    size_t link = way_of(o) == GVC_GROWTH_LMDI ? gvc_growth_lmdi_bytes(m, o, focal, rows, workers)
                                               : gvc_growth_values_bytes(m, focal, workers);
    return tables + gvc_growth_solve_bytes(m->n, rows) + link;
}

/* ---- the record --------------------------------------------------------------------------------
 */

static const char *const identities[] = {
    "the contributions, summed over factors and demand, are the change between the first and the "
    "last table, value for value",
    "summed over factors they are the change of what the row's absorbers absorb (--levels)",
    "growth = home + foreign; blocs and other add up to foreign",
    "national: points and net, each summed over demand, are growth",
    "chained links add up; in prices of the year before, each with the volume index up to then",
    NULL,
};
static const char *const caveats[] = {
    "tables in current prices hold inflation and exchange rates: their growth is not real growth; "
    "--relative-to world takes out what all share, tables in prices of the year before give "
    "volumes, chained in prices of the first year",
    "va_coef, tech_own and src_own cannot vary freely, since value added is what inputs leave: "
    "read them together, as own_structure",
    "contributions account for growth and do not say what policy caused",
    "chained and direct results differ: every link has its own weights",
    "of a product that an industry does not use in one of the tables all change is technology; "
    "demand that is negative or next to nothing (inventories) is in rest",
    "national exports hold what exports add at home wherever they end up, foreign demand what is "
    "used up abroad: what comes home again is in the first alone",
    "lmdi splits the demand of each row, so that blocs change its parts, not their sum; it takes "
    "no cell below 0",
    "a satellite has its own first factor, intensity, in the place of va_coef; what households "
    "use directly is no part of it",
    NULL,
};

const gvc_method gvc_method_growth = {
    .info =
        {.name = "growth",
         .command = "growth",
         .usage = "growth TABLE0 ... TABLE1",
         .title = "Growth accounting",
         .summary = "growth by demand at home and abroad, and by factor",
         .question =
             "Did exports pull a country's growth, or demand at home? Did it ride the growth of "
             "the world or win markets? The change of its value added (or jobs, emissions) "
             "between tables, split by who absorbs it, and by eight factors: value added per unit "
             "of output, technology and choice of suppliers at home and abroad, level, mix and "
             "suppliers of final demand.",
         .reference =
             "Dietzenbacher and Los (1998), Structural decomposition techniques: sense and "
             "sensitivity, Economic Systems Research 10(4), 307-324; (2000), Structural "
             "decomposition analyses with dependent determinants, 12(4), 497-514; Los, Timmer and "
             "de Vries (2015), How important are exports for job growth in China? A demand side "
             "analysis, Journal of Comparative Economics 43(1), 19-32; Ang (2005), The LMDI "
             "approach to decomposition analysis: a practical guide, Energy Policy 33(7), 867-871; "
             "de Boer and Rodrigues (2020), Decomposition analysis: when to use which method?, "
             "Economic Systems Research 32(1), 1-28",
         .bibtex = "@article{dietzenbacher1998structural,\n"
                   "  author  = {Dietzenbacher, Erik and Los, Bart},\n"
                   "  title   = {Structural decomposition techniques: sense and sensitivity},\n"
                   "  journal = {Economic Systems Research},\n"
                   "  volume  = {10},\n"
                   "  number  = {4},\n"
                   "  pages   = {307--324},\n"
                   "  year    = {1998}\n"
                   "}\n"
                   "@article{dietzenbacher2000dependent,\n"
                   "  author  = {Dietzenbacher, Erik and Los, Bart},\n"
                   "  title   = {Structural decomposition analyses with dependent determinants},\n"
                   "  journal = {Economic Systems Research},\n"
                   "  volume  = {12},\n"
                   "  number  = {4},\n"
                   "  pages   = {497--514},\n"
                   "  year    = {2000}\n"
                   "}\n",
         .identities = identities,
         .caveats = caveats,
         .levels = levels,
         .approaches = ways,
         .variants = gvc_growth_variants},
    .knows = GVC_KNOWS_SATELLITE | GVC_KNOWS_BLOCS | GVC_KNOWS_OTHERS | GVC_KNOWS_COUNTRIES |
             GVC_KNOWS_DIRECT | GVC_KNOWS_RELATIVE,
    .choose = choose,
    .prices = gvc_growth_prices,
    .need = need,
    .bytes = bytes,
    .prepare = prepare,
    .piece = gvc_growth_piece,
    .notes = gvc_growth_notes,
    .release = gvc_growth_free,
};
