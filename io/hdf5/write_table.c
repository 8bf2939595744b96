/* write_table.c - a table as HDF5: labels as dimension scales, matrices, provenance */
#include <string.h>

#include "hdf5/h5.h"

typedef struct writer {
    gvc_h5 h;
    gvc_h5_dims dims;
    const gvc_table *t;
    const char *units;
} writer;

/* ---- labels -----------------------------------------------------------------------------------
 */

typedef const char *(*text_of)(const gvc_table *t, gvc_idx i);

static const char *industry(const gvc_table *t, gvc_idx i)
{
    return gvc_table_label(t, GVC_INDUSTRY, i);
}

static const char *industry_country(const gvc_table *t, gvc_idx i)
{
    return gvc_table_label(t, GVC_COUNTRY, gvc_table_country_of(t, GVC_INDUSTRY, i));
}

static const char *industry_sector(const gvc_table *t, gvc_idx i)
{
    return gvc_table_label(t, GVC_SECTOR, gvc_table_sector_of(t, i));
}

static const char *final_use(const gvc_table *t, gvc_idx i)
{
    return gvc_table_label(t, GVC_FINAL_USE, i);
}

static const char *final_use_country(const gvc_table *t, gvc_idx i)
{
    gvc_idx country = gvc_table_country_of(t, GVC_FINAL_USE, i);
    return country < 0 ? "" : gvc_table_label(t, GVC_COUNTRY, country);
}

static const char *final_use_category(const gvc_table *t, gvc_idx i)
{
    return gvc_table_label(t, GVC_CATEGORY, gvc_table_category_of(t, i));
}

static const char *value_added(const gvc_table *t, gvc_idx i)
{
    return gvc_table_label(t, GVC_VALUE_ADDED, i);
}

static const char *value_added_name(const gvc_table *t, gvc_idx i)
{
    return gvc_table_name(t, GVC_VALUE_ADDED, i);
}

static const char *value_added_role(const gvc_table *t, gvc_idx i)
{
    return gvc_role_name(gvc_table_role(t, i));
}

static const char *category_name(const gvc_table *t, gvc_idx i)
{
    return gvc_table_name(t, GVC_CATEGORY, gvc_table_category_of(t, i));
}

static const char *extension(const gvc_table *t, gvc_idx i)
{
    return gvc_table_label(t, GVC_EXTENSION, i);
}

static const char *extension_units(const gvc_table *t, gvc_idx i)
{
    return gvc_table_name(t, GVC_EXTENSION, i);
}

static const char *country(const gvc_table *t, gvc_idx i)
{
    return gvc_table_label(t, GVC_COUNTRY, i);
}

static const char *country_name(const gvc_table *t, gvc_idx i)
{
    return gvc_table_name(t, GVC_COUNTRY, i);
}

static const char *sector(const gvc_table *t, gvc_idx i)
{
    return gvc_table_label(t, GVC_SECTOR, i);
}

static const char *sector_name(const gvc_table *t, gvc_idx i)
{
    return gvc_table_name(t, GVC_SECTOR, i);
}

static hid_t put_texts(writer *w, const char *name, text_of get, gvc_idx count)
{
    if (w->h.status != GVC_OK) {
        return -1;
    }
    const char **texts = gvc_malloc((size_t)count, sizeof *texts);
    if (texts == NULL) {
        gvc_h5_take(&w->h, gvc_fail_memory(w->h.ctx, (size_t)count * sizeof *texts, name));
        return -1;
    }
    for (gvc_idx i = 0; i < count; i++) {
        const char *text = get(w->t, i);
        texts[i] = text == NULL ? "" : text;
    }
    hid_t ds = gvc_h5_put_strings(&w->h, name, texts, count);
    gvc_release(texts);
    return ds;
}

static void put_dim(writer *w, const char *name, text_of get, gvc_axis axis)
{
    gvc_idx count = gvc_table_count(w->t, axis);
    if (count > 0) {
        gvc_h5_add_dim(&w->h, &w->dims, name, put_texts(w, name, get, count), count);
    }
}

/* Texts along a dimension: the country of every industry and the like. */
static void put_along(writer *w, const char *name, text_of get, gvc_axis axis, const char *dim,
                      const char *long_name)
{
    hid_t ds = put_texts(w, name, get, gvc_table_count(w->t, axis));
    gvc_h5_put_text(&w->h, ds, GVC_H5_LONG_NAME, long_name);
    gvc_h5_attach(&w->h, &w->dims, ds, name, &dim, 1);
    gvc_h5_release(ds);
}

static bool has_names(const gvc_table *t, gvc_axis axis)
{
    for (gvc_idx i = 0; i < gvc_table_count(t, axis); i++) {
        if (gvc_table_name(t, axis, i) != NULL) {
            return true;
        }
    }
    return false;
}

/* Without the dataset every row is value added. */
static bool has_roles(const gvc_table *t)
{
    for (gvc_idx i = 0; i < gvc_table_count(t, GVC_VALUE_ADDED); i++) {
        if (gvc_table_role(t, i) != GVC_ROLE_VALUE_ADDED) {
            return true;
        }
    }
    return false;
}

static void put_labels(writer *w)
{
    put_dim(w, GVC_H5_INDUSTRY, industry, GVC_INDUSTRY);
    put_dim(w, GVC_H5_USE, industry, GVC_INDUSTRY);
    put_dim(w, GVC_H5_FINAL_USE, final_use, GVC_FINAL_USE);
    put_dim(w, GVC_H5_VALUE_ADDED, value_added, GVC_VALUE_ADDED);
    put_dim(w, GVC_H5_EXTENSION, extension, GVC_EXTENSION);
    put_dim(w, GVC_H5_COUNTRY, country, GVC_COUNTRY);
    put_dim(w, GVC_H5_SECTOR, sector, GVC_SECTOR);
    put_along(w, GVC_H5_INDUSTRY_COUNTRY, industry_country, GVC_INDUSTRY, GVC_H5_INDUSTRY,
              "country that sells");
    put_along(w, GVC_H5_INDUSTRY_SECTOR, industry_sector, GVC_INDUSTRY, GVC_H5_INDUSTRY,
              "sector that sells");
    put_along(w, GVC_H5_USE_COUNTRY, industry_country, GVC_INDUSTRY, GVC_H5_USE,
              "country that buys");
    put_along(w, GVC_H5_USE_SECTOR, industry_sector, GVC_INDUSTRY, GVC_H5_USE, "sector that buys");
    put_along(w, GVC_H5_FINAL_USE_COUNTRY, final_use_country, GVC_FINAL_USE, GVC_H5_FINAL_USE,
              "country of final use; empty: none");
    put_along(w, GVC_H5_FINAL_USE_CATEGORY, final_use_category, GVC_FINAL_USE, GVC_H5_FINAL_USE,
              "category of final use");
    if (has_names(w->t, GVC_COUNTRY)) {
        put_along(w, GVC_H5_COUNTRY_NAME, country_name, GVC_COUNTRY, GVC_H5_COUNTRY,
                  "full name of the country");
    }
    if (has_names(w->t, GVC_SECTOR)) {
        put_along(w, GVC_H5_SECTOR_NAME, sector_name, GVC_SECTOR, GVC_H5_SECTOR,
                  "full name of the sector");
    }
    if (has_names(w->t, GVC_CATEGORY)) {
        put_along(w, GVC_H5_CATEGORY_NAME, category_name, GVC_FINAL_USE, GVC_H5_FINAL_USE,
                  "full name of the category");
    }
    if (has_names(w->t, GVC_VALUE_ADDED)) {
        put_along(w, GVC_H5_VALUE_ADDED_NAME, value_added_name, GVC_VALUE_ADDED, GVC_H5_VALUE_ADDED,
                  "full name of the row");
    }
    if (has_roles(w->t)) {
        put_along(w, GVC_H5_VALUE_ADDED_ROLE, value_added_role, GVC_VALUE_ADDED, GVC_H5_VALUE_ADDED,
                  "value added, or a row that does not count as it");
    }
    if (has_names(w->t, GVC_EXTENSION)) {
        put_along(w, GVC_H5_EXTENSION_UNITS, extension_units, GVC_EXTENSION, GVC_H5_EXTENSION,
                  "units of the satellite account");
    }
}

/* ---- matrices ---------------------------------------------------------------------------------
 */

typedef struct about {
    const char *name, *rows, *cols; /* cols NULL: one dimension */
    const char *long_name, *coordinates;
    bool units;
} about;

#define OF_INDUSTRY GVC_H5_INDUSTRY_COUNTRY " " GVC_H5_INDUSTRY_SECTOR
#define OF_USE GVC_H5_USE_COUNTRY " " GVC_H5_USE_SECTOR
#define OF_FINAL_USE GVC_H5_FINAL_USE_COUNTRY " " GVC_H5_FINAL_USE_CATEGORY

static const about of_z = {GVC_H5_Z,           GVC_H5_INDUSTRY,        GVC_H5_USE,
                           "intermediate use", OF_INDUSTRY " " OF_USE, true};
static const about of_y = {
    GVC_H5_Y, GVC_H5_INDUSTRY, GVC_H5_FINAL_USE, "final use", OF_INDUSTRY " " OF_FINAL_USE, true};
static const about of_v = {GVC_H5_V, GVC_H5_VALUE_ADDED, GVC_H5_USE, "value added", OF_USE, true};
static const about of_x = {
    GVC_H5_X, GVC_H5_INDUSTRY, NULL, "gross output: row sums of Z and Y", OF_INDUSTRY, true};
static const about of_x_given = {GVC_H5_X_GIVEN, GVC_H5_INDUSTRY,
                                 NULL,           "gross output as the source states it",
                                 OF_INDUSTRY,    true};
static const about of_e = {GVC_H5_E, GVC_H5_EXTENSION, GVC_H5_USE, "satellite accounts", OF_USE,
                           false};
static const about of_ey = {GVC_H5_EY,        GVC_H5_EXTENSION,
                            GVC_H5_FINAL_USE, "satellite accounts of final use itself",
                            OF_FINAL_USE,     false};

static const about of_vy = {GVC_H5_VY,        GVC_H5_VALUE_ADDED,
                            GVC_H5_FINAL_USE, "primary rows that final use itself pays",
                            OF_FINAL_USE,     true};

static hid_t put_block(writer *w, const about *a, const gvc_h5_block *b, const double *data)
{
    hid_t ds = gvc_h5_put_values(&w->h, a->name, b, data);
    gvc_h5_put_text(&w->h, ds, GVC_H5_UNITS, a->units ? w->units : NULL);
    gvc_h5_put_text(&w->h, ds, GVC_H5_LONG_NAME, a->long_name);
    gvc_h5_put_text(&w->h, ds, GVC_H5_COORDINATES, a->coordinates);
    const char *const names[2] = {a->rows, a->cols};
    gvc_h5_attach(&w->h, &w->dims, ds, a->name, names, b->rank);
    return ds;
}

static hid_t put_matrix(writer *w, const about *a, const gvc_dense *m)
{
    if (m == NULL || m->rows == 0 || m->cols == 0) {
        return -1;
    }
    gvc_h5_block b = gvc_h5_matrix(m);
    return put_block(w, a, &b, m->data);
}

static void put_vector(writer *w, const about *a, const double *x)
{
    if (x != NULL) {
        gvc_h5_block b = gvc_h5_vector(gvc_table_count(w->t, GVC_INDUSTRY));
        gvc_h5_release(put_block(w, a, &b, x));
    }
}

static void put_matrices(writer *w)
{
    hid_t z = put_matrix(w, &of_z, gvc_table_z(w->t));
    gvc_h5_put_text(&w->h, z, GVC_H5_CELL_METHODS, "row sells to column");
    gvc_h5_release(z);
    gvc_h5_release(put_matrix(w, &of_y, gvc_table_y(w->t)));
    hid_t v = put_matrix(w, &of_v, gvc_table_v(w->t));
    gvc_h5_put_text(&w->h, v, GVC_H5_ORIGIN,
                    gvc_table_has_primary(w->t) ? GVC_H5_ORIGIN_GIVEN : GVC_H5_ORIGIN_RESIDUAL);
    gvc_h5_release(v);
    gvc_h5_release(put_matrix(w, &of_vy, gvc_table_vy(w->t)));
    put_vector(w, &of_x, gvc_table_x(w->t));
    put_vector(w, &of_x_given, gvc_table_x_given(w->t));
    gvc_h5_release(put_matrix(w, &of_e, gvc_table_e(w->t)));
    gvc_h5_release(put_matrix(w, &of_ey, gvc_table_ey(w->t)));
}

static const gvc_attribute *attribute(const void *t, gvc_idx i)
{
    return gvc_table_attribute(t, i);
}

gvc_status gvc_hdf5_write_table(gvc_ctx *ctx, const gvc_table *t, const char *part,
                                const gvc_write_options *options)
{
    if (gvc_table_z(t) == NULL) {
        return gvc_fail(ctx, GVC_EARG,
                        "the table was opened for its labels only and cannot be written");
    }
    writer w = {.t = t, .units = gvc_table_text(t, GVC_H5_UNITS)};
    w.units = w.units == NULL ? "unknown" : w.units;
    int32_t year = (int32_t)gvc_table_year(t);
    const gvc_root_source root = {GVC_H5_SCHEMA_TABLE, &year, attribute, t};
    const gvc_dense *z = gvc_table_z(t), *y = gvc_table_y(t);
    gvc_h5_create(ctx, &w.h, part,
                  (double)sizeof(double) * (double)z->rows * (double)(z->cols + y->cols));
    gvc_h5_put_root(&w.h, &root, options);
    put_labels(&w);
    put_matrices(&w);
    gvc_h5_finish_dims(&w.h, &w.dims);
    gvc_h5_free_dims(&w.dims);
    gvc_h5_save(&w.h, part);
    gvc_h5_close(&w.h);
    return w.h.status;
}
