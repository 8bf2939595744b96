/* oecd_rdata.c - OECD ICIO as R data: one array a file, [year, row, column], the names of the
 * objects telling which part of the table each is ("ICIO2021econZ", "ICIO2021econFD")
 *
 * Value added is published with and without taxes on products, under names that say little: which
 * is which is told by comparing with output less inputs. */
#include <math.h>
#include <string.h>

#include "formats/grid.h"
#include "formats/oecd_parts.h"
#include "formats/oecd_va.h"
#include "formats/year_arrays.h"

/* A table on its way in. */
typedef struct icio {
    gvc_year_array z, now; /* now: the other part that is being read */
    char *base;            /* "ICIO2021econ" */
    int year;
    gvc_labels *rows;                /* of Z */
    double *vectors[GVC_OECD_PARTS]; /* one value a row of Z, or NULL where there is none */
    gvc_idx *row_of, *column_of;     /* of the array that is being read, in the grid */
    gvc_idx columns;                 /* of Z */
    gvc_grid *grid;
    double *values; /* the vector that is being read */
    gvc_builder *b;
} icio;

/* ---- which table ----------------------------------------------------------------------------- */
/* Every object that ends with Z, where another begins alike and ends with FD. */
static gvc_status find(gvc_ctx *ctx, gvc_input *in, gvc_finds *finds)
{
    gvc_idx count = gvc_files_count(in->files);
    char **names = gvc_calloc((size_t)count + 1, sizeof *names);
    gvc_status status = names == NULL ? gvc_fail_memory(ctx, 1024, "a list of files") : GVC_OK;
    for (gvc_idx i = 0; status == GVC_OK && i < count; i++) {
        names[i] = gvc_oecd_object(ctx, in, i);
    }
    for (gvc_idx i = 0; status == GVC_OK && i < count; i++) {
        size_t own = 0, other = 0;
        bool found = false;
        for (gvc_idx k = 0;
             names[i] != NULL && gvc_oecd_part_of(names[i], &own) == GVC_OECD_Z && k < count; k++) {
            found =
                found || (names[k] != NULL && gvc_oecd_part_of(names[k], &other) == GVC_OECD_FD &&
                          own == other && strncmp(names[i], names[k], own) == 0);
        }
        if (found && !gvc_finds_add(finds, i, 0)) {
            status = gvc_fail_memory(ctx, 1024, "a list of files");
        }
    }
    for (gvc_idx i = 0; names != NULL && i < count; i++) {
        gvc_release(names[i]);
    }
    gvc_release(names);
    return status;
}

static int score(gvc_ctx *ctx, gvc_input *in)
{
    gvc_rdata *r = NULL;
    gvc_year_array a = {0};
    size_t before = 0;
    bool fits = gvc_input_rdata(ctx, in, &r) == GVC_OK && r != NULL && gvc_year_array_in(r, &a) &&
                a.name != NULL && gvc_oecd_part_of(a.name, &before) != GVC_OECD_PARTS;
    gvc_release(a.name);
    return fits ? 80 : 0;
}

/* Z, whichever part was named; what it is called without its end. */
static gvc_status open_z(gvc_ctx *ctx, gvc_input *in, icio *t)
{
    gvc_rdata *r = NULL;
    size_t before = 0;
    gvc_idx at = -1;
    bool there = false;
    gvc_status status = gvc_input_rdata(ctx, in, &r);
    if (status == GVC_OK && (r == NULL || !gvc_year_array_in(r, &t->z))) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s: holds no array with years as names of a dimension",
                        in->name);
    }
    gvc_oecd_part p = status == GVC_OK && t->z.name != NULL ? gvc_oecd_part_of(t->z.name, &before)
                                                            : GVC_OECD_PARTS;
    if (status == GVC_OK && p == GVC_OECD_PARTS) {
        return gvc_fail(ctx, GVC_EFORMAT,
                        "%s: object '%s' is no part of a table that is known by its name, as "
                        "ICIO2021econZ and ICIO2021econFD are",
                        in->name, t->z.name == NULL ? "" : t->z.name);
    }
    t->z.source = in->source;
    t->base = status == GVC_OK ? gvc_strdup(t->z.name) : NULL;
    if (status == GVC_OK && t->base == NULL) {
        return gvc_fail_memory(ctx, 256, "a name");
    }
    if (status != GVC_OK) {
        return status;
    }
    t->base[before] = '\0';
    if (p == GVC_OECD_Z) {
        return GVC_OK;
    }
    status = gvc_oecd_find(ctx, in, t->base, p, GVC_OECD_Z, &at);
    if (status == GVC_OK && at >= 0) {
        gvc_year_array_close(&t->z);
        status = gvc_year_array_open(ctx, in->files, at, &t->z, &there);
    }
    return status != GVC_OK || there
               ? status
               : gvc_fail(ctx, GVC_EFORMAT,
                          "%s: is one part of a table; intermediate flows were not found beside "
                          "it: %sZ.RData",
                          in->name, t->base);
}

/* ---- labels ---------------------------------------------------------------------------------- */
static gvc_status name_rows(gvc_ctx *ctx, icio *t, gvc_grid *g)
{
    gvc_idx d = t->z.other[0];
    gvc_status status = GVC_OK;
    for (gvc_idx i = 0; status == GVC_OK && i < t->z.extents[d]; i++) {
        const char *label = gvc_year_array_label(&t->z, d, i);
        if (gvc_labels_add(t->rows, label) < 0) {
            return gvc_fail_memory(ctx, 256, "the labels of a table");
        }
        status = gvc_grid_known_row(ctx, g, &(gvc_grid_label){.text = label});
    }
    return status;
}

/* Regions, as in "AUS", or region and category. */
static gvc_status name_columns(gvc_ctx *ctx, const gvc_year_array *a, gvc_idx d, gvc_grid *g,
                               bool final_use)
{
    gvc_status status = GVC_OK;
    for (gvc_idx i = 0; status == GVC_OK && i < a->extents[d]; i++) {
        const char *label = gvc_year_array_label(a, d, i);
        bool region = final_use && strchr(label, '_') == NULL && label[0] != '\0';
        status = gvc_grid_column(ctx, g,
                                 region ? &(gvc_grid_label){.country = label, .item = "FD"}
                                        : &(gvc_grid_label){.text = label});
    }
    return status;
}

/* The one dimension beside the years whose names are all rows of Z; -1 = none. */
static gvc_idx row_dimension(const gvc_year_array *a, const gvc_labels *rows)
{
    for (gvc_idx k = 0; k < a->others; k++) {
        gvc_idx d = a->other[k], i = 0;
        while (i < a->extents[d] && gvc_labels_find(rows, gvc_year_array_label(a, d, i)) >= 0) {
            i++;
        }
        if (i == a->extents[d] && i == gvc_labels_count(rows)) {
            return k;
        }
    }
    return -1;
}

static gvc_status map_rows(gvc_ctx *ctx, icio *t, const gvc_year_array *a, gvc_idx k, gvc_idx **out)
{
    gvc_idx d = a->other[k], count = a->extents[d];
    gvc_idx *map = gvc_calloc((size_t)count + 1, sizeof *map);
    for (gvc_idx i = 0; map != NULL && i < count; i++) {
        map[i] = gvc_labels_find(t->rows, gvc_year_array_label(a, d, i));
    }
    *out = map;
    return map == NULL ? gvc_fail_memory(ctx, (size_t)count * sizeof *map, "labels") : GVC_OK;
}

/* ---- cells ----------------------------------------------------------------------------------- */
static gvc_status put_z(gvc_ctx *ctx, void *user, gvc_idx i, gvc_idx j, double value)
{
    const icio *t = user;
    return gvc_grid_put_strict(ctx, t->grid, i, j, value, gvc_r_is_na(value));
}

static gvc_status put_fd(gvc_ctx *ctx, void *user, gvc_idx i, gvc_idx j, double value)
{
    const icio *t = user;
    gvc_idx row = t->row_of != NULL ? t->row_of[i] : t->column_of[j];
    gvc_idx column = t->row_of != NULL ? j : i;
    return gvc_grid_put_strict(ctx, t->grid, row, t->columns + column, value, gvc_r_is_na(value));
}

static gvc_status put_vector(gvc_ctx *ctx, void *user, gvc_idx i, gvc_idx j, double value)
{
    icio *t = user;
    gvc_idx row = t->row_of != NULL ? t->row_of[i] : t->column_of[j];
    if (!isfinite(value)) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s: %s of %s is not a number", t->now.name,
                        gvc_r_is_na(value) ? "NA" : "a value", gvc_labels_get(t->rows, row));
    }
    t->values[row] += value;
    return GVC_OK;
}

static void forget_map(icio *t)
{
    gvc_release(t->row_of);
    gvc_release(t->column_of);
    t->row_of = t->column_of = NULL;
}

/* Opens gvc_oecd_part p; `at` -1 where there is no such file. */
static gvc_status open_part(gvc_ctx *ctx, gvc_input *in, icio *t, gvc_oecd_part p, gvc_idx *at,
                            gvc_idx *year)
{
    bool there = false;
    gvc_idx k = -1;
    gvc_status status = gvc_oecd_find(ctx, in, t->base, GVC_OECD_Z, p, at);
    if (status != GVC_OK || *at < 0) {
        return status;
    }
    const char *name = gvc_files_name(in->files, *at);
    status = gvc_year_array_open(ctx, in->files, *at, &t->now, &there);
    if (status == GVC_OK && !there) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s: holds no array with years as names of a dimension",
                        name);
    }
    if (status == GVC_OK) {
        *year = gvc_year_array_at(&t->now, t->year);
        k = row_dimension(&t->now, t->rows);
    }
    if (status == GVC_OK && *year < 0) {
        return gvc_fail(ctx, GVC_EUNKNOWN, "%s: does not hold the year %d, which %sZ holds", name,
                        t->year, t->base);
    }
    if (status == GVC_OK && (k < 0 || (p == GVC_OECD_FD && t->now.others != 2))) {
        return gvc_fail(ctx, GVC_ESHAPE,
                        "%s: no dimension of %s has the %lld names of the rows "
                        "of %sZ",
                        name, t->now.name, (long long)gvc_labels_count(t->rows), t->base);
    }
    return status == GVC_OK ? map_rows(ctx, t, &t->now, k, k == 0 ? &t->row_of : &t->column_of)
                            : status;
}

/* A value for each row of Z; parts by region are added up. */
static gvc_status read_vector(gvc_ctx *ctx, gvc_input *in, icio *t, gvc_oecd_part p)
{
    gvc_idx at = -1, year = -1;
    gvc_status status = open_part(ctx, in, t, p, &at, &year);
    if (status == GVC_OK && at >= 0) {
        t->values = gvc_calloc((size_t)gvc_labels_count(t->rows) + 1, sizeof *t->values);
        t->vectors[p] = t->values;
        status = t->values == NULL ? gvc_fail_memory(ctx, 1024, "a row of a table")
                                   : gvc_year_array_read(ctx, &t->now, year, put_vector, t);
    }
    if (status == GVC_OK && at >= 0) {
        status = gvc_builder_note(ctx, t->b, "%s from %s", gvc_oecd_suffix(p),
                                  gvc_files_name(in->files, at));
    }
    gvc_year_array_close(&t->now);
    forget_map(t);
    return status;
}

static gvc_status read_cells(gvc_ctx *ctx, icio *t, gvc_idx year)
{
    bool sure = false;
    gvc_status status = gvc_grid_open(ctx, t->grid, &sure);
    gvc_idx n = gvc_labels_count(t->rows);
    for (gvc_idx i = 0; status == GVC_OK && t->vectors[GVC_OECD_X] != NULL && i < n; i++) {
        gvc_idx column = t->columns + t->now.extents[t->now.other[t->row_of != NULL]];
        status = gvc_grid_put_strict(ctx, t->grid, i, column, t->vectors[GVC_OECD_X][i], false);
    }
    if (status == GVC_OK) {
        status = gvc_year_array_read(ctx, &t->now, year, put_fd, t);
    }
    return status == GVC_OK
               ? gvc_year_array_read(ctx, &t->z, gvc_year_array_at(&t->z, t->year), put_z, t)
               : status;
}

/* Z and final use into the grid, and output as a last column where it is there. */
static gvc_status read_grid(gvc_ctx *ctx, gvc_input *in, icio *t)
{
    gvc_idx at = -1, year = -1;
    gvc_status status = open_part(ctx, in, t, GVC_OECD_FD, &at, &year);
    if (status == GVC_OK && at < 0) {
        status = gvc_fail(ctx, GVC_EFORMAT, "final use was not found beside %s: %sFD.RData",
                          in->name, t->base);
    }
    if (status == GVC_OK) {
        status = gvc_builder_note(ctx, t->b, "final use from %s", gvc_files_name(in->files, at));
    }
    if (status == GVC_OK) {
        status = name_columns(ctx, &t->z, t->z.other[1], t->grid, false);
        t->columns = t->z.extents[t->z.other[1]];
    }
    if (status == GVC_OK) {
        status = name_columns(ctx, &t->now, t->now.other[t->row_of != NULL], t->grid, true);
    }
    if (status == GVC_OK && t->vectors[GVC_OECD_X] != NULL) {
        status = gvc_grid_column(ctx, t->grid, &(gvc_grid_label){.item = "OUTPUT"});
    }
    if (status == GVC_OK) {
        status = read_cells(ctx, t, year);
    }
    gvc_year_array_close(&t->now);
    forget_map(t);
    return status == GVC_OK ? gvc_grid_close(ctx, t->grid) : status;
}

/* ---- the whole ------------------------------------------------------------------------------- */
static gvc_status read_value_added(gvc_ctx *ctx, icio *t)
{
    gvc_oecd_va vectors[GVC_OECD_PARTS];
    gvc_idx count = 0;
    for (gvc_oecd_part p = GVC_OECD_VA; p <= GVC_OECD_VA_THIRD; p++) {
        if (t->vectors[p] != NULL) {
            vectors[count++] = (gvc_oecd_va){gvc_oecd_suffix(p), t->vectors[p]};
        }
    }
    return count == 0 && t->vectors[GVC_OECD_TLS] == NULL
               ? GVC_OK
               : gvc_oecd_value_added(ctx, t->b, t->rows, vectors, count, t->vectors[GVC_OECD_TLS]);
}

static gvc_status read_parts(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options, icio *t)
{
    gvc_status status = gvc_year_array_choose(ctx, &t->z, in->name, options->year, &t->year);
    if (status == GVC_OK && t->z.others != 2) {
        status = gvc_fail(ctx, GVC_ESHAPE,
                          "%s: %s has %lld dimensions, expected 3: year, row, "
                          "column",
                          in->name, t->z.name, (long long)t->z.count);
    }
    if (status == GVC_OK) {
        status = gvc_grid_new(ctx, &t->grid, t->b, options->keep_splits);
    }
    t->rows = gvc_labels_new();
    if (status == GVC_OK && t->rows == NULL) {
        status = gvc_fail_memory(ctx, 1024, "the labels of a table");
    }
    if (status == GVC_OK) {
        status = name_rows(ctx, t, t->grid);
    }
    for (gvc_oecd_part p = GVC_OECD_X; status == GVC_OK && p < GVC_OECD_PARTS; p++) {
        status = read_vector(ctx, in, t, p);
    }
    if (status == GVC_OK) {
        status = read_grid(ctx, in, t);
    }
    if (status == GVC_OK) {
        status = read_value_added(ctx, t);
    }
    if (status == GVC_OK) {
        status = gvc_oecd_note_others(ctx, in, t->base, t->b);
    }
    if (status == GVC_OK) {
        gvc_builder_set_year(t->b, t->year);
        status =
            gvc_set_units(ctx, t->b, options, "million USD", "documentation of the provider, OECD");
    }
    return status;
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    icio t = {.b = b};
    gvc_status status = open_z(ctx, in, &t);
    if (status == GVC_OK) {
        status = read_parts(ctx, in, options, &t);
    }
    gvc_grid_free(t.grid);
    gvc_year_array_close(&t.now);
    gvc_year_array_close(&t.z);
    gvc_labels_free(t.rows);
    forget_map(&t);
    for (gvc_oecd_part p = GVC_OECD_Z; p < GVC_OECD_PARTS; p++) {
        gvc_release(t.vectors[p]);
    }
    gvc_release(t.base);
    return status;
}

/* Those of Z, whichever part was named. */
static gvc_status list_years(gvc_ctx *ctx, gvc_input *in, gvc_year_list *out)
{
    icio t = {0};
    gvc_status status = open_z(ctx, in, &t);
    if (status == GVC_OK) {
        status = gvc_year_array_list(ctx, &t.z, out);
    }
    gvc_year_array_close(&t.z);
    gvc_release(t.base);
    return status;
}

const gvc_format gvc_format_oecd_rdata = {
    .info =
        {"oecd-rdata", "OECD ICIO, editions of 2018 and 2021, as R data",
         "Files of one object each, ICIO2021econZ.RData, ...FD, ...VA, ...VAexTAX, ...X, ...TLS: "
         "name any one of them, their folder, or an archive of them. An object is an array "
         "of year, row and column (or year and industry); which dimension is which is told by "
         "the names along them, not by their order. Years are chosen with --year. Value added "
         "is compared with output less inputs to tell whether the taxes on products are in "
         "it; what was found is noted.",
         "RData rda zip"},
    .score = score,
    .find = find,
    .read = read_table,
    .years = list_years,
};
