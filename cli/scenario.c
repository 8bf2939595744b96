/* scenario.c - the shocks that a command line or a file asks for */
#include "scenario.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- before the table is read ------------------------------------------------------------------
 */

static const char *const *labels(const gvc_list *l)
{
    return l->count == 0 ? NULL : (const char *const *)l->items;
}

static bool has_shock(const gvc_settings *set)
{
    const gvc_list *const lists[] = {&set->shock_country, &set->shock_sector, &set->from, &set->to,
                                     &set->buyer,         &set->border};
    bool any = set->split != NULL;
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        any = any || lists[k]->count > 0;
    }
    return any || set->amount.text != NULL || set->rate.text != NULL || set->price.text != NULL;
}

/* Options that some kinds have: which say the size, and which belong to one kind alone. */
static int check_options(gvc_app *app, const char *kind)
{
    const gvc_settings *set = &app->set;
    const struct {
        bool given;
        const char *option, *kind;
    } own[] = {{set->rate.text != NULL, "rate", "tariff"},
               {set->product_rate.text != NULL, "product-rate", "tariff"},
               {set->erp, "erp", "tariff"},
               {set->erp_domestic, "erp-domestic", "tariff"},
               {set->price.text != NULL, "price", "carbon"},
               {set->border.count > 0, "border", "carbon"},
               {set->split != NULL, "split", "source"},
               {set->replay != NULL, "replay", "demand"},
               {set->approach != NULL, "variant", "extract"},
               {set->periods != 0, "periods", "inoperability"},
               {set->resilience != 0, "resilience", "inoperability"}};
    for (size_t k = 0; k < sizeof own / sizeof *own; k++) {
        if (own[k].given && strcmp(kind, own[k].kind) != 0) {
            return gvc_cli_usage(app, "--%s belongs to scenario %s", own[k].option, own[k].kind);
        }
    }
    const char *size = strcmp(kind, "tariff") == 0   ? "rate"
                       : strcmp(kind, "carbon") == 0 ? "price"
                                                     : NULL;
    if (set->amount.text != NULL && size != NULL) {
        return gvc_cli_usage(app, "the size of a scenario %s is --%s, not --by", kind, size);
    }
    if (set->product_rate.text != NULL && set->product_rate.absolute) {
        return gvc_cli_usage(app, "--product-rate: '%s' is no rate such as 10%%",
                             set->product_rate.text);
    }
    bool file = set->shocks_file != NULL || set->scenario_file != NULL;
    if (set->shocks_file != NULL && set->scenario_file != NULL) {
        return gvc_cli_usage(app, "--shocks and --file both give the shocks; choose one");
    }
    return file && has_shock(set)
               ? gvc_cli_usage(app,
                               "the shocks come from %s, and also from options of their own; "
                               "choose one",
                               set->shocks_file != NULL ? "--shocks" : "--file")
               : GVC_EXIT_DONE;
}

/* One shock out of the options. */
static void take_options(gvc_settings *set)
{
    const gvc_amount *size = set->rate.text != NULL    ? &set->rate
                             : set->price.text != NULL ? &set->price
                                                       : &set->amount;
    set->one_shock = (gvc_shock){
        .country = labels(&set->shock_country),
        .sector = labels(&set->shock_sector),
        .from = labels(&set->from),
        .to = labels(set->border.count > 0 ? &set->border : &set->to),
        .buyer = labels(&set->buyer),
        .by = size->text == NULL ? (double)NAN : size->by,
        .absolute = size->text != NULL && size->absolute,
        .equal = set->split != NULL && strcmp(set->split, "equal") == 0,
    };
}

static int take_shocks(gvc_app *app, gvc_measure_options *o)
{
    gvc_settings *set = &app->set;
    gvc_status s = GVC_OK;
    if (set->shocks_file != NULL) {
        s = gvc_shocks_read(app->ctx, &set->shocks, &set->shock_count, set->shocks_file);
    } else if (set->scenario_file != NULL) {
        s = gvc_scenario_read(app->ctx, &set->shocks, &set->shock_count, set->scenario_file);
    }
    if (s != GVC_OK) {
        return gvc_cli_failed(app, s);
    }
    if (set->shocks != NULL) {
        o->shocks = set->shocks;
        o->shock_count = set->shock_count;
    } else if (has_shock(set)) {
        take_options(set);
        o->shocks = &set->one_shock;
        o->shock_count = 1;
    }
    return GVC_EXIT_DONE;
}

/* The table whose final demand is replayed; --year and the like are about the other one. */
static int take_replay(gvc_app *app, gvc_measure_options *o)
{
    gvc_settings *set = &app->set;
    if (set->replay == NULL) {
        return GVC_EXIT_DONE;
    }
    gvc_status s = gvc_table_read(app->ctx, &set->replay_table, set->replay, NULL);
    if (s != GVC_OK) {
        return gvc_cli_failed(app, s);
    }
    o->others = (const gvc_table *const *)(const void *)&set->replay_table;
    o->other_count = 1;
    return GVC_EXIT_DONE;
}

static void take_protection(const gvc_settings *set, gvc_measure_options *o)
{
    static const char *const both[] = {"erp", "erp-domestic", NULL};
    static const char *const erp[] = {"erp", NULL}, *const domestic[] = {"erp-domestic", NULL};
    o->with = set->erp && set->erp_domestic ? both
              : set->erp                    ? erp
              : set->erp_domestic           ? domestic
                                            : NULL;
    o->product_rate = set->product_rate.text == NULL ? 0 : set->product_rate.by;
}

int gvc_cli_scenario_fill(gvc_app *app, const char *kind, gvc_measure_options *o)
{
    gvc_settings *set = &app->set;
    int code = check_options(app, kind);
    if (code == GVC_EXIT_DONE) {
        code = take_shocks(app, o);
    }
    if (code == GVC_EXIT_DONE) {
        code = take_replay(app, o);
    }
    take_protection(set, o);
    o->approach = set->approach;
    o->periods = set->periods;
    o->resilience = set->resilience;
    return code == GVC_EXIT_DONE ? gvc_cli_one_satellite(app, &o->satellite) : code;
}

/* ---- with the table at hand --------------------------------------------------------------------
 */

/* Is it a label that the model will know? */
static bool is_known(const gvc_app *app, const gvc_table *t, const char *label)
{
    const gvc_groups *g = &app->set.groups;
    for (size_t k = 0; k < g->count; k++) {
        if (strcmp(g->names[k], label) == 0) {
            return true;
        }
    }
    return gvc_table_find(t, GVC_COUNTRY, label) >= 0;
}

static int add_members(gvc_app *app, const gvc_table *t, const char *group, gvc_list *out)
{
    gvc_map *map = NULL;
    gvc_status s = gvc_map_read(app->ctx, &map, t, GVC_COUNTRY, &group, 1);
    if (s != GVC_OK) {
        return gvc_cli_failed(app, s);
    }
    bool added = true;
    for (gvc_idx k = 0; k < map->count && added; k++) {
        added = gvc_cli_list_add(out, map->entries[k].from, strlen(map->entries[k].from));
    }
    if (map->notes != NULL) {
        gvc_cli_say(app, "%s", map->notes);
    }
    gvc_map_free(map);
    return added ? GVC_EXIT_DONE : gvc_cli_nomem(app);
}

/* *labels becomes the list with groups spelt out. */
static int spell_out(gvc_app *app, const gvc_table *t, const char *const **labels, gvc_list *out)
{
    int code = GVC_EXIT_DONE;
    for (const char *const *l = *labels; l != NULL && *l != NULL && code == GVC_EXIT_DONE; l++) {
        gvc_code_list list;
        bool group = !is_known(app, t, *l) && gvc_code_list_find(*l, &list) && list.group;
        if (group) {
            code = add_members(app, t, list.name, out);
        } else if (!gvc_cli_list_add(out, *l, strlen(*l))) {
            code = gvc_cli_nomem(app);
        }
    }
    if (*labels != NULL) {
        *labels = (const char *const *)out->items;
    }
    return code;
}

static int spell_out_shocks(gvc_app *app, const gvc_table *t, gvc_measure_options *o)
{
    enum { LISTS = 4 };
    gvc_settings *set = &app->set;
    set->spelt_shocks = calloc((size_t)o->shock_count + 1, sizeof *set->spelt_shocks);
    set->spelt_lists = calloc((size_t)o->shock_count * LISTS + 1, sizeof *set->spelt_lists);
    if (set->spelt_shocks == NULL || set->spelt_lists == NULL) {
        return gvc_cli_nomem(app);
    }
    int code = GVC_EXIT_DONE;
    set->spelt_count = o->shock_count * LISTS;
    for (gvc_idx k = 0; k < o->shock_count; k++) {
        gvc_shock *s = &set->spelt_shocks[k];
        *s = o->shocks[k];
        const char *const **const lists[] = {&s->country, &s->from, &s->to, &s->buyer};
        for (int l = 0; l < LISTS && code == GVC_EXIT_DONE; l++) {
            code = spell_out(app, t, lists[l], &set->spelt_lists[k * LISTS + l]);
        }
    }
    o->shocks = set->spelt_shocks;
    return code;
}

int gvc_cli_scenario_adapt(gvc_app *app, const gvc_table *t, gvc_measure_options *o)
{
    int code = gvc_cli_only_account(app, t, o);
    return code == GVC_EXIT_DONE ? spell_out_shocks(app, t, o) : code;
}
