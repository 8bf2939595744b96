/* growth.c - how much of growth comes from where: the record, the links between tables, the columns
 *
 * Levels: value added of c absorbed by r, VA_cr = v_c B_c. Y_.r, its change in points of the first
 * year. Factors: growth_factors.c, growth_values.c; or growth_lmdi.c. Links are added up in units
 * of the first table; with tables in prices of the year before every link counts with the volume
 * index up to then, so that the parts add up to the growth of the volume. */
#include <math.h>
#include <string.h>

#include "methods/growth.h"

/* ---- what is shown
 * -------------------------------------------------------------------------------
 */

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }
#define POINTS "percentage points"
#define FACTOR_TERMS(UNITS)                                                                        \
    {                                                                                              \
        {"points", "Contribution to growth, in points of the first year",                          \
         "100 value / sum_r VA0_cr", POINTS, false},                                               \
            {"value", "Contribution to growth", "phi_k, of demand of the row's absorbers", UNITS,  \
             false},                                                                               \
            END                                                                                    \
    }
#define LEVEL_TERMS(UNITS)                                                                         \
    {                                                                                              \
        {"growth", "Growth of the country", "100 sum_r (VA1_cr - VA0_cr) / sum_r VA0_cr",          \
         "percent", false},                                                                        \
            {"points", "Of it absorbed there, in points of the first year",                        \
             "100 value / sum_r VA0_cr", POINTS, false},                                           \
            {"value", "Change of what is absorbed there", "VA1_cr - VA0_cr", UNITS, false},        \
            {"first", "Absorbed there in the first year", "VA0_cr = v_c B_c. Y_.r", UNITS, false}, \
            {"last", "Absorbed there in the last year", "first + value", UNITS, false},            \
            {"export_led_share_simple", "Of the country's growth absorbed abroad",                 \
             "foreign / growth; empty where growth is under 1 % or the two parts differ in sign",  \
             "1", false},                                                                          \
            END                                                                                    \
    }
#define SUMMARY_TERMS(UNITS)                                                                       \
    {                                                                                              \
        {"growth", "Growth", "100 sum_r (VA1_cr - VA0_cr) / sum_r VA0_cr", "percent", false},      \
            {"home", "Of it absorbed at home", "100 (VA1_cc - VA0_cc) / sum_r VA0_cr", POINTS,     \
             false},                                                                               \
            {"foreign", "Of it absorbed abroad", "growth - home", POINTS, false},                  \
            {"export_led_share_simple", "Of growth absorbed abroad",                               \
             "foreign / growth; empty where growth is under 1 % or the two parts differ in sign",  \
             "1", false},                                                                          \
            {"eli", "Export-led index",                                                            \
             "(demand_abroad + market_share_won) / growth; empty where growth is under 1 % or of " \
             "the other sign",                                                                     \
             "1", false},                                                                          \
            {"demand_abroad", "Growth of the world: demand and technology of others",              \
             "fd_level and fd_mix of foreign demand, tech_foreign of all", POINTS, false},         \
            {"market_share_won", "Competitiveness: being chosen by buyers abroad",                 \
             "fd_src of foreign demand, src_foreign of all", POINTS, false},                       \
            {"own_structure", "What cannot vary freely: input use and its counterpart",            \
             "first factor + tech_own + src_own", POINTS, false},                                  \
            {"rest", "Demand that no factor expresses", "rest", POINTS, false},                    \
            {"first", "Total of the first year", "sum_r VA0_cr", UNITS, false},                    \
            {"last", "Total of the last year", "first (1 + growth / 100)", UNITS, false}, END      \
    }
#define ACCOUNT_UNITS "units of the satellite"
#define SHARE_UNITS "share of the world"

static const gvc_term factor_terms[][3] = {FACTOR_TERMS(NULL), FACTOR_TERMS(ACCOUNT_UNITS),
                                           FACTOR_TERMS(SHARE_UNITS)};
static const gvc_term level_terms[][7] = {LEVEL_TERMS(NULL), LEVEL_TERMS(ACCOUNT_UNITS),
                                          LEVEL_TERMS(SHARE_UNITS)};
static const gvc_term summary_terms[][12] = {SUMMARY_TERMS(NULL), SUMMARY_TERMS(ACCOUNT_UNITS),
                                             SUMMARY_TERMS(SHARE_UNITS)};
enum { MONEY, ACCOUNT, SHARE, KINDS };

#define SUMMARY_HEADLINE                                                                           \
    "growth home foreign export_led_share_simple eli demand_abroad market_share_won own_structure"
static const gvc_variant variants[] = {
    {"factors", "what each factor contributes, by demand at home and abroad", factor_terms[MONEY],
     NULL, NULL},
    {"factors of a satellite", "the same of jobs, emissions, ... (--satellite)",
     factor_terms[ACCOUNT], NULL, NULL},
    {"factors of a share", "the same of the share in the world (--relative-to world)",
     factor_terms[SHARE], NULL, NULL},
    {"levels", "by who absorbs it, without factors (--levels)", level_terms[MONEY], NULL,
     "growth points value first last export_led_share_simple"},
    {"levels of a satellite", "the same of jobs, emissions, ...", level_terms[ACCOUNT], NULL,
     "growth points value first last export_led_share_simple"},
    {"levels of a share", "the same of the share in the world", level_terms[SHARE], NULL,
     "growth points value first last export_led_share_simple"},
    {"summary", "a row a country: levels, export-led index and its parts (--summary)",
     summary_terms[MONEY], NULL, SUMMARY_HEADLINE},
    {"summary of a satellite", "the same of jobs, emissions, ...", summary_terms[ACCOUNT], NULL,
     SUMMARY_HEADLINE},
    {"summary of a share", "the same of the share in the world", summary_terms[SHARE], NULL,
     SUMMARY_HEADLINE},
    {NULL, NULL, NULL, NULL, NULL},
};

static const char *const levels[] = {"factor", "demand", "country", NULL};
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
    return strcmp(o->level, "factor") == 0   ? GVC_GROWTH_BY_FACTOR
           : strcmp(o->level, "demand") == 0 ? GVC_GROWTH_LEVELS
                                             : GVC_GROWTH_SUMMARY;
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
    if (view == GVC_GROWTH_LEVELS && o->approach != NULL) {
        return gvc_fail(ctx, GVC_EARG,
                        "levels come before any factors; leave out '%s', or --levels", o->approach);
    }
    if (view != GVC_GROWTH_LEVELS) {
        status = gvc_word(ctx, "growth", "approach", &o->approach, ways);
    }
    if (status == GVC_OK && view == GVC_GROWTH_SUMMARY && way_of(o) == GVC_GROWTH_LMDI) {
        status = gvc_fail(ctx, GVC_EARG,
                          "the export-led index needs the eight factors, which lmdi does "
                          "not tell apart; use shapley or polar");
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
                                         "Growth and what led it"};
    gvc_status status = check_words(ctx, o);
    if (status != GVC_OK) {
        return status;
    }
    gvc_growth_view view = view_of(o);
    int kind = o->relative_to != NULL ? SHARE : o->satellite != NULL ? ACCOUNT : MONEY;
    out->axes[out->count++] = (gvc_layout_axis){.name = "country", .kind = GVC_AXIS_BLOCKS};
    if (view == GVC_GROWTH_BY_FACTOR) {
        out->axes[out->count++] = factor_axis(o);
    }
    out->variant = &variants[(int)view * KINDS + kind];
    out->title = titles[view];
    return view == GVC_GROWTH_SUMMARY ? GVC_OK : gvc_growth_demands(ctx, o, out);
}

static gvc_needs need(const gvc_measure_options *o)
{
    (void)o;
    return 0;
}

/* ---- the links ---------------------------------------------------------------------------------
 */

static void release(void *state)
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

static double *new_numbers(gvc_ctx *ctx, gvc_idx count, gvc_status *status)
{
    double *x = *status == GVC_OK ? gvc_calloc((size_t)count, sizeof *x) : NULL;
    if (*status == GVC_OK && x == NULL) {
        *status = gvc_fail_memory(ctx, (size_t)count * sizeof *x, "the contributions");
    }
    return x;
}

static gvc_status new_results(gvc_ctx *ctx, gvc_growth *g)
{
    gvc_status status = GVC_OK;
    gvc_idx cells = g->focal * g->demands;
    g->part = new_numbers(ctx, cells * g->parts, &status);
    g->first = new_numbers(ctx, cells, &status);
    g->change = new_numbers(ctx, cells, &status);
    g->volume = new_numbers(ctx, g->focal, &status);
    for (gvc_idx k = 0; k < g->focal && status == GVC_OK; k++) {
        g->volume[k] = 1;
    }
    return status;
}

static double sum_of(const double *x, gvc_idx count)
{
    double sum = 0;
    for (gvc_idx i = 0; i < count; i++) {
        sum += x[i];
    }
    return sum;
}

/* Adds a link, of volumes in the prices of the first table. */
static void add_step(gvc_growth *g, const gvc_growth_step *step, bool first)
{
    gvc_idx d = g->demands, parts = g->parts * d;
    for (gvc_idx k = 0; k < g->focal; k++) {
        const double *from = step->from + k * d, *to = step->to + k * d;
        double before = sum_of(from, d), after = sum_of(to, d);
        for (gvc_idx c = 0; c < d && first; c++) {
            g->first[k * d + c] = from[c];
        }
        double total = sum_of(g->first + k * d, d);
        double scale = g->volumes && !first ? g->volume[k] * total / before : 1;
        for (gvc_idx c = 0; c < d; c++) {
            g->change[k * d + c] += scale * (to[c] - from[c]);
        }
        for (gvc_idx i = 0; i < parts; i++) {
            g->part[k * parts + i] += scale * step->part[k * parts + i];
        }
        g->volume[k] *= after / before;
    }
}

/* Two tables at work, and what is kept from one link to the next. */
typedef struct pair {
    gvc_growth_table from, to;
    gvc_idx at; /* position of `to`, -1 = none */
    gvc_growth_rows held;
} pair;

static gvc_status open_pair(gvc_ctx *ctx, const gvc_model *m, gvc_growth *g,
                            const gvc_growth_link *link, pair *p)
{
    gvc_status status = GVC_OK;
    gvc_growth_close(&p->from);
    if (p->at == link->from) {
        p->from = p->to;
        p->to = (gvc_growth_table){0};
    } else {
        gvc_growth_rows_free(&p->held);
        gvc_growth_close(&p->to);
        status = gvc_growth_open(ctx, m, g, link->from, &p->from);
    }
    p->at = link->to;
    return status == GVC_OK ? gvc_growth_open(ctx, m, g, link->to, &p->to) : status;
}

static gvc_status do_link(gvc_ctx *ctx, gvc_growth *g, pair *p, bool known, gvc_growth_step *step)
{
    size_t cells = (size_t)(g->focal * g->demands);
    memset(step->part, 0, cells * (size_t)g->parts * sizeof *step->part);
    if (known) {
        memcpy(step->from, step->to, cells * sizeof *step->from);
    } else {
        memset(step->from, 0, cells * sizeof *step->from);
    }
    memset(step->to, 0, cells * sizeof *step->to);
    if (g->view == GVC_GROWTH_LEVELS) {
        return gvc_growth_levels(ctx, g, &p->from, &p->to, known, step);
    }
    memset(step->from, 0, cells * sizeof *step->from);
    return g->way == GVC_GROWTH_LMDI
               ? gvc_growth_by_log_mean(ctx, g, &p->from, &p->to, &p->held, step)
               : gvc_growth_by_factor(ctx, g, &p->from, &p->to, &p->held, step);
}

static gvc_status all_links(gvc_ctx *ctx, const gvc_model *m, gvc_growth *g)
{
    pair p = {.at = -1};
    gvc_status status = GVC_OK;
    gvc_idx cells = g->focal * g->demands;
    gvc_growth_step step = {.part = new_numbers(ctx, cells * g->parts, &status)};
    step.from = new_numbers(ctx, cells, &status);
    step.to = new_numbers(ctx, cells, &status);
    for (gvc_idx l = 0; l < g->links && status == GVC_OK; l++) {
        bool known = p.at == g->link[l].from;
        status = open_pair(ctx, m, g, &g->link[l], &p);
        if (status == GVC_OK) {
            status = do_link(ctx, g, &p, known, &step);
        }
        if (status == GVC_OK) {
            add_step(g, &step, l == 0);
            status = gvc_progress(ctx, "growth", (uint64_t)(l + 1), (uint64_t)g->links);
        }
    }
    gvc_growth_rows_free(&p.held);
    gvc_growth_close(&p.from);
    gvc_growth_close(&p.to);
    gvc_release(step.part);
    gvc_release(step.from);
    gvc_release(step.to);
    return status;
}

static gvc_idx parts_of(gvc_growth_view view, gvc_growth_way way)
{
    return view == GVC_GROWTH_LEVELS ? 0
           : way == GVC_GROWTH_LMDI  ? GVC_GROWTH_LMDI_PARTS
                                     : GVC_GROWTH_PARTS;
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
    gvc_status status = gvc_growth_begin(ctx, m, g);
    if (status == GVC_OK) {
        status = new_results(ctx, g);
    }
    return status == GVC_OK ? all_links(ctx, m, g) : status;
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
    size_t n = (size_t)m->n, vectors = 2 * (size_t)m->blocks + 10;
    size_t tables =
        (size_t)o->other_count * gvc_model_table_bytes(m) + vectors * n * sizeof(double);
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
    "chained links add up; in prices of the year before, each with the volume index up to then",
    NULL,
};
static const char *const caveats[] = {
    "tables in current prices hold inflation and exchange rates: their growth is not real growth. "
    "--relative-to world takes out what all share; tables in prices of the year before give "
    "volumes",
    "va_coef, tech_own and src_own cannot vary freely, since value added is what inputs leave: "
    "read "
    "them together, as own_structure",
    "what a factor contributes accounts for growth and does not say what policy caused",
    "chained and direct results differ: every link has its own weights",
    "of a product that an industry does not use in one of the tables all change is technology; "
    "demand that is negative or next to nothing (inventories) is in rest",
    "lmdi splits the demand of each row, so that blocs change its parts, not their sum; it takes "
    "no "
    "cell below 0",
    "a satellite has its own first factor, intensity, in the place of va_coef; what households use "
    "directly is no part of it",
    "in volumes the column value is in prices of the first year, chained",
    NULL,
};

const gvc_method gvc_method_growth = {
    .info =
        {.name = "growth",
         .command = "growth",
         .usage = "growth TABLE0 ... TABLE1",
         .title = "Growth accounting",
         .summary = "how much of growth came from demand at home and abroad, and from what",
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
         .variants = variants},
    .knows = GVC_KNOWS_SATELLITE | GVC_KNOWS_BLOCS | GVC_KNOWS_OTHERS | GVC_KNOWS_COUNTRIES |
             GVC_KNOWS_DIRECT | GVC_KNOWS_RELATIVE,
    .choose = choose,
    .need = need,
    .bytes = bytes,
    .prepare = prepare,
    .piece = gvc_growth_piece,
    .notes = gvc_growth_notes,
    .release = release,
};
