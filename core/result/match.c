/* match.c - the labels that two lists share, in the order of the first */
#include "result/match.h"

#include <stdio.h>
#include <string.h>

enum { NAMED = 5 }; /* labels that a warning names */

static void add_name(gvc_text *to, gvc_idx already, const char *what, const char *label)
{
    if (already == 0) {
        gvc_text_addf(to, "%s%s: %s", to->length > 0 ? "\n" : "", what, label);
    } else {
        gvc_text_addf(to, ", %s", label);
    }
}

/* Marks the labels of b that a has, and notes those of a that b has not. */
static void pair(gvc_match *m, gvc_alone *alone, const gvc_label_lists *lists,
                 const gvc_labels *known, unsigned char *paired)
{
    gvc_idx left = 0;
    for (gvc_idx i = 0; i < lists->count_a; i++) {
        gvc_idx at = gvc_labels_find(known, lists->a[i]);
        if (at >= 0) {
            m->a[m->count] = i;
            m->b[m->count++] = at;
            paired[at] = 1;
        } else {
            add_name(&alone->a, left++, lists->what, lists->a[i]);
        }
    }
    alone->count += left;
    left = 0;
    for (gvc_idx i = 0; i < lists->count_b; i++) {
        if (!paired[i]) {
            add_name(&alone->b, left++, lists->what, lists->b[i]);
        }
    }
    alone->count += left;
}

/* Labels of a list are distinct, so a position in the set is one in the list. */
static gvc_labels *set_of(const char *const *labels, gvc_idx count)
{
    gvc_labels *set = gvc_labels_new();
    for (gvc_idx i = 0; set != NULL && i < count; i++) {
        if (gvc_labels_add(set, labels[i]) < 0) {
            gvc_labels_free(set);
            set = NULL;
        }
    }
    return set;
}

static bool make_room(gvc_match *m, gvc_idx count)
{
    size_t room = count > 0 ? (size_t)count : 1;
    m->count = 0;
    m->a = gvc_malloc(room, sizeof *m->a);
    m->b = gvc_malloc(room, sizeof *m->b);
    return m->a != NULL && m->b != NULL;
}

gvc_status gvc_match_labels(gvc_ctx *ctx, gvc_match *m, gvc_alone *alone,
                            const gvc_label_lists *lists)
{
    gvc_labels *known = set_of(lists->b, lists->count_b);
    unsigned char *paired = gvc_calloc((size_t)lists->count_b + 1, 1);
    bool done = make_room(m, lists->count_a) && known != NULL && paired != NULL;
    if (done) {
        pair(m, alone, lists, known, paired);
        done = !alone->a.failed && !alone->b.failed;
    }
    gvc_release(paired);
    gvc_labels_free(known);
    return done ? GVC_OK : gvc_fail_memory(ctx, (size_t)lists->count_b, "labels to compare");
}

gvc_status gvc_match_positions(gvc_ctx *ctx, gvc_match *m, gvc_idx count)
{
    if (!make_room(m, count)) {
        return gvc_fail_memory(ctx, (size_t)count * 2 * sizeof *m->a, "labels to compare");
    }
    for (; m->count < count; m->count++) {
        m->a[m->count] = m->b[m->count] = m->count;
    }
    return GVC_OK;
}

void gvc_match_free(gvc_match *m)
{
    gvc_release(m->a);
    gvc_release(m->b);
    *m = (gvc_match){0};
}

void gvc_alone_free(gvc_alone *alone)
{
    gvc_text_free(&alone->a);
    gvc_text_free(&alone->b);
}

/* "only a.h5 has exporter: KOR, JPN and 3 more" for each line. */
static void warn(gvc_ctx *ctx, const gvc_text *lines, const char *name)
{
    const char *line = gvc_text_str(lines);
    while (*line != '\0') {
        size_t length = strcspn(line, "\n"), shown = length;
        int names = 0, more = 0;
        for (size_t i = 0; i + 1 < length; i++) {
            if (line[i] == ',' && line[i + 1] == ' ' && ++names >= NAMED) {
                shown = names == NAMED ? i : shown;
                more++;
            }
        }
        char rest[32] = "";
        if (more > 0) {
            snprintf(rest, sizeof rest, " and %d more", more);
        }
        gvc_log(ctx, GVC_WARN, "only %s has %.*s%s", name, (int)shown, line, rest);
        line += length + (line[length] == '\n');
    }
}

void gvc_alone_warn(gvc_ctx *ctx, const gvc_alone *alone, const char *a, const char *b)
{
    warn(ctx, &alone->a, a);
    warn(ctx, &alone->b, b);
}
