/* paths_best.c - the K largest paths, the largest first, by a heap of subtrees and of paths
 *
 * A subtree is known by the bound of what it holds. The largest entry is taken out: a path is the
 * next result; a subtree gives its own path, its best way on and its next sibling. So every subtree
 * that is opened holds a result, and the heap grows by at most three entries a turn. */
#include <math.h>

#include "methods/paths.h"

/* A position on a path; the final product has no parent. */
typedef struct node {
    double weight;
    int64_t parent;   /* -1 = none */
    int32_t at, rank; /* among the ways on from the parent */
    int32_t tier;
    bool passed;
} node;

/* The subtree of a node, or the path that ends there. */
typedef struct entry {
    double bound;
    int64_t id; /* 2 x node, and 1 for a path: equal bounds come in the order of nodes */
} entry;

typedef struct search {
    gvc_paths_links *l;
    double least;
    node *nodes;
    entry *heap;
    gvc_idx count, room, size, places;
    int32_t *path; /* scratch */
    gvc_idx longest;
    bool failed;
} search;

static bool before(entry a, entry b)
{
    return a.bound > b.bound || (a.bound == b.bound && a.id < b.id);
}

static bool reserve(search *q)
{
    if (q->size + 3 > q->places) {
        gvc_idx places = q->places == 0 ? 1024 : 2 * q->places;
        entry *grown = gvc_realloc(q->heap, (size_t)q->size, (size_t)places, sizeof *q->heap);
        q->failed = q->failed || grown == NULL;
        q->heap = grown == NULL ? q->heap : grown;
        q->places = grown == NULL ? q->places : places;
    }
    if (q->count + 3 > q->room) {
        gvc_idx room = q->room == 0 ? 1024 : 2 * q->room;
        node *grown = gvc_realloc(q->nodes, (size_t)q->count, (size_t)room, sizeof *q->nodes);
        q->failed = q->failed || grown == NULL;
        q->nodes = grown == NULL ? q->nodes : grown;
        q->room = grown == NULL ? q->room : room;
    }
    return !q->failed;
}

static void push(search *q, double bound, int64_t id)
{
    gvc_idx i = q->size++;
    entry e = {bound, id};
    for (; i > 0 && before(e, q->heap[(i - 1) / 2]); i = (i - 1) / 2) {
        q->heap[i] = q->heap[(i - 1) / 2];
    }
    q->heap[i] = e;
}

static entry pop(search *q)
{
    entry top = q->heap[0], last = q->heap[--q->size];
    gvc_idx i = 0;
    for (gvc_idx child = 1; child < q->size; child = 2 * i + 1) {
        child += child + 1 < q->size && before(q->heap[child + 1], q->heap[child]);
        if (!before(q->heap[child], last)) {
            break;
        }
        q->heap[i] = q->heap[child];
        i = child;
    }
    q->heap[i] = last;
    return top;
}

/* Steps that may follow a node; -1: any number. */
static gvc_idx steps_after(const search *q, gvc_idx tier)
{
    return q->l->p->tiers < 0 ? -1 : q->l->p->tiers - tier;
}

/* The rank-th best way on from `parent` (-1: the rank-th final product), if it is worth it. */
static void push_way(search *q, int64_t parent, gvc_idx rank)
{
    const gvc_paths_problem *p = q->l->p;
    gvc_idx tier = parent < 0 ? 0 : q->nodes[parent].tier + 1;
    bool passed = parent < 0 ? false : q->nodes[parent].passed;
    const gvc_paths_children *ways =
        parent < 0 ? &q->l->roots
                   : gvc_paths_ways(q->l, passed, steps_after(q, tier - 1), q->nodes[parent].at);
    q->failed = q->failed || ways == NULL;
    if (q->failed || rank >= ways->count) {
        return;
    }
    const gvc_paths_child *way = &ways->items[rank];
    node next = {(parent < 0 ? 1 : q->nodes[parent].weight) * way->value,
                 parent,
                 way->at,
                 (int32_t)rank,
                 (int32_t)tier,
                 passed || p->through == NULL || p->through[way->at]};
    double bound = fabs(next.weight) *
                   gvc_paths_bound(q->l->bounds, next.passed, steps_after(q, tier), way->at);
    if (bound >= q->least * (1 - GVC_PATHS_SLACK) && bound > 0) {
        push(q, bound * (1 + GVC_PATHS_SLACK), 2 * q->count);
        q->nodes[q->count++] = next;
    }
}

/* What the subtree of a node consists of. */
static void unfold(search *q, int64_t at)
{
    const gvc_paths_problem *p = q->l->p;
    node n = q->nodes[at];
    double value = fabs(n.weight * p->s[n.at]);
    if (n.passed && value > 0 && value >= q->least) {
        push(q, value, 2 * at + 1);
    }
    if (p->tiers < 0 || n.tier < p->tiers) {
        push_way(q, at, 0);
    }
    push_way(q, n.parent, n.rank + 1);
}

/* The path to a node into q->path; its length. */
static gvc_idx trace(search *q, int64_t at)
{
    gvc_idx length = q->nodes[at].tier + 1;
    if (length > q->longest) {
        int32_t *grown = gvc_realloc(q->path, 0, 2 * (size_t)length, sizeof *grown);
        if (grown == NULL) {
            q->failed = true;
            return 0;
        }
        q->path = grown;
        q->longest = 2 * length;
    }
    for (gvc_idx k = length - 1; k >= 0; k--) {
        q->path[k] = q->nodes[at].at;
        at = q->nodes[at].parent;
    }
    return length;
}

static bool emit(search *q, int64_t at, gvc_paths_found *out)
{
    const node *n = &q->nodes[at];
    double value = n->weight * q->l->p->s[n->at];
    gvc_idx length = trace(q, at);
    return !q->failed && gvc_paths_add(out, value, q->path, length);
}

static gvc_status run(gvc_ctx *ctx, search *q, gvc_idx top, double enough, gvc_paths_found *out)
{
    enum { LOOKS = 4096 };
    double sum = 0;
    gvc_status status = GVC_OK;
    for (gvc_idx turn = 0; status == GVC_OK && !q->failed && q->size > 0 && out->count < top &&
                           !(fabs(sum) >= enough);
         turn++) {
        entry e = pop(q);
        if (!reserve(q)) {
            break;
        }
        if (e.id % 2 == 0) {
            out->visited++;
            unfold(q, e.id / 2);
        } else if (emit(q, e.id / 2, out)) {
            sum += out->value[out->count - 1];
        } else {
            q->failed = true;
        }
        if (turn % LOOKS == 0) {
            status = gvc_progress(ctx, "paths", (uint64_t)out->count, (uint64_t)top);
        }
    }
    return status;
}

gvc_status gvc_paths_best(gvc_ctx *ctx, gvc_paths_links *l, gvc_idx top, double least,
                          double enough, gvc_paths_found *out)
{
    search q = {.l = l, .least = least};
    if (reserve(&q)) {
        push_way(&q, -1, 0);
    }
    gvc_status status = run(ctx, &q, top, enough, out);
    out->next = q.size > 0 ? q.heap[0].bound : least > l->least ? least : l->least;
    if (status == GVC_OK && (q.failed || !gvc_paths_sort(out))) {
        status = gvc_fail_memory(ctx, (size_t)q.room * sizeof(node), "the subtrees of paths");
    }
    gvc_release(q.nodes);
    gvc_release(q.heap);
    gvc_release(q.path);
    return status;
}
