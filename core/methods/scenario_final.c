/* scenario_final.c - final demand that changes: by shocks, or to that of another table */
#include "methods/scenario_quantities.h"

#include <math.h>
#include <string.h>

#include "table/find.h"

void gvc_scenario_demand_free(gvc_scenario_demand *d)
{
    gvc_release(d->change.data);
    gvc_release(d->shock.data);
    gvc_release(d->block);
    *d = (gvc_scenario_demand){0};
}

gvc_idx gvc_scenario_demand_rows(const gvc_model *m, const gvc_measure_options *o, unsigned knows)
{
    gvc_scenario_shocks all;
    gvc_idx rows = 0;
    bool known = gvc_scenario_find(m, o, knows, &all);
    for (gvc_idx b = 0; b < m->blocks && known; b++) {
        bool hit = o->other_count > 0;
        for (gvc_idx k = 0; k < all.count; k++) {
            hit = hit || all.items[k].buyer[b];
        }
        rows += hit;
    }
    gvc_scenario_shocks_free(&all);
    return rows + (o->shock_count > 1 ? o->shock_count : 0);
}

/* ---- shocks ------------------------------------------------------------------------------------
 */

/* Where the changes of all shocks are added up: a row for every block until all are there. */
typedef struct adder {
    const gvc_model *m;
    gvc_dense by_block; /* blocks x n */
    gvc_scenario_demand *out;
    bool *idle; /* n: bought, but made by nobody */
} adder;

static double bought(const gvc_model *m, gvc_idx i, gvc_idx d)
{
    return m->y.data[i * m->y.stride + d];
}

static void add_change(adder *a, gvc_idx k, gvc_idx i, gvc_idx d, double change)
{
    a->by_block.data[d * a->by_block.stride + i] += change;
    if (a->out->shock.data != NULL) {
        a->out->shock.data[k * a->out->shock.stride + i] += change;
    }
}

/* What the cells of a shock add up to, and how many there are. */
static double size_of(const gvc_model *m, const gvc_scenario_shock *s, gvc_idx *cells)
{
    double sum = 0;
    *cells = 0;
    for (gvc_idx i = 0; i < m->n; i++) {
        for (gvc_idx d = 0; d < m->blocks && s->seller[i] && m->x[i] != 0; d++) {
            sum += s->buyer[d] ? bought(m, i, d) : 0;
            *cells += s->buyer[d];
        }
    }
    return sum;
}

/* What is bought cannot fall by more than there is. */
static gvc_status check_fall(gvc_ctx *ctx, const gvc_scenario_shock *s, double all)
{
    const double rounding = 1e-9;
    return s->by < 0 && -s->by > all * (1 + rounding)
               ? gvc_fail(ctx, GVC_EDATA,
                          "nothing can fall by more than all of it: an amount of %.10g is taken "
                          "off, and what the shock names is %.10g",
                          -s->by, all)
               : GVC_OK;
}

/* The share of each cell that is added: of itself, or of an amount. */
static gvc_status add_shock(gvc_ctx *ctx, adder *a, gvc_idx k, const gvc_scenario_shock *s,
                            gvc_scenario_about *about)
{
    const gvc_model *m = a->m;
    gvc_idx cells;
    double all = size_of(m, s, &cells), factor = s->by;
    gvc_scenario_say_hit(ctx, about, m, s->given, all);
    bool one = s->given->absolute && cells == 1;
    gvc_status status = s->given->absolute ? check_fall(ctx, s, all) : GVC_OK;
    if (status != GVC_OK) {
        return status;
    }
    if (s->given->absolute && !one) {
        if (all == 0) {
            return gvc_fail(ctx, GVC_EDATA,
                            "nothing is bought of what the shock names, so an "
                            "amount cannot be spread over it; name one industry "
                            "and one buyer, or give a share");
        }
        factor = s->by / all;
    }
    for (gvc_idx i = 0; i < m->n; i++) {
        for (gvc_idx d = 0; d < m->blocks && s->seller[i]; d++) {
            if (s->buyer[d] && m->x[i] == 0) {
                a->idle[i] = a->idle[i] || bought(m, i, d) != 0;
            } else if (s->buyer[d]) {
                add_change(a, k, i, d, one ? s->by : factor * bought(m, i, d));
            }
        }
    }
    return GVC_OK;
}

static void describe(gvc_text *to, const gvc_shock *s, unsigned knows)
{
    bool buys = s->buyer == NULL && (knows & GVC_SHOCK_COUNTRY_BUYS) != 0;
    const char *const *from = s->from != NULL ? s->from : buys ? NULL : s->country;
    gvc_text_addf(to, "%sfinal demand of ", to->length == 0 ? "" : "\n");
    gvc_scenario_say(to, buys ? s->country : s->buyer, "all countries");
    if (s->sector != NULL || from != NULL) {
        gvc_text_addf(to, " for ");
        gvc_scenario_say(to, s->sector, "all products");
        gvc_text_addf(to, " of ");
        gvc_scenario_say(to, from, "all countries");
    }
    gvc_text_addf(to, ": ");
}

static gvc_status add_shocks(gvc_ctx *ctx, adder *a, const gvc_measure_options *o, unsigned knows,
                             gvc_scenario_about *about)
{
    gvc_scenario_shocks all;
    gvc_status status = gvc_scenario_shocks_new(ctx, a->m, o, knows, &all);
    for (gvc_idx k = 0; k < all.count && status == GVC_OK; k++) {
        gvc_scenario_shock *s = &all.items[k];
        describe(&about->shocks, s->given, knows);
        status = gvc_scenario_need_output(ctx, a->m, s->seller, "final demand", NULL);
        if (status == GVC_OK) {
            status = add_shock(ctx, a, k, s, about);
        }
        status = gvc_scenario_fail(ctx, status, s->given);
    }
    gvc_scenario_shocks_free(&all);
    return status;
}

/* ---- the final demand of another table --------------------------------------------------------
 */

/* Position in m of industry i of the other model; -1 with words. */
static gvc_status match(gvc_ctx *ctx, const gvc_model *m, const gvc_model *other, gvc_idx i,
                        gvc_idx *out)
{
    const char *label = gvc_table_label(other->table, GVC_INDUSTRY, other->industry[i]);
    gvc_idx at = gvc_table_find(m->table, GVC_INDUSTRY, label);
    *out = at < 0 ? -1 : gvc_model_position(m, at);
    return at >= 0 ? GVC_OK
                   : gvc_fail(ctx, GVC_EARG,
                              "--replay: its table has an industry %s and this one "
                              "has not; both need the same industries",
                              label);
}

static gvc_status match_blocks(gvc_ctx *ctx, const gvc_model *m, const gvc_model *other)
{
    bool same = m->n == other->n && m->blocks == other->blocks;
    for (gvc_idx b = 0; b < m->blocks && same; b++) {
        same = strcmp(m->name[b], other->name[b]) == 0;
    }
    return same ? GVC_OK
                : gvc_fail(ctx, GVC_EARG,
                           "--replay: its table has other countries (%lld, with "
                           "%lld industries) than this one (%lld, %lld)",
                           (long long)other->blocks, (long long)other->n, (long long)m->blocks,
                           (long long)m->n);
}

static gvc_status add_replay(gvc_ctx *ctx, adder *a, const gvc_measure_options *o,
                             gvc_scenario_about *about)
{
    const gvc_model *m = a->m;
    gvc_model *other = NULL;
    gvc_status status = gvc_model_new(ctx, &other, o->others[0], o);
    if (status == GVC_OK) {
        status = match_blocks(ctx, m, other);
    }
    if (status == GVC_OK) {
        status = gvc_table_same_text(ctx, m->table, other->table, "units");
    }
    if (status == GVC_OK) {
        status = gvc_table_same_text(ctx, m->table, other->table, "prices");
    }
    for (gvc_idx j = 0; status == GVC_OK && j < other->n; j++) {
        gvc_idx i;
        status = match(ctx, m, other, j, &i);
        for (gvc_idx d = 0; d < m->blocks && status == GVC_OK; d++) {
            double change = bought(other, j, d) - bought(m, i, d);
            if (m->x[i] == 0) {
                a->idle[i] = a->idle[i] || change != 0;
            } else {
                a->by_block.data[d * a->by_block.stride + i] += change;
            }
        }
    }
    int year = status == GVC_OK ? gvc_table_year(other->table) : 0;
    gvc_text_addf(&about->shocks, "final demand of all countries: that of ");
    if (year == 0) {
        gvc_text_addf(&about->shocks, "another table");
    } else {
        gvc_text_addf(&about->shocks, "the table of %d", year);
    }
    gvc_model_free(other);
    return status;
}

/* ---- both --------------------------------------------------------------------------------------
 */

static bool is_zero(const double *row, gvc_idx n)
{
    for (gvc_idx i = 0; i < n; i++) {
        if (row[i] != 0) {
            return false;
        }
    }
    return true;
}

/* Rows without a change fall away; the others move up. */
static void close_up(adder *a)
{
    gvc_scenario_demand *out = a->out;
    gvc_dense *p = &a->by_block;
    gvc_idx kept = 0;
    for (gvc_idx d = 0; d < a->m->blocks; d++) {
        const double *row = p->data + d * p->stride;
        if (!is_zero(row, p->cols)) {
            memmove(p->data + kept * p->stride, row, (size_t)p->cols * sizeof *row);
            out->block[kept++] = d;
        }
    }
    p->rows = kept;
    out->change = *p;
    *p = (gvc_dense){0};
}

static gvc_status new_adder(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                            gvc_scenario_demand *out, adder *a)
{
    *a = (adder){.m = m, .out = out, .idle = gvc_calloc((size_t)m->n, sizeof *a->idle)};
    out->block = gvc_calloc((size_t)m->blocks, sizeof *out->block);
    if (a->idle == NULL || out->block == NULL) {
        return gvc_fail_memory(ctx, (size_t)m->n, "the marks of industries");
    }
    gvc_status status = gvc_model_panel(ctx, &a->by_block, m->blocks, m->n);
    return status == GVC_OK && o->shock_count > 1
               ? gvc_model_panel(ctx, &out->shock, o->shock_count, m->n)
               : status;
}

gvc_status gvc_scenario_demand_new(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                   unsigned knows, gvc_scenario_about *about,
                                   gvc_scenario_demand *out)
{
    adder a;
    gvc_status status = new_adder(ctx, m, o, out, &a);
    if (status == GVC_OK) {
        status = o->other_count > 0 ? add_replay(ctx, &a, o, about)
                                    : add_shocks(ctx, &a, o, knows, about);
    }
    if (status == GVC_OK) {
        gvc_scenario_say_industries(&about->left_out, m, a.idle);
        close_up(&a);
    }
    gvc_release(a.idle);
    gvc_release(a.by_block.data);
    return status;
}
