/* aggregate.c - Z2 = Cr Z Cr', Y2 = Cr Y Cg', V2 = V Cr' and the rest, row by row of the old table
 *
 * Flops: one addition a cell for a merger. Memory: the new table and one of its rows. */
#include "table/mapping.h"

#include <string.h>

typedef struct work {
    const gvc_table *t;
    const gvc_aggregate_options *o;
    gvc_mapping countries, sectors, categories;
    gvc_placing industries, uses;
    gvc_builder *b;
    double *row; /* of the new table: as wide as its widest matrix */
} work;

/* to[part of j] += share of from[j] */
static void spread(const double *from, const gvc_parts *parts, double *to)
{
    for (gvc_idx j = 0; j < parts->count; j++) {
        double value = from[j];
        for (gvc_idx k = parts->start[j]; k < parts->start[j + 1]; k++) {
            to[parts->to[k]] += parts->share[k] * value;
        }
    }
}

/* Rows and columns move. */
static gvc_status move_flows(gvc_ctx *ctx, work *w, const gvc_dense *from, const gvc_parts *columns,
                             gvc_dense *to)
{
    const gvc_parts *rows = &w->industries.parts;
    gvc_status s = GVC_OK;
    for (gvc_idx i = 0; i < from->rows && s == GVC_OK; i++) {
        memset(w->row, 0, (size_t)to->cols * sizeof *w->row);
        spread(from->data + i * from->stride, columns, w->row);
        for (gvc_idx k = rows->start[i]; k < rows->start[i + 1]; k++) {
            double *sum = to->data + rows->to[k] * to->stride, share = rows->share[k];
            for (gvc_idx j = 0; j < to->cols; j++) {
                sum[j] += share * w->row[j];
            }
        }
        s = gvc_progress(ctx, "aggregating", (uint64_t)i, (uint64_t)from->rows);
    }
    return s;
}

/* Only columns move; from NULL: there is none. */
static void move_columns(const gvc_dense *from, const gvc_parts *columns, gvc_dense *to)
{
    for (gvc_idx i = 0; from != NULL && i < from->rows; i++) {
        spread(from->data + i * from->stride, columns, to->data + i * to->stride);
    }
}

static gvc_status name_codes(gvc_ctx *ctx, work *w)
{
    gvc_status s = GVC_OK;
    for (gvc_idx c = 0; c < gvc_labels_count(w->countries.labels) && s == GVC_OK; c++) {
        s = gvc_builder_country(ctx, w->b, gvc_labels_get(w->countries.labels, c),
                                w->countries.names[c]);
    }
    for (gvc_idx k = 0; k < gvc_labels_count(w->sectors.labels) && s == GVC_OK; k++) {
        s = gvc_builder_sector(ctx, w->b, gvc_labels_get(w->sectors.labels, k),
                               w->sectors.names[k]);
    }
    return s;
}

static gvc_status name_places(gvc_ctx *ctx, work *w)
{
    gvc_status s = GVC_OK;
    for (gvc_idx i = 0; i < w->industries.count && s == GVC_OK; i++) {
        const gvc_place *p = &w->industries.places[i];
        s = gvc_builder_industry(ctx, w->b, p->label,
                                 gvc_labels_get(w->countries.labels, p->country),
                                 gvc_labels_get(w->sectors.labels, p->kind));
    }
    for (gvc_idx i = 0; i < w->uses.count && s == GVC_OK; i++) {
        const gvc_place *p = &w->uses.places[i];
        const char *country = p->country < 0 ? "" : gvc_labels_get(w->countries.labels, p->country);
        s = gvc_builder_final_use(ctx, w->b, p->label, country,
                                  gvc_labels_get(w->categories.labels, p->kind));
    }
    for (gvc_idx k = 0; k < gvc_labels_count(w->categories.labels) && s == GVC_OK; k++) {
        s = gvc_builder_category(ctx, w->b, gvc_labels_get(w->categories.labels, k),
                                 w->categories.names[k]);
    }
    return s;
}

static gvc_status name_rows(gvc_ctx *ctx, work *w)
{
    const gvc_table *t = w->t;
    gvc_status s = GVC_OK;
    for (gvc_idx i = 0; i < gvc_table_count(t, GVC_VALUE_ADDED) && t->given_va && s == GVC_OK;
         i++) {
        s = gvc_builder_primary(ctx, w->b, gvc_table_label(t, GVC_VALUE_ADDED, i),
                                gvc_table_name(t, GVC_VALUE_ADDED, i), gvc_table_role(t, i));
    }
    for (gvc_idx i = 0; i < gvc_table_count(t, GVC_EXTENSION) && s == GVC_OK; i++) {
        s = gvc_builder_extension(ctx, w->b, gvc_table_label(t, GVC_EXTENSION, i),
                                  gvc_table_name(t, GVC_EXTENSION, i));
    }
    return s;
}

/* Rows below the table, and output as it is stated. */
static gvc_status move_rows(gvc_ctx *ctx, work *w)
{
    const gvc_table *t = w->t;
    const gvc_parts *industries = &w->industries.parts, *uses = &w->uses.parts;
    const gvc_dense *vy = gvc_table_vy(t), *ey = gvc_table_ey(t);
    move_columns(t->given_va ? gvc_table_v(t) : NULL, industries, gvc_builder_v(w->b));
    move_columns(gvc_table_e(t), industries, gvc_builder_e(w->b));
    gvc_dense *to_vy = vy == NULL ? NULL : gvc_builder_vy(w->b);
    gvc_dense *to_ey = ey == NULL ? NULL : gvc_builder_ey(w->b);
    double *x = t->x_given == NULL ? NULL : gvc_builder_x_given(w->b);
    if ((vy != NULL && to_vy == NULL) || (ey != NULL && to_ey == NULL) ||
        (t->x_given != NULL && x == NULL)) {
        return gvc_fail_memory(ctx, gvc_table_bytes(1, w->industries.count), "rows of a table");
    }
    move_columns(vy, uses, to_vy);
    move_columns(ey, uses, to_ey);
    if (x != NULL) {
        spread(t->x_given, industries, x);
    }
    return GVC_OK;
}

static gvc_status move(gvc_ctx *ctx, work *w)
{
    gvc_idx n = w->industries.count, f = w->uses.count;
    w->row = gvc_calloc((size_t)(n > f ? n : f), sizeof *w->row);
    if (w->row == NULL) {
        return gvc_fail_memory(ctx, gvc_table_bytes(1, n > f ? n : f), "a row of a table");
    }
    gvc_status s = move_flows(ctx, w, gvc_table_z(w->t), &w->industries.parts, gvc_builder_z(w->b));
    if (s == GVC_OK) {
        s = move_flows(ctx, w, gvc_table_y(w->t), &w->uses.parts, gvc_builder_y(w->b));
    }
    return s == GVC_OK ? move_rows(ctx, w) : s;
}

/* What was done on one axis, for the reader of the new table: a note and two attributes. */
static gvc_status record(gvc_ctx *ctx, work *w, gvc_axis axis, const gvc_map *map,
                         const gvc_mapping *m, const char *const words[4])
{
    if (map == NULL) {
        return GVC_OK;
    }
    gvc_status s = gvc_builder_note(ctx, w->b, "aggregated: %lld %s became %lld by %s",
                                    (long long)gvc_table_count(w->t, axis), words[0],
                                    (long long)gvc_labels_count(m->labels), map->name);
    if (s == GVC_OK && m->left > 0) {
        s = gvc_builder_note(ctx, w->b, "%lld %s not named by %s stay%s as %s", (long long)m->left,
                             m->left == 1 ? words[1] : words[0], map->name, m->left == 1 ? "s" : "",
                             m->left == 1 ? "it is" : "they are");
    }
    if (s == GVC_OK && map->notes != NULL) {
        s = gvc_builder_note(ctx, w->b, "%s", map->notes);
    }
    if (s == GVC_OK) {
        s = gvc_builder_set_text(ctx, w->b, words[2], map->name);
    }
    return s == GVC_OK ? gvc_builder_set_text(ctx, w->b, words[3], map->sha256) : s;
}

static gvc_status record_all(gvc_ctx *ctx, work *w)
{
    static const char *const countries[] = {"countries", "country", "country_map",
                                            "country_map_sha256"};
    static const char *const sectors[] = {"sectors", "sector", "sector_map", "sector_map_sha256"};
    static const char *const categories[] = {"categories", "category", "category_map",
                                             "category_map_sha256"};
    gvc_status s = record(ctx, w, GVC_COUNTRY, w->o->countries, &w->countries, countries);
    if (s == GVC_OK) {
        s = record(ctx, w, GVC_SECTOR, w->o->sectors, &w->sectors, sectors);
    }
    if (s == GVC_OK) {
        s = record(ctx, w, GVC_CATEGORY, w->o->categories, &w->categories, categories);
    }
    gvc_idx merged = w->industries.merged;
    if (s == GVC_OK && merged > 0) {
        s = gvc_builder_note(ctx, w->b,
                             "%lld %s of a country and sector that had several merged into one",
                             (long long)merged, merged == 1 ? "industry" : "industries");
    }
    return s;
}

static gvc_status plan(gvc_ctx *ctx, work *w)
{
    const gvc_aggregate_options *o = w->o;
    gvc_status s =
        gvc_mapping_new(ctx, &w->countries, w->t, GVC_COUNTRY, o->countries, o->complete);
    if (s == GVC_OK) {
        s = gvc_mapping_new(ctx, &w->sectors, w->t, GVC_SECTOR, o->sectors, o->complete);
    }
    if (s == GVC_OK) {
        s = gvc_mapping_new(ctx, &w->categories, w->t, GVC_CATEGORY, o->categories, o->complete);
    }
    if (s == GVC_OK) {
        s = gvc_placing_new(ctx, &w->industries, w->t, GVC_INDUSTRY, &w->countries, &w->sectors,
                            o->merge_territories);
    }
    return s == GVC_OK ? gvc_placing_new(ctx, &w->uses, w->t, GVC_FINAL_USE, &w->countries,
                                         &w->categories, o->merge_territories)
                       : s;
}

static gvc_status build(gvc_ctx *ctx, work *w)
{
    gvc_status s = plan(ctx, w);
    if (s == GVC_OK) {
        s = gvc_builder_new(ctx, &w->b);
    }
    if (s == GVC_OK) {
        s = gvc_builder_about(ctx, w->b, w->t);
    }
    if (s == GVC_OK) {
        s = name_codes(ctx, w);
    }
    if (s == GVC_OK) {
        s = name_places(ctx, w);
    }
    if (s == GVC_OK) {
        s = name_rows(ctx, w);
    }
    if (s == GVC_OK) {
        s = gvc_builder_allocate(ctx, w->b);
    }
    if (s == GVC_OK) {
        s = move(ctx, w);
    }
    return s == GVC_OK ? record_all(ctx, w) : s;
}

gvc_status gvc_table_aggregate(gvc_ctx *ctx, gvc_table **out, const gvc_table *t,
                               const gvc_aggregate_options *options)
{
    static const gvc_aggregate_options defaults = GVC_AGGREGATE_OPTIONS_INIT;
    work w = {.t = t, .o = options == NULL ? &defaults : options};
    if (gvc_table_z(t) == NULL) {
        return gvc_fail(ctx, GVC_EARG,
                        "the table was opened for its labels only; open it with its matrices");
    }
    gvc_status s =
        gvc_need_version(ctx, "gvc_aggregate_options", w.o->version, GVC_AGGREGATE_OPTIONS_VERSION);
    if (s == GVC_OK) {
        s = build(ctx, &w);
    }
    if (s == GVC_OK) {
        s = gvc_builder_seal(ctx, w.b, out);
    } else {
        gvc_builder_free(w.b);
    }
    gvc_mapping_free(&w.countries);
    gvc_mapping_free(&w.sectors);
    gvc_mapping_free(&w.categories);
    gvc_placing_free(&w.industries);
    gvc_placing_free(&w.uses);
    gvc_release(w.row);
    return s;
}
