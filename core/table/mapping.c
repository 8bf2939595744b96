/* mapping.c - where the labels of an axis go */
#include "table/mapping.h"

#include <math.h>

#include "table/find.h"

/* Shares are typed by people and divided by machines: 0.333333333 three times is 1. */
static const double rounding = 1e-6;

bool gvc_parts_new(gvc_parts *p, gvc_idx count, gvc_idx room)
{
    *p = (gvc_parts){.start = gvc_calloc((size_t)count + 1, sizeof *p->start),
                     .to = gvc_calloc((size_t)room, sizeof *p->to),
                     .share = gvc_calloc((size_t)room, sizeof *p->share),
                     .count = count};
    return p->start != NULL && p->to != NULL && p->share != NULL;
}

void gvc_parts_free(gvc_parts *p)
{
    gvc_release(p->start);
    gvc_release(p->to);
    gvc_release(p->share);
    *p = (gvc_parts){0};
}

/* The entries of each old label, in the order of the map: a list by old label. */
typedef struct lists {
    gvc_idx *first, *next; /* -1 = the end */
    gvc_idx *last;         /* old label + 1 that a new one was last named for */
} lists;

static gvc_status chain(gvc_ctx *ctx, lists *l, const gvc_table *t, gvc_axis axis,
                        const gvc_map *map)
{
    for (gvc_idx i = 0; i < gvc_table_count(t, axis); i++) {
        l->first[i] = -1;
    }
    for (gvc_idx k = map == NULL ? 0 : map->count; k-- > 0;) {
        const gvc_map_entry *e = &map->entries[k];
        gvc_idx i = -1;
        gvc_status s = gvc_table_named(ctx, t, axis, e->from, map->name, &i);
        if (s != GVC_OK) {
            return s;
        }
        if (!isfinite(e->share) || e->share < 0) {
            return gvc_fail(ctx, GVC_EFORMAT, "%s: share %g of '%s'; expected a number from 0 to 1",
                            map->name, e->share, e->from);
        }
        if (e->to == NULL || e->to[0] == '\0') {
            return gvc_fail(ctx, GVC_EFORMAT, "%s: '%s' goes to an empty label", map->name,
                            e->from);
        }
        l->next[k] = l->first[i];
        l->first[i] = k;
    }
    return GVC_OK;
}

/* A new label, or one that is there; how many old labels it has seen decides whether it is plain.
 */
static gvc_idx add_label(gvc_mapping *m, const char *label, const char *name)
{
    gvc_idx before = gvc_labels_count(m->labels), at = gvc_labels_add(m->labels, label);
    if (at >= 0) {
        m->plain[at] = at == before;
        m->names[at] = at == before || m->names[at] == NULL ? name : m->names[at];
    }
    return at;
}

static gvc_status add_part(gvc_ctx *ctx, gvc_mapping *m, const gvc_table *t, gvc_axis axis,
                           const gvc_map_entry *e, gvc_idx old, gvc_idx at)
{
    const char *own = gvc_table_label(t, axis, old), *label = e == NULL ? own : e->to;
    const char *name = e == NULL ? NULL : e->to_name;
    gvc_idx same = gvc_table_find(t, axis, label);
    name = name == NULL && same >= 0 ? gvc_table_name(t, axis, same) : name;
    gvc_idx to = add_label(m, label, name);
    if (to < 0) {
        return gvc_fail_memory(ctx, 64, "the labels of a map");
    }
    m->parts.to[at] = to;
    m->parts.share[at] = e == NULL ? 1 : e->share;
    return GVC_OK;
}

/* The shares of old label i, made to add up to 1 in every digit. */
static gvc_status settle_parts(gvc_ctx *ctx, gvc_mapping *m, const lists *l, const gvc_table *t,
                               gvc_axis axis, const gvc_map *map, gvc_idx i)
{
    double sum = 0;
    gvc_idx from = m->parts.start[i], to = m->parts.start[i + 1];
    for (gvc_idx k = from; k < to; k++) {
        sum += m->parts.share[k];
        if (l->last[m->parts.to[k]] == i + 1) {
            return gvc_fail(ctx, GVC_EFORMAT, "%s: '%s' goes to '%s' twice", map->name,
                            gvc_table_label(t, axis, i), gvc_labels_get(m->labels, m->parts.to[k]));
        }
        l->last[m->parts.to[k]] = i + 1;
    }
    if (!(fabs(sum - 1) <= rounding)) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s: the shares of '%s' add up to %.7g, expected 1",
                        map->name, gvc_table_label(t, axis, i), sum);
    }
    for (gvc_idx k = from; k < to; k++) {
        m->parts.share[k] /= sum;
    }
    return GVC_OK;
}

/* The parts of every old label, in the order of the table. */
static gvc_status fill(gvc_ctx *ctx, gvc_mapping *m, const lists *l, const gvc_table *t,
                       gvc_axis axis, const gvc_map *map)
{
    gvc_idx at = 0;
    for (gvc_idx i = 0; i < m->parts.count; i++) {
        gvc_idx entry = l->first[i];
        gvc_status s = GVC_OK;
        if (entry < 0) {
            s = add_part(ctx, m, t, axis, NULL, i, at++);
            m->left++;
        }
        for (; entry >= 0 && s == GVC_OK; entry = l->next[entry]) {
            s = add_part(ctx, m, t, axis, &map->entries[entry], i, at++);
        }
        m->parts.start[i + 1] = at;
        if (s == GVC_OK) {
            s = settle_parts(ctx, m, l, t, axis, map, i);
        }
        if (s != GVC_OK) {
            return s;
        }
    }
    for (gvc_idx k = 0; k < at; k++) {
        m->plain[m->parts.to[k]] = m->plain[m->parts.to[k]] && m->parts.share[k] == 1;
    }
    return GVC_OK;
}

static gvc_status check_complete(gvc_ctx *ctx, const lists *l, const gvc_table *t, gvc_axis axis,
                                 const gvc_map *map)
{
    gvc_text missing = {0};
    gvc_idx count = 0;
    for (gvc_idx i = 0; i < gvc_table_count(t, axis); i++) {
        enum { NAMED = 10 };
        if (l->first[i] < 0 && count++ < NAMED) {
            gvc_text_addf(&missing, "%s%s", count == 1 ? "" : ", ", gvc_table_label(t, axis, i));
        } else if (l->first[i] < 0 && count == NAMED + 1) {
            gvc_text_addf(&missing, ", ...");
        }
    }
    gvc_status s = count == 0
                       ? GVC_OK
                       : gvc_fail(ctx, GVC_EUNKNOWN, "%s: leaves out %lld of %lld: %s", map->name,
                                  (long long)count, (long long)gvc_table_count(t, axis),
                                  gvc_text_str(&missing));
    gvc_text_free(&missing);
    return s;
}

gvc_status gvc_mapping_new(gvc_ctx *ctx, gvc_mapping *out, const gvc_table *t, gvc_axis axis,
                           const gvc_map *map, bool complete)
{
    gvc_idx old = gvc_table_count(t, axis), entries = map == NULL ? 0 : map->count;
    size_t room = (size_t)(old + entries);
    lists l = {gvc_malloc((size_t)old, sizeof *l.first),
               gvc_malloc((size_t)entries, sizeof *l.next), gvc_calloc(room, sizeof *l.last)};
    *out = (gvc_mapping){.labels = gvc_labels_new(),
                         .names = gvc_calloc(room, sizeof *out->names),
                         .plain = gvc_calloc(room, sizeof *out->plain)};
    bool there = gvc_parts_new(&out->parts, old, (gvc_idx)room) && l.first != NULL &&
                 l.next != NULL && l.last != NULL && out->labels != NULL && out->names != NULL &&
                 out->plain != NULL;
    gvc_status s = there ? chain(ctx, &l, t, axis, map) : gvc_fail_memory(ctx, room * 64, "a map");
    if (s == GVC_OK && map != NULL && complete) {
        s = check_complete(ctx, &l, t, axis, map);
    }
    if (s == GVC_OK) {
        s = fill(ctx, out, &l, t, axis, map);
    }
    gvc_release(l.first);
    gvc_release(l.next);
    gvc_release(l.last);
    return s;
}

void gvc_mapping_free(gvc_mapping *m)
{
    gvc_labels_free(m->labels);
    gvc_release(m->names);
    gvc_release(m->plain);
    gvc_parts_free(&m->parts);
    *m = (gvc_mapping){0};
}
