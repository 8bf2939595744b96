/* exposure_upgrade.c - the upgrading panel: side by side what no single number shows, the change
 * since an earlier table, and the trap signal with the numbers that caused it:
 *   exports over GDP up, domestic share of exports down, share of world GVC income not up. */
#include <math.h>
#include <string.h>

#include "methods/exposure_upgrade.h"
#include "methods/weights.h"
#include "table/find.h"

static const char *const levels[] = {"country", NULL};

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    out->axes[0] = (gvc_layout_axis){.name = "country", .kind = GVC_AXIS_BLOCKS};
    out->count = 1;
    out->title = "Upgrading";
    gvc_status status = gvc_word(ctx, "exposure_upgrade", "level", &o->level, levels);
    return status == GVC_OK ? gvc_upgrade_terms(ctx, o, out) : status;
}

static gvc_needs need(const gvc_measure_options *o)
{
    (void)o;
    return gvc_upgrade_needs();
}

static gvc_workload extra(const gvc_model *m, const gvc_measure_options *o)
{
    (void)m, (void)o;
    return gvc_upgrade_extra();
}

/* ---- panels -------------------------------------------------------------------------------------
 */

/* The panel of one table, and where the countries of the last table stand in it. */
typedef struct moment {
    int year;
    gvc_upgrade_panel panel;
    gvc_idx blocks; /* of this table */
    gvc_idx *at;    /* G of the last table: their position here; -1: not there */
} moment;

typedef struct shared {
    moment *moments; /* the tables in order; the last is the one that is measured */
    gvc_idx count, functions;
    bool jobs;
} shared;

/* An earlier table is solved, looked at and let go before the next one. */
static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)workers;
    size_t panels = (size_t)(o->other_count + 1) * gvc_upgrade_bytes(m);
    return panels + (o->other_count > 0 ? gvc_model_table_bytes(m) : 0);
}

static void release(void *state)
{
    shared *all = state;
    for (gvc_idx k = 0; all != NULL && all->moments != NULL && k < all->count; k++) {
        gvc_upgrade_panel_free(&all->moments[k].panel);
        gvc_release(all->moments[k].at);
    }
    if (all != NULL) {
        gvc_release(all->moments);
        gvc_release(all);
    }
}

static gvc_status match(gvc_ctx *ctx, const gvc_model *m, const gvc_model *earlier, moment *to)
{
    bool common = false;
    to->blocks = earlier->blocks;
    to->at = gvc_calloc((size_t)m->blocks, sizeof *to->at);
    if (to->at == NULL) {
        return gvc_fail_memory(ctx, (size_t)m->blocks * sizeof *to->at, "the countries");
    }
    for (gvc_idx s = 0; s < m->blocks; s++) {
        gvc_idx t = 0;
        while (t < earlier->blocks && strcmp(earlier->name[t], m->name[s]) != 0) {
            t++;
        }
        to->at[s] = t < earlier->blocks ? t : -1;
        common = common || t < earlier->blocks;
    }
    return common ? GVC_OK
                  : gvc_fail(ctx, GVC_ESHAPE,
                             "the tables have no country in common (%s, ... and %s, ...), so "
                             "nothing has changed since; give tables of the same countries",
                             earlier->name[0], m->name[0]);
}

static gvc_status look_back(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                            const gvc_table *t, moment *to)
{
    gvc_model *earlier = NULL;
    const gvc_model_ask ask = {
        .needs = gvc_upgrade_needs(), .extra = gvc_upgrade_extra(), .solver = o->solver};
    gvc_status status = gvc_table_same_text(ctx, t, m->table, "units");
    if (status == GVC_OK) {
        status = gvc_model_new(ctx, &earlier, t, o);
    }
    if (status == GVC_OK) {
        status = gvc_model_solve(ctx, earlier, &ask);
    }
    if (status == GVC_OK) {
        status = match(ctx, m, earlier, to);
    }
    if (status == GVC_OK) {
        status = gvc_upgrade_panel_new(ctx, earlier, o, &to->panel);
    }
    gvc_model_free(earlier);
    return status;
}

/* Years that are known must ascend. */
static gvc_status check_years(gvc_ctx *ctx, const shared *all)
{
    for (gvc_idx k = 1; k < all->count; k++) {
        int before = all->moments[k - 1].year, after = all->moments[k].year;
        if (before != 0 && after != 0 && before >= after) {
            return gvc_fail(ctx, GVC_EARG,
                            "tables of %d and %d in this order; earlier tables come first, each "
                            "year once",
                            before, after);
        }
    }
    return GVC_OK;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    shared *all = gvc_calloc(1, sizeof *all);
    *state = all;
    if (all != NULL) {
        all->jobs = o->satellite != NULL;
        all->count = o->other_count + 1;
        all->functions = o->weight_count == 0 ? 0 : gvc_weights_count(o->weights, o->weight_count);
        all->moments = gvc_calloc((size_t)all->count, sizeof *all->moments);
    }
    if (all == NULL || all->moments == NULL) {
        return gvc_fail_memory(ctx, sizeof *all, "the panels");
    }
    moment *last = &all->moments[all->count - 1];
    last->year = gvc_table_year(m->table);
    for (gvc_idx k = 0; k < o->other_count; k++) {
        all->moments[k].year = gvc_table_year(o->others[k]);
    }
    gvc_status status = check_years(ctx, all);
    for (gvc_idx k = 0; k < o->other_count && status == GVC_OK; k++) {
        status = look_back(ctx, m, o, o->others[k], &all->moments[k]);
    }
    if (status == GVC_OK) {
        status = match(ctx, m, m, last);
    }
    return status == GVC_OK ? gvc_upgrade_panel_new(ctx, m, o, &last->panel) : status;
}

/* ---- one country --------------------------------------------------------------------------------
 */

/* NaN where the table does not have the country. */
static double number(const moment *of, gvc_idx s, int which)
{
    return of->at[s] < 0 ? (double)NAN : of->panel.number[which][of->at[s]];
}

static double function(const moment *of, gvc_idx s, gvc_idx k)
{
    return of->at[s] < 0 ? (double)NAN : of->panel.function[k * of->blocks + of->at[s]];
}

static double change_of(const shared *all, gvc_idx s, int which)
{
    return number(&all->moments[all->count - 1], s, which) - number(&all->moments[0], s, which);
}

/* NaN where one of the three is not known. */
static double trap(const shared *all, gvc_idx s)
{
    double exports = change_of(all, s, GVC_UPGRADE_EXPORTS_GDP);
    double domestic = change_of(all, s, GVC_UPGRADE_DVA_SHARE);
    double income = change_of(all, s, GVC_UPGRADE_INCOME);
    return isnan(exports + domestic + income)           ? (double)NAN
           : exports > 0 && domestic < 0 && income <= 0 ? 1
                                                        : 0;
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    (void)m, (void)worker;
    const shared *all = state;
    int count = GVC_UPGRADE_NUMBERS - (all->jobs ? 0 : 1);
    for (int k = 0; k < count; k++) {
        slabs[k][0] = number(&all->moments[all->count - 1], s, k);
        if (all->count > 1) {
            slabs[count + k][0] = change_of(all, s, k);
        }
    }
    if (all->count > 1) {
        slabs[2 * count][0] = trap(all, s);
    }
    double *const *more = slabs + (all->count > 1 ? 2 * count + 1 : count);
    for (gvc_idx k = 0; k < all->functions; k++) {
        more[k][0] = function(&all->moments[all->count - 1], s, k);
        if (all->count > 1) {
            more[all->functions + k][0] = more[k][0] - function(&all->moments[0], s, k);
        }
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

/* ---- words --------------------------------------------------------------------------------------
 */

/* "46.3 -> 73.4": of every table. */
static void add_path(gvc_text *to, const shared *all, gvc_idx s, int which)
{
    for (gvc_idx k = 0; k < all->count; k++) {
        gvc_text_addf(to, "%s%.2f", k == 0 ? "" : " -> ", 100 * number(&all->moments[k], s, which));
    }
}

static void add_country(gvc_text *to, const gvc_model *m, const shared *all, gvc_idx s)
{
    gvc_text_addf(to, "%s: exports/GDP ", m->name[s]);
    add_path(to, all, s, GVC_UPGRADE_EXPORTS_GDP);
    gvc_text_addf(to, " %%, domestic share ");
    add_path(to, all, s, GVC_UPGRADE_DVA_SHARE);
    gvc_text_addf(to, " %%, GVC income ");
    add_path(to, all, s, GVC_UPGRADE_INCOME);
    gvc_text_addf(to, " %%");
}

static bool add_line(gvc_attributes *to, gvc_text *line)
{
    bool done = !line->failed && gvc_attributes_add_line(to, "notes", gvc_text_str(line));
    gvc_text_free(line);
    return done;
}

static bool tell_traps(const gvc_model *m, const shared *all, gvc_attributes *to)
{
    gvc_text line = {0};
    int32_t count = 0;
    for (gvc_idx s = 0; s < m->blocks; s++) {
        count += trap(all, s) > 0;
    }
    gvc_text_addf(&line,
                  "trap signal (exports/GDP up, domestic share of exports down, share of GVC "
                  "income not up)\n");
    for (gvc_idx k = 0; k < all->count; k++) {
        gvc_text_addf(&line, "%s%d", k == 0 ? "in " : " -> ", all->moments[k].year);
    }
    gvc_text_addf(&line, "%s", count == 0 ? ": none" : "");
    bool done = add_line(to, &line);
    for (gvc_idx s = 0; s < m->blocks && done; s++) {
        if (trap(all, s) > 0) {
            add_country(&line, m, all, s);
            done = add_line(to, &line);
        }
    }
    return done && gvc_attributes_set_integer(to, "trap_signals", count) &&
           gvc_attributes_set_integer(to, "first_year", all->moments[0].year);
}

static bool notes(const gvc_model *m, const void *state, gvc_attributes *to)
{
    const shared *all = state;
    bool done = true;
    if (!all->moments[all->count - 1].panel.stages) {
        done = gvc_attributes_add_line(to, "notes",
                                       "sector codes in no list that gvc knows: shares of sectors "
                                       "and of GVC income are empty");
    }
    return done && all->count > 1 ? tell_traps(m, all, to) : done;
}

static const char *const identities[] = {
    "gvc_income_share adds up to 1 over countries",
    "NAME_change = NAME less NAME of the first table",
    "net_fx = dva_share times gross exports",
    NULL,
};
static const char *const caveats[] = {
    "no single number shows upgrading: a falling dva_share is no failure, it falls with every "
    "country that joins chains; a rising one is no success where primary products grow",
    "trap_signal is 1 where exports/GDP rose, dva_share fell and gvc_income_share did not rise; "
    "the numbers behind it stand below the table and in the attribute notes",
    "sectors by the built-in map of sector codes (gvc stages --map default): high technology is "
    "manufacturing_high; gvc_income_share is about the final products of manufacturing",
    "with several tables the rows are those of the last; tables between stand in the notes",
    "va_per_job needs jobs (or hours) as an account of the table, function_NAME a file of "
    "functions; "
    "gvc stages --functions has the incomes themselves",
    NULL,
};

const gvc_method gvc_method_exposure_upgrade = {
    .info = {.name = "exposure_upgrade",
             .command = "exposure",
             .usage = "exposure --upgrade",
             .title = "Upgrading",
             .summary = "the upgrading panel with its trap signal",
             .question = "Is the country climbing to more valuable stages, or does it export ever "
                         "more of what others made and earn no more from it?",
             .reference =
                 "Koopman, Powers, Wang and Wei (2010), NBER working paper 16426; Timmer, Los, "
                 "Stehrer and de Vries (2013), Fragmentation, incomes and jobs, Economic Policy "
                 "28(76), 613-661; Antras, Chor, Fally and Hillberry (2012), American Economic "
                 "Review 102(3), 412-416",
             .bibtex = "@article{timmer2013fragmentation,\n"
                       "  author  = {Timmer, Marcel P. and Los, Bart and Stehrer, Robert and de "
                       "Vries, Gaaitzen J.},\n"
                       "  title   = {Fragmentation, incomes and jobs: an analysis of European "
                       "competitiveness},\n"
                       "  journal = {Economic Policy},\n"
                       "  volume  = {28},\n"
                       "  number  = {76},\n"
                       "  pages   = {613--661},\n"
                       "  year    = {2013}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .levels = levels,
             .variants = gvc_upgrade_variants},
    .knows = GVC_KNOWS_SATELLITE | GVC_KNOWS_OTHERS | GVC_KNOWS_WEIGHTS,
    .choose = choose,
    .need = need,
    .extra = extra,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .notes = notes,
    .release = release,
};
