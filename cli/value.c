/* value.c - the text after an option becomes a value */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"

/* Digits only; -1 for anything else or more than 9 of them. */
static int digits(const char *text)
{
    size_t length = strlen(text);
    if (length == 0 || length > 9 || strspn(text, "0123456789") != length) {
        return -1;
    }
    return (int)strtol(text, NULL, 10);
}

static gvc_parsed store_number(double *to, const gvc_option *o, const char *text, char **error)
{
    char *end = NULL;
    *to = strtod(text, &end);
    return end != text && *end == '\0' && *to > 0 && *to < HUGE_VAL
               ? GVC_PARSED
               : gvc_cli_refuse(
                     error, gvc_cli_format("--%s: '%s' is not a number above 0", o->name, text));
}

static gvc_parsed store_year(int *at, const gvc_option *o, const char *text, char **error)
{
    int year = digits(text);
    if (year < 1000 || year > 9999) {
        return gvc_cli_refuse(
            error, gvc_cli_format("--%s: '%s' is not one year of four digits", o->name, text));
    }
    if (*at != 0 && *at != year) {
        return gvc_cli_refuse(
            error, gvc_cli_format("--%s: one year at a time, got %d and %d", o->name, *at, year));
    }
    *at = year;
    return GVC_PARSED;
}

static gvc_parsed store_size(gvc_size *at, const gvc_option *o, const char *text, char **error)
{
    static const char units[] = "KMGT";
    char *end = NULL;
    double size = text[0] >= '0' && text[0] <= '9' ? strtod(text, &end) : -1.0;
    if (end != NULL && *end != '\0') {
        const char *unit = strchr(units, *end);
        end += unit != NULL;
        for (ptrdiff_t i = 0; unit != NULL && i <= unit - units; i++) {
            size *= 1024.0;
        }
        end += end[0] == 'i' && end[1] == 'B' ? 2 : end[0] == 'B';
    }
    /* 1e18 bytes is below SIZE_MAX and above any machine. */
    if (end == NULL || *end != '\0' || !(size >= 1.0 && size < 1e18)) {
        return gvc_cli_refuse(
            error, gvc_cli_format("--%s: '%s' is not a size such as 500M or 2G", o->name, text));
    }
    /* 500 for 500M is no limit that anybody wants. */
    if (size < 1e6 && digits(text) >= 0) {
        return gvc_cli_refuse(error,
                              gvc_cli_format("--%s: %s is %s byte%s; write 500M or 2G", o->name,
                                             text, text, digits(text) == 1 ? "" : "s"));
    }
    *at = (gvc_size){(size_t)size, text};
    return GVC_PARSED;
}

static gvc_parsed store_amount(gvc_amount *at, const gvc_option *o, const char *text, char **error)
{
    at->text = text;
    return gvc_shock_size(text, &at->by, &at->absolute)
               ? GVC_PARSED
               : gvc_cli_refuse(error, gvc_cli_format("--%s: '%s' is no size such as 50%% or 120",
                                                      o->name, text));
}

/* A group that is built in: its members are found once the table is there. */
static gvc_parsed store_built_in(gvc_groups *at, const gvc_option *o, const char *text,
                                 char **error)
{
    enum { MOST = 128 };
    const char *names[MOST];
    size_t count = 0;
    gvc_code_list list;
    for (gvc_idx i = 0; gvc_code_list_at(i, &list) && count < MOST; i++) {
        if (list.group) {
            names[count++] = list.name;
        }
    }
    if (gvc_code_list_find(text, &list) && list.group) {
        return gvc_cli_group(at, list.name, strlen(list.name)) != NULL ? GVC_PARSED
                                                                       : GVC_PARSED_NOMEM;
    }
    const char *near = gvc_cli_near(text, names, count);
    return gvc_cli_refuse(
        error, near == NULL
                   ? gvc_cli_format("--%s: '%s' is not NAME=A,B,... and no group that is built "
                                    "in; gvc aggregate --list shows those that are",
                                    o->name, text)
                   : gvc_cli_format("--%s: no group '%s' is built in; did you mean %s?", o->name,
                                    text, near));
}

static gvc_parsed store_group(gvc_groups *at, const gvc_option *o, const char *text, char **error)
{
    const char *equals = strchr(text, '=');
    if (equals == NULL) {
        return store_built_in(at, o, text, error);
    }
    if (equals == text || equals[1] == '\0') {
        return gvc_cli_refuse(error,
                              gvc_cli_format("--%s: '%s' is not NAME=A,B,...", o->name, text));
    }
    gvc_list *members = gvc_cli_group(at, text, (size_t)(equals - text));
    if (members == NULL) {
        return GVC_PARSED_NOMEM;
    }
    size_t before = members->count;
    gvc_parsed p = gvc_cli_list_split(members, o->name, equals + 1, error);
    for (size_t i = before; p == GVC_PARSED && i < members->count; i++) {
        for (size_t k = 0; k < i; k++) {
            if (strcmp(members->items[k], members->items[i]) == 0) {
                return gvc_cli_refuse(error, gvc_cli_format("--%s: %s is named twice in %.*s",
                                                            o->name, members->items[i],
                                                            (int)(equals - text), text));
            }
        }
    }
    return p;
}

gvc_parsed gvc_cli_store(gvc_settings *set, const gvc_option *o, const char *text, char **error)
{
    void *at = (char *)set + o->where;
    switch (o->kind) {
    case GVC_OPTION_FLAG:
        *(bool *)at = true;
        return GVC_PARSED;
    case GVC_OPTION_COUNT:
        ++*(int *)at;
        return GVC_PARSED;
    case GVC_OPTION_TEXT:
    case GVC_OPTION_FILE:
        if (text[0] == '\0') {
            return gvc_cli_refuse(error,
                                  gvc_cli_format("--%s: empty; expected %s", o->name, o->argument));
        }
        *(const char **)at = text;
        return GVC_PARSED;
    case GVC_OPTION_CHOICE: /* looked at by gvc_cli_choose */
    case GVC_OPTION_WORD:
        *(const char **)at = text;
        return GVC_PARSED;
    case GVC_OPTION_INTEGER:
        if (digits(text) < 1) {
            return gvc_cli_refuse(
                error, gvc_cli_format("--%s: '%s' is not a whole number from 1 to 999999999",
                                      o->name, text));
        }
        *(int *)at = digits(text);
        return GVC_PARSED;
    case GVC_OPTION_NUMBER:
        return store_number(at, o, text, error);
    case GVC_OPTION_YEAR:
        return store_year(at, o, text, error);
    case GVC_OPTION_SIZE:
        return store_size(at, o, text, error);
    case GVC_OPTION_AMOUNT:
        return store_amount(at, o, text, error);
    case GVC_OPTION_LIST:
    case GVC_OPTION_FILES:
        return gvc_cli_list_split(at, o->name, text, error);
    case GVC_OPTION_GROUP:
        return store_group(at, o, text, error);
    case GVC_OPTION_HELP:
        break;
    }
    return GVC_PARSED;
}

/* Is it a word of any method? */
static bool is_known(const gvc_option *o, const char *word)
{
    const char *choice;
    for (size_t i = 0; (choice = o->choices(NULL, i)) != NULL; i++) {
        if (strcmp(choice, word) == 0) {
            return true;
        }
    }
    return false;
}

/* What others call one of the names, so far from it that no spelling leads there. */
static const char *same_thing(const char *word, const char *const *names, size_t count)
{
    static const char *const pairs[][2] = {
        {"industry", "sector"}, {"industries", "sector"}, {"product", "sector"},
        {"partner", "pair"},    {"partner", "bilateral"}, {"exporter", "country"},
        {"pair", "bilateral"},  {"bilateral", "pair"},    {"nation", "country"},
    };
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
        for (size_t i = 0; i < count && strcmp(pairs[k][0], word) == 0; i++) {
            if (strcmp(pairs[k][1], names[i]) == 0) {
                return names[i];
            }
        }
    }
    return NULL;
}

static gvc_parsed choose(const gvc_settings *set, const char **at, const gvc_option *o,
                         char **error)
{
    const char *first = o->choices(set, 0), *choice;
    if (*at == NULL) {
        *at = o->kind == GVC_OPTION_WORD ? NULL : first;
        return GVC_PARSED;
    }
    enum { MOST = 32 };
    const char *names[MOST];
    char list[256];
    size_t used = 0, count = 0;
    for (; (choice = o->choices(set, count)) != NULL && count < MOST; count++) {
        names[count] = choice;
        if (strcmp(choice, *at) == 0) {
            return GVC_PARSED;
        }
        gvc_cli_add(list, sizeof list, &used, "%s%s", count == 0 ? "" : ", ", choice);
    }
    if (o->kind == GVC_OPTION_WORD && is_known(o, *at)) {
        return GVC_PARSED; /* a word of another method: the library says what this one has and why
                            */
    }
    if (count == 0) {
        return gvc_cli_refuse(
            error,
            gvc_cli_format("--%s: there is nothing to choose here; leave out '%s'", o->name, *at));
    }
    const gvc_method_info *other = o->choices == gvc_cli_methods ? gvc_method_find(*at) : NULL;
    if (other != NULL) {
        return gvc_cli_refuse(
            error, gvc_cli_format("--%s: %s is asked for as: gvc %s", o->name, *at, other->usage));
    }
    const char *near = same_thing(*at, names, count);
    near = near == NULL ? gvc_cli_near(*at, names, count) : near;
    return gvc_cli_refuse(
        error, count == 1 ? gvc_cli_format("--%s: '%s' is not known; only '%s' so far", o->name,
                                           *at, first)
                          : gvc_cli_format("--%s: '%s' is not one of %s%s%s%s", o->name, *at, list,
                                           near == NULL ? "" : "; did you mean ",
                                           near == NULL ? "" : near, near == NULL ? "" : "?"));
}

gvc_parsed gvc_cli_choose(gvc_settings *set, const gvc_option *const *options, char **error)
{
    gvc_parsed p = GVC_PARSED;
    for (size_t i = 0; options[i] != NULL && p == GVC_PARSED; i++) {
        if (options[i]->kind == GVC_OPTION_CHOICE || options[i]->kind == GVC_OPTION_WORD) {
            p = choose(set, (const char **)(void *)((char *)set + options[i]->where), options[i],
                       error);
        }
    }
    return p;
}

void gvc_cli_settings_free(gvc_settings *set)
{
    gvc_list *lists[] = {
        &set->exporter,      &set->importer,      &set->sector,        &set->origin,
        &set->origin_sector, &set->absorber,      &set->country,       &set->partner,
        &set->terms,         &set->drop_fd,       &set->from,          &set->to,
        &set->country_maps,  &set->sector_maps,   &set->category_maps, &set->files,
        &set->years,         &set->given,         &set->names,         &set->colors,
        &set->log,           &set->shock_country, &set->shock_sector,  &set->buyer,
        &set->border,        &set->rest,          &set->elasticities,  &set->through,
        &set->where};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        gvc_cli_list_free(lists[i]);
    }
    gvc_cli_groups_free(&set->groups);
    gvc_cli_groups_free(&set->sector_groups);
    gvc_cli_groups_free(&set->file_names);
    gvc_cli_groups_free(&set->blocs);
    free(set->bloc_views);
    gvc_weights_free(set->weights);
    gvc_shocks_free(set->shocks, set->shock_count);
    for (gvc_idx k = 0; k < set->spelt_count; k++) {
        gvc_cli_list_free(&set->spelt_lists[k]);
    }
    free(set->spelt_lists);
    free(set->spelt_shocks);
    gvc_table_free(set->replay_table);
    gvc_deflators_free(set->deflators);
}
