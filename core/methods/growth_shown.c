/* growth_shown.c - the columns of growth accounting, and what its results say of themselves */
#include <math.h>
#include <string.h>

#include "methods/growth.h"

static double sum_of(const double *x, gvc_idx count)
{
    double sum = 0;
    for (gvc_idx i = 0; i < count; i++) {
        sum += x[i];
    }
    return sum;
}

/* ---- columns -----------------------------------------------------------------------------------
 */

/* Below this many points growth is next to nothing, and no part of it a share. */
static const double least_growth = 1;

/* Home and foreign must have one sign. */
double gvc_growth_share_abroad(double home, double foreign)
{
    bool sound = fabs(home + foreign) >= least_growth && home * foreign >= 0;
    return sound ? foreign / (home + foreign) : (double)NAN;
}

/* The export-led index may exceed 1, where structure at home takes growth away, but growth and what
 * led it must have one sign. */
static double index_of(double led, double growth)
{
    bool sound = fabs(growth) >= least_growth && led * growth >= 0;
    return sound ? led / growth : (double)NAN;
}

/* Of focal country k. */
typedef struct country {
    const gvc_growth *g;
    const double *part, *first, *change;
    double base, growth, home; /* total of the first year; points */
} country;

/* In per cent of what there was; of nothing, nothing can be said. */
static double percent(double change, double base)
{
    return base == 0 ? (double)NAN : 100 * change / base;
}

static country country_of(const gvc_growth *g, gvc_idx k)
{
    gvc_idx d = g->demands;
    country c = {g, g->part + k * g->parts * d, g->first + k * d, g->change + k * d, 0, 0, 0};
    c.base = sum_of(c.first, d);
    c.growth = percent(sum_of(c.change, d), c.base);
    c.home = percent(c.change[GVC_GROWTH_HOME], c.base);
    return c;
}

/* A factor in points, demand at home (0) or abroad (1). */
static double points(const country *c, int factor, int abroad)
{
    const double *x = c->part + factor * c->g->demands;
    return percent(abroad ? sum_of(x + 1, c->g->demands - 1) : x[GVC_GROWTH_HOME], c->base);
}

static double both(const country *c, int factor)
{
    return points(c, factor, 0) + points(c, factor, 1);
}

static void fill_factors(const country *c, double *const *slabs)
{
    for (gvc_idx i = 0; i < c->g->parts * c->g->demands; i++) {
        slabs[0][i] = percent(c->part[i], c->base);
        slabs[1][i] = c->part[i];
    }
}

static void fill_levels(const country *c, double *const *slabs)
{
    for (gvc_idx d = 0; d < c->g->demands; d++) {
        const double row[] = {c->growth,
                              percent(c->change[d], c->base),
                              c->change[d],
                              c->first[d],
                              c->first[d] + c->change[d],
                              gvc_growth_share_abroad(c->home, c->growth - c->home)};
        for (size_t k = 0; k < sizeof row / sizeof *row; k++) {
            slabs[k][d] = row[k];
        }
    }
}

typedef struct index {
    double abroad, won, own;
} index_parts;

static index_parts parts_of_index(const country *c)
{
    return (index_parts){.abroad = points(c, GVC_GROWTH_FD_LEVEL, 1) +
                                   points(c, GVC_GROWTH_FD_MIX, 1) +
                                   both(c, GVC_GROWTH_TECH_FOREIGN),
                         .won = points(c, GVC_GROWTH_FD_SRC, 1) + both(c, GVC_GROWTH_SRC_FOREIGN),
                         .own = both(c, GVC_GROWTH_COEFFICIENT) + both(c, GVC_GROWTH_TECH_OWN) +
                                both(c, GVC_GROWTH_SRC_OWN)};
}

static void fill_national(const country *c, double *const *slabs)
{
    const double *net = c->part + GVC_GROWTH_NET * c->g->demands;
    const double *gross = c->part + GVC_GROWTH_GROSS * c->g->demands;
    for (gvc_idx d = 0; d < c->g->demands; d++) {
        const double row[] = {c->growth,
                              percent(c->change[d], c->base),
                              c->change[d],
                              c->first[d],
                              c->first[d] + c->change[d],
                              percent(net[d], c->base),
                              percent(gross[d], c->base)};
        for (size_t k = 0; k < sizeof row / sizeof *row; k++) {
            slabs[k][d] = row[k];
        }
    }
}

static void fill_summary(const country *c, double *const *slabs)
{
    index_parts x = parts_of_index(c);
    double foreign = c->growth - c->home;
    const double row[] = {c->growth,
                          c->home,
                          foreign,
                          gvc_growth_share_abroad(c->home, foreign),
                          index_of(x.abroad + x.won, c->growth),
                          x.abroad,
                          x.won,
                          x.own,
                          both(c, GVC_GROWTH_REST),
                          c->base,
                          c->base + sum_of(c->change, c->g->demands)};
    for (size_t k = 0; k < sizeof row / sizeof *row; k++) {
        slabs[k][0] = row[k];
    }
}

static void fill_absent(const gvc_growth *g, double *const *slabs)
{
    static const int terms[] = {2, 6, 11, 7};
    gvc_idx cells = g->view == GVC_GROWTH_BY_FACTOR ? g->parts * g->demands
                    : g->view == GVC_GROWTH_SUMMARY ? 1
                                                    : g->demands;
    for (int k = 0; k < terms[g->view]; k++) {
        for (gvc_idx i = 0; i < cells; i++) {
            slabs[k][i] = (double)NAN;
        }
    }
}

gvc_report gvc_growth_piece(const gvc_model *m, void *state, gvc_idx at, int worker,
                            double *const *slabs)
{
    (void)m;
    (void)worker;
    const gvc_growth *g = state;
    if (g->slot[at] < 0) {
        fill_absent(g, slabs);
    } else {
        country c = country_of(g, g->slot[at]);
        (g->view == GVC_GROWTH_BY_FACTOR ? fill_factors
         : g->view == GVC_GROWTH_LEVELS  ? fill_levels
         : g->view == GVC_GROWTH_SUMMARY ? fill_summary
                                         : fill_national)(&c, slabs);
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

/* ---- words -------------------------------------------------------------------------------------
 */

enum { SPOKEN = 4 }; /* countries that the notes speak of, where there are no more */

static int year_of(const gvc_growth *g, gvc_idx table)
{
    return gvc_table_year(g->table[table]);
}

/* Of the whole period; the year before where tables are in its prices. */
static int first_year(const gvc_growth *g)
{
    return year_of(g, g->link[0].from);
}

static void add_prices(gvc_text *to, const gvc_growth *g)
{
    const gvc_table *t = g->table[g->tables - 1];
    const char *prices = gvc_table_text(t, "prices"), *units = gvc_table_text(t, "units");
    bool named = units != NULL && strcmp(units, "unknown") != 0;
    if (g->options->relative_to != NULL) {
        gvc_text_addf(to, "change of the share in the world's total, which inflation and the "
                          "table's currency leave alone");
    } else if (g->options->satellite != NULL) {
        gvc_text_addf(to, "change of the satellite %s, in its own units", g->options->satellite);
    } else if (g->volumes) {
        gvc_text_addf(to, "in prices of the year before, chained: growth of the volume");
    } else if (prices == NULL || strcmp(prices, "current") == 0) {
        gvc_text_addf(
            to,
            "in current prices%s%s: inflation and exchange rates are in this growth, which "
            "is not real growth",
            named ? ", " : "", named ? units : "");
    } else {
        gvc_text_addf(to, "in prices: %s", prices);
    }
}

static void add_links(gvc_text *to, const gvc_growth *g)
{
    for (gvc_idx l = 0; l < g->links; l++) {
        gvc_text_addf(to, "%s%d-%d", l == 0 ? "" : ", ", year_of(g, g->link[l].from),
                      year_of(g, g->link[l].to));
    }
}

/* Whether foreign demand or markets won pulled more, and what pulled the other way. */
static const char *pulled_by(const index_parts *x, double growth)
{
    bool abroad = x->abroad * growth > 0, won = x->won * growth > 0;
    return abroad && won ? fabs(x->won) > fabs(x->abroad) ? ", mostly through markets won"
                                                          : ", mostly through demand abroad"
           : won         ? ", through markets won against demand abroad"
           : abroad      ? ", through demand abroad against markets lost"
                         : "";
}

/* " - 58.3 (own structure abroad)", nothing where a tenth of a point does not show it. */
static void add_part(gvc_text *to, double value, const char *what)
{
    if (fabs(value) >= 0.05) {
        gvc_text_addf(to, " %c %.1f (%s)", value < 0 ? '-' : '+', fabs(value), what);
    }
}

/* How what is absorbed abroad is made up; the two leading parts reach demand at home, too. */
static void speak_of_foreign(gvc_text *to, const country *c, const index_parts *x)
{
    double own = points(c, GVC_GROWTH_COEFFICIENT, 1) + points(c, GVC_GROWTH_TECH_OWN, 1) +
                 points(c, GVC_GROWTH_SRC_OWN, 1);
    double home = points(c, GVC_GROWTH_TECH_FOREIGN, 0) + points(c, GVC_GROWTH_SRC_FOREIGN, 0);
    gvc_text_addf(to, "\n    %.1f abroad = %.1f (demand abroad)", c->growth - c->home, x->abroad);
    add_part(to, x->won, "market share won");
    add_part(to, own, "own structure abroad");
    add_part(to, -home, "these two in demand at home");
    add_part(to, points(c, GVC_GROWTH_REST, 1), "rest");
}

static void speak_of(gvc_text *to, const gvc_growth *g, const gvc_model *m, gvc_idx k)
{
    country c = country_of(g, k);
    if (g->view == GVC_GROWTH_NATIONAL) {
        double net = c.part[GVC_GROWTH_NET * g->demands + GVC_GROWTH_EXPORTS];
        gvc_text_addf(to, "\n%s: growth %.1f %%, %.1f points of it in exports",
                      m->name[g->country[k]], c.growth, c.home);
        if (!isnan(net)) {
            gvc_text_addf(to, " (exports less all imports: %.1f)", percent(net, c.base));
        }
        return;
    }
    gvc_text_addf(to, "\n%s: growth %.1f %% = %.1f points absorbed at home + %.1f abroad",
                  m->name[g->country[k]], c.growth, c.home, c.growth - c.home);
    if (g->parts != GVC_GROWTH_PARTS) {
        return;
    }
    index_parts x = parts_of_index(&c);
    double eli = index_of(x.abroad + x.won, c.growth);
    gvc_text_addf(to, "\n    demand abroad %.1f, market share won %.1f: export-led index ",
                  x.abroad, x.won);
    if (isnan(eli)) {
        gvc_text_addf(to, "- (growth is next to nothing, or of the other sign)");
    } else {
        gvc_text_addf(to, "%.1f %%\n    exports pulled %.0f %% of the %s%s", 100 * eli, 100 * eli,
                      c.growth < 0 ? "fall" : "growth", pulled_by(&x, c.growth));
    }
    speak_of_foreign(to, &c, &x);
    gvc_text_addf(to, "\n    own structure, %s + tech_own + src_own: %.1f",
                  g->options->satellite == NULL ? "va_coef" : "intensity", x.own);
}

static bool set_title(const gvc_model *m, const gvc_growth *g, gvc_attributes *to)
{
    const char *title = gvc_attributes_text(to, "title");
    gvc_text text = {0};
    gvc_text_addf(&text, "%s, %d-%d", title == NULL ? "Growth" : title, first_year(g),
                  gvc_table_year(m->table));
    bool done = !text.failed && gvc_attributes_set_text(to, "title", gvc_text_str(&text));
    gvc_text_free(&text);
    return done;
}

/* Name, sum of bytes and year of every table. */
static bool set_tables(const gvc_growth *g, gvc_attributes *to)
{
    gvc_text text = {0};
    for (gvc_idx k = 0; k < g->tables; k++) {
        const char *file = gvc_table_text(g->table[k], "source_file");
        const char *sum = gvc_table_text(g->table[k], "source_sha256");
        gvc_text_addf(&text, "%s%d %s%s%s", k == 0 ? "" : "\n", year_of(g, k),
                      file == NULL ? "unknown" : file, sum == NULL ? "" : " sha256 ",
                      sum == NULL ? "" : sum);
    }
    bool done = !text.failed && gvc_attributes_set_text(to, "tables", gvc_text_str(&text));
    gvc_text_free(&text);
    return done;
}

static bool set_solver(const gvc_growth *g, gvc_attributes *to)
{
    const gvc_report *s = &g->solved;
    return gvc_attributes_set_text(to, "solver", s->solver == NULL ? "none" : s->solver) &&
           gvc_attributes_set_text(to, "solver_fallback", s->fallback) &&
           gvc_attributes_set_number(to, "residual", s->residual) &&
           (s->sweeps == 0 || gvc_attributes_set_integer(to, "sweeps", (int32_t)s->sweeps)) &&
           (s->condition == 0 || gvc_attributes_set_number(to, "condition", s->condition));
}

/* What the caption says the numbers are in. */
static bool set_units(const gvc_model *m, const gvc_growth *g, gvc_attributes *to)
{
    const char *satellite = g->options->satellite;
    gvc_idx row = satellite == NULL ? -1 : gvc_table_find(m->table, GVC_EXTENSION, satellite);
    const char *units = row < 0 ? NULL : gvc_table_name(m->table, GVC_EXTENSION, row);
    if (g->options->relative_to != NULL) {
        return gvc_attributes_set_text(to, "units", "share of the world");
    }
    return satellite == NULL ||
           (gvc_attributes_set_text(to, "units", units == NULL ? satellite : units) &&
            gvc_attributes_set_text(to, "prices", NULL));
}

/* Of the tables before the last, whose warnings are there already. */
static bool add_warnings(const gvc_growth *g, gvc_attributes *to)
{
    const char *lines = gvc_text_str(&g->warnings);
    return *lines == '\0' || gvc_attributes_add_line(to, "warnings", lines);
}

bool gvc_growth_notes(const gvc_model *m, const void *state, gvc_attributes *to)
{
    const gvc_growth *g = state;
    gvc_text notes = {0}, links = {0}, prices = {0};
    add_prices(&prices, g);
    add_links(&links, g);
    gvc_text_addf(&notes, "%s", gvc_text_str(&prices));
    if (g->links > 1) {
        gvc_text_addf(&notes, "\nlinks added up: %s", gvc_text_str(&links));
    }
    for (gvc_idx k = 0; k < g->focal && g->focal <= SPOKEN; k++) {
        speak_of(&notes, g, m, k);
    }
    bool done = !notes.failed && !links.failed && !prices.failed && set_title(m, g, to) &&
                gvc_attributes_set_integer(to, "first_year", first_year(g)) &&
                gvc_attributes_set_integer(to, "last_year", gvc_table_year(m->table)) &&
                gvc_attributes_set_text(to, "links", gvc_text_str(&links)) &&
                gvc_attributes_set_text(to, "prices_of_growth", gvc_text_str(&prices)) &&
                gvc_attributes_set_text(to, "satellite", g->options->satellite) &&
                gvc_attributes_set_text(to, "relative_to", g->options->relative_to) &&
                set_units(m, g, to) && set_tables(g, to) && set_solver(g, to) &&
                add_warnings(g, to) && gvc_attributes_set_text(to, "notes", gvc_text_str(&notes));
    gvc_text_free(&notes);
    gvc_text_free(&links);
    gvc_text_free(&prices);
    return done;
}
