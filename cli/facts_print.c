/* facts_print.c - facts as aligned lines for people, or as JSON */
#include <stdlib.h>
#include <string.h>

#include "facts.h"

enum { MARGIN = 22, CODE = 12 };

static void name_of(FILE *out, const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < length; i++) {
        fputc(name[i] == '_' ? ' ' : name[i], out);
    }
    fprintf(out, ":%*s", length + 1 < MARGIN ? MARGIN - (int)length - 1 : 1, "");
}

/* Lines of a long text stand below each other. */
static void text(FILE *out, const char *chars)
{
    for (;;) {
        size_t length = strcspn(chars, "\n");
        fprintf(out, "%.*s\n", (int)length, chars);
        chars += length;
        if (chars[0] == '\0' || chars[1] == '\0') {
            return;
        }
        chars++;
        fprintf(out, "%*s", MARGIN, "");
    }
}

static void entries(FILE *out, json_t *list)
{
    size_t i;
    json_t *entry;
    json_array_foreach(list, i, entry)
    {
        const char *code = json_string_value(json_object_get(entry, "code"));
        const char *name = json_string_value(json_object_get(entry, "name"));
        if (name == NULL) {
            fprintf(out, "%s\n", code == NULL ? "" : code);
        } else {
            fprintf(out, "%-*s %s\n", CODE, code == NULL ? "" : code, name);
        }
    }
}

/* dimensions: "year 1, exporter 41"; terms: "gexp, dva". */
static void members(FILE *out, json_t *object)
{
    const char *key;
    json_t *value;
    bool first = true;
    json_object_foreach(object, key, value)
    {
        fprintf(out, "%s%s", first ? "" : ", ", key);
        if (json_is_integer(value)) {
            fprintf(out, " %lld", (long long)json_integer_value(value));
        }
        first = false;
    }
    fputc('\n', out);
}

static void line(FILE *out, const char *key, json_t *value)
{
    if (json_is_array(value)) {
        return;
    }
    name_of(out, key);
    if (json_is_string(value)) {
        text(out, json_string_value(value));
    } else if (json_is_integer(value)) {
        fprintf(out, "%lld\n", (long long)json_integer_value(value));
    } else if (json_is_real(value)) {
        fprintf(out, "%.3g\n", json_real_value(value));
    } else if (json_is_object(value)) {
        members(out, value);
    } else {
        fputs("unknown\n", out);
    }
}

void gvc_cli_facts_text(const gvc_facts *f, FILE *out, bool lists_only)
{
    const char *key;
    json_t *value;
    json_object_foreach(f->object, key, value)
    {
        if (!lists_only) {
            line(out, key, value);
        } else if (json_is_array(value)) {
            entries(out, value);
        }
    }
}

bool gvc_cli_facts_json(const gvc_facts *f, FILE *out)
{
    char *all = json_dumps(f->object, JSON_INDENT(2) | JSON_REAL_PRECISION(17));
    if (all != NULL) {
        fprintf(out, "%s\n", all);
    }
    free(all);
    return all != NULL;
}
