/* table.c - reading a table, and what holds for every table that was read */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/base.h"
#include "fuzz.h"
#include "text/csv.h"

void fuzz_check_text(const char *text, const char *what)
{
    if (text != NULL && !gvc_is_utf8(text, strlen(text))) {
        fuzz_wrong("%s is no UTF-8", what);
    }
}

static void check_axis(const gvc_table *t, gvc_axis axis, const char *what)
{
    gvc_labels *seen = gvc_labels_new();
    for (gvc_idx i = 0; i < gvc_table_count(t, axis); i++) {
        const char *label = gvc_table_label(t, axis, i);
        if (label == NULL || label[0] == '\0') {
            fuzz_wrong("%s %lld has no label", what, (long long)i);
        }
        fuzz_check_text(label, what);
        fuzz_check_text(gvc_table_name(t, axis, i), what);
        if (gvc_labels_add(seen, label) != i) {
            fuzz_wrong("%s '%s' is there twice", what, label);
        }
    }
    gvc_labels_free(seen);
}

static void check_positions(const gvc_table *t)
{
    gvc_idx countries = gvc_table_count(t, GVC_COUNTRY);
    for (gvc_idx i = 0; i < gvc_table_count(t, GVC_INDUSTRY); i++) {
        gvc_idx country = gvc_table_country_of(t, GVC_INDUSTRY, i);
        gvc_idx sector = gvc_table_sector_of(t, i);
        if (country < 0 || country >= countries || sector < 0 ||
            sector >= gvc_table_count(t, GVC_SECTOR)) {
            fuzz_wrong("industry %lld is of no country or sector", (long long)i);
        }
    }
    for (gvc_idx j = 0; j < gvc_table_count(t, GVC_FINAL_USE); j++) {
        gvc_idx category = gvc_table_category_of(t, j);
        if (gvc_table_country_of(t, GVC_FINAL_USE, j) >= countries || category < 0 ||
            category >= gvc_table_count(t, GVC_CATEGORY)) {
            fuzz_wrong("final use %lld is of no category", (long long)j);
        }
    }
    for (gvc_idx i = 0; i < gvc_table_count(t, GVC_VALUE_ADDED); i++) {
        if (gvc_role_name(gvc_table_role(t, i)) == NULL) {
            fuzz_wrong("primary row %lld has no role", (long long)i);
        }
    }
}

static void check_finite(const double *values, gvc_idx count, const char *what)
{
    for (gvc_idx i = 0; i < count; i++) {
        if (!isfinite(values[i])) {
            fuzz_wrong("%s has %g at %lld", what, values[i], (long long)i);
        }
    }
}

static void check_matrix(const gvc_dense *m, gvc_idx rows, gvc_idx cols, const char *what)
{
    if (m->rows != rows || m->cols != cols) {
        fuzz_wrong("%s is %lld x %lld instead of %lld x %lld", what, (long long)m->rows,
                   (long long)m->cols, (long long)rows, (long long)cols);
    }
    for (gvc_idx i = 0; i < rows; i++) {
        check_finite(m->data + i * m->stride, cols, what);
    }
}

static void check_matrices(const gvc_table *t)
{
    gvc_idx n = gvc_table_count(t, GVC_INDUSTRY), f = gvc_table_count(t, GVC_FINAL_USE);
    gvc_idx v = gvc_table_count(t, GVC_VALUE_ADDED), q = gvc_table_count(t, GVC_EXTENSION);
    if (gvc_table_z(t) == NULL || gvc_table_y(t) == NULL || gvc_table_v(t) == NULL) {
        fuzz_wrong("a table without matrices");
    }
    check_matrix(gvc_table_z(t), n, n, "Z");
    check_matrix(gvc_table_y(t), n, f, "Y");
    check_matrix(gvc_table_v(t), v, n, "V");
    check_finite(gvc_table_x(t), n, "x");
    if (gvc_table_vy(t) != NULL) {
        check_matrix(gvc_table_vy(t), v, f, "VY");
    }
    if (gvc_table_e(t) != NULL) {
        check_matrix(gvc_table_e(t), q, n, "E");
    }
    if (gvc_table_ey(t) != NULL) {
        check_matrix(gvc_table_ey(t), q, f, "EY");
    }
    if (gvc_table_x_given(t) != NULL) {
        check_finite(gvc_table_x_given(t), n, "given x");
    }
}

static void check_table(gvc_ctx *ctx, const gvc_table *t, bool labels_only)
{
    static const struct {
        gvc_axis axis;
        const char *what;
    } axes[] = {{GVC_INDUSTRY, "industry"},       {GVC_FINAL_USE, "final use"},
                {GVC_VALUE_ADDED, "primary row"}, {GVC_EXTENSION, "extension"},
                {GVC_COUNTRY, "country"},         {GVC_SECTOR, "sector"},
                {GVC_CATEGORY, "category"}};
    for (size_t i = 0; i < sizeof axes / sizeof *axes; i++) {
        check_axis(t, axes[i].axis, axes[i].what);
    }
    check_positions(t);
    for (gvc_idx i = 0; gvc_table_attribute(t, i) != NULL; i++) {
        const gvc_attribute *a = gvc_table_attribute(t, i);
        fuzz_check_text(a->name, "an attribute");
        fuzz_check_text(a->kind == GVC_ATTR_TEXT ? a->text : NULL, a->name);
    }
    if (labels_only && gvc_table_z(t) == NULL) {
        return;
    }
    check_matrices(t);
    gvc_balance balance;
    if (gvc_table_balance(ctx, t, &balance) != GVC_OK) {
        fuzz_wrong("no balance: %s", gvc_ctx_error(ctx));
    }
}

void fuzz_check_table(gvc_ctx *ctx, const gvc_table *t, bool labels_only)
{
    long left = fuzz_deny_pause();
    check_table(ctx, t, labels_only);
    fuzz_deny_resume(left);
}

static gvc_status read_files(gvc_ctx *ctx, gvc_table **out, const fuzz_folder *f)
{
    static char paths[FUZZ_FILES][FUZZ_PATH];
    const char *list[FUZZ_FILES];
    if (!f->one_by_one) {
        fuzz_path(f, paths[0]);
        return gvc_table_read(ctx, out, paths[0], &f->options);
    }
    for (int i = 0; i < f->count; i++) {
        snprintf(paths[i], FUZZ_PATH, "%.2000s/%s", f->folder, f->names[i]);
        list[i] = paths[i];
    }
    return gvc_table_read_files(ctx, out, list, f->count, &f->options);
}

/* Storing takes longer than reading a small table: one in eight is, always the same. */
static bool is_stored(const gvc_table *t, const unsigned char *bytes, size_t size)
{
    unsigned sum = 0;
    for (size_t i = 0; i < size; i++) {
        sum = 31 * sum + bytes[i];
    }
    return gvc_table_z(t) != NULL && gvc_table_count(t, GVC_INDUSTRY) < 100 && sum % 8 == 0;
}

/* Options that name files mean those of the folder, by their base names. */
static void name_lists(fuzz_folder *f, char paths[4][FUZZ_PATH])
{
    gvc_read_options *o = &f->options;
    const char **lists[] = {&o->satellite, &o->countries, &o->sectors, &o->fd_countries};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (*lists[i] != NULL) {
            const char *slash = strrchr(*lists[i], '/');
            snprintf(paths[i], FUZZ_PATH, "%.2000s/%.200s", f->folder,
                     slash == NULL ? *lists[i] : slash + 1);
            *lists[i] = paths[i];
        }
    }
}

void fuzz_read_table(const char *format, const unsigned char *bytes, size_t size)
{
    static fuzz_folder f;
    if (!fuzz_unfold(&f, bytes, size)) {
        return;
    }
    static char lists[4][FUZZ_PATH];
    name_lists(&f, lists);
    f.options.format = format;
    gvc_ctx *ctx = fuzz_ctx();
    gvc_table *table = NULL;
    fuzz_deny_begin(f.denied);
    gvc_status status = read_files(ctx, &table, &f);
    fuzz_deny_end();
    fuzz_check_failure(ctx, status, table);
    if (status == GVC_OK) {
        fuzz_check_table(ctx, table, f.options.labels_only);
        if (is_stored(table, bytes, size)) {
            char path[FUZZ_PATH];
            snprintf(path, sizeof path, "%.2000s.h5", f.folder);
            fuzz_roundtrip(ctx, table, path);
        }
    }
    gvc_table_free(table);
    gvc_ctx_free(ctx);
    fuzz_remove(&f);
}

void fuzz_format(const fuzz_target *t, const unsigned char *bytes, size_t size)
{
    fuzz_read_table(t->name, bytes, size);
}
