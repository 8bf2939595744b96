/* growth_tables.c - the tables that are compared: do they fit together, in which links, and what
 * each is under the conventions of the run */
#include <gvc/growth.h>

#include <stdio.h>
#include <string.h>

#include "methods/growth.h"
#include "table/find.h"

/* In prices of the year before: "previous year" is what readers say. */
static bool in_previous_prices(const gvc_table *t)
{
    const char *prices = gvc_table_text(t, "prices");
    return prices != NULL &&
           (strstr(prices, "previous") != NULL || strstr(prices, "Previous") != NULL);
}

/* ---- order -------------------------------------------------------------------------------------
 */

static bool comes_before(const gvc_table *a, const gvc_table *b)
{
    int first = gvc_table_year(a), second = gvc_table_year(b);
    return first != second ? first < second : in_previous_prices(a) && !in_previous_prices(b);
}

static void sort(const gvc_table **tables, gvc_idx count)
{
    for (gvc_idx i = 1; i < count; i++) {
        const gvc_table *t = tables[i];
        gvc_idx k = i;
        for (; k > 0 && comes_before(t, tables[k - 1]); k--) {
            tables[k] = tables[k - 1];
        }
        tables[k] = t;
    }
}

static const char *prices_of(const gvc_table *t)
{
    return in_previous_prices(t) ? "prices of the year before" : "current prices";
}

gvc_status gvc_growth_arrange(gvc_ctx *ctx, const gvc_table **tables, gvc_idx *count)
{
    if (*count < 2) {
        return gvc_fail(ctx, GVC_EARG,
                        "growth compares tables of different years; give two or more");
    }
    for (gvc_idx k = 0; k < *count; k++) {
        if (gvc_table_year(tables[k]) == 0) {
            return gvc_fail(ctx, GVC_EARG,
                            "table %lld of %lld does not say its year, and growth chains tables in "
                            "the order of their years; gvc import --year Y gives it one",
                            (long long)k + 1, (long long)*count);
        }
    }
    sort(tables, *count);
    for (gvc_idx k = 1; k < *count; k++) {
        if (!comes_before(tables[k - 1], tables[k])) {
            return gvc_fail(ctx, GVC_EARG, "two tables of %d, both in %s; leave one of them out",
                            gvc_table_year(tables[k]), prices_of(tables[k]));
        }
    }
    const gvc_table *last = tables[*count - 1], *before = tables[*count - 2];
    if (gvc_table_year(last) == gvc_table_year(before) && *count > 2) {
        --*count;
    }
    return GVC_OK;
}

/* ---- do they fit together ----------------------------------------------------------------------
 */

static gvc_status say_difference(gvc_ctx *ctx, const gvc_table *without, const gvc_table *with,
                                 const char *what, const char *label)
{
    return gvc_fail(ctx, GVC_ESHAPE,
                    "the table of %d has no %s %s, which that of %d has; gvc aggregate brings "
                    "tables to the same countries and sectors",
                    gvc_table_year(without), what, label, gvc_table_year(with));
}

/* The first label of a that b does not have, or -1. */
static gvc_idx missing(const gvc_table *a, const gvc_table *b, gvc_axis axis)
{
    for (gvc_idx i = 0; i < gvc_table_count(a, axis); i++) {
        if (gvc_table_find(b, axis, gvc_table_label(a, axis, i)) < 0) {
            return i;
        }
    }
    return -1;
}

static gvc_status check_axis(gvc_ctx *ctx, const gvc_table *a, const gvc_table *b, gvc_axis axis,
                             const char *what)
{
    gvc_idx only_a = missing(a, b, axis), only_b = missing(b, a, axis);
    if (only_a >= 0) {
        return say_difference(ctx, b, a, what, gvc_table_label(a, axis, only_a));
    }
    if (only_b >= 0) {
        return say_difference(ctx, a, b, what, gvc_table_label(b, axis, only_b));
    }
    for (gvc_idx i = 0; i < gvc_table_count(a, axis); i++) {
        const char *label = gvc_table_label(a, axis, i);
        if (strcmp(label, gvc_table_label(b, axis, i)) != 0) {
            return gvc_fail(ctx, GVC_ESHAPE,
                            "%s %s stands in another place in the table of %d than in that of %d; "
                            "gvc aggregate brings tables to the same order",
                            what, label, gvc_table_year(a), gvc_table_year(b));
        }
    }
    return GVC_OK;
}

static gvc_status check_alike(gvc_ctx *ctx, const gvc_table *a, const gvc_table *b, bool uses)
{
    gvc_status status = check_axis(ctx, a, b, GVC_COUNTRY, "country");
    if (status == GVC_OK) {
        status = check_axis(ctx, a, b, GVC_SECTOR, "sector");
    }
    if (status == GVC_OK) {
        status = check_axis(ctx, a, b, GVC_INDUSTRY, "industry");
    }
    if (status == GVC_OK && uses) {
        status = check_axis(ctx, a, b, GVC_CATEGORY, "category of final use");
    }
    if (status == GVC_OK) {
        status = gvc_table_same_text(ctx, a, b, "units");
    }
    /* Of tables in prices of the year before, links say which belong together. */
    bool linked = in_previous_prices(a) || in_previous_prices(b);
    return status == GVC_OK && !linked ? gvc_table_same_text(ctx, a, b, "prices") : status;
}

/* ---- links -------------------------------------------------------------------------------------
 */

static void add_link(gvc_growth *g, gvc_idx from, gvc_idx to)
{
    g->link[g->links++] = (gvc_growth_link){from, to};
}

/* Each table in prices of the year before with the table in current prices ahead of it. */
static gvc_status link_volumes(gvc_ctx *ctx, gvc_growth *g)
{
    gvc_idx base = -1;
    for (gvc_idx k = 0; k < g->tables; k++) {
        const gvc_table *t = g->table[k];
        bool follows = base >= 0 && gvc_table_year(g->table[base]) == gvc_table_year(t) - 1;
        if (in_previous_prices(t) && !follows) {
            return gvc_fail(ctx, GVC_ESHAPE,
                            "the table of %d is in prices of the year before, and no table of %d "
                            "in current prices stands ahead of it",
                            gvc_table_year(t), gvc_table_year(t) - 1);
        }
        if (!in_previous_prices(t) && base >= 0) {
            return gvc_fail(ctx, GVC_EARG,
                            "between %d and %d there is no table in prices of the year before; "
                            "either all links have one or none",
                            gvc_table_year(g->table[base]), gvc_table_year(t));
        }
        if (in_previous_prices(t)) {
            add_link(g, base, k);
        }
        base = in_previous_prices(t) ? -1 : k;
    }
    return g->options->direct && g->links > 1
               ? gvc_fail(ctx, GVC_EARG,
                          "--direct: tables in prices of the year before can only be chained")
           : base >= 0 ? gvc_fail(ctx, GVC_EARG,
                                  "the last table, of %d, is in current prices and follows one in "
                                  "prices of the year before; leave it out",
                                  gvc_table_year(g->table[base]))
                       : GVC_OK;
}

static gvc_status make_links(gvc_ctx *ctx, gvc_growth *g)
{
    for (gvc_idx k = 0; k < g->tables; k++) {
        g->volumes = g->volumes || in_previous_prices(g->table[k]);
    }
    if (g->volumes) {
        return link_volumes(ctx, g);
    }
    for (gvc_idx k = 1; k < g->tables; k++) {
        int before = gvc_table_year(g->table[k - 1]), year = gvc_table_year(g->table[k]);
        if (year != 0 && year <= before) {
            return gvc_fail(ctx, GVC_EARG,
                            "a table of %d follows one of %d; growth takes them in the order of "
                            "their years",
                            year, before);
        }
        if (!g->options->direct) {
            add_link(g, k - 1, k);
        }
    }
    if (g->options->direct) {
        add_link(g, 0, g->tables - 1);
    }
    return GVC_OK;
}

/* ---- the whole ---------------------------------------------------------------------------------
 */

static gvc_status allocate(gvc_ctx *ctx, gvc_growth *g)
{
    size_t tables = (size_t)g->tables, blocks = (size_t)g->blocks;
    g->table = gvc_calloc(tables, sizeof *g->table);
    g->link = gvc_calloc(tables, sizeof *g->link);
    g->country = gvc_calloc(blocks, sizeof *g->country);
    g->slot = gvc_calloc(blocks, sizeof *g->slot);
    g->demand = gvc_calloc(blocks, sizeof *g->demand);
    return g->table == NULL || g->link == NULL || g->country == NULL || g->slot == NULL ||
                   g->demand == NULL
               ? gvc_fail_memory(ctx, blocks * sizeof *g->country, "the countries")
               : GVC_OK;
}

static gvc_status choose_countries(gvc_ctx *ctx, const gvc_model *m, gvc_growth *g)
{
    bool *wanted = gvc_calloc((size_t)g->blocks, sizeof *wanted);
    if (wanted == NULL) {
        return gvc_fail_memory(ctx, (size_t)g->blocks, "the countries");
    }
    gvc_status status = gvc_growth_focal(ctx, m, g->options, wanted);
    for (gvc_idx b = 0; b < g->blocks && status == GVC_OK; b++) {
        g->slot[b] = wanted[b] ? g->focal : -1;
        if (wanted[b]) {
            g->country[g->focal++] = b;
            g->rows += gvc_model_size(m, b);
        }
    }
    gvc_release(wanted);
    return status;
}

gvc_status gvc_growth_begin(gvc_ctx *ctx, const gvc_model *m, gvc_growth *g)
{
    const gvc_measure_options *o = g->options;
    g->tables = o->other_count + 1;
    g->blocks = m->blocks;
    g->demands = g->view == GVC_GROWTH_NATIONAL ? gvc_growth_use_count(m->table)
                                                : gvc_growth_demand_count(o);
    if (g->tables < 2) {
        return gvc_fail(ctx, GVC_EARG,
                        "growth compares tables of different years; give two or more");
    }
    gvc_status status = allocate(ctx, g);
    for (gvc_idx k = 0; k < g->tables && status == GVC_OK; k++) {
        g->table[k] = k < o->other_count ? o->others[k] : m->table;
        status = k < o->other_count
                     ? check_alike(ctx, o->others[k], m->table, g->view == GVC_GROWTH_NATIONAL)
                     : GVC_OK;
    }
    if (status == GVC_OK) {
        status = make_links(ctx, g);
    }
    if (status == GVC_OK) {
        status = gvc_growth_demand_of(ctx, m, o, g->demand);
    }
    return status == GVC_OK ? choose_countries(ctx, m, g) : status;
}

const char *gvc_growth_prices(const gvc_table *t, const gvc_measure_options *o, char *room)
{
    bool volumes = in_previous_prices(t);
    for (gvc_idx k = 0; k < o->other_count; k++) {
        volumes = volumes || in_previous_prices(o->others[k]);
    }
    if (!volumes || o->other_count == 0) {
        return NULL;
    }
    snprintf(room, GVC_PRICES_ROOM, "%d", gvc_table_year(o->others[0]));
    return room;
}

/* ---- one table ---------------------------------------------------------------------------------
 */

static gvc_status find_satellite(gvc_ctx *ctx, const gvc_table *t, const char *name, gvc_idx *out)
{
    *out = gvc_table_find(t, GVC_EXTENSION, name);
    if (*out >= 0) {
        return GVC_OK;
    }
    gvc_text all = {0};
    for (gvc_idx k = 0; k < gvc_table_count(t, GVC_EXTENSION); k++) {
        gvc_text_addf(&all, "%s%s", k == 0 ? "it has " : ", ",
                      gvc_table_label(t, GVC_EXTENSION, k));
    }
    gvc_status status = gvc_fail(
        ctx, GVC_EUNKNOWN, "the table of %d has no satellite '%s'; %s", gvc_table_year(t), name,
        all.length > 0 ? gvc_text_str(&all) : "gvc import --satellite FILE adds some");
    gvc_text_free(&all);
    return status;
}

/* Value added, or the satellite, per unit of output. */
static gvc_status fill_coefficients(gvc_ctx *ctx, const gvc_growth *g, gvc_growth_table *t)
{
    const gvc_model *m = t->m;
    gvc_idx row = -1;
    gvc_status status = g->options->satellite == NULL
                            ? GVC_OK
                            : find_satellite(ctx, m->table, g->options->satellite, &row);
    t->v = status == GVC_OK ? gvc_malloc((size_t)m->n, sizeof *t->v) : NULL;
    if (status != GVC_OK || t->v == NULL) {
        return status != GVC_OK
                   ? status
                   : gvc_fail_memory(ctx, (size_t)m->n * sizeof *t->v, "the coefficients");
    }
    const gvc_dense *e = gvc_table_e(m->table);
    double world = 0;
    for (gvc_idx i = 0; i < m->n; i++) {
        t->v[i] = row < 0 ? m->v[i] : e->data[row * e->stride + m->industry[i]] * m->inv_x[i];
        world += t->v[i] * m->x[i];
    }
    t->world = g->options->relative_to == NULL ? 1 : world;
    return t->world != 0
               ? GVC_OK
               : gvc_fail(ctx, GVC_EDATA, "--relative-to world: the world's total is 0 in %d",
                          gvc_table_year(m->table));
}

static void keep_warnings(gvc_growth *g, const gvc_model *m)
{
    const char *line = gvc_text_str(&m->warnings);
    while (*line != '\0') {
        size_t length = strcspn(line, "\n");
        gvc_text_addf(&g->warnings, "%s%d: %.*s", g->warnings.length > 0 ? "\n" : "",
                      gvc_table_year(m->table), (int)length, line);
        line += length + (line[length] == '\n');
    }
}

gvc_status gvc_growth_open(gvc_ctx *ctx, const gvc_model *last, gvc_growth *g, gvc_idx at,
                           gvc_growth_table *out)
{
    gvc_status status = GVC_OK;
    *out = (gvc_growth_table){.m = last};
    if (at < g->tables - 1) {
        status = gvc_model_new(ctx, &out->own, g->table[at], g->options);
        out->m = out->own;
    }
    if (status == GVC_OK && out->own != NULL) {
        keep_warnings(g, out->own);
    }
    if (status == GVC_OK) {
        status = fill_coefficients(ctx, g, out);
    } else {
        status = gvc_fail_in(ctx, status, "the table of %d", gvc_table_year(g->table[at]));
    }
    return status;
}

void gvc_growth_close(gvc_growth_table *t)
{
    gvc_model_free(t->own);
    gvc_release(t->v);
    *t = (gvc_growth_table){0};
}
