/* long_cells.c - cells in any order: the labels of rows and columns, then the numbers */
#include "formats/long_cells.h"

#include <stdlib.h>
#include <string.h>

#include "formats/grid.h"

/* Between the country and the item of a key; in no label of a published table. */
#define MARK "\x1f"

/* Rows or columns. */
typedef struct axis {
    gvc_labels *keys;             /* country MARK item, in the order in which they came */
    gvc_idx *country, *item, *at; /* of each: positions among those; in the grid */
    gvc_idx room;
    gvc_idx last; /* found last: the next is often the same or the one behind it */
} axis;

struct gvc_long {
    axis rows, columns;
    gvc_labels *countries, *items;
    gvc_text key; /* room */
    gvc_builder *b;
    gvc_grid *grid;
    unsigned char *seen; /* a bit for each cell */
    uint64_t count;      /* cells of Z and Y that came */
};

static gvc_status no_memory(gvc_ctx *ctx)
{
    return gvc_fail_memory(ctx, 1024, "the labels of a table");
}

static void clear(axis *a)
{
    gvc_labels_free(a->keys);
    gvc_release(a->country);
    gvc_release(a->item);
    gvc_release(a->at);
}

void gvc_long_free(gvc_long *l)
{
    if (l != NULL) {
        clear(&l->rows);
        clear(&l->columns);
        gvc_labels_free(l->countries);
        gvc_labels_free(l->items);
        gvc_text_free(&l->key);
        gvc_grid_free(l->grid);
        gvc_release(l->seen);
        gvc_release(l);
    }
}

gvc_status gvc_long_new(gvc_ctx *ctx, gvc_long **out)
{
    gvc_long *l = gvc_calloc(1, sizeof *l);
    if (l == NULL) {
        return no_memory(ctx);
    }
    l->rows.keys = gvc_labels_new();
    l->columns.keys = gvc_labels_new();
    l->countries = gvc_labels_new();
    l->items = gvc_labels_new();
    if (l->rows.keys == NULL || l->columns.keys == NULL || l->countries == NULL ||
        l->items == NULL) {
        gvc_long_free(l);
        return no_memory(ctx);
    }
    *out = l;
    return GVC_OK;
}

/* ---- labels ---------------------------------------------------------------------------------- */
/* Where the country ends and the item begins. Borrowed from l->key; NULL when memory is out. */
static const char *key_of(gvc_long *l, const gvc_long_end *end)
{
    const char *cut = end->country == NULL ? strchr(end->item, '_') : NULL;
    l->key.length = 0;
    if (end->country != NULL) {
        gvc_text_add(&l->key, end->country, strlen(end->country));
    } else if (cut != NULL) {
        gvc_text_add(&l->key, end->item, (size_t)(cut - end->item));
    }
    const char *item = cut == NULL ? end->item : cut + 1;
    gvc_text_add(&l->key, MARK, 1);
    gvc_text_add(&l->key, item, strlen(item));
    return l->key.failed ? NULL : gvc_text_str(&l->key);
}

/* -1 if it is not there. */
static gvc_idx find(axis *a, const char *key)
{
    gvc_idx count = gvc_labels_count(a->keys);
    for (gvc_idx i = a->last; i < count && i <= a->last + 1; i++) {
        if (strcmp(gvc_labels_get(a->keys, i), key) == 0) {
            a->last = i;
            return i;
        }
    }
    gvc_idx at = gvc_labels_find(a->keys, key);
    a->last = at < 0 ? a->last : at;
    return at;
}

static bool grow(axis *a)
{
    gvc_idx count = gvc_labels_count(a->keys);
    if (count < a->room) {
        return true;
    }
    size_t room = a->room == 0 ? 256 : 2 * (size_t)a->room, old = (size_t)a->room;
    gvc_idx **lists[] = {&a->country, &a->item, &a->at};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        gvc_idx *list = gvc_realloc(*lists[i], old, room, sizeof *list);
        if (list == NULL) {
            return false;
        }
        *lists[i] = list;
    }
    a->room = (gvc_idx)room;
    return true;
}

static gvc_status see(gvc_ctx *ctx, gvc_long *l, axis *a, const gvc_long_end *end)
{
    const char *key = key_of(l, end);
    if (key == NULL) {
        return no_memory(ctx);
    }
    if (find(a, key) >= 0) {
        return GVC_OK;
    }
    gvc_status status =
        gvc_need_memory(ctx, (size_t)gvc_labels_count(a->keys) * 128, "the labels of a table");
    if (status != GVC_OK) {
        return status;
    }
    size_t before = strcspn(key, MARK);
    gvc_idx at = grow(a) ? gvc_labels_add(a->keys, key) : -1;
    if (at < 0) {
        return no_memory(ctx);
    }
    a->item[at] = gvc_labels_add(l->items, key + before + 1);
    l->key.chars[before] = '\0';
    a->country[at] = gvc_labels_add(l->countries, key);
    a->last = at;
    return a->item[at] < 0 || a->country[at] < 0 ? no_memory(ctx) : GVC_OK;
}

gvc_status gvc_long_see(gvc_ctx *ctx, gvc_long *l, const gvc_long_end *row,
                        const gvc_long_end *column)
{
    gvc_status status = see(ctx, l, &l->rows, row);
    return status == GVC_OK ? see(ctx, l, &l->columns, column) : status;
}

/* ---- the grid -------------------------------------------------------------------------------- */
typedef struct place {
    gvc_idx country, item, at;
} place;

static int by_country(const void *a, const void *b)
{
    const place *x = a, *y = b;
    return x->country != y->country ? (x->country < y->country ? -1 : 1)
           : x->item != y->item     ? (x->item < y->item ? -1 : 1)
                                    : 0;
}

/* Names them in order; what: gvc_grid_column or gvc_grid_known_row. */
static gvc_status name(gvc_ctx *ctx, gvc_long *l, axis *a,
                       gvc_status (*what)(gvc_ctx *, gvc_grid *, const gvc_grid_label *))
{
    gvc_idx count = gvc_labels_count(a->keys);
    place *places = gvc_calloc((size_t)count + 1, sizeof *places);
    gvc_status status = places == NULL ? no_memory(ctx) : GVC_OK;
    for (gvc_idx i = 0; status == GVC_OK && i < count; i++) {
        places[i] = (place){a->country[i], a->item[i], i};
    }
    if (status == GVC_OK) {
        qsort(places, (size_t)count, sizeof *places, by_country);
    }
    for (gvc_idx i = 0; status == GVC_OK && i < count; i++) {
        const gvc_grid_label label = {.country = gvc_labels_get(l->countries, places[i].country),
                                      .item = gvc_labels_get(l->items, places[i].item)};
        a->at[places[i].at] = i;
        status = what(ctx, l->grid, &label);
    }
    gvc_release(places);
    a->last = 0;
    return status;
}

gvc_status gvc_long_open(gvc_ctx *ctx, gvc_long *l, gvc_builder *b, bool keep_splits)
{
    size_t rows = (size_t)gvc_labels_count(l->rows.keys);
    size_t columns = (size_t)gvc_labels_count(l->columns.keys);
    bool sure = false;
    l->b = b;
    if (rows == 0) {
        return gvc_fail(ctx, GVC_EFORMAT, "holds no row below its header");
    }
    gvc_status status = gvc_grid_new(ctx, &l->grid, b, keep_splits);
    if (status == GVC_OK) {
        status = name(ctx, l, &l->columns, gvc_grid_column);
    }
    if (status == GVC_OK) {
        status = name(ctx, l, &l->rows, gvc_grid_known_row);
    }
    if (status == GVC_OK) {
        status = gvc_need_memory(ctx, rows * columns / 8, "the cells of a table");
    }
    if (status == GVC_OK) {
        status = gvc_grid_open(ctx, l->grid, &sure);
    }
    if (status == GVC_OK) {
        l->seen = gvc_calloc(rows * columns / 8 + 1, 1);
        status = l->seen == NULL ? gvc_fail_memory(ctx, rows * columns / 8, "the cells of a table")
                                 : GVC_OK;
    }
    return status;
}

/* ---- cells ----------------------------------------------------------------------------------- */
/* Position in the grid. */
static gvc_status locate(gvc_ctx *ctx, gvc_long *l, axis *a, const gvc_long_end *end, gvc_idx *at)
{
    const char *key = key_of(l, end);
    gvc_idx i = key == NULL ? -1 : find(a, key);
    if (i < 0) {
        return gvc_fail(ctx, GVC_EIO, "'%s' was not there before: changed while it was read",
                        end->item);
    }
    *at = a->at[i];
    return GVC_OK;
}

static gvc_status fail_twice(gvc_ctx *ctx, const gvc_long *l, gvc_idx row, gvc_idx column)
{
    gvc_text key = {0};
    const axis *axes[] = {&l->rows, &l->columns};
    const gvc_idx at[] = {row, column};
    for (int k = 0; k < 2; k++) {
        gvc_idx i = 0;
        while (axes[k]->at[i] != at[k]) {
            i++;
        }
        const char *country = gvc_labels_get(l->countries, axes[k]->country[i]);
        gvc_text_addf(&key, "%s'%s%s%s'", k == 0 ? "row " : " and column ", country,
                      country[0] == '\0' ? "" : "_", gvc_labels_get(l->items, axes[k]->item[i]));
    }
    gvc_status status =
        gvc_fail(ctx, GVC_EFORMAT, "the cell of %s is there twice", gvc_text_str(&key));
    gvc_text_free(&key);
    return status;
}

gvc_status gvc_long_put(gvc_ctx *ctx, gvc_long *l, const gvc_long_end *row,
                        const gvc_long_end *column, double value)
{
    gvc_idx i = 0, j = 0;
    gvc_status status = locate(ctx, l, &l->rows, row, &i);
    if (status == GVC_OK) {
        status = locate(ctx, l, &l->columns, column, &j);
    }
    if (status != GVC_OK) {
        return status;
    }
    size_t at = (size_t)i * (size_t)gvc_grid_columns(l->grid) + (size_t)j;
    unsigned char bit = (unsigned char)(1U << (at % 8));
    if ((l->seen[at / 8] & bit) != 0) {
        return fail_twice(ctx, l, i, j);
    }
    l->seen[at / 8] |= bit;
    status = gvc_grid_put(ctx, l->grid, i, j, value);
    l->count += gvc_grid_row_kind(l->grid, i) == GVC_GRID_INDUSTRY &&
                gvc_grid_column_kind(l->grid, j) != GVC_GRID_OUTPUT;
    return status;
}

gvc_status gvc_long_close(gvc_ctx *ctx, gvc_long *l)
{
    const gvc_table *t = gvc_builder_so_far(l->b);
    uint64_t n = (uint64_t)gvc_table_count(t, GVC_INDUSTRY);
    uint64_t missing = n * (n + (uint64_t)gvc_table_count(t, GVC_FINAL_USE)) - l->count;
    gvc_status status = gvc_grid_close(ctx, l->grid);
    return status == GVC_OK && missing > 0
               ? gvc_builder_note(ctx, l->b, "%llu cells that the file does not have are 0",
                                  (unsigned long long)missing)
               : status;
}
