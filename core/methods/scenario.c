/* scenario.c - the shocks of a scenario: what a kind knows of them, and who is hit in a table */
#include "methods/scenario.h"

#include <math.h>
#include <string.h>

const char *const gvc_scenario_levels[] = {"country", "sector", NULL};
static const char home_word[] = "home";

gvc_needs gvc_scenario_needs_nothing(const gvc_measure_options *o)
{
    (void)o;
    return 0;
}

/* ---- words -------------------------------------------------------------------------------------
 */

const char *gvc_scenario_dashes(const gvc_shock *s)
{
    return s->where == NULL ? "--" : "";
}

static gvc_status check_lists(gvc_ctx *ctx, const char *kind, unsigned knows, const gvc_shock *s)
{
    const struct {
        const char *name;
        const char *const *labels;
        unsigned need;
    } lists[] = {{"country", s->country, GVC_SHOCK_COUNTRY},
                 {"sector", s->sector, GVC_SHOCK_SECTOR},
                 {"from", s->from, GVC_SHOCK_FROM},
                 {"to", s->to, GVC_SHOCK_TO},
                 {"buyer", s->buyer, GVC_SHOCK_BUYER}};
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        if (lists[k].labels != NULL && (knows & lists[k].need) == 0) {
            return gvc_fail(ctx, GVC_EARG, "a scenario of %s has no %s%s; leave it out", kind,
                            gvc_scenario_dashes(s), lists[k].name);
        }
    }
    if (s->country != NULL && s->from != NULL && (knows & GVC_SHOCK_COUNTRY_BUYS) == 0 &&
        strcmp(kind, "extract") != 0) {
        return gvc_fail(ctx, GVC_EARG, "%scountry and %sfrom say the same here; leave one out",
                        gvc_scenario_dashes(s), gvc_scenario_dashes(s));
    }
    if (s->country != NULL && s->buyer != NULL && (knows & GVC_SHOCK_COUNTRY_BUYS) != 0) {
        return gvc_fail(ctx, GVC_EARG,
                        "%scountry and %sbuyer both say who buys; name who makes it with %sfrom",
                        gvc_scenario_dashes(s), gvc_scenario_dashes(s), gvc_scenario_dashes(s));
    }
    return s->to != NULL && s->buyer != NULL && (knows & GVC_SHOCK_TO_BUYS) != 0
               ? gvc_fail(ctx, GVC_EARG, "%sto and %sbuyer say the same here; leave one out",
                          gvc_scenario_dashes(s), gvc_scenario_dashes(s))
               : GVC_OK;
}

static gvc_status check_size(gvc_ctx *ctx, const char *kind, unsigned knows, const gvc_shock *s)
{
    enum { BY, RATE, PRICE };
    static const char *const keys[] = {"by", "rate", "price"};
    static const char *const options[] = {"--by 10%", "--rate 10%", "--price 50"};
    static const char *const lines[] = {"by = 10%", "rate = 10%", "price = 50"};
    int size = strcmp(kind, "tariff") == 0 ? RATE : strcmp(kind, "carbon") == 0 ? PRICE : BY;
    const char *option = s->where == NULL      ? options[size]
                         : s->size_key != NULL ? lines[size]
                         : size == PRICE       ? "a change of unit abs"
                                               : "a change in per cent";
    if (s->size_key != NULL && strcmp(s->size_key, keys[size]) != 0) {
        return gvc_fail(ctx, GVC_EARG, "the size of a scenario of %s is %s, not %s", kind,
                        keys[size], s->size_key);
    }
    if (isnan(s->by) && (knows & GVC_SHOCK_SIZE_IS_ALL) == 0) {
        return gvc_fail(ctx, GVC_EARG, "a scenario of %s needs the size of the shock: %s", kind,
                        s->where == NULL ? option : lines[size]);
    }
    if (isinf(s->by) || (s->absolute && fabs(s->by) > GVC_SHOCK_AMOUNT_MOST)) {
        return gvc_fail(ctx, GVC_EARG, "a size of %g is beyond any table; %g at most", s->by,
                        GVC_SHOCK_AMOUNT_MOST);
    }
    if (!s->absolute && s->by < -1) {
        return gvc_fail(ctx, GVC_EARG,
                        "nothing can fall by more than all of it; %g %% is below -100 %%",
                        100 * s->by);
    }
    if (!s->absolute && s->by > GVC_SHOCK_MOST) {
        return gvc_fail(ctx, GVC_EARG, "a rise by %g times is beyond any table; give a smaller one",
                        s->by);
    }
    if (s->absolute && (knows & (GVC_SHOCK_AMOUNT | GVC_SHOCK_ONLY_AMOUNT)) == 0) {
        return gvc_fail(ctx, GVC_EARG, "a scenario of %s takes a share, not an amount: %s", kind,
                        option);
    }
    if (!s->absolute && (knows & GVC_SHOCK_ONLY_AMOUNT) != 0) {
        return gvc_fail(ctx, GVC_EARG, "a scenario of %s takes an amount, not a share: %s", kind,
                        option);
    }
    return s->equal && (knows & GVC_SHOCK_EQUAL) == 0
               ? gvc_fail(ctx, GVC_EARG, "a scenario of %s splits nothing; leave out %ssplit", kind,
                          gvc_scenario_dashes(s))
               : GVC_OK;
}

gvc_status gvc_scenario_fail(gvc_ctx *ctx, gvc_status status, const gvc_shock *s)
{
    return status == GVC_OK || s->where == NULL
               ? status
               : gvc_fail_in(ctx, GVC_EFORMAT, "reading %s", s->where);
}

gvc_status gvc_scenario_check(gvc_ctx *ctx, const char *kind, unsigned knows,
                              const gvc_measure_options *o)
{
    gvc_status status = GVC_OK;
    if (o->shock_count == 0 && (knows & GVC_SHOCK_NONE) == 0) {
        return gvc_fail(ctx, GVC_EARG,
                        "a scenario of %s without a shock: say who is hit, and the "
                        "size",
                        kind);
    }
    for (gvc_idx k = 0; k < o->shock_count && status == GVC_OK; k++) {
        status = check_lists(ctx, kind, knows, &o->shocks[k]);
        if (status == GVC_OK) {
            status = check_size(ctx, kind, knows, &o->shocks[k]);
        }
        bool named = o->shock_count > 1 && o->shocks[k].name != NULL;
        if (status != GVC_OK && o->shocks[k].where == NULL && named) {
            status = gvc_fail_in(ctx, status, "%s", o->shocks[k].name);
        }
        status = gvc_scenario_fail(ctx, status, &o->shocks[k]);
    }
    return status;
}

/* ---- who is hit --------------------------------------------------------------------------------
 */

static gvc_idx find_block(const gvc_model *m, const char *label, size_t length)
{
    gvc_idx b = m->blocks - 1;
    while (b >= 0 && (strlen(m->name[b]) != length || strncmp(m->name[b], label, length) != 0)) {
        b--;
    }
    return b;
}

/* The first label that is none, or NULL. NULL labels: all blocks. */
static const char *mark_blocks(const gvc_model *m, const char *const *labels, bool *marks)
{
    for (gvc_idx b = 0; b < m->blocks && labels == NULL; b++) {
        marks[b] = true;
    }
    for (; labels != NULL && *labels != NULL; labels++) {
        gvc_idx b = find_block(m, *labels, strlen(*labels));
        if (b < 0) {
            return *labels;
        }
        marks[b] = true;
    }
    return NULL;
}

/* A sector, an industry as the table calls it, or COUNTRY_SECTOR. */
static bool is_of(const gvc_model *m, gvc_idx i, const char *label)
{
    const char *sector = gvc_table_label(m->table, GVC_SECTOR, m->sector[i]);
    size_t length = strlen(m->name[m->block[i]]);
    return strcmp(sector, label) == 0 ||
           strcmp(gvc_table_label(m->table, GVC_INDUSTRY, m->industry[i]), label) == 0 ||
           (strncmp(m->name[m->block[i]], label, length) == 0 && label[length] == '_' &&
            strcmp(label + length + 1, sector) == 0);
}

/* Industries of the blocks marked and of the sectors; labels NULL: of all. */
static const char *mark_industries(const gvc_model *m, const bool *block, const char *const *labels,
                                   bool *marks)
{
    for (gvc_idx i = 0; i < m->n && labels == NULL; i++) {
        marks[i] = block[m->block[i]];
    }
    for (; labels != NULL && *labels != NULL; labels++) {
        bool known = false;
        for (gvc_idx i = 0; i < m->n; i++) {
            bool here = is_of(m, i, *labels);
            known = known || here;
            marks[i] = marks[i] || (here && block[m->block[i]]);
        }
        if (!known) {
            return *labels;
        }
    }
    return NULL;
}

static bool is_home(const char *const *labels, unsigned knows)
{
    return (knows & GVC_SHOCK_TO_HOME) != 0 && labels != NULL && labels[0] != NULL &&
           labels[1] == NULL && strcmp(labels[0], home_word) == 0;
}

static void note(gvc_scenario_shocks *all, const gvc_shock *shock, const char *which,
                 const char *unknown)
{
    if (unknown != NULL && all->unknown == NULL) {
        all->unknown = unknown;
        all->which = which;
        all->of = shock;
    }
}

/* scratch: blocks */
static void find_one(const gvc_model *m, unsigned knows, gvc_scenario_shocks *all,
                     gvc_scenario_shock *to, bool *scratch)
{
    const gvc_shock *s = to->given;
    bool buys = (knows & GVC_SHOCK_COUNTRY_BUYS) != 0;
    const char *const *from = s->from != NULL ? s->from : buys ? NULL : s->country;
    const char *const *buyer = s->buyer != NULL                   ? s->buyer
                               : buys                             ? s->country
                               : (knows & GVC_SHOCK_TO_BUYS) != 0 ? s->to
                                                                  : NULL;
    to->home = is_home(s->to, knows);
    to->any_seller = from == NULL;
    to->any_buyer = buyer == NULL;
    to->by = isnan(s->by) ? 1 : s->by;
    memset(scratch, 0, (size_t)m->blocks * sizeof *scratch);
    note(all, s, s->from != NULL ? "from" : "country", mark_blocks(m, from, scratch));
    note(all, s, "sector", mark_industries(m, scratch, s->sector, to->seller));
    note(all, s,
         s->buyer != NULL ? "buyer"
         : buys           ? "country"
                          : "to",
         mark_blocks(m, buyer, to->buyer));
    if (s->to != NULL && !to->home) {
        note(all, s, "to", mark_blocks(m, s->to, to->to));
    }
}

bool gvc_scenario_find(const gvc_model *m, const gvc_measure_options *o, unsigned knows,
                       gvc_scenario_shocks *out)
{
    size_t one = (size_t)(m->n + 2 * m->blocks), count = (size_t)o->shock_count;
    *out = (gvc_scenario_shocks){.items = gvc_calloc(count + 1, sizeof *out->items),
                                 .marks = gvc_calloc(one * count + (size_t)m->blocks, sizeof(bool)),
                                 .count = o->shock_count};
    if (out->items == NULL || out->marks == NULL) {
        return false;
    }
    bool *at = out->marks;
    for (gvc_idx k = 0; k < out->count; k++, at += one) {
        out->items[k] = (gvc_scenario_shock){
            .given = &o->shocks[k], .seller = at, .buyer = at + m->n, .to = at + m->n + m->blocks};
        find_one(m, knows, out, &out->items[k], out->marks + one * count);
    }
    return true;
}

void gvc_scenario_shocks_free(gvc_scenario_shocks *s)
{
    gvc_release(s->items);
    gvc_release(s->marks);
    *s = (gvc_scenario_shocks){0};
}

static const char *block_label(const void *model, gvc_idx i)
{
    return ((const gvc_model *)model)->name[i];
}

static const char *sector_label(const void *model, gvc_idx i)
{
    return gvc_table_label(((const gvc_model *)model)->table, GVC_SECTOR, i);
}

static gvc_status fail_label(gvc_ctx *ctx, const gvc_model *m, const gvc_scenario_shocks *shocks)
{
    const char *which = shocks->which, *label = shocks->unknown,
               *dash = gvc_scenario_dashes(shocks->of);
    gvc_idx country = gvc_table_find(m->table, GVC_COUNTRY, label);
    bool sector = strcmp(which, "sector") == 0;
    gvc_status status = GVC_OK;
    if (country >= 0 && !sector) { /* else its block would have been found */
        status = gvc_fail(ctx, GVC_EARG, "%s%s: country '%s' is part of group %s; name the group",
                          dash, which, label, m->name[m->block_of_country[country]]);
    } else {
        gvc_text near = {0};
        gvc_suggest(&near, label, sector ? sector_label : block_label, m,
                    sector ? gvc_table_count(m->table, GVC_SECTOR) : m->blocks);
        status = gvc_fail(ctx, GVC_EUNKNOWN, "%s%s: no %s '%s'%s", dash, which,
                          sector ? "sector or industry" : "country or group", label,
                          gvc_text_str(&near));
        gvc_text_free(&near);
    }
    return gvc_scenario_fail(ctx, status, shocks->of);
}

gvc_status gvc_scenario_shocks_new(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                   unsigned knows, gvc_scenario_shocks *out)
{
    if (!gvc_scenario_find(m, o, knows, out)) {
        return gvc_fail_memory(ctx, (size_t)m->n * (size_t)o->shock_count, "the shocks");
    }
    return out->unknown == NULL ? GVC_OK : fail_label(ctx, m, out);
}

/* ---- lists of industries -----------------------------------------------------------------------
 */

gvc_idx gvc_scenario_count(const bool *marked, gvc_idx n)
{
    gvc_idx count = 0;
    for (gvc_idx i = 0; i < n; i++) {
        count += marked[i];
    }
    return count;
}

gvc_status gvc_scenario_list(gvc_ctx *ctx, const bool *marked, gvc_idx n, gvc_idx **out,
                             gvc_idx *count)
{
    gvc_idx found = 0;
    *count = gvc_scenario_count(marked, n);
    *out = gvc_malloc((size_t)*count, sizeof **out);
    if (*out == NULL) {
        return gvc_fail_memory(ctx, (size_t)*count * sizeof **out, "a list of industries");
    }
    for (gvc_idx i = 0; i < n; i++) {
        if (marked[i]) {
            (*out)[found++] = i;
        }
    }
    return GVC_OK;
}

void gvc_scenario_say_industries(gvc_text *to, const gvc_model *m, const bool *marked)
{
    enum { SHOWN = 6 };
    gvc_idx count = 0;
    for (gvc_idx i = 0; i < m->n; i++) {
        if (marked[i] && count++ < SHOWN) {
            gvc_text_addf(to, "%s%s", count == 1 ? "" : ", ",
                          gvc_table_label(m->table, GVC_INDUSTRY, m->industry[i]));
        }
    }
    if (count > SHOWN) {
        gvc_text_addf(to, " and %lld more", (long long)(count - SHOWN));
    }
}

gvc_status gvc_scenario_need_output(gvc_ctx *ctx, const gvc_model *m, bool *marked,
                                    const char *what, gvc_text *left_out)
{
    gvc_text idle = {0};
    bool any = false;
    bool *none = gvc_calloc((size_t)m->n, sizeof *none);
    if (none == NULL) {
        return gvc_fail_memory(ctx, (size_t)m->n, "the marks of industries");
    }
    for (gvc_idx i = 0; i < m->n; i++) {
        none[i] = marked[i] && m->x[i] == 0;
        any = any || (marked[i] && m->x[i] != 0);
    }
    gvc_scenario_say_industries(&idle, m, none);
    gvc_status status = GVC_OK;
    if (!any) {
        status = gvc_fail(ctx, GVC_EUNKNOWN,
                          "%s: no output in %s, so the table has no technology to carry the shock; "
                          "name another sector or country",
                          what, idle.length == 0 ? "any industry named" : gvc_text_str(&idle));
    } else if (idle.length > 0 && left_out != NULL) {
        gvc_text_addf(left_out, "%s%s", left_out->length == 0 ? "" : ", ", gvc_text_str(&idle));
        for (gvc_idx i = 0; i < m->n; i++) {
            marked[i] = marked[i] && !none[i];
        }
    }
    gvc_text_free(&idle);
    gvc_release(none);
    return status;
}
