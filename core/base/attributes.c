/* attributes.c - ordered set of named facts */
#include <string.h>

#include "base.h"

static gvc_attribute *find(const gvc_attributes *set, const char *name)
{
    for (gvc_idx i = 0; i < set->count; i++) {
        if (strcmp(set->items[i].name, name) == 0) {
            return &set->items[i];
        }
    }
    return NULL;
}

static void clear(gvc_attribute *a)
{
    gvc_release((void *)(uintptr_t)a->name);
    gvc_release((void *)(uintptr_t)a->text);
}

static void remove_item(gvc_attributes *set, gvc_attribute *a)
{
    clear(a);
    gvc_idx at = a - set->items;
    memmove(a, a + 1, (size_t)(set->count - at - 1) * sizeof *a);
    set->count--;
}

bool gvc_attributes_set(gvc_attributes *set, const gvc_attribute *a)
{
    gvc_attribute *old = find(set, a->name);
    if (a->kind == GVC_ATTR_TEXT && a->text == NULL) {
        if (old != NULL) {
            remove_item(set, old);
        }
        return true;
    }
    gvc_attribute copy = *a;
    copy.name = gvc_strdup(a->name);
    copy.text = a->kind == GVC_ATTR_TEXT ? gvc_strdup(a->text) : NULL;
    if (copy.name == NULL || (a->kind == GVC_ATTR_TEXT && copy.text == NULL)) {
        clear(&copy);
        return false;
    }
    if (copy.text != NULL) {
        gvc_make_utf8((char *)(uintptr_t)copy.text);
    }
    if (old != NULL) {
        clear(old);
        *old = copy;
        return true;
    }
    if (set->count == set->capacity) {
        gvc_idx capacity = set->capacity == 0 ? 16 : 2 * set->capacity;
        gvc_attribute *items =
            gvc_realloc(set->items, (size_t)set->count, (size_t)capacity, sizeof *items);
        if (items == NULL) {
            clear(&copy);
            return false;
        }
        set->items = items;
        set->capacity = capacity;
    }
    set->items[set->count++] = copy;
    return true;
}

bool gvc_attributes_set_text(gvc_attributes *set, const char *name, const char *text)
{
    return gvc_attributes_set(set, &(gvc_attribute){name, GVC_ATTR_TEXT, text, 0, 0});
}

bool gvc_attributes_set_number(gvc_attributes *set, const char *name, double number)
{
    return gvc_attributes_set(set, &(gvc_attribute){name, GVC_ATTR_NUMBER, NULL, number, 0});
}

bool gvc_attributes_set_integer(gvc_attributes *set, const char *name, int32_t integer)
{
    return gvc_attributes_set(set, &(gvc_attribute){name, GVC_ATTR_INTEGER, NULL, 0, integer});
}

bool gvc_attributes_add_line(gvc_attributes *set, const char *name, const char *line)
{
    const char *old = gvc_attributes_text(set, name);
    if (old == NULL) {
        return gvc_attributes_set_text(set, name, line);
    }
    gvc_text joined = {0};
    gvc_text_addf(&joined, "%s\n%s", old, line);
    bool done = !joined.failed && gvc_attributes_set_text(set, name, joined.chars);
    gvc_text_free(&joined);
    return done;
}

const gvc_attribute *gvc_attributes_find(const gvc_attributes *set, const char *name)
{
    return find(set, name);
}

const char *gvc_attributes_text(const gvc_attributes *set, const char *name)
{
    const gvc_attribute *a = find(set, name);
    return a == NULL ? NULL : a->text;
}

bool gvc_attributes_copy(gvc_attributes *to, const gvc_attributes *from)
{
    for (gvc_idx i = 0; i < from->count; i++) {
        if (!gvc_attributes_set(to, &from->items[i])) {
            return false;
        }
    }
    return true;
}

void gvc_attributes_free(gvc_attributes *set)
{
    for (gvc_idx i = 0; i < set->count; i++) {
        clear(&set->items[i]);
    }
    gvc_release(set->items);
    *set = (gvc_attributes){0};
}
