/* paths_links.c - the entries of A that lie on a path of at least `least`, by user, and from them
 * the ways on from a position, the best first
 *
 * Entry (k, i) is on such a path where weight_i |A_ki| value_k is as large. One pass over A; as
 * many entries stay as the paths wanted have steps, hardly more. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "methods/paths.h"
#include "threads.h"

enum { ROWS = 64 };

typedef struct entry {
    gvc_paths_link link;
    int32_t user;
} entry;

/* What some rows hold. */
typedef struct strip {
    entry *items;
    gvc_idx count, room;
    bool failed;
} strip;

typedef struct collecting {
    gvc_paths_links *l;
    const double *value, *passing; /* the last level */
    strip *strips;
} collecting;

static void put(strip *s, gvc_idx k, gvc_idx i, double a)
{
    if (s->count == s->room) {
        gvc_idx room = s->room == 0 ? 256 : 2 * s->room;
        entry *grown = gvc_realloc(s->items, (size_t)s->count, (size_t)room, sizeof *s->items);
        if (grown == NULL) {
            s->failed = true;
            return;
        }
        s->items = grown;
        s->room = room;
    }
    s->items[s->count++] = (entry){{a, (int32_t)k}, (int32_t)i};
}

/* Is entry a of supplier k and user i on a path that is large enough? */
static bool is_wanted(const collecting *c, gvc_idx k, gvc_idx i, double a)
{
    const gvc_paths_bounds *b = c->l->bounds;
    double x = fabs(a), least = c->l->least * (1 - GVC_PATHS_SLACK);
    if (c->passing == NULL) {
        double any = x * b->weight[i] * c->value[k];
        return any >= least && any > 0;
    }
    double passed = x * b->weight_passed[i] * c->value[k], other = x * b->weight[i] * c->passing[k];
    return (passed >= least && passed > 0) || (other >= least && other > 0);
}

static void scan_rows(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    collecting *c = user;
    const gvc_sparse *a = c->l->p->a;
    gvc_idx end = (turn + 1) * ROWS < a->rows ? (turn + 1) * ROWS : a->rows;
    for (gvc_idx k = turn * ROWS; k < end; k++) {
        for (int64_t e = a->start[k]; e < a->start[k + 1] && c->value[k] > 0; e++) {
            if (is_wanted(c, k, a->col[e], a->value[e])) {
                put(&c->strips[turn], k, a->col[e], a->value[e]);
            }
        }
    }
}

/* From the strips, whose rows ascend, to the links of every user. */
static bool arrange(gvc_paths_links *l, const strip *strips, gvc_idx count)
{
    gvc_idx n = l->p->m->n;
    l->start = gvc_calloc((size_t)n + 2, sizeof *l->start);
    bool done = l->start != NULL;
    for (gvc_idx s = 0; s < count && done; s++) {
        done = !strips[s].failed;
        for (gvc_idx e = 0; e < strips[s].count && done; e++) {
            l->start[strips[s].items[e].user + 2]++;
        }
    }
    for (gvc_idx i = 0; i < n && done; i++) {
        l->start[i + 2] += l->start[i + 1];
    }
    l->items = done ? gvc_malloc((size_t)l->start[n + 1], sizeof *l->items) : NULL;
    done = done && l->items != NULL;
    for (gvc_idx s = 0; s < count && done; s++) {
        for (gvc_idx e = 0; e < strips[s].count; e++) {
            l->items[l->start[strips[s].items[e].user + 1]++] = strips[s].items[e].link;
        }
    }
    return done;
}

static bool collect(gvc_paths_links *l)
{
    const gvc_paths_bounds *b = l->bounds;
    gvc_idx n = b->n, count = (n + ROWS - 1) / ROWS;
    size_t last = (size_t)((b->levels - 1) * n);
    collecting c = {.l = l,
                    .value = b->value + last,
                    .passing = b->passing == NULL ? NULL : b->passing + last,
                    .strips = gvc_calloc((size_t)count, sizeof *c.strips)};
    if (c.strips != NULL && l->p->tiers != 0) {
        gvc_parallel(l->p->threads, count, scan_rows, &c);
    }
    bool done = c.strips != NULL && arrange(l, c.strips, count);
    for (gvc_idx s = 0; s < count && c.strips != NULL; s++) {
        gvc_release(c.strips[s].items);
    }
    gvc_release(c.strips);
    return done;
}

/* ---- ways on, the best first -------------------------------------------------------------------
 */

static int by_key(const void *a, const void *b)
{
    const gvc_paths_child *x = a, *y = b;
    return x->key > y->key ? -1 : x->key < y->key ? 1 : x->at < y->at ? -1 : x->at > y->at;
}

/* The final products. */
static bool list_roots(gvc_paths_links *l)
{
    const gvc_paths_problem *p = l->p;
    l->roots.items = gvc_malloc((size_t)p->m->n, sizeof *l->roots.items);
    for (gvc_idx i = 0; i < p->m->n && l->roots.items != NULL; i++) {
        double key = fabs(p->f[i]) * gvc_paths_bound(l->bounds, false, p->tiers, i);
        if (key > 0) {
            l->roots.items[l->roots.count++] = (gvc_paths_child){key, p->f[i], (int32_t)i};
        }
    }
    if (l->roots.items != NULL) {
        qsort(l->roots.items, (size_t)l->roots.count, sizeof *l->roots.items, by_key);
    }
    return l->roots.items != NULL;
}

gvc_status gvc_paths_links_new(gvc_ctx *ctx, gvc_paths_links *out, const gvc_paths_problem *p,
                               const gvc_paths_bounds *b, double least)
{
    *out = (gvc_paths_links){.p = p, .bounds = b, .least = least};
    size_t lists = (size_t)(b->levels * p->m->n) * (b->passing == NULL ? 1 : 2);
    out->lists = gvc_calloc(lists, sizeof *out->lists);
    return out->lists != NULL && collect(out) && list_roots(out)
               ? GVC_OK
               : gvc_fail_memory(ctx, lists * sizeof *out->lists, "the steps of paths");
}

/* Where the ways are kept that have `steps` (-1: any number) to go, the first included. */
static gvc_paths_children *place(const gvc_paths_links *l, bool passed, gvc_idx steps, gvc_idx i)
{
    const gvc_paths_bounds *b = l->bounds;
    gvc_idx level = steps < 0 || steps > b->levels ? b->levels - 1 : steps - 1;
    gvc_idx state = passed || b->passing == NULL ? 0 : b->levels;
    return &l->lists[(state + level) * b->n + i];
}

const gvc_paths_children *gvc_paths_ways(gvc_paths_links *l, bool passed, gvc_idx steps, gvc_idx i)
{
    gvc_paths_children *list = place(l, passed, steps, i);
    gvc_idx count = (gvc_idx)(l->start[i + 1] - l->start[i]);
    if (list->items != NULL) {
        return list;
    }
    list->items = gvc_malloc((size_t)count, sizeof *list->items);
    if (list->items == NULL) {
        return NULL;
    }
    for (int64_t e = l->start[i]; e < l->start[i + 1]; e++) {
        gvc_paths_link link = l->items[e];
        double bound = gvc_paths_bound(l->bounds, passed, steps < 0 ? -1 : steps - 1, link.from);
        if (bound > 0) {
            list->items[list->count++] =
                (gvc_paths_child){fabs(link.value) * bound, link.value, link.from};
        }
    }
    qsort(list->items, (size_t)list->count, sizeof *list->items, by_key);
    return list;
}

typedef struct making {
    gvc_paths_links *l;
    bool *failed; /* n */
} making;

/* Every list of a position; no two turns touch the same. */
static void make_ways(gvc_idx i, int worker, void *user)
{
    (void)worker;
    making *w = user;
    const gvc_paths_bounds *b = w->l->bounds;
    for (int state = 0; state < (b->passing == NULL ? 1 : 2); state++) {
        for (gvc_idx level = 1; level <= b->levels; level++) {
            gvc_idx steps = w->l->p->tiers < 0 ? -1 : level;
            w->failed[i] = w->failed[i] || gvc_paths_ways(w->l, state == 0, steps, i) == NULL;
        }
    }
}

gvc_status gvc_paths_ways_all(gvc_ctx *ctx, gvc_paths_links *l)
{
    gvc_idx n = l->p->m->n;
    making w = {l, gvc_calloc((size_t)n, sizeof *w.failed)};
    if (w.failed != NULL) {
        gvc_parallel(l->p->threads, n, make_ways, &w);
    }
    bool done = w.failed != NULL && (n == 0 || memchr(w.failed, true, (size_t)n) == NULL);
    gvc_release(w.failed);
    return done ? GVC_OK
                : gvc_fail_memory(ctx, (size_t)l->start[n] * sizeof(gvc_paths_child),
                                  "the steps of paths");
}

void gvc_paths_links_free(gvc_paths_links *l)
{
    size_t states = l->bounds == NULL || l->bounds->passing == NULL ? 1 : 2;
    size_t lists = l->bounds == NULL ? 0 : (size_t)(l->bounds->levels * l->bounds->n) * states;
    for (size_t k = 0; k < lists && l->lists != NULL; k++) {
        gvc_release(l->lists[k].items);
    }
    gvc_release(l->lists);
    gvc_release(l->start);
    gvc_release(l->items);
    gvc_release(l->roots.items);
    *l = (gvc_paths_links){0};
}
