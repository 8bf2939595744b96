/* paths_links.c - the entries of A that lie on a path of at least `least`, by user, and from them
 * the ways on from a position, the best first
 *
 * Entry (k, i) is on such a path where weight_i |A_ki| value_k is as large. One pass over Z; as
 * many entries stay as the paths wanted have steps, hardly more. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "methods/paths.h"
#include "threads.h"

enum { STRIP = 256, CHUNK = 16 };

typedef struct entry {
    gvc_paths_link link;
    int32_t user;
} entry;

typedef struct strip {
    entry *items;
    gvc_idx count, room;
    bool failed;
} strip;

typedef struct collecting {
    gvc_paths_links *l;
    const double *value, *passing;  /* the last level */
    double *weight, *weight_passed; /* n: per unit of output of the user */
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

/* Is the cell of supplier k and user i on a path that is large enough? */
static bool is_wanted(const collecting *c, gvc_idx k, gvc_idx i, double z)
{
    double x = fabs(z), least = c->l->least * (1 - GVC_PATHS_SLACK);
    double passed = x * c->weight_passed[i] * c->value[k];
    double other = c->passing == NULL ? passed : x * c->weight[i] * c->passing[k];
    return (passed >= least && passed > 0) || (other >= least && other > 0);
}

/* Columns first .. end - 1 of row k. weight: no less than what is_wanted takes; by: likewise. */
static void scan_row(collecting *c, strip *s, gvc_idx k, gvc_idx first, gvc_idx end)
{
    const gvc_model *m = c->l->p->m;
    const double *row = m->z.data + k * m->z.stride;
    double by = c->value[k], least = c->l->least * (1 - GVC_PATHS_SLACK);
    for (gvc_idx j = first; j < end; j += CHUNK) {
        gvc_idx last = j + CHUNK < end ? j + CHUNK : end;
        double any = 0;
        for (gvc_idx i = j; i < last; i++) {
            double x = fabs(row[i]) * c->weight[i];
            any = x > any ? x : any;
        }
        for (gvc_idx i = j; i < last && any * by >= least && any > 0; i++) {
            if (is_wanted(c, k, i, row[i])) {
                put(s, k, i, row[i] * m->inv_x[i]);
            }
        }
    }
}

static void scan_strip(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    collecting *c = user;
    const gvc_paths_problem *p = c->l->p;
    const gvc_model *m = p->m;
    gvc_idx first = turn * STRIP, end = first + STRIP < m->n ? first + STRIP : m->n;
    for (gvc_idx k = 0; k < m->n; k++) {
        bool cut = p->cut >= 0 && m->block[k] == p->cut;
        gvc_idx low = cut && m->offset[p->cut] > first ? m->offset[p->cut] : first;
        gvc_idx high = cut && m->offset[p->cut + 1] < end ? m->offset[p->cut + 1] : end;
        if (c->value[k] > 0 && low < high) {
            scan_row(c, &c->strips[turn], k, low, high);
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

static double *per_output(const gvc_model *m, const double *weight)
{
    double *to = gvc_malloc((size_t)m->n, sizeof *to);
    for (gvc_idx i = 0; i < m->n && to != NULL; i++) {
        to[i] = weight[i] * fabs(m->inv_x[i]);
    }
    return to;
}

static bool collect(gvc_paths_links *l)
{
    const gvc_model *m = l->p->m;
    const gvc_paths_bounds *b = l->bounds;
    gvc_idx count = (m->n + STRIP - 1) / STRIP;
    size_t last = (size_t)((b->levels - 1) * m->n);
    collecting c = {.l = l,
                    .value = b->value + last,
                    .passing = b->passing == NULL ? NULL : b->passing + last,
                    .weight = per_output(m, b->weight),
                    .strips = gvc_calloc((size_t)count, sizeof *c.strips)};
    c.weight_passed = b->passing == NULL ? c.weight : per_output(m, b->weight_passed);
    bool done = c.weight != NULL && c.weight_passed != NULL && c.strips != NULL;
    if (done && l->p->tiers != 0) {
        gvc_parallel(l->p->threads, count, scan_strip, &c);
    }
    done = done && arrange(l, c.strips, count);
    for (gvc_idx s = 0; s < count && c.strips != NULL; s++) {
        gvc_release(c.strips[s].items);
    }
    if (c.weight_passed != c.weight) {
        gvc_release(c.weight_passed);
    }
    gvc_release(c.weight);
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
