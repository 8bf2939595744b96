/* facts_print.c - facts as aligned lines for people, or as JSON */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app.h"
#include "facts.h"

enum { MARGIN = 22, CODE = 12 };

static void name_of(FILE *out, const char *name)
{
    size_t length = strlen(name);
    for (const char *end = name + length; name < end; name++) {
        size_t word = strcspn(name, "_");
        gvc_cli_print(out, name, word);
        name += word;
        fputs(name < end ? " " : "", out);
    }
    fprintf(out, ":%*s", length + 1 < MARGIN ? MARGIN - (int)length - 1 : 1, "");
}

/* How much of a line a terminal has room for, up to and with a blank; all of it elsewhere, where
 * programs read it. */
static size_t fits(FILE *out, const char *chars, size_t length)
{
    int room = isatty(fileno(out)) ? gvc_cli_width(fileno(out)) - MARGIN : 0;
    size_t part = length, blank = 0;
    for (size_t i = 0; room > 0 && length > (size_t)room && i < length; i++) {
        bool too_far = i > (size_t)room && blank > 0;
        if (chars[i] == ' ' && !too_far) {
            blank = i + 1;
        }
        part = too_far ? blank : part;
    }
    return part;
}

/* Lines of a long text stand below each other. */
static void text(FILE *out, const char *chars)
{
    for (;;) {
        size_t length = strcspn(chars, "\n");
        for (size_t part; (part = fits(out, chars, length)) < length; length -= part) {
            gvc_cli_print(out, chars, part - 1);
            fprintf(out, "\n%*s", MARGIN, "");
            chars += part;
        }
        gvc_cli_print(out, chars, length);
        fputc('\n', out);
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
        int used = code == NULL ? 0 : gvc_cli_print(out, code, strlen(code));
        if (name != NULL) {
            fprintf(out, "%*s ", used < CODE ? CODE - used : 0, "");
            gvc_cli_print(out, name, strlen(name));
        }
        fputc('\n', out);
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
        fputs(first ? "" : ", ", out);
        gvc_cli_print(out, key, strlen(key));
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
