/* rates_index.c - real effective exchange rates as indices over several years, chained from table
 * to table with the mean of both tables' weights (Tornqvist). Bems and Johnson (2017).
 *
 *   d ln VAREER_s = p_s - sum_r mean(weight_sr) p_r,  p the change of ln(deflator / rate)
 * The table measured is the last one; the others come before it. */
#include <math.h>
#include <string.h>

#include "methods/rates.h"

enum { VALUE_ADDED, GROSS, PRICE, TERMS };

static const gvc_term terms[] = {
    {"vareer", "Value-added real effective exchange rate, first year = 100; up = dearer",
     "100 exp(sum over years of p_s - sum_r weight_sr p_r)", "index", false},
    {"reer_gross", "Real effective exchange rate with weights of gross sales, first year = 100",
     "100 exp(sum over years of p_s - sum_r gross_weight_sr p_r)", "index", false},
    {"price", "Price of GDP in the common currency, first year = 100", "100 exp(sum of p_s)",
     "index", false},
    {NULL, NULL, NULL, NULL, false},
};
static const gvc_variant variants[] = {
    {"index", "a row for each country, the last year against the first", terms, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static gvc_status check_years(gvc_ctx *ctx, const gvc_measure_options *o)
{
    int before = 0;
    for (gvc_idx k = 0; k < o->other_count; k++) {
        int year = gvc_table_year(o->others[k]);
        if (year == 0) {
            return gvc_fail(ctx, GVC_EARG,
                            "an index needs the years of its tables; table %lld "
                            "says none",
                            (long long)(k + 1));
        }
        if (year <= before) {
            return gvc_fail(ctx, GVC_EARG, "tables in the order of their years: %d comes after %d",
                            year, before);
        }
        before = year;
    }
    return GVC_OK;
}

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    out->axes[0] = (gvc_layout_axis){.name = "country", .kind = GVC_AXIS_BLOCKS};
    out->count = 1;
    out->variant = variants;
    out->title = "Real effective exchange rates";
    if (o->other_count == 0) {
        return gvc_fail(ctx, GVC_EARG,
                        "an index needs two tables or more, in the order of their years");
    }
    if (o->deflator_count == 0) {
        return gvc_fail(ctx, GVC_EARG,
                        "an index needs deflators, --index FILE with lines "
                        "country,year,deflator,rate");
    }
    return o->others == NULL ? GVC_OK : check_years(ctx, o); /* NULL: only counted as yet */
}

static gvc_needs need(const gvc_measure_options *o)
{
    (void)o;
    return GVC_NEED_ABSORBED;
}

/* A model of the largest of the other tables comes and goes beside that of the last. */
static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)workers;
    size_t most = 0, g = (size_t)m->blocks;
    for (gvc_idx k = 0; k < o->other_count; k++) {
        size_t n = (size_t)gvc_table_count(o->others[k], GVC_INDUSTRY);
        most = n > most ? n : most;
    }
    return (2 * most * most + 8 * most * g + 10 * g * g) * sizeof(double);
}

/* ---- numbers -----------------------------------------------------------------------------------
 */

typedef struct weights {
    gvc_dense of[2]; /* G x G, in the order of the last table: value added, gross */
    double *price;   /* G: ln(deflator / rate) */
} weights;

typedef struct rates_index {
    double *log[TERMS]; /* G */
} rates_index;

static void free_weights(weights *w)
{
    gvc_release(w->of[0].data);
    gvc_release(w->of[1].data);
    gvc_release(w->price);
}

static void release(void *state)
{
    rates_index *all = state;
    for (int k = 0; k < TERMS && all != NULL; k++) {
        gvc_release(all->log[k]);
    }
    gvc_release(all);
}

static gvc_status find_price(gvc_ctx *ctx, const gvc_measure_options *o, const char *country,
                             int year, double *out)
{
    const gvc_deflator *found = NULL;
    for (gvc_idx k = 0; k < o->deflator_count; k++) {
        const gvc_deflator *d = &o->deflators[k];
        if (d->year == year && strcmp(d->country, country) == 0) {
            if (found != NULL) {
                return gvc_fail(ctx, GVC_EARG, "--index: '%s' has two lines for %d", country, year);
            }
            found = d;
        }
    }
    if (found == NULL) {
        return gvc_fail(ctx, GVC_EUNKNOWN,
                        "--index: no line for '%s' in %d; prices that are missing are not "
                        "constant, so every country of the table needs one",
                        country, year);
    }
    *out = log(found->deflator / found->rate);
    return isfinite(*out)
               ? GVC_OK
               : gvc_fail(ctx, GVC_EARG, "--index: deflator and rate of '%s' in %d are not above 0",
                          country, year);
}

/* Position of every block of the last table in that of another year. */
static gvc_status match(gvc_ctx *ctx, const gvc_model *last, const gvc_model *m, gvc_idx *at)
{
    for (gvc_idx s = 0; s < last->blocks; s++) {
        at[s] = 0;
        while (at[s] < m->blocks && strcmp(m->name[at[s]], last->name[s]) != 0) {
            at[s]++;
        }
        if (at[s] == m->blocks || m->blocks != last->blocks) {
            return gvc_fail(ctx, GVC_ESHAPE,
                            "the tables of %d and %d have different countries (%s); aggregate them "
                            "to the same ones, gvc aggregate",
                            gvc_table_year(m->table), gvc_table_year(last->table), last->name[s]);
        }
    }
    return GVC_OK;
}

static void reorder(const gvc_dense *from, const gvc_idx *at, gvc_dense *to)
{
    for (gvc_idx s = 0; s < to->rows; s++) {
        for (gvc_idx r = 0; r < to->rows; r++) {
            to->data[s * to->stride + r] = from->data[at[s] * from->stride + at[r]];
        }
    }
}

/* Weights and prices of the year of m, whose absorption is solved for. */
static gvc_status take_year(gvc_ctx *ctx, const gvc_model *last, const gvc_model *m,
                            const gvc_measure_options *o, weights *out)
{
    gvc_idx g = last->blocks;
    gvc_dense own = {0};
    gvc_idx *at = gvc_malloc((size_t)g, sizeof *at);
    out->price = gvc_calloc((size_t)g, sizeof *out->price);
    gvc_status status = at == NULL || out->price == NULL
                            ? gvc_fail_memory(ctx, (size_t)g * sizeof *at, "the weights")
                            : match(ctx, last, m, at);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &own, g, g);
    }
    for (int k = 0; k < 2 && status == GVC_OK; k++) {
        status = gvc_model_panel(ctx, &out->of[k], g, g);
        if (status == GVC_OK) {
            status =
                k == 0 ? gvc_rates_value_added(ctx, m, &own, NULL) : gvc_rates_gross(ctx, m, &own);
        }
        if (status == GVC_OK) {
            reorder(&own, at, &out->of[k]);
        }
    }
    for (gvc_idx s = 0; s < g && status == GVC_OK; s++) {
        status = find_price(ctx, o, last->name[s], gvc_table_year(m->table), &out->price[s]);
    }
    gvc_release(at);
    gvc_release(own.data);
    return status;
}

static gvc_status take_other(gvc_ctx *ctx, const gvc_model *last, const gvc_table *t,
                             const gvc_measure_options *o, weights *out)
{
    gvc_model *m = NULL;
    gvc_model_ask ask = {.needs = GVC_NEED_ABSORBED, .solver = o->solver};
    gvc_status status = gvc_model_new(ctx, &m, t, o);
    if (status == GVC_OK) {
        status = gvc_model_solve(ctx, m, &ask);
    }
    if (status == GVC_OK) {
        status = take_year(ctx, last, m, o, out);
    }
    gvc_model_free(m);
    return status == GVC_OK ? status : gvc_fail_in(ctx, status, "table of %d", gvc_table_year(t));
}

static void add_link(rates_index *all, gvc_idx g, const weights *a, const weights *b)
{
    for (gvc_idx s = 0; s < g; s++) {
        double own = b->price[s] - a->price[s];
        all->log[PRICE][s] += own;
        for (int k = 0; k < 2; k++) {
            double partners = 0;
            for (gvc_idx r = 0; r < g; r++) {
                double mean = (a->of[k].data[s * g + r] + b->of[k].data[s * g + r]) / 2;
                partners += mean * (b->price[r] - a->price[r]);
            }
            all->log[k == 0 ? VALUE_ADDED : GROSS][s] += own - partners;
        }
    }
}

static gvc_status chain(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                        rates_index *all)
{
    weights before = {0};
    gvc_status status = take_other(ctx, m, o->others[0], o, &before);
    for (gvc_idx k = 1; k <= o->other_count && status == GVC_OK; k++) {
        weights now = {0};
        status = k < o->other_count ? take_other(ctx, m, o->others[k], o, &now)
                                    : take_year(ctx, m, m, o, &now);
        if (status == GVC_OK) {
            add_link(all, m->blocks, &before, &now);
        }
        free_weights(&before);
        before = now;
    }
    free_weights(&before);
    return status;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    rates_index *all = gvc_calloc(1, sizeof *all);
    int year = gvc_table_year(m->table), before = gvc_table_year(o->others[o->other_count - 1]);
    if (all == NULL) {
        return gvc_fail_memory(ctx, sizeof *all, "the index");
    }
    *state = all;
    for (int k = 0; k < TERMS; k++) {
        all->log[k] = gvc_calloc((size_t)m->blocks, sizeof *all->log[k]);
        if (all->log[k] == NULL) {
            return gvc_fail_memory(ctx, (size_t)m->blocks * sizeof *all->log[k], "the index");
        }
    }
    if (year == 0) {
        return gvc_fail(ctx, GVC_EARG,
                        "an index needs the years of its tables; the last one says "
                        "none");
    }
    if (year <= before) {
        return gvc_fail(ctx, GVC_EARG, "tables in the order of their years: %d comes after %d",
                        year, before);
    }
    return chain(ctx, m, o, all);
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    (void)m;
    (void)worker;
    const rates_index *all = state;
    for (int k = 0; k < TERMS; k++) {
        slabs[k][0] = 100 * exp(all->log[k][s]);
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static const char *const identities[] = {
    "prices that rise alike everywhere leave vareer and reer_gross at 100",
    "the order of the years alone counts: an index over two links is the product of both",
    NULL,
};
static const char *const caveats[] = {
    "rate is the country's currency for one unit of the common one, as won for a dollar; without "
    "that column deflators are taken to be in the common currency",
    "a group of countries needs a line of its own in the file of prices",
    "between two tables weights are the mean of both: the further apart the years, the less they "
    "say about those between",
    NULL,
};

const gvc_method gvc_method_rates_index = {
    .info = {.name = "rates_index",
             .command = "rates",
             .usage = "rates --index FILE",
             .title = "Real effective exchange rates",
             .summary = "indices of real exchange rates over several tables",
             .question =
                 "Has a country become dearer or cheaper against those it competes with, where "
                 "its value added ends up, and is that what gross trade tells?",
             .reference =
                 "Bems and Johnson (2017), Demand for value added and value-added exchange "
                 "rates, American Economic Journal: Macroeconomics 9(4), 45-90",
             .bibtex = "@article{bems2017demand,\n"
                       "  author  = {Bems, Rudolfs and Johnson, Robert C.},\n"
                       "  title   = {Demand for value added and value-added exchange rates},\n"
                       "  journal = {American Economic Journal: Macroeconomics},\n"
                       "  volume  = {9},\n"
                       "  number  = {4},\n"
                       "  pages   = {45--90},\n"
                       "  year    = {2017}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .variants = variants},
    .knows = GVC_KNOWS_OTHERS | GVC_KNOWS_DEFLATORS,
    .choose = choose,
    .need = need,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .release = release,
};
