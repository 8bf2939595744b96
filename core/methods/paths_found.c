/* paths_found.c - a growing list of paths, put in order at the end */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "methods/paths.h"

/* Room for that many, doubled. */
static bool grow(void **block, gvc_idx used, gvc_idx *room, gvc_idx wanted, size_t size)
{
    gvc_idx next = *room == 0 ? 256 : *room;
    while (next < wanted) {
        next *= 2;
    }
    void *grown = gvc_realloc(*block, (size_t)used, (size_t)next, size);
    if (grown != NULL) {
        *block = grown;
        *room = next;
    }
    return grown != NULL;
}

static bool make_room(gvc_paths_found *f, gvc_idx paths, gvc_idx places)
{
    gvc_idx held = f->count > 0 ? (gvc_idx)f->start[f->count] : 0;
    if (f->count + paths + 1 > f->room) {
        gvc_idx room = f->room;
        void *value = f->value, *start = f->start;
        bool done = grow(&value, f->count, &room, f->count + paths + 1, sizeof *f->value);
        f->value = value;
        room = f->room;
        done = done && grow(&start, f->start == NULL ? 0 : f->count + 1, &room,
                            f->count + paths + 1, sizeof *f->start);
        f->start = start;
        if (!done) {
            return false;
        }
        f->room = room;
        f->start[f->count] = held;
    }
    if (held + places > f->places || f->at == NULL) {
        void *at = f->at;
        bool done = grow(&at, held, &f->places, held + places, sizeof *f->at);
        f->at = at;
        return done;
    }
    return true;
}

bool gvc_paths_add(gvc_paths_found *f, double value, const int32_t *at, gvc_idx length)
{
    f->full = f->full || (f->most > 0 && f->count >= f->most);
    f->failed = f->failed || (!f->full && !make_room(f, 1, length));
    if (f->full || f->failed) {
        return false;
    }
    f->value[f->count] = value;
    memcpy(f->at + f->start[f->count], at, (size_t)length * sizeof *at);
    f->start[f->count + 1] = f->start[f->count] + length;
    f->count++;
    return true;
}

bool gvc_paths_append(gvc_paths_found *to, const gvc_paths_found *from)
{
    bool done = true;
    for (gvc_idx k = 0; k < from->count && done; k++) {
        done = gvc_paths_add(to, from->value[k], from->at + from->start[k],
                             gvc_paths_tier(from, k) + 1);
    }
    to->visited += from->visited;
    to->full = to->full || from->full;
    to->failed = to->failed || from->failed;
    return done;
}

/* ---- order -------------------------------------------------------------------------------------
 */

typedef struct item {
    double size, value;
    const int32_t *at;
    gvc_idx length;
} item;

static int compare(const void *a, const void *b)
{
    const item *x = a, *y = b;
    if (x->size != y->size) {
        return x->size > y->size ? -1 : 1;
    }
    gvc_idx shorter = x->length < y->length ? x->length : y->length;
    for (gvc_idx k = 0; k < shorter; k++) {
        if (x->at[k] != y->at[k]) {
            return x->at[k] < y->at[k] ? -1 : 1;
        }
    }
    return x->length < y->length ? -1 : x->length > y->length;
}

bool gvc_paths_sort(gvc_paths_found *f)
{
    gvc_paths_found to = {.next = f->next, .visited = f->visited, .most = f->most};
    item *items = gvc_malloc((size_t)f->count, sizeof *items);
    bool done = items != NULL;
    for (gvc_idx k = 0; k < f->count && done; k++) {
        items[k] =
            (item){fabs(f->value[k]), f->value[k], f->at + f->start[k], gvc_paths_tier(f, k) + 1};
    }
    if (done && f->count > 0) {
        qsort(items, (size_t)f->count, sizeof *items, compare);
        done = make_room(&to, f->count, (gvc_idx)f->start[f->count]);
    }
    for (gvc_idx k = 0; k < f->count && done; k++) {
        done = gvc_paths_add(&to, items[k].value, items[k].at, items[k].length);
    }
    gvc_release(items);
    if (!done) {
        gvc_paths_found_free(&to);
        return false;
    }
    gvc_paths_found_free(f);
    *f = to;
    return true;
}

void gvc_paths_found_free(gvc_paths_found *f)
{
    gvc_release(f->value);
    gvc_release(f->start);
    gvc_release(f->at);
    *f = (gvc_paths_found){.next = f->next, .visited = f->visited, .most = f->most};
}
