/* sut_csv_labels.c - the labels of supply and use: which rows and columns are industries, products,
 * final use, primary inputs, totals */
#include <string.h>

#include "formats/roles.h"
#include "formats/sut_csv.h"

size_t gvc_sut_country_length(const char *label)
{
    const char *cut = strchr(label, '_');
    return cut == NULL || cut == label || cut[1] == '\0' ? 0 : (size_t)(cut - label);
}

gvc_idx gvc_sut_products(const gvc_sut *s)
{
    return gvc_labels_count(s->products.labels);
}

gvc_idx gvc_sut_industries(const gvc_sut *s)
{
    return gvc_labels_count(s->industries.labels);
}

/* A total of the whole or of a country. */
static bool is_total(const char *label)
{
    size_t length = gvc_sut_country_length(label);
    return gvc_is_output_label(length == 0 ? label : label + length + 1);
}

/* ---- one file -------------------------------------------------------------------------------- */
/* Where labels of columns and rows go; `known` ones are passed over (NULL: none is). */
typedef struct target {
    gvc_labels *columns, *rows;
    const gvc_labels *known_columns, *known_rows;
    bool complete; /* all that are known must be there */
} target;

static gvc_status take(gvc_sut *s, const gvc_csv *csv, const char *label, const gvc_labels *known,
                       gvc_labels *to, gvc_labels *here)
{
    gvc_idx before = gvc_labels_count(here);
    bool total = is_total(label);
    if (label[0] == '\0') {
        return gvc_fail(s->ctx, GVC_EFORMAT, "%s:%lld: a label is empty", gvc_csv_name(csv),
                        (long long)gvc_csv_line(csv));
    }
    if (gvc_labels_add(here, label) < 0) {
        return gvc_fail_memory(s->ctx, strlen(label), "labels");
    }
    if (gvc_labels_count(here) == before) {
        return gvc_fail(s->ctx, GVC_EFORMAT, "%s:%lld: label '%s' is there twice",
                        gvc_csv_name(csv), (long long)gvc_csv_line(csv), label);
    }
    if (!total && known != NULL && gvc_labels_find(known, label) >= 0) {
        return GVC_OK;
    }
    if (!total && to == NULL) {
        return gvc_fail(s->ctx, GVC_EFORMAT, "%s:%lld: '%s' is no %s", gvc_csv_name(csv),
                        (long long)gvc_csv_line(csv), label,
                        known == s->products.labels ? "product of supply" : "industry of supply");
    }
    gvc_labels *list = total ? s->totals : to;
    gvc_idx old = gvc_labels_count(list);
    if (gvc_labels_add(list, label) < 0) {
        return gvc_fail_memory(s->ctx, strlen(label), "labels");
    }
    return total || gvc_labels_count(list) > old
               ? GVC_OK
               : gvc_fail(s->ctx, GVC_EFORMAT, "%s:%lld: label '%s' is in another file, too",
                          gvc_csv_name(csv), (long long)gvc_csv_line(csv), label);
}

/* An industry of supply under another name in use would be taken for final use. */
static gvc_status check_complete(gvc_sut *s, const gvc_csv *csv, const gvc_labels *known,
                                 const gvc_labels *here, const char *what, const char *where)
{
    for (gvc_idx i = 0; i < gvc_labels_count(known); i++) {
        const char *label = gvc_labels_get(known, i);
        if (gvc_labels_find(here, label) < 0) {
            return gvc_fail(s->ctx, GVC_ESHAPE,
                            "%s: has no %s '%s', though it is %s of supply; rows of supply are "
                            "industries, its columns products",
                            gvc_csv_name(csv), where, label, what);
        }
    }
    return GVC_OK;
}

static gvc_status read_columns(gvc_sut *s, gvc_csv *csv, const target *t)
{
    gvc_labels *here = gvc_labels_new();
    const char *label = NULL;
    gvc_status status =
        here == NULL ? gvc_fail_memory(s->ctx, 256, "labels") : gvc_csv_text(s->ctx, csv, &label);
    for (bool corner = true; status == GVC_OK && label != NULL; corner = false) {
        if (!corner) {
            status = take(s, csv, label, t->known_columns, t->columns, here);
        }
        if (status == GVC_OK) {
            status = gvc_csv_text(s->ctx, csv, &label);
        }
    }
    if (status == GVC_OK && t->complete) {
        status = check_complete(s, csv, t->known_columns, here, "an industry", "column");
    }
    gvc_labels_free(here);
    return status;
}

static gvc_status read_rows(gvc_sut *s, gvc_csv *csv, const target *t)
{
    gvc_labels *here = gvc_labels_new();
    gvc_status status = here == NULL ? gvc_fail_memory(s->ctx, 256, "labels") : GVC_OK;
    bool more = true;
    while (status == GVC_OK) {
        const char *label = NULL;
        status = gvc_csv_next(s->ctx, csv, &more);
        if (status != GVC_OK || !more) {
            break;
        }
        status = gvc_csv_text(s->ctx, csv, &label);
        if (status == GVC_OK) {
            status = take(s, csv, label == NULL ? "" : label, t->known_rows, t->rows, here);
        }
    }
    if (status == GVC_OK && t->complete) {
        status = check_complete(s, csv, t->known_rows, here, "a product", "row");
    }
    gvc_labels_free(here);
    return status;
}

static gvc_status read_file(gvc_sut *s, gvc_sut_file which, const target *t)
{
    gvc_source *source = NULL;
    gvc_csv *csv = NULL;
    bool more = false;
    if (s->at[which] < 0) {
        return GVC_OK;
    }
    gvc_status status = gvc_files_source(s->ctx, s->files, s->at[which], &source);
    if (status == GVC_OK) {
        status = gvc_csv_open(s->ctx, &csv, source);
    }
    if (status == GVC_OK) {
        status = gvc_csv_next(s->ctx, csv, &more);
    }
    if (status == GVC_OK && !more) {
        status = gvc_fail(s->ctx, GVC_EFORMAT, "%s: holds no row", gvc_source_name(source));
    }
    if (status == GVC_OK) {
        status = read_columns(s, csv, t);
    }
    if (status == GVC_OK) {
        status = read_rows(s, csv, t);
    }
    gvc_csv_close(csv);
    gvc_source_close(source);
    return status;
}

/* ---- countries ------------------------------------------------------------------------------- */
/* Countries of the labels; new ones join the list. */
static gvc_status find_countries(gvc_sut *s, gvc_sut_axis *axis, const char *what)
{
    gvc_idx count = gvc_labels_count(axis->labels);
    axis->country = gvc_malloc((size_t)count + 1, sizeof *axis->country);
    axis->position = gvc_malloc((size_t)count + 1, sizeof *axis->position);
    gvc_text country = {0};
    gvc_status status = axis->country == NULL || axis->position == NULL
                            ? gvc_fail_memory(s->ctx, (size_t)count * 16, "labels")
                            : GVC_OK;
    for (gvc_idx i = 0; status == GVC_OK && i < count; i++) {
        const char *label = gvc_labels_get(axis->labels, i);
        size_t length = gvc_sut_country_length(label);
        country.length = 0;
        gvc_text_add(&country, label, length);
        if (length == 0) {
            status =
                gvc_fail(s->ctx, GVC_EFORMAT, "%s '%s' is not labelled COUNTRY_ITEM", what, label);
        } else {
            axis->country[i] =
                country.failed ? -1 : gvc_labels_add(s->countries, gvc_text_str(&country));
            status = axis->country[i] < 0 ? gvc_fail_memory(s->ctx, length, "a country") : GVC_OK;
        }
    }
    gvc_text_free(&country);
    return status;
}

/* Places of the labels, country after country, in a country in their order. */
static gvc_status set_positions(gvc_sut *s, gvc_sut_axis *axis)
{
    gvc_idx countries = gvc_labels_count(s->countries), count = gvc_labels_count(axis->labels);
    axis->offset = gvc_calloc((size_t)countries + 2, sizeof *axis->offset);
    if (axis->offset == NULL) {
        return gvc_fail_memory(s->ctx, (size_t)countries * 8, "countries");
    }
    /* Counts, one further on; then sums; then every label moves its country's on. */
    for (gvc_idx i = 0; i < count; i++) {
        axis->offset[axis->country[i] + 2]++;
    }
    for (gvc_idx c = 1; c < countries + 2; c++) {
        axis->offset[c] += axis->offset[c - 1];
    }
    for (gvc_idx i = 0; i < count; i++) {
        axis->position[i] = axis->offset[axis->country[i] + 1]++;
    }
    return GVC_OK;
}

gvc_status gvc_sut_read_labels(gvc_sut *s)
{
    gvc_labels **all[] = {
        &s->countries, &s->industries.labels, &s->products.labels, &s->uses, &s->rows, &s->totals};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        *all[i] = gvc_labels_new();
        if (*all[i] == NULL) {
            return gvc_fail_memory(s->ctx, 256, "labels");
        }
    }
    const gvc_labels *industries = s->industries.labels, *products = s->products.labels;
    const target files[GVC_SUT_FILES] = {
        {s->products.labels, s->industries.labels, NULL, NULL, false},
        {s->uses, s->rows, industries, products, true},
        {s->uses, NULL, NULL, products, false},
        {NULL, s->rows, industries, NULL, false},
    };
    gvc_status status = GVC_OK;
    for (int k = 0; status == GVC_OK && k < GVC_SUT_FILES; k++) {
        status = read_file(s, (gvc_sut_file)k, &files[k]);
    }
    if (status == GVC_OK) {
        status = find_countries(s, &s->industries, "industry");
    }
    if (status == GVC_OK) {
        status = find_countries(s, &s->products, "product");
    }
    if (status == GVC_OK) {
        status = set_positions(s, &s->industries);
    }
    return status == GVC_OK ? set_positions(s, &s->products) : status;
}

static void clear_axis(gvc_sut_axis *axis)
{
    gvc_labels_free(axis->labels);
    gvc_release(axis->country);
    gvc_release(axis->position);
    gvc_release(axis->offset);
}

void gvc_sut_clear(gvc_sut *s)
{
    clear_axis(&s->industries);
    clear_axis(&s->products);
    gvc_labels_free(s->countries);
    gvc_labels_free(s->uses);
    gvc_labels_free(s->rows);
    gvc_labels_free(s->totals);
    gvc_release(s->make);
}
