/* paths_all.c - all paths of at least a threshold, depth first, the final products side by side
 *
 * The ways on from a position are in the order of their bounds: those that are worth it stand in
 * front. Memory is that of the longest path, and of the results. */
#include <math.h>

#include "methods/paths.h"
#include "threads.h"

/* A position on the path that is being followed. */
typedef struct frame {
    double weight;
    const gvc_paths_children *ways;
    gvc_idx next; /* way to try */
    bool passed;
} frame;

/* The path of one thread. */
typedef struct stack {
    frame *frames;
    int32_t *at;
    gvc_idx depth, room;
} stack;

typedef struct work {
    gvc_paths_links *l;
    double least;
    gvc_paths_found *found;
    stack *stacks;
} work;

static bool deepen(stack *s)
{
    if (s->depth < s->room) {
        return true;
    }
    gvc_idx room = s->room == 0 ? 64 : 2 * s->room;
    frame *frames = gvc_realloc(s->frames, (size_t)s->depth, (size_t)room, sizeof *frames);
    s->frames = frames == NULL ? s->frames : frames;
    int32_t *at = gvc_realloc(s->at, (size_t)s->depth, (size_t)room, sizeof *at);
    s->at = at == NULL ? s->at : at;
    s->room = frames == NULL || at == NULL ? s->room : room;
    return frames != NULL && at != NULL;
}

/* Goes to a position: it may be the end of a path. */
static bool enter(work *w, stack *s, gvc_paths_found *found, double weight, bool passed, int32_t at)
{
    const gvc_paths_problem *p = w->l->p;
    if (!deepen(s)) {
        found->failed = true;
        return false;
    }
    passed = passed || p->through == NULL || p->through[at];
    gvc_idx steps = p->tiers < 0 ? -1 : p->tiers - s->depth;
    s->frames[s->depth] =
        (frame){weight, steps == 0 ? NULL : gvc_paths_ways(w->l, passed, steps, at), 0, passed};
    s->at[s->depth++] = at;
    found->visited++;
    double value = weight * p->s[at];
    return !passed || value == 0 || fabs(value) < w->least ||
           gvc_paths_add(found, value, s->at, s->depth);
}

/* The next way from the end of the path, NULL: none is worth it. */
static const gvc_paths_child *next_way(const work *w, frame *f)
{
    if (f->ways == NULL || f->next >= f->ways->count) {
        return NULL;
    }
    const gvc_paths_child *way = &f->ways->items[f->next++];
    return fabs(f->weight) * way->key >= w->least * (1 - GVC_PATHS_SLACK) ? way : NULL;
}

static void follow(gvc_idx root, int worker, void *user)
{
    work *w = user;
    stack *s = &w->stacks[worker];
    gvc_paths_found *found = &w->found[worker];
    const gvc_paths_child *product = &w->l->roots.items[root];
    if (product->key < w->least * (1 - GVC_PATHS_SLACK) || found->full || found->failed) {
        return;
    }
    s->depth = 0;
    bool going = enter(w, s, found, product->value, false, product->at);
    while (going && s->depth > 0) {
        frame *f = &s->frames[s->depth - 1];
        const gvc_paths_child *way = next_way(w, f);
        if (way == NULL) {
            s->depth--;
        } else {
            going = enter(w, s, found, f->weight * way->value, f->passed, way->at);
        }
    }
}

gvc_status gvc_paths_all(gvc_ctx *ctx, gvc_paths_links *l, double least, gvc_idx most,
                         gvc_paths_found *out)
{
    size_t threads = (size_t)l->p->threads;
    work w = {l, least, gvc_calloc(threads, sizeof *w.found),
              gvc_calloc(threads, sizeof *w.stacks)};
    gvc_status status = w.found == NULL || w.stacks == NULL
                            ? gvc_fail_memory(ctx, threads * sizeof *w.found, "the paths")
                            : gvc_paths_ways_all(ctx, l);
    for (size_t t = 0; t < threads && status == GVC_OK; t++) {
        w.found[t].most = most;
    }
    if (status == GVC_OK) {
        gvc_parallel(l->p->threads, l->roots.count, follow, &w);
    }
    if (status == GVC_OK) { /* the first list is taken over, the others follow */
        *out = w.found[0];
        w.found[0] = (gvc_paths_found){0};
    }
    for (size_t t = 0; t < threads && w.found != NULL; t++) {
        gvc_paths_append(out, &w.found[t]);
        gvc_paths_found_free(&w.found[t]);
    }
    for (size_t t = 0; t < threads && w.stacks != NULL; t++) {
        gvc_release(w.stacks[t].frames);
        gvc_release(w.stacks[t].at);
    }
    gvc_release(w.found);
    gvc_release(w.stacks);
    out->next = least;
    if (status == GVC_OK && (out->failed || (!out->full && !gvc_paths_sort(out)))) {
        status = gvc_fail_memory(ctx, (size_t)out->places * sizeof *out->at, "the paths");
    }
    return status;
}
