/* labels.c - ordered set of texts; open addressing, so that a look-up among 40,000 is one probe */
#include <stdatomic.h>
#include <string.h>

#include "base.h"

struct gvc_labels {
    atomic_int owners;
    char **items;
    gvc_idx count, capacity;
    gvc_idx *slots; /* position + 1, 0 = free; twice the capacity, a power of two */
    size_t mask;
};

static size_t hash(const char *s)
{
    uint64_t h = 1469598103934665603u; /* FNV-1a */
    for (; *s != '\0'; s++) {
        h = (h ^ (unsigned char)*s) * 1099511628211u;
    }
    return (size_t)h;
}

static size_t slot_of(const gvc_labels *l, const char *label)
{
    size_t slot = hash(label) & l->mask;
    while (l->slots[slot] != 0 && strcmp(l->items[l->slots[slot] - 1], label) != 0) {
        slot = (slot + 1) & l->mask;
    }
    return slot;
}

static bool grow(gvc_labels *l, gvc_idx capacity)
{
    char **items = gvc_realloc(l->items, (size_t)l->count, (size_t)capacity, sizeof *items);
    if (items == NULL) {
        return false;
    }
    l->items = items;
    gvc_idx *slots = gvc_calloc(2 * (size_t)capacity, sizeof *slots);
    if (slots == NULL) {
        return false;
    }
    gvc_release(l->slots);
    l->slots = slots;
    l->mask = 2 * (size_t)capacity - 1;
    l->capacity = capacity;
    for (gvc_idx i = 0; i < l->count; i++) {
        l->slots[slot_of(l, l->items[i])] = i + 1;
    }
    return true;
}

gvc_labels *gvc_labels_new(void)
{
    gvc_labels *l = gvc_calloc(1, sizeof *l);
    if (l != NULL) {
        atomic_init(&l->owners, 1);
    }
    if (l != NULL && !grow(l, 16)) {
        gvc_labels_free(l);
        return NULL;
    }
    return l;
}

gvc_labels *gvc_labels_share(gvc_labels *l)
{
    atomic_fetch_add(&l->owners, 1);
    return l;
}

void gvc_labels_free(gvc_labels *l)
{
    if (l == NULL || atomic_fetch_sub(&l->owners, 1) > 1) {
        return;
    }
    for (gvc_idx i = 0; i < l->count; i++) {
        gvc_release(l->items[i]);
    }
    gvc_release(l->items);
    gvc_release(l->slots);
    gvc_release(l);
}

gvc_idx gvc_labels_count(const gvc_labels *l)
{
    return l->count;
}

const char *gvc_labels_get(const gvc_labels *l, gvc_idx i)
{
    return l->items[i];
}

gvc_idx gvc_labels_find(const gvc_labels *l, const char *label)
{
    return l->slots[slot_of(l, label)] - 1;
}

gvc_idx gvc_labels_add(gvc_labels *l, const char *label)
{
    size_t slot = slot_of(l, label);
    if (l->slots[slot] != 0) {
        return l->slots[slot] - 1;
    }
    if (l->count == l->capacity) {
        if (!grow(l, 2 * l->capacity)) {
            return -1;
        }
        slot = slot_of(l, label);
    }
    char *copy = gvc_strdup(label);
    if (copy == NULL) {
        return -1;
    }
    l->slots[slot] = l->count + 1;
    l->items[l->count] = copy;
    return l->count++;
}
