/* grid_open.c - which columns of a sheet are industries, final use, output; naming them */
#include <string.h>

#include "formats/grid_state.h"
#include "formats/lists.h"
#include "formats/roles.h"
#include "formats/splits.h"

bool gvc_grid_is_country(const gvc_grid *g, const char *name)
{
    bool found = gvc_labels_find(g->countries, name) >= 0;
    for (gvc_idx c = 0; !found && c < gvc_labels_count(g->countries); c++) {
        found = gvc_same(gvc_territory_of(gvc_labels_get(g->countries, c)), name);
    }
    return found;
}

bool gvc_grid_is_never_industry(const gvc_grid_key *key)
{
    return key->country[0] == '\0' || gvc_is_output_label(key->id);
}

bool gvc_grid_looks_like_industry(const gvc_grid *g, const gvc_grid_key *key)
{
    return !gvc_grid_is_never_industry(key) && gvc_labels_find(g->sectors, key->item) >= 0;
}

static bool add_industry(gvc_grid *g, const gvc_grid_key *key)
{
    return gvc_labels_add(g->countries, key->country) >= 0 &&
           gvc_labels_add(g->sectors, key->item) >= 0 &&
           gvc_labels_add(g->industries, key->id) >= 0;
}

/* From the columns alone: country after country, none twice, each with sectors of the first. */
static gvc_status guess(gvc_ctx *ctx, gvc_grid *g, bool *sure)
{
    const gvc_grid_keys *c = &g->columns;
    gvc_idx n = 0;
    *sure = false;
    for (; n < c->count; n++) {
        const gvc_grid_key *key = &c->items[n];
        bool first = n == 0 || strcmp(key->country, c->items[0].country) == 0;
        bool same = n > 0 && strcmp(key->country, c->items[n - 1].country) == 0;
        bool known = gvc_labels_find(g->countries, key->country) >= 0;
        bool fits = (n == 0 || same || !known) && ((first && gvc_labels_count(g->countries) <= 1) ||
                                                   gvc_labels_find(g->sectors, key->item) >= 0);
        if (key->country[0] == '\0' || !fits) {
            break;
        }
        if (!add_industry(g, key)) {
            return gvc_grid_fail_memory(ctx);
        }
        g->kinds[n] = GVC_GRID_INDUSTRY;
        g->positions[n] = n;
    }
    *sure = n > 0 && n < c->count;
    for (; *sure && n < c->count; n++) {
        *sure = !gvc_grid_looks_like_industry(g, &c->items[n]);
    }
    return GVC_OK;
}

/* No industry at all: the reason that is most likely. */
static gvc_status fail_none(gvc_ctx *ctx, gvc_grid *g)
{
    for (gvc_idx r = 0; r < g->rows.count; r++) {
        const gvc_grid_key *key = &g->rows.items[r];
        if (key->country[0] == '\0' && !gvc_is_output_label(key->id) &&
            gvc_labels_find(g->columns.ids, key->id) >= 0) {
            g->place.row = r;
            return gvc_fail(ctx, GVC_EFORMAT, "industry '%s' is not named COUNTRY_SECTOR", key->id);
        }
    }
    return gvc_fail(ctx, GVC_EFORMAT,
                    "no row has the label of a column, so there is no industry; expected labels "
                    "like DEU_C20 in the header and in the first column");
}

/* From rows and columns: an industry has both. */
static gvc_status match(gvc_ctx *ctx, gvc_grid *g)
{
    for (gvc_idx r = 0; r < g->rows.count; r++) {
        const gvc_grid_key *key = &g->rows.items[r];
        gvc_idx c = gvc_grid_is_never_industry(key) ? -1 : gvc_labels_find(g->columns.ids, key->id);
        g->row_kinds[r] = c >= 0 ? GVC_GRID_INDUSTRY : GVC_GRID_PRIMARY;
        if (c < 0) {
            continue;
        }
        g->kinds[c] = GVC_GRID_INDUSTRY;
        g->positions[c] = g->row_positions[r] = gvc_labels_count(g->industries);
        if (!add_industry(g, key)) {
            return gvc_grid_fail_memory(ctx);
        }
    }
    return gvc_labels_count(g->industries) > 0 ? GVC_OK : fail_none(ctx, g);
}

/* A row of the same country that is as lonely as this column, and whose name says nothing: probably
 * the same industry, written otherwise. -1 if there is none. */
static gvc_idx lonely_row(const gvc_grid *g, const gvc_grid_key *column)
{
    for (gvc_idx r = 0; r < g->rows.count; r++) {
        const gvc_grid_key *key = &g->rows.items[r];
        bool known = false;
        (void)gvc_role_of(key->item, &known);
        if (g->row_kinds[r] != GVC_GRID_INDUSTRY && !known &&
            strcmp(key->country, column->country) == 0) {
            return r;
        }
    }
    return -1;
}

/* An industry by its parts that has a column and no row. */
static gvc_status fail_column(gvc_ctx *ctx, gvc_grid *g, gvc_idx c)
{
    const gvc_grid_key *key = &g->columns.items[c];
    gvc_idx r = lonely_row(g, key);
    g->place.column = c;
    return r < 0 ? gvc_fail(ctx, GVC_ESHAPE, "'%s' has no row of that name", key->id)
                 : gvc_fail(ctx, GVC_ESHAPE,
                            "'%s' has no row of that name, and row '%s' has no column", key->id,
                            g->rows.items[r].id);
}

/* The other way round. */
static gvc_status check_rows(gvc_ctx *ctx, gvc_grid *g)
{
    for (gvc_idx r = 0; r < g->rows.count; r++) {
        const gvc_grid_key *key = &g->rows.items[r];
        if (g->row_kinds[r] != GVC_GRID_INDUSTRY && gvc_grid_looks_like_industry(g, key)) {
            g->place.row = r;
            return gvc_fail(ctx, GVC_ESHAPE, "row '%s' has no column of that name", key->id);
        }
    }
    return GVC_OK;
}

/* "HFCE_AUS": the category stands first. */
static void turn_round(const gvc_grid *g, gvc_grid_key *key)
{
    if (key->whole && key->country[0] != '\0' && !gvc_grid_is_country(g, key->country) &&
        gvc_grid_is_country(g, key->item)) {
        char *country = key->item;
        key->item = key->country;
        key->country = country;
        key->turned = true;
    }
}

/* The columns that are no industries. */
static gvc_status sort_rest(gvc_ctx *ctx, gvc_grid *g)
{
    gvc_idx final = 0, n = gvc_labels_count(g->industries);
    for (gvc_idx c = 0; c < g->columns.count; c++) {
        gvc_grid_key *key = &g->columns.items[c];
        if (g->kinds[c] == GVC_GRID_INDUSTRY) {
            continue;
        }
        if (g->rows_known && gvc_grid_looks_like_industry(g, key)) {
            return fail_column(ctx, g, c);
        }
        turn_round(g, key);
        bool of_country = gvc_grid_is_country(g, key->country);
        bool output = !of_country && g->x_column == NULL && gvc_is_output_label(key->item);
        g->kinds[c] = output ? GVC_GRID_OUTPUT : GVC_GRID_FINAL_USE;
        g->positions[c] = output ? 0 : final++;
        g->x_column = output ? gvc_calloc((size_t)n, sizeof *g->x_column) : g->x_column;
        if ((output && g->x_column == NULL) ||
            (of_country && gvc_labels_add(g->users, key->country) < 0)) {
            return gvc_grid_fail_memory(ctx);
        }
    }
    return GVC_OK;
}

/* ---- naming them in the builder -------------------------------------------------------------- */
static gvc_status name_industries(gvc_ctx *ctx, gvc_grid *g)
{
    gvc_status status = GVC_OK;
    const gvc_grid_keys *keys = g->rows_known ? &g->rows : &g->columns;
    const unsigned char *kinds = g->rows_known ? g->row_kinds : g->kinds;
    for (gvc_idx i = 0; status == GVC_OK && i < keys->count; i++) {
        const gvc_grid_key *key = &keys->items[i];
        if (kinds[i] != GVC_GRID_INDUSTRY) {
            continue;
        }
        status = gvc_builder_industry(ctx, g->b, key->id,
                                      gvc_split_country(g->users, key->country, g->keep_splits),
                                      key->item);
        if (status == GVC_OK) {
            status = gvc_builder_sector(ctx, g->b, key->item, key->name);
        }
    }
    return status;
}

static gvc_status name_final_use(gvc_ctx *ctx, gvc_grid *g)
{
    gvc_status status = GVC_OK;
    for (gvc_idx c = 0; status == GVC_OK && c < g->columns.count; c++) {
        const gvc_grid_key *key = &g->columns.items[c];
        if (g->kinds[c] != GVC_GRID_FINAL_USE) {
            continue;
        }
        bool of_country = gvc_labels_find(g->users, key->country) >= 0;
        status = gvc_builder_final_use(ctx, g->b, key->id, of_country ? key->country : "",
                                       of_country ? key->item : key->id);
        if (status == GVC_OK && of_country) {
            status = gvc_builder_category(ctx, g->b, key->item, key->name);
        }
    }
    return status;
}

static bool make_room(gvc_grid *g)
{
    size_t columns = (size_t)g->columns.count + 1, rows = (size_t)g->rows.count + 1;
    g->countries = gvc_labels_new();
    g->sectors = gvc_labels_new();
    g->users = gvc_labels_new();
    g->industries = gvc_labels_new();
    g->extra_ids = gvc_labels_new();
    g->kinds = gvc_calloc(columns, 1);
    g->row_kinds = gvc_calloc(rows, 1);
    g->positions = gvc_calloc(columns, sizeof *g->positions);
    g->row_positions = gvc_calloc(rows, sizeof *g->row_positions);
    g->cells = gvc_calloc(columns, sizeof *g->cells);
    if (g->kinds != NULL) {
        memset(g->kinds, GVC_GRID_UNSURE, columns);
    }
    return g->countries != NULL && g->sectors != NULL && g->users != NULL &&
           g->industries != NULL && g->extra_ids != NULL && g->kinds != NULL &&
           g->row_kinds != NULL && g->positions != NULL && g->row_positions != NULL &&
           g->cells != NULL;
}

gvc_status gvc_grid_open(gvc_ctx *ctx, gvc_grid *g, bool *sure)
{
    *sure = true;
    g->place = (gvc_grid_place){-1, -1, -1};
    gvc_status status = make_room(g) ? GVC_OK : gvc_grid_fail_memory(ctx);
    if (status == GVC_OK) {
        status = g->rows_known ? match(ctx, g) : guess(ctx, g, sure);
    }
    if (status != GVC_OK || !*sure) {
        return status;
    }
    g->seen = gvc_calloc((size_t)gvc_labels_count(g->industries), sizeof *g->seen);
    status = g->seen == NULL ? gvc_grid_fail_memory(ctx) : check_rows(ctx, g);
    if (status == GVC_OK) {
        status = sort_rest(ctx, g);
    }
    if (status == GVC_OK) {
        status = name_industries(ctx, g);
    }
    if (status == GVC_OK) {
        status = name_final_use(ctx, g);
    }
    if (status == GVC_OK) {
        status = gvc_builder_allocate(ctx, g->b);
        /* A wrong guess can be too large where the table is not. */
        *sure = g->rows_known || status != GVC_ENOMEM;
        status = *sure ? status : GVC_OK;
    }
    while (g->in_order < gvc_labels_count(g->industries) &&
           g->kinds[g->in_order] == GVC_GRID_INDUSTRY && g->positions[g->in_order] == g->in_order) {
        g->in_order++;
    }
    g->opened = status == GVC_OK;
    return status;
}
