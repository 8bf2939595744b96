/* join_attributes.c - what a panel says about itself, out of what its parts say
 *
 * A text that differs between years is kept as lines "1995: text", so that nothing is lost and a
 * panel of panels comes out as if all had been joined at once. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "result/join.h"

static const char by_year[] = "by_year";

/* The worst year speaks for all. */
static bool is_quality(const char *name)
{
    static const char *const names[] = {"identity_gap", "residual", "condition", "sweeps",
                                        "row_gap",      "col_gap",  "threads"};
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        if (strcmp(name, names[k]) == 0) {
            return true;
        }
    }
    return false;
}

static bool same_value(const gvc_attribute *a, const gvc_attribute *b)
{
    if (a == NULL || b == NULL || a->kind != b->kind) {
        return a == b;
    }
    switch (a->kind) {
    case GVC_ATTR_TEXT:
        return gvc_same(a->text, b->text);
    case GVC_ATTR_NUMBER:
        return a->number == b->number || (isnan(a->number) && isnan(b->number));
    case GVC_ATTR_INTEGER:
        break;
    }
    return a->integer == b->integer;
}

static const gvc_attribute *of_part(const gvc_join *j, gvc_idx i, const char *name)
{
    return gvc_attributes_find(&j->frames[i]->attributes, name);
}

/* Is the attribute of this part lines by year? Names in by_year are separated by blanks. */
static bool has_lines(const gvc_result *r, const char *name)
{
    const char *list = gvc_result_text(r, by_year);
    size_t length = strlen(name);
    for (const char *at = list; at != NULL && *at != '\0'; at += strspn(at, " ")) {
        size_t word = strcspn(at, " ");
        if (word == length && strncmp(at, name, length) == 0) {
            return true;
        }
        at += word;
    }
    return false;
}

static bool is_shared(const gvc_join *j, const char *name)
{
    const gvc_attribute *first = of_part(j, 0, name);
    for (gvc_idx i = 0; i < j->parts->count; i++) {
        if (!same_value(first, of_part(j, i, name)) || has_lines(j->frames[i], name)) {
            return false;
        }
    }
    return true;
}

/* ---- lines by year -----------------------------------------------------------------------------
 */

/* A line of a text: "1995: " in front, once more for every line that it has; year 0: as it is. */
static void add_line(gvc_text *out, int32_t year, const char *line, size_t length)
{
    gvc_text_addf(out, "%s", out->length == 0 ? "" : "\n");
    if (year != 0) {
        gvc_text_addf(out, "%d: ", (int)year);
    }
    gvc_text_add(out, line, length);
}

/* Those lines of a part that are of this year already; marked: with the year in front again. */
static void add_own_lines(gvc_text *out, int32_t year, const char *text, bool marked)
{
    char prefix[16];
    int length = snprintf(prefix, sizeof prefix, "%d: ", (int)year);
    for (const char *at = text; at != NULL && *at != '\0';) {
        size_t line = strcspn(at, "\n");
        if (strncmp(at, prefix, (size_t)length) == 0) {
            add_line(out, marked ? year : 0, at + length, line - (size_t)length);
        }
        at += line + (at[line] == '\n');
    }
}

static void add_value(gvc_text *out, int32_t year, const gvc_attribute *a)
{
    char number[32];
    switch (a->kind) {
    case GVC_ATTR_NUMBER:
        add_line(out, year, number,
                 (size_t)gvc_print_plain(number, sizeof number, "%.17g", a->number));
        return;
    case GVC_ATTR_INTEGER:
        add_line(out, year, number, (size_t)snprintf(number, sizeof number, "%d", (int)a->integer));
        return;
    case GVC_ATTR_TEXT:
        break;
    }
    for (const char *at = a->text; *at != '\0';) {
        size_t line = strcspn(at, "\n");
        add_line(out, year, at, line);
        at += line + (at[line] == '\n');
    }
}

static bool set_lines(gvc_join *j, const char *name, gvc_text *names)
{
    gvc_text lines = {0};
    for (gvc_idx k = 0; k < j->year_count; k++) {
        const gvc_join_year *y = &j->years[k];
        const gvc_attribute *a = of_part(j, y->part, name);
        if (a != NULL && has_lines(j->frames[y->part], name)) {
            add_own_lines(&lines, y->year, a->text, true);
        } else if (a != NULL) {
            add_value(&lines, y->year, a);
        }
    }
    gvc_text_addf(names, "%s%s", names->length == 0 ? "" : " ", name);
    bool done = !lines.failed && !names->failed &&
                gvc_attributes_set_text(&j->panel->attributes, name, lines.chars);
    gvc_text_free(&lines);
    return done;
}

/* ---- the others --------------------------------------------------------------------------------
 */

static double amount(const gvc_attribute *a)
{
    return a->kind == GVC_ATTR_INTEGER ? (double)a->integer : a->number;
}

/* What is not known is worse than any number. */
static bool is_worse(double a, double than)
{
    return !isnan(than) && (isnan(a) || a > than);
}

static bool set_worst(gvc_join *j, const char *name)
{
    const gvc_attribute *worst = NULL;
    for (gvc_idx i = 0; i < j->parts->count; i++) {
        const gvc_attribute *a = of_part(j, i, name);
        if (a != NULL && (worst == NULL || is_worse(amount(a), amount(worst)))) {
            worst = a;
        }
    }
    return gvc_attributes_set(&j->panel->attributes, worst);
}

/* Characters that all titles begin with, up to the end of a part between commas. */
static size_t common_title(const gvc_join *j, const char *first)
{
    size_t length = strlen(first);
    for (gvc_idx i = 1; i < j->parts->count; i++) {
        const char *title = gvc_result_text(j->frames[i], "title");
        size_t same = 0;
        while (title != NULL && same < length && title[same] == first[same]) {
            same++;
        }
        length = same;
    }
    if (j->parts->count == 1) {
        return length;
    }
    while (length > 0 && !(first[length] == ',' && first[length + 1] == ' ')) {
        length--;
    }
    return length;
}

/* "Gross exports decomposed, 1995-2009" */
static bool set_title(gvc_join *j)
{
    const char *first = gvc_result_text(j->frames[0], "title");
    if (first == NULL || j->parts->count == 1) {
        return gvc_attributes_set_text(&j->panel->attributes, "title", first);
    }
    gvc_text title = {0};
    int32_t from = j->years[0].year, to = j->years[j->year_count - 1].year;
    gvc_text_add(&title, first, common_title(j, first));
    gvc_text_addf(&title, from == to ? "%s%d" : "%s%d-%d", title.length == 0 ? "" : ", ", (int)from,
                  (int)to);
    bool done =
        !title.failed && gvc_attributes_set_text(&j->panel->attributes, "title", title.chars);
    gvc_text_free(&title);
    return done;
}

static bool set_one(gvc_ctx *ctx, gvc_join *j, const char *name, gvc_text *names)
{
    if (strcmp(name, "title") == 0) {
        return set_title(j);
    }
    if (is_shared(j, name)) {
        return gvc_result_set_attribute(ctx, j->panel, of_part(j, 0, name)) == GVC_OK;
    }
    return is_quality(name) ? set_worst(j, name) : set_lines(j, name, names);
}

/* Every attribute of every part, in the order in which they are met. */
gvc_status gvc_join_attributes(gvc_ctx *ctx, gvc_join *j)
{
    gvc_labels *met = gvc_labels_new();
    gvc_text names = {0};
    bool good = met != NULL;
    for (gvc_idx i = 0; i < j->parts->count && good; i++) {
        const gvc_attribute *a;
        for (gvc_idx k = 0; good && (a = gvc_result_attribute(j->frames[i], k)) != NULL; k++) {
            gvc_idx before = gvc_labels_count(met);
            bool fresh = gvc_labels_add(met, a->name) == before;
            if (fresh && strcmp(a->name, by_year) != 0) {
                good = set_one(ctx, j, a->name, &names);
            }
        }
    }
    if (good && names.length > 0) {
        good = gvc_attributes_set_text(&j->panel->attributes, by_year, names.chars);
    }
    gvc_labels_free(met);
    gvc_text_free(&names);
    return good ? GVC_OK : gvc_fail_memory(ctx, 1024, "the attributes of a panel");
}

/* ---- fewer years -------------------------------------------------------------------------------
 */

/* The lines of one attribute that are of years of r. */
static bool narrow(gvc_result *r, const char *name)
{
    gvc_text lines = {0};
    const char *all = gvc_result_text(r, name);
    gvc_idx years = gvc_result_extent(r, 0);
    for (gvc_idx k = 0; k < years && all != NULL; k++) {
        add_own_lines(&lines, gvc_result_number(r, 0, k), all, years > 1);
    }
    bool done = !lines.failed && gvc_attributes_set_text(&r->attributes, name,
                                                         lines.length > 0 ? lines.chars : NULL);
    gvc_text_free(&lines);
    return done;
}

gvc_status gvc_result_narrow(gvc_ctx *ctx, gvc_result *r)
{
    char *names = gvc_strdup(gvc_result_text(r, by_year)), *rest = names, *name;
    bool done = true;
    if (names == NULL || r->ndims == 0 || r->dims[0].numbers == NULL) {
        gvc_release(names);
        return GVC_OK;
    }
    while (done && (name = strtok_r(rest, " ", &rest)) != NULL) {
        done = narrow(r, name);
    }
    if (done && gvc_result_extent(r, 0) == 1) {
        done = gvc_attributes_set_text(&r->attributes, by_year, NULL);
    }
    gvc_release(names);
    return done ? GVC_OK : gvc_fail_memory(ctx, 256, "the attributes of a result");
}
