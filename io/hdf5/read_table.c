/* read_table.c - a table out of HDF5: everything is checked before a matrix is allocated
 *
 * The builder computes x from Z and Y; the stored one tells whether they are still what was
 * written. A residual row of value added is not read. */
#include <string.h>

#include "hdf5/h5.h"

typedef struct reader {
    bool labels_only;
    gvc_h5 h;
    gvc_builder *b;
    gvc_labels *countries, *sectors;
    gvc_h5_strings labels; /* of the industries */
    bool given_va;
    gvc_idx industries, final_uses, value_added, extensions;
} reader;

static bool ok(const reader *r)
{
    return r->h.status == GVC_OK;
}

/* ---- labels -----------------------------------------------------------------------------------
 */

/* Codes in the order of the file, with full names where it has them; set (may be NULL) gets them,
 * each once. */
static gvc_idx get_codes(reader *r, const char *name, const char *names,
                         gvc_status (*add)(gvc_ctx *, gvc_builder *, const char *, const char *),
                         gvc_labels **set)
{
    gvc_h5_strings codes = {0}, full = {0};
    gvc_h5_get_strings(&r->h, name, -1, &codes);
    bool named = gvc_h5_has(&r->h, names);
    if (named) {
        gvc_h5_get_strings(&r->h, names, codes.count, &full);
    }
    for (gvc_idx i = 0; i < codes.count && ok(r); i++) {
        const char *text = named && full.texts[i][0] != '\0' ? full.texts[i] : NULL;
        gvc_h5_take(&r->h, add(r->h.ctx, r->b, codes.texts[i], text));
    }
    if (set != NULL) {
        *set = gvc_h5_code_set(&r->h, name, &codes);
    }
    gvc_idx count = codes.count;
    gvc_h5_free_strings(&codes);
    gvc_h5_free_strings(&full);
    return count;
}

static void get_industries(reader *r)
{
    gvc_h5_strings country = {0}, sector = {0};
    gvc_h5_get_strings(&r->h, GVC_H5_INDUSTRY, -1, &r->labels);
    r->industries = r->labels.count;
    gvc_h5_get_strings(&r->h, GVC_H5_INDUSTRY_COUNTRY, r->industries, &country);
    gvc_h5_get_strings(&r->h, GVC_H5_INDUSTRY_SECTOR, r->industries, &sector);
    gvc_h5_check_codes(&r->h, GVC_H5_INDUSTRY_COUNTRY, &country, GVC_H5_COUNTRY, r->countries,
                       &r->labels, false);
    gvc_h5_check_codes(&r->h, GVC_H5_INDUSTRY_SECTOR, &sector, GVC_H5_SECTOR, r->sectors,
                       &r->labels, false);
    if (!r->labels_only) {
        gvc_h5_check_twin(&r->h, GVC_H5_INDUSTRY_COUNTRY, &country, GVC_H5_USE_COUNTRY, &r->labels);
        gvc_h5_check_twin(&r->h, GVC_H5_INDUSTRY_SECTOR, &sector, GVC_H5_USE_SECTOR, &r->labels);
    }
    for (gvc_idx i = 0; i < r->industries && ok(r); i++) {
        gvc_h5_take(&r->h, gvc_builder_industry(r->h.ctx, r->b, r->labels.texts[i],
                                                country.texts[i], sector.texts[i]));
    }
    gvc_h5_free_strings(&country);
    gvc_h5_free_strings(&sector);
}

/* Texts along a dimension that a file may lack: count 0 then. */
static void get_optional(reader *r, const char *name, gvc_idx count, gvc_h5_strings *out)
{
    if (ok(r) && gvc_h5_has(&r->h, name)) {
        gvc_h5_get_strings(&r->h, name, count, out);
    }
}

static void get_final_uses(reader *r)
{
    gvc_h5_strings labels = {0}, country = {0}, category = {0}, names = {0};
    gvc_h5_get_strings(&r->h, GVC_H5_FINAL_USE, -1, &labels);
    r->final_uses = labels.count;
    gvc_h5_get_strings(&r->h, GVC_H5_FINAL_USE_COUNTRY, labels.count, &country);
    gvc_h5_get_strings(&r->h, GVC_H5_FINAL_USE_CATEGORY, labels.count, &category);
    gvc_h5_check_codes(&r->h, GVC_H5_FINAL_USE_COUNTRY, &country, GVC_H5_COUNTRY, r->countries,
                       &labels, true);
    for (gvc_idx i = 0; i < labels.count && ok(r); i++) {
        gvc_h5_take(&r->h, gvc_builder_final_use(r->h.ctx, r->b, labels.texts[i], country.texts[i],
                                                 category.texts[i]));
    }
    get_optional(r, GVC_H5_CATEGORY_NAME, labels.count, &names);
    for (gvc_idx i = 0; i < names.count && ok(r); i++) {
        const char *code = category.texts[i][0] == '\0' ? labels.texts[i] : category.texts[i];
        if (names.texts[i][0] != '\0') {
            gvc_h5_take(&r->h, gvc_builder_category(r->h.ctx, r->b, code, names.texts[i]));
        }
    }
    gvc_h5_free_strings(&labels);
    gvc_h5_free_strings(&country);
    gvc_h5_free_strings(&names);
    gvc_h5_free_strings(&category);
}

/* Where value added came from: attribute `origin` of V. */
static void get_origin(reader *r)
{
    hsize_t extent[GVC_H5_MAX_RANK];
    hid_t v = gvc_h5_get_dataset(&r->h, NULL, GVC_H5_V, 2, extent);
    if (v < 0) {
        return;
    }
    char *origin = gvc_h5_get_text(&r->h, v, GVC_H5_ORIGIN);
    r->given_va = origin == NULL || strcmp(origin, GVC_H5_ORIGIN_RESIDUAL) != 0;
    gvc_release(origin);
    gvc_h5_release(v);
}

static gvc_role role_named(reader *r, const char *label, const char *name)
{
    for (gvc_role role = GVC_ROLE_VALUE_ADDED; role < GVC_ROLES; role++) {
        if (strcmp(name, gvc_role_name(role)) == 0) {
            return role;
        }
    }
    gvc_h5_fail(&r->h, GVC_EFORMAT, "is damaged: %s of '%s' is '%s', expected '%s', '%s' or '%s'",
                GVC_H5_VALUE_ADDED_ROLE, label, name, gvc_role_name(GVC_ROLE_VALUE_ADDED),
                gvc_role_name(GVC_ROLE_TAX), gvc_role_name(GVC_ROLE_ADJUSTMENT));
    return GVC_ROLE_VALUE_ADDED;
}

static void get_value_added(reader *r)
{
    get_origin(r);
    if (!ok(r) || !r->given_va) {
        return;
    }
    gvc_h5_strings labels = {0}, names = {0}, roles = {0};
    gvc_h5_get_strings(&r->h, GVC_H5_VALUE_ADDED, -1, &labels);
    get_optional(r, GVC_H5_VALUE_ADDED_NAME, labels.count, &names);
    get_optional(r, GVC_H5_VALUE_ADDED_ROLE, labels.count, &roles);
    for (gvc_idx i = 0; i < labels.count && ok(r); i++) {
        const char *name = names.count > 0 && names.texts[i][0] != '\0' ? names.texts[i] : NULL;
        gvc_role role =
            roles.count > 0 ? role_named(r, labels.texts[i], roles.texts[i]) : GVC_ROLE_VALUE_ADDED;
        if (ok(r)) {
            gvc_h5_take(&r->h, gvc_builder_primary(r->h.ctx, r->b, labels.texts[i], name, role));
        }
    }
    r->value_added = labels.count;
    gvc_h5_free_strings(&labels);
    gvc_h5_free_strings(&names);
    gvc_h5_free_strings(&roles);
}

static void get_labels(reader *r)
{
    get_codes(r, GVC_H5_COUNTRY, GVC_H5_COUNTRY_NAME, gvc_builder_country, &r->countries);
    get_codes(r, GVC_H5_SECTOR, GVC_H5_SECTOR_NAME, gvc_builder_sector, &r->sectors);
    get_industries(r);
    get_final_uses(r);
    get_value_added(r);
    if (gvc_h5_has(&r->h, GVC_H5_EXTENSION)) {
        r->extensions =
            get_codes(r, GVC_H5_EXTENSION, GVC_H5_EXTENSION_UNITS, gvc_builder_extension, NULL);
    }
}

/* ---- year and attributes ----------------------------------------------------------------------
 */

static gvc_status set_attribute(gvc_h5 *h, const gvc_attribute *a, void *user)
{
    if (strcmp(a->name, GVC_H5_YEAR) == 0) {
        return GVC_OK;
    }
    return gvc_builder_set_attribute(h->ctx, user, a);
}

/* What the caller says counts where the file does not say; where it does, the two must agree. */
static void settle(reader *r, const char *name, const char *what, const char *said)
{
    char *stored = said == NULL ? NULL : gvc_h5_get_text(&r->h, r->h.file, name);
    if (stored == NULL) {
        return;
    }
    /* "current" is what stands where nobody said. */
    if (stored[0] == '\0' || strcmp(stored, "unknown") == 0 || strcmp(stored, "current") == 0) {
        gvc_h5_take(&r->h, gvc_builder_set_text(r->h.ctx, r->b, name, said));
    } else if (strcmp(stored, said) != 0) {
        gvc_h5_fail(&r->h, GVC_EUNKNOWN, "holds the %s '%s', not '%s'", what, stored, said);
    }
    gvc_release(stored);
}

static int get_year(gvc_h5 *h)
{
    int32_t year = 0;
    gvc_h5_get_integer(h, h->file, GVC_H5_YEAR, &year);
    if (year < 0 || year > 9999) {
        gvc_h5_fail(h, GVC_EFORMAT,
                    "is damaged: attribute %s is %ld, expected 1 to 9999, or 0 for unknown",
                    GVC_H5_YEAR, (long)year);
    }
    return year;
}

static void get_facts(reader *r, const gvc_read_options *options)
{
    int year = get_year(&r->h);
    if (ok(r)) {
        /* The caller compares the year asked for with what the table says in the end. */
        gvc_builder_set_year(r->b, year != 0 || options == NULL ? year : options->year);
    }
    gvc_h5_get_root(&r->h, set_attribute, r->b);
    settle(r, GVC_H5_UNITS, "unit", options == NULL ? NULL : options->units);
    settle(r, GVC_H5_PRICES, "prices", options == NULL ? NULL : options->prices);
}

/* ---- matrices ---------------------------------------------------------------------------------
 */

typedef struct wanted {
    const char *name;
    gvc_idx rows, cols; /* cols 0: one dimension */
    hid_t ds;           /* -1: not in the file */
} wanted;

enum { Z, Y, V, VY, X, E, EY, X_GIVEN, WANTED };

static gvc_h5_block shape(const wanted *w)
{
    gvc_dense m = {NULL, w->rows, w->cols, w->cols};
    return w->cols == 0 ? gvc_h5_vector(w->rows) : gvc_h5_matrix(&m);
}

static void find_all(reader *r, wanted list[WANTED])
{
    const gvc_idx n = r->industries, f = r->final_uses, q = r->extensions;
    const wanted all[WANTED] = {
        [Z] = {GVC_H5_Z, n, n, -1},
        [Y] = {GVC_H5_Y, n, f, -1},
        [V] = {GVC_H5_V, r->value_added, n, -1},
        [VY] = {GVC_H5_VY, r->value_added, f, -1},
        [X] = {GVC_H5_X, n, 0, -1},
        [E] = {GVC_H5_E, q, n, -1},
        [EY] = {GVC_H5_EY, q, f, -1},
        [X_GIVEN] = {GVC_H5_X_GIVEN, n, 0, -1},
    };
    memcpy(list, all, sizeof all);
    if (ok(r) && !gvc_h5_has(&r->h, GVC_H5_Z) && gvc_h5_has(&r->h, GVC_H5_Z_SPARSE)) {
        gvc_h5_fail(&r->h, GVC_EUNSUPPORTED,
                    "holds Z in sparse form (dataset '%s'), this gvc reads dense tables only",
                    GVC_H5_Z_SPARSE);
    }
    for (int i = 0; i < WANTED && ok(r); i++) {
        bool optional = i == X_GIVEN || i == EY || i == VY;
        bool empty =
            ((i == V || i == VY) && r->value_added == 0) || ((i == E || i == EY) && q == 0);
        if (empty || (optional && !gvc_h5_has(&r->h, list[i].name))) {
            continue;
        }
        hsize_t extent[GVC_H5_MAX_RANK];
        gvc_h5_block b = shape(&list[i]);
        list[i].ds = gvc_h5_get_dataset(&r->h, NULL, list[i].name, b.rank, extent);
        gvc_h5_check_values(&r->h, list[i].ds, list[i].name, &b);
    }
}

static void get_matrix(reader *r, const wanted *w, gvc_dense *m)
{
    if (!ok(r) || w->ds < 0) {
        return;
    }
    if (m == NULL) {
        gvc_h5_take(&r->h, gvc_fail_memory(r->h.ctx, (size_t)(w->rows * w->cols) * 8, w->name));
        return;
    }
    gvc_h5_block b = gvc_h5_matrix(m);
    gvc_h5_get_values(&r->h, w->ds, w->name, &b, m->data);
}

static void get_output(reader *r, const wanted *w, double *(*room)(gvc_builder *b))
{
    if (!ok(r) || w->ds < 0) {
        return;
    }
    double *x = room(r->b);
    if (x == NULL) {
        gvc_h5_take(&r->h, gvc_fail_memory(r->h.ctx, (size_t)w->rows * 8, w->name));
        return;
    }
    gvc_h5_block b = gvc_h5_vector(w->rows);
    gvc_h5_get_values(&r->h, w->ds, w->name, &b, x);
}

static void get_matrices(reader *r)
{
    wanted list[WANTED];
    find_all(r, list);
    if (ok(r)) {
        gvc_h5_take(&r->h, gvc_builder_allocate(r->h.ctx, r->b));
    }
    if (ok(r)) {
        get_matrix(r, &list[Z], gvc_builder_z(r->b));
        get_matrix(r, &list[Y], gvc_builder_y(r->b));
        get_matrix(r, &list[V], gvc_builder_v(r->b));
        get_matrix(r, &list[E], gvc_builder_e(r->b));
        get_matrix(r, &list[EY], list[EY].ds < 0 ? NULL : gvc_builder_ey(r->b));
        get_matrix(r, &list[VY], list[VY].ds < 0 ? NULL : gvc_builder_vy(r->b));
        get_output(r, &list[X_GIVEN], gvc_builder_x_given);
        get_output(r, &list[X], gvc_builder_x_stored);
    }
    for (int i = 0; i < WANTED; i++) {
        gvc_h5_release(list[i].ds);
    }
}

static void open_table(gvc_ctx *ctx, gvc_h5 *h, const char *path)
{
    gvc_kind kind = GVC_KIND_TABLE;
    gvc_h5_open(ctx, h, path);
    gvc_h5_schema(h, &kind);
    if (kind == GVC_KIND_RESULT) {
        gvc_h5_fail(h, GVC_EFORMAT, "is a gvc result, not a table");
    }
}

gvc_status gvc_hdf5_year(gvc_ctx *ctx, const char *path, int *out)
{
    gvc_h5 h;
    open_table(ctx, &h, path);
    int year = get_year(&h);
    gvc_h5_close(&h);
    if (h.status == GVC_OK) {
        *out = year;
    }
    return h.status;
}

gvc_status gvc_hdf5_read_table(gvc_ctx *ctx, const char *path, const gvc_read_options *options,
                               gvc_builder *out)
{
    reader r = {.b = out, .labels_only = options != NULL && options->labels_only};
    open_table(ctx, &r.h, path);
    get_labels(&r);
    get_facts(&r, options);
    if (ok(&r) && !r.labels_only) {
        get_matrices(&r);
    }
    gvc_labels_free(r.countries);
    gvc_labels_free(r.sectors);
    gvc_h5_free_strings(&r.labels);
    gvc_h5_close(&r.h);
    return r.h.status;
}
