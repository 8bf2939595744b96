/* grid_keys.c - labels of rows and columns of a sheet: their parts, and no label twice */
#include <string.h>

#include "formats/grid_state.h"

gvc_status gvc_grid_fail_memory(gvc_ctx *ctx)
{
    return gvc_fail_memory(ctx, 1024, "the labels of a table");
}

void gvc_grid_clear_key(gvc_grid_key *key)
{
    gvc_release(key->id);
    gvc_release(key->country);
    gvc_release(key->item);
    gvc_release(key->name);
    *key = (gvc_grid_key){0};
}

void gvc_grid_clear_keys(gvc_grid_keys *keys)
{
    for (gvc_idx i = 0; i < keys->count; i++) {
        gvc_grid_clear_key(&keys->items[i]);
    }
    gvc_release(keys->items);
    gvc_labels_free(keys->ids);
    *keys = (gvc_grid_keys){0};
}

/* A text within its blanks. */
typedef struct part {
    const char *at;
    size_t length;
} part;

static part trim(const char *text, size_t length)
{
    while (length > 0 && strchr(" \t\r\n", text[length - 1]) != NULL) {
        length--;
    }
    while (length > 0 && strchr(" \t\r\n", *text) != NULL) {
        text++;
        length--;
    }
    return (part){text, length};
}

static part trim_all(const char *text)
{
    return text == NULL ? (part){"", 0} : trim(text, strlen(text));
}

/* White space within a label, a line end in a cell of a workbook say, becomes a blank. */
static char *copy(part p)
{
    char *chars = gvc_malloc(p.length + 1, 1);
    for (size_t i = 0; chars != NULL && i < p.length; i++) {
        chars[i] = strchr("\t\r\n\v\f", p.at[i]) != NULL ? ' ' : p.at[i];
    }
    if (chars != NULL) {
        chars[p.length] = '\0';
    }
    return chars;
}

/* Would it break a line of an output, or the terminal? */
static bool has_control(const char *text)
{
    while (text != NULL && (unsigned char)*text >= 0x20 && *text != 0x7f) {
        text++;
    }
    return text != NULL && *text != '\0';
}

/* "AUS_A01" at its first underscore; a label without two parts is an item of no country. */
static void split(part whole, part *country, part *item)
{
    const char *cut = memchr(whole.at, '_', whole.length);
    size_t before = cut == NULL ? 0 : (size_t)(cut - whole.at);
    bool pair = before > 0 && before + 1 < whole.length;
    *country = pair ? trim(whole.at, before) : (part){"", 0};
    *item = pair ? trim(cut + 1, whole.length - before - 1) : whole;
}

gvc_status gvc_grid_make_key(gvc_ctx *ctx, gvc_grid_key *key, const gvc_grid_label *label)
{
    part country = trim_all(label->country), item = trim_all(label->item);
    part name = trim_all(label->name);
    *key = (gvc_grid_key){.whole = label->text != NULL};
    if (label->text != NULL) {
        split(trim_all(label->text), &country, &item);
    }
    if (item.length == 0) {
        return gvc_fail(ctx, GVC_EFORMAT, "empty, expected a label");
    }
    key->country = copy(country);
    key->item = copy(item);
    key->name = name.length == 0 ? NULL : copy(name);
    if (key->country == NULL || key->item == NULL || (name.length > 0 && key->name == NULL)) {
        gvc_grid_clear_key(key);
        return gvc_grid_fail_memory(ctx);
    }
    if (has_control(key->country) || has_control(key->item) || has_control(key->name)) {
        gvc_grid_clear_key(key);
        return gvc_fail(ctx, GVC_EFORMAT, "the label holds a control character");
    }
    gvc_text id = {0};
    gvc_text_addf(&id, "%s%s%s", key->country, key->country[0] == '\0' ? "" : "_", key->item);
    if (id.failed) {
        gvc_text_free(&id);
        gvc_grid_clear_key(key);
        return gvc_grid_fail_memory(ctx);
    }
    key->id = id.chars;
    return GVC_OK;
}

/* Room for twice as many; a header may be made of nothing but labels. */
static gvc_status grow(gvc_ctx *ctx, gvc_grid_keys *keys)
{
    gvc_idx room = keys->room == 0 ? 64 : 2 * keys->room;
    gvc_status status =
        gvc_need_memory(ctx, (size_t)room * 4 * sizeof *keys->items, "the labels of a table");
    if (status != GVC_OK) {
        return status;
    }
    gvc_grid_key *items =
        gvc_realloc(keys->items, (size_t)keys->count, (size_t)room, sizeof *items);
    if (items == NULL) {
        return gvc_grid_fail_memory(ctx);
    }
    keys->items = items;
    keys->room = room;
    return GVC_OK;
}

gvc_status gvc_grid_add_key(gvc_ctx *ctx, gvc_grid_keys *keys, const gvc_grid_label *label,
                            const char *what, gvc_idx *first)
{
    gvc_grid_key key;
    gvc_status status = gvc_grid_make_key(ctx, &key, label);
    if (status != GVC_OK) {
        return status;
    }
    gvc_idx at = gvc_labels_find(keys->ids, key.id);
    if (at >= 0) {
        *first = at;
        status = gvc_fail(ctx, GVC_EFORMAT, "'%s' is there twice (%s %lld and %lld of the table)",
                          key.id, what, (long long)at + 1, (long long)keys->count + 1);
    } else if (keys->count == keys->room) {
        status = grow(ctx, keys);
    }
    if (status == GVC_OK && gvc_labels_add(keys->ids, key.id) < 0) {
        status = gvc_grid_fail_memory(ctx);
    }
    if (status == GVC_OK) {
        keys->items[keys->count++] = key;
    } else {
        gvc_grid_clear_key(&key);
    }
    return status;
}
