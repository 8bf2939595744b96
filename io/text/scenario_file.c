/* scenario_file.c - shocks out of an INI file: a section a shock, keys as the options
 *
 *     ; half of the electronics bought in China come from Mexico
 *     [nearshoring]
 *     buyer = USA
 *     from = CHN
 *     to = MEX
 *     sector = c14
 *     by = 50% */
#include <gvc/io.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "source.h"
#include "text/plain.h"
#include "text/shock_maker.h"

typedef struct reader {
    const char *path;
    gvc_idx line;
    gvc_shock_maker made;
} reader;

static gvc_status fail(gvc_ctx *ctx, const reader *r, const char *what, const char *text)
{
    char shown[GVC_SHOWN] = "";
    if (text != NULL) {
        gvc_shown(text, strlen(text), shown);
    }
    return gvc_fail(ctx, GVC_EFORMAT, "reading %s:%lld: %s%s%s%s", r->path, (long long)r->line,
                    text == NULL ? "" : "'", shown, text == NULL ? "" : "' ", what);
}

/* Takes blanks off both ends, in place. */
static char *trim(char *text)
{
    text += strspn(text, " \t\r");
    size_t length = strlen(text);
    while (length > 0 && strchr(" \t\r", text[length - 1]) != NULL) {
        text[--length] = '\0';
    }
    return text;
}

static gvc_status open_section(gvc_ctx *ctx, reader *r, char *text)
{
    char *end = strchr(text, ']');
    if (end == NULL || *trim(end + 1) != '\0') {
        return fail(ctx, r, "expected a section [NAME]", text);
    }
    *end = '\0';
    char *name = trim(text + 1);
    if (*name == '\0') {
        return fail(ctx, r, "a section without a name; expected [NAME]", NULL);
    }
    for (gvc_idx k = 0; k < r->made.count; k++) {
        if (strcmp(r->made.items[k].name, name) == 0) {
            return fail(ctx, r, "is the name of two sections", name);
        }
    }
    gvc_status status = gvc_shock_next(ctx, &r->made, r->path, r->line);
    return status == GVC_OK ? gvc_shock_set_name(ctx, &r->made, name) : status;
}

/* The key for good, or NULL: it is none that says how much. */
static const char *size_key(const char *key)
{
    static const char *const keys[] = {"by", "rate", "price"};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        if (strcmp(key, keys[k]) == 0) {
            return keys[k];
        }
    }
    return NULL;
}

static gvc_status set_size(gvc_ctx *ctx, reader *r, gvc_shock *s, const char *key,
                           const char *value)
{
    if (s->size_key != NULL) {
        return fail(ctx, r, "a section has one size: by, rate or price", NULL);
    }
    s->size_key = size_key(key);
    return gvc_shock_size(value, &s->by, &s->absolute)
               ? GVC_OK
               : fail(ctx, r, "is no size such as 50% or 120", value);
}

static gvc_status set_key(gvc_ctx *ctx, reader *r, const char *key, const char *value)
{
    gvc_shock *s = &r->made.items[r->made.count - 1];
    const struct {
        const char *key;
        const char *const **list;
    } lists[] = {{"country", &s->country}, {"sector", &s->sector}, {"from", &s->from},
                 {"to", &s->to},           {"buyer", &s->buyer},   {"border", &s->to}};
    if (*value == '\0') {
        return fail(ctx, r, "has no value; leave the line out for all", key);
    }
    if (size_key(key) != NULL) {
        return set_size(ctx, r, s, key, value);
    }
    if (strcmp(key, "split") == 0) {
        s->equal = strcmp(value, "equal") == 0;
        return s->equal || strcmp(value, "shares") == 0
                   ? GVC_OK
                   : fail(ctx, r, "is no way to split; expected shares or equal", value);
    }
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        if (strcmp(key, lists[k].key) == 0) {
            return *lists[k].list == NULL ? gvc_shock_set_list(ctx, lists[k].list, value)
                                          : fail(ctx, r, "is there twice in its section", key);
        }
    }
    return fail(ctx, r,
                "is no key of a shock; expected country, sector, from, to, buyer, border, "
                "by, rate, price or split",
                key);
}

static gvc_status read_line(gvc_ctx *ctx, reader *r, char *line)
{
    char *text = trim(line), *equals = strchr(text, '=');
    if (*text == '\0' || *text == ';' || *text == '#') {
        return GVC_OK;
    }
    if (*text == '[') {
        return open_section(ctx, r, text);
    }
    if (equals == NULL) {
        return fail(ctx, r, "expected KEY = VALUE or [NAME]", text);
    }
    if (r->made.count == 0) {
        return fail(ctx, r, "stands before the first section [NAME]", text);
    }
    *equals = '\0';
    return set_key(ctx, r, trim(text), trim(equals + 1));
}

static gvc_status read_lines(gvc_ctx *ctx, reader *r, char *text, size_t length)
{
    gvc_status status = GVC_OK;
    if (!gvc_is_utf8(text, length)) {
        return gvc_fail(ctx, GVC_EFORMAT, "reading %s: is not UTF-8 text; convert it with iconv",
                        r->path);
    }
    text += strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    for (char *end; text != NULL && status == GVC_OK; text = end) {
        end = strchr(text, '\n');
        if (end != NULL) {
            *end++ = '\0';
        }
        r->line++;
        status = read_line(ctx, r, text);
    }
    return status == GVC_OK && r->made.count == 0
               ? gvc_fail(ctx, GVC_EFORMAT,
                          "reading %s: no section; expected [NAME] and lines KEY = VALUE", r->path)
               : status;
}

gvc_status gvc_scenario_read(gvc_ctx *ctx, gvc_shock **out, gvc_idx *count, const char *path)
{
    char *text = NULL;
    size_t length = 0;
    reader r = {.path = path};
    gvc_status status = gvc_read_text(ctx, path, &text, &length);
    if (status != GVC_OK) {
        return status;
    }
    status = read_lines(ctx, &r, text, length);
    gvc_release(text);
    if (status != GVC_OK) {
        gvc_shocks_free(r.made.items, r.made.count);
        return status;
    }
    *out = r.made.items;
    *count = r.made.count;
    return GVC_OK;
}
