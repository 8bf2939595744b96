/* join_options.c - were the parts of a panel made with the same options?
 *
 * Attribute `options` is a JSON object with every option of the command and its value. What it is
 * known by in other attributes is compared there, and what may differ from year to year is not
 * compared; every other option is, so that one that a command gets later is too. Parts without the
 * attribute, made by the library alone, say nothing. */
#include <stdio.h>
#include <string.h>

#include "result/join.h"

/* A part of a text. */
typedef struct span {
    const char *at;
    size_t length;
} span;

static bool is(span s, const char *text)
{
    return s.length == strlen(text) && memcmp(s.at, text, s.length) == 0;
}

static bool is_among(span s, const char *const *names, size_t count)
{
    bool found = false;
    for (size_t k = 0; k < count && !found; k++) {
        found = is(s, names[k]);
    }
    return found;
}

/* ---- JSON --------------------------------------------------------------------------------------
 */

/* Length of the string that begins with a quotation mark, 0: it does not end. */
static size_t string_length(const char *at)
{
    size_t i = 1;
    while (at[i] != '\0' && at[i] != '"') {
        i += at[i] == '\\' && at[i + 1] != '\0' ? 2 : 1;
    }
    return at[i] == '"' ? i + 1 : 0;
}

/* Length of a value: up to a comma or the end of what it is in. 0: it does not end. */
static size_t value_length(const char *at)
{
    int depth = 0;
    for (size_t i = 0; at[i] != '\0';) {
        bool ends = at[i] == '}' || at[i] == ']';
        if (depth == 0 && (ends || at[i] == ',')) {
            return i;
        }
        size_t step = at[i] == '"' ? string_length(at + i) : 1;
        if (step == 0) {
            return 0;
        }
        depth += at[i] == '{' || at[i] == '[' ? 1 : ends ? -1 : 0;
        i += step;
    }
    return 0;
}

static const char *past_blanks(const char *at)
{
    return at + strspn(at, " \t\r\n");
}

/* The next member of an object; *at behind the brace or the last value. False: there is none. */
static bool next_member(const char **at, span *name, span *value)
{
    const char *to = past_blanks(*at);
    if (*to != '{' && *to != ',') {
        return false;
    }
    to = past_blanks(to + 1);
    size_t length = *to == '"' ? string_length(to) : 0;
    if (length == 0) {
        return false;
    }
    *name = (span){to + 1, length - 2};
    to = past_blanks(to + length);
    if (*to != ':') {
        return false;
    }
    to = past_blanks(to + 1);
    *value = (span){to, value_length(to)};
    *at = to + value->length;
    while (value->length > 0 && strchr(" \t\r\n", to[value->length - 1]) != NULL) {
        value->length--;
    }
    return value->length > 0;
}

static span find(const char *object, span name)
{
    span found, value;
    for (const char *at = object; next_member(&at, &found, &value);) {
        if (found.length == name.length && memcmp(found.at, name.at, name.length) == 0) {
            return value;
        }
    }
    return (span){NULL, 0};
}

/* ---- options ----------------------------------------------------------------------------------
 */

/* Those that are not compared. */
static bool may_differ(span name, span value)
{
    static const char *const free[] = {
        /* of the table, or of the year */
        "year", "member", "satellite", "account", "uncertainty", "replay", "index", "deflate",
        /* of the run: how it was done and where it went */
        "output", "format", "tidy", "keep-zeros", "reproducible", "strict", "threads", "memory",
        "solver", "seed",
        /* keys, columns and other attributes tell what these came to */
        "level", "kind", "equal", "terms", "share", "method", "flow", "perspective", "approach",
        "va", "output-total", "drop-fd", "group", "groups", "sector-groups", "shocks", "file"};
    /* As lists they say which rows are kept: a year may have others. */
    static const char *const rows[] = {"exporter",      "importer", "sector",
                                       "country",       "partner",  "origin",
                                       "origin-sector", "absorber", "keep"};
    return is_among(name, free, sizeof free / sizeof *free) ||
           (value.at != NULL && value.at[0] == '[' &&
            is_among(name, rows, sizeof rows / sizeof *rows));
}

static bool is_unset(span value)
{
    static const char *const unset[] = {"null", "false", "[]", "{}"};
    return value.at == NULL || is_among(value, unset, sizeof unset / sizeof *unset);
}

/* An earlier version may not have known the option, nor say what later became its default. */
static bool is_same(span a, span b)
{
    if (a.at == NULL || b.at == NULL) {
        span known = a.at == NULL ? b : a;
        return is_unset(known) || known.at[0] == '"';
    }
    return (is_unset(a) && is_unset(b)) ||
           (a.length == b.length && memcmp(a.at, b.at, a.length) == 0);
}

/* The first option of `object` that has another value in `other`. */
static bool find_difference(const char *object, const char *other, span *name)
{
    span value;
    for (const char *at = object; next_member(&at, name, &value);) {
        if (!may_differ(*name, value) && !is_same(value, find(other, *name))) {
            return true;
        }
    }
    return false;
}

/* ---- what is said ------------------------------------------------------------------------------
 */

/* A value as it was typed: without the marks of JSON around texts and lists. */
static void say(gvc_text *to, span value)
{
    if (is_unset(value)) {
        gvc_text_addf(to, "none");
        return;
    }
    bool list = value.at[0] == '[';
    for (size_t i = list; i + list < value.length; i++) {
        if (value.at[i] != '"') {
            gvc_text_add(to, value.at + i, 1);
        }
    }
}

static gvc_status refuse(gvc_ctx *ctx, const gvc_join *j, gvc_idx i, gvc_idx with, const char *here,
                         const char *there, span name)
{
    gvc_text option = {0}, mine = {0}, other = {0};
    gvc_text_addf(&option, "--%.*s", (int)name.length, name.at);
    say(&mine, find(here, name));
    say(&other, find(there, name));
    gvc_status s = option.failed || mine.failed || other.failed
                       ? gvc_fail_memory(ctx, 256, "an option")
                       : gvc_join_differ(ctx, j, i, with, gvc_text_str(&option),
                                         gvc_text_str(&mine), gvc_text_str(&other));
    gvc_text_free(&option);
    gvc_text_free(&mine);
    gvc_text_free(&other);
    return s;
}

/* The object in a line of the attribute, which in a panel may have its year in front: "1995: {". */
static const char *object_in(const char *line)
{
    const char *at = line + strspn(line, "0123456789");
    return at > line && strncmp(at, ": ", 2) == 0 ? at + 2 : line;
}

static gvc_status compare_line(gvc_ctx *ctx, const gvc_join *j, gvc_idx i, gvc_idx with,
                               const char *line)
{
    const char *here = object_in(line),
               *there = object_in(gvc_result_text(j->frames[with], "options"));
    span name;
    bool differ = find_difference(there, here, &name) || find_difference(here, there, &name);
    return differ ? refuse(ctx, j, i, with, here, there, name) : GVC_OK;
}

gvc_status gvc_join_compare_options(gvc_ctx *ctx, const gvc_join *j, gvc_idx i)
{
    const char *text = gvc_result_text(j->frames[i], "options");
    gvc_idx with = 0;
    while (with < i && gvc_result_text(j->frames[with], "options") == NULL) {
        with++;
    }
    gvc_status s = GVC_OK;
    while (s == GVC_OK && text != NULL && *text != '\0') {
        s = compare_line(ctx, j, i, with, text);
        text += strcspn(text, "\n");
        text += *text == '\n';
    }
    return s;
}
