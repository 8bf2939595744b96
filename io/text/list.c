/* list.c - lists of labels: one a line, no header */
#include "text/list.h"

#include <string.h>

#include "text/csv.h"

enum { LONGEST_LABEL = 1000 };

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* The label of a line that is trimmed and not empty, without quotes, into `out`. */
static gvc_status take_label(gvc_ctx *ctx, const char *place, const char *line, size_t length,
                             gvc_text *out)
{
    bool quoted = line[0] == '"';
    size_t i = quoted;
    for (; i < length; i++) {
        if (quoted && line[i] == '"') {
            if (i + 1 == length || line[i + 1] != '"') {
                break;
            }
            i++;
        } else if (!quoted && memchr(",;\t", line[i], 3) != NULL) {
            return gvc_fail(ctx, GVC_EFORMAT,
                            "%s: more than one field, expected one label (in quotes if a %s "
                            "belongs to it)",
                            place,
                            line[i] == ','   ? "comma"
                            : line[i] == ';' ? "semicolon"
                                             : "tab");
        }
        gvc_text_add(out, line + i, 1);
    }
    if (quoted && i + 1 != length) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s: %s, expected one label", place,
                        i == length ? "a quote is never closed" : "text after the closing quote");
    }
    if (out->failed) {
        return gvc_fail_memory(ctx, length, "a label");
    }
    const char *label = gvc_text_str(out);
    if (out->length == 0 || out->length > LONGEST_LABEL || !gvc_is_utf8(label, out->length)) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s: %s", place,
                        out->length == 0              ? "empty quotes, expected a label"
                        : out->length > LONGEST_LABEL ? "longer than 1000 bytes, expected a label"
                                                      : "is not UTF-8 text; convert it with iconv");
    }
    return GVC_OK;
}

/* lines[i] of label i, for messages, grows with the labels. */
typedef struct line_numbers {
    gvc_idx *items;
    gvc_idx capacity;
} line_numbers;

static gvc_status add_label(gvc_ctx *ctx, gvc_labels *labels, line_numbers *lines, const char *name,
                            gvc_idx line, const char *label)
{
    gvc_idx count = gvc_labels_count(labels), at = gvc_labels_find(labels, label);
    if (at >= 0) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: '%s' is there twice, first in line %lld", name,
                        (long long)line, label, (long long)lines->items[at]);
    }
    if (count == lines->capacity) {
        gvc_idx capacity = count == 0 ? 64 : 2 * count;
        gvc_idx *items =
            gvc_realloc(lines->items, (size_t)count, (size_t)capacity, sizeof *lines->items);
        if (items == NULL) {
            return gvc_fail_memory(ctx, (size_t)capacity * sizeof *items, "a list of labels");
        }
        lines->items = items;
        lines->capacity = capacity;
    }
    lines->items[count] = line;
    return gvc_labels_add(labels, label) >= 0 ? GVC_OK
                                              : gvc_fail_memory(ctx, strlen(label), "a label");
}

static gvc_status parse_line(gvc_ctx *ctx, gvc_labels *labels, line_numbers *lines,
                             const char *name, gvc_idx line, const char *text, size_t length)
{
    gvc_text label = {0}, place = {0};
    gvc_text_addf(&place, "%s:%lld", name, (long long)line);
    gvc_status status = take_label(ctx, gvc_text_str(&place), text, length, &label);
    if (status == GVC_OK) {
        status = add_label(ctx, labels, lines, name, line, gvc_text_str(&label));
    }
    gvc_text_free(&label);
    gvc_text_free(&place);
    return status;
}

gvc_status gvc_list_parse(gvc_ctx *ctx, gvc_labels **out, const char *name, const char *text,
                          size_t length)
{
    const char *at = text, *end = text + length;
    line_numbers lines = {NULL, 0};
    gvc_labels *labels = gvc_labels_new();
    gvc_status status = labels == NULL ? gvc_fail_memory(ctx, 1024, "a list of labels") : GVC_OK;
    if (length >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0) {
        at += 3;
    }
    gvc_idx line = 0, blank = 0;
    while (status == GVC_OK && at < end) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        const char *next = line_end == NULL ? end : line_end + 1;
        line_end = line_end == NULL ? end : line_end;
        line++;
        while (at < line_end && is_blank(*at)) {
            at++;
        }
        while (line_end > at && is_blank(line_end[-1])) {
            line_end--;
        }
        if (at == line_end) {
            blank = blank == 0 ? line : blank;
        } else if (blank != 0) {
            status = gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: the line is empty, expected a label",
                              name, (long long)blank);
        } else {
            status = parse_line(ctx, labels, &lines, name, line, at, (size_t)(line_end - at));
        }
        at = next;
    }
    if (status == GVC_OK && gvc_labels_count(labels) == 0) {
        status = gvc_fail(ctx, GVC_EFORMAT, "%s: holds no label, expected one a line", name);
    }
    gvc_release(lines.items);
    if (status == GVC_OK) {
        *out = labels;
    } else {
        gvc_labels_free(labels);
    }
    return status;
}
