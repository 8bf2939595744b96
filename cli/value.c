/* value.c - the text after an option becomes a value */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"

static gvc_parsed wrong(char **error, char *text)
{
    *error = text;
    return text == NULL ? GVC_PARSED_NOMEM : GVC_PARSED_WRONG;
}

static gvc_parsed store_choice(const char **at, const gvc_option *o, const char *text, char **error)
{
    if (o->choices[1] == NULL && strcmp(o->choices[0], text) != 0) {
        return wrong(error, gvc_cli_format("--%s: '%s' is not known; only '%s' so far", o->name,
                                           text, o->choices[0]));
    }
    char list[256] = "";
    size_t used = 0;
    for (size_t i = 0; o->choices[i] != NULL; i++) {
        if (strcmp(o->choices[i], text) == 0) {
            *at = o->choices[i];
            return GVC_PARSED;
        }
        int more =
            snprintf(list + used, sizeof list - used, "%s%s", i == 0 ? "" : ", ", o->choices[i]);
        used =
            more < 0 || (size_t)more >= sizeof list - used ? sizeof list - 1 : used + (size_t)more;
    }
    return wrong(error, gvc_cli_format("--%s: '%s' is not one of %s", o->name, text, list));
}

/* Digits only; -1 for anything else or more than 9 of them. */
static int digits(const char *text)
{
    size_t length = strlen(text);
    if (length == 0 || length > 9 || strspn(text, "0123456789") != length) {
        return -1;
    }
    return (int)strtol(text, NULL, 10);
}

static gvc_parsed store_year(int *at, const gvc_option *o, const char *text, char **error)
{
    int year = digits(text);
    if (year < 1000 || year > 9999) {
        return wrong(error,
                     gvc_cli_format("--%s: '%s' is not one year of four digits", o->name, text));
    }
    if (*at != 0 && *at != year) {
        return wrong(error,
                     gvc_cli_format("--%s: one year at a time, got %d and %d", o->name, *at, year));
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
        return wrong(error,
                     gvc_cli_format("--%s: '%s' is not a size such as 500M or 2G", o->name, text));
    }
    /* 500 for 500M is no limit that anybody wants. */
    if (size < 1e6 && digits(text) >= 0) {
        return wrong(error, gvc_cli_format("--%s: %s is %s byte%s; write 500M or 2G", o->name, text,
                                           text, digits(text) == 1 ? "" : "s"));
    }
    *at = (gvc_size){(size_t)size, text};
    return GVC_PARSED;
}

static gvc_parsed store_group(gvc_groups *at, const gvc_option *o, const char *text, char **error)
{
    const char *equals = strchr(text, '=');
    if (equals == NULL || equals == text || equals[1] == '\0') {
        return wrong(error, gvc_cli_format("--%s: '%s' is not NAME=A,B,...", o->name, text));
    }
    gvc_list *members = gvc_cli_group(at, text, (size_t)(equals - text));
    return members == NULL ? GVC_PARSED_NOMEM
                           : gvc_cli_list_split(members, o->name, equals + 1, error);
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
            return wrong(error, gvc_cli_format("--%s: empty; expected %s", o->name, o->argument));
        }
        *(const char **)at = text;
        return GVC_PARSED;
    case GVC_OPTION_CHOICE:
        return store_choice(at, o, text, error);
    case GVC_OPTION_INTEGER:
        if (digits(text) < 1) {
            return wrong(error,
                         gvc_cli_format("--%s: '%s' is not a whole number above 0", o->name, text));
        }
        *(int *)at = digits(text);
        return GVC_PARSED;
    case GVC_OPTION_YEAR:
        return store_year(at, o, text, error);
    case GVC_OPTION_SIZE:
        return store_size(at, o, text, error);
    case GVC_OPTION_LIST:
        return gvc_cli_list_split(at, o->name, text, error);
    case GVC_OPTION_GROUP:
        return store_group(at, o, text, error);
    case GVC_OPTION_HELP:
        break;
    }
    return GVC_PARSED;
}

void gvc_cli_defaults(gvc_settings *set, const gvc_option *const *options)
{
    for (size_t i = 0; options[i] != NULL; i++) {
        if (options[i]->kind == GVC_OPTION_CHOICE) {
            *(const char **)(void *)((char *)set + options[i]->where) = options[i]->choices[0];
        }
    }
}

void gvc_cli_settings_free(gvc_settings *set)
{
    gvc_list *lists[] = {&set->exporter, &set->importer, &set->sector,
                         &set->terms,    &set->drop_fd,  &set->files};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        gvc_cli_list_free(lists[i]);
    }
    gvc_cli_groups_free(&set->groups);
}
