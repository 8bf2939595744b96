/* sut_csv_cells.c - the numbers of supply and use, row by row to where their labels belong */
#include <math.h>

#include "formats/sut_csv.h"

/* Where a column belongs. */
typedef enum kind { INDUSTRY, PRODUCT, USE, TOTAL } kind;

typedef struct columns {
    kind *kinds;
    gvc_idx *at;
    double *cells;
    gvc_idx count;
} columns;

static void clear(columns *c)
{
    gvc_release(c->kinds);
    gvc_release(c->at);
    gvc_release(c->cells);
    *c = (columns){0};
}

/* Labels are unique over all lists, but a product may be called like an industry. */
static void place(const gvc_sut *s, gvc_sut_file which, const char *label, kind *k, gvc_idx *at)
{
    const gvc_labels *first = which == GVC_SUT_SUPPLY  ? s->products.labels
                              : which == GVC_SUT_FINAL ? NULL
                                                       : s->industries.labels;
    gvc_idx found = first == NULL ? -1 : gvc_labels_find(first, label);
    if (found >= 0) {
        *k = which == GVC_SUT_SUPPLY ? PRODUCT : INDUSTRY;
        *at = which == GVC_SUT_SUPPLY ? s->products.position[found] : s->industries.position[found];
    } else {
        *at = gvc_labels_find(s->uses, label);
        *k = *at >= 0 ? USE : TOTAL;
    }
}

static gvc_status read_header(gvc_sut *s, gvc_csv *csv, gvc_sut_file which, columns *c)
{
    const char *label = NULL;
    bool more = false;
    gvc_status status = gvc_csv_next(s->ctx, csv, &more);
    if (status == GVC_OK) {
        status = gvc_csv_skip(s->ctx, csv, &c->count);
    }
    if (status == GVC_OK) {
        gvc_csv_expect(csv, c->count);
        c->kinds = gvc_malloc((size_t)c->count, sizeof *c->kinds);
        c->at = gvc_malloc((size_t)c->count, sizeof *c->at);
        c->cells = gvc_malloc((size_t)c->count, sizeof *c->cells);
        status = c->kinds == NULL || c->at == NULL || c->cells == NULL
                     ? gvc_fail_memory(s->ctx, (size_t)c->count * 24, "columns")
                     : gvc_csv_rewind(s->ctx, csv);
    }
    if (status == GVC_OK) {
        status = gvc_csv_next(s->ctx, csv, &more);
    }
    for (gvc_idx j = 0; status == GVC_OK && j < c->count; j++) {
        status = gvc_csv_text(s->ctx, csv, &label);
        if (status == GVC_OK && j > 0 && label != NULL) {
            place(s, which, label, &c->kinds[j - 1], &c->at[j - 1]);
        }
    }
    c->count -= c->count > 0;
    return status;
}

/* Supply of industry `i`, which makes products of its own country. */
static gvc_status take_supply(gvc_sut *s, const gvc_csv *csv, gvc_idx i, const columns *c)
{
    gvc_idx country = s->industries.country[i], row = s->industries.position[i];
    gvc_idx first = s->products.offset[country], last = s->products.offset[country + 1];
    double *block = s->make;
    for (gvc_idx k = 0; k < country; k++) {
        block += (s->industries.offset[k + 1] - s->industries.offset[k]) *
                 (s->products.offset[k + 1] - s->products.offset[k]);
    }
    block += (row - s->industries.offset[country]) * (last - first);
    for (gvc_idx j = 0; j < c->count; j++) {
        gvc_idx p = c->at[j];
        if (c->kinds[j] == PRODUCT && p >= first && p < last) {
            block[p - first] = c->cells[j];
        } else if (c->kinds[j] == PRODUCT && c->cells[j] != 0) {
            return gvc_fail(s->ctx, GVC_EFORMAT,
                            "%s:%lld: column %lld: %.15g, expected 0: an industry makes products "
                            "of its own country only",
                            gvc_csv_name(csv), (long long)gvc_csv_line(csv), (long long)j + 2,
                            c->cells[j]);
        }
    }
    return GVC_OK;
}

static void take_row(const columns *c, double *of_industries, double *of_uses)
{
    for (gvc_idx j = 0; j < c->count; j++) {
        if (c->kinds[j] == INDUSTRY) {
            of_industries[c->at[j]] = c->cells[j];
        } else if (c->kinds[j] == USE) {
            of_uses[c->at[j]] = c->cells[j];
        }
    }
}

static gvc_status take(gvc_sut *s, const gvc_csv *csv, gvc_sut_file which, const char *label,
                       const columns *c)
{
    gvc_idx at =
        gvc_labels_find(which == GVC_SUT_SUPPLY ? s->industries.labels : s->products.labels, label);
    if (which == GVC_SUT_SUPPLY) {
        return at < 0 ? GVC_OK : take_supply(s, csv, at, c); /* a total */
    }
    if (at >= 0 && which != GVC_SUT_PRIMARY) {
        gvc_idx row = s->products.position[at];
        take_row(c, s->use.data + row * s->use.stride,
                 s->final_use.data + row * s->final_use.stride);
        return GVC_OK;
    }
    at = gvc_labels_find(s->rows, label);
    if (at >= 0) {
        take_row(c, s->primary.data + at * s->primary.stride,
                 s->primary_use.data + at * s->primary_use.stride);
    }
    return GVC_OK;
}

static gvc_status read_rows(gvc_sut *s, gvc_csv *csv, gvc_sut_file which, columns *c)
{
    gvc_status status = GVC_OK;
    bool more = true;
    gvc_text label = {0};
    while (status == GVC_OK) {
        const char *text = NULL;
        status = gvc_csv_next(s->ctx, csv, &more);
        if (status != GVC_OK || !more) {
            break;
        }
        status = gvc_csv_text(s->ctx, csv, &text);
        label.length = 0;
        gvc_text_addf(&label, "%s", text == NULL ? "" : text);
        if (status == GVC_OK && label.failed) {
            status = gvc_fail_memory(s->ctx, 256, "a label");
        }
        if (status == GVC_OK) {
            status = gvc_csv_numbers(s->ctx, csv, c->cells, c->count, true);
        }
        if (status == GVC_OK) {
            status = gvc_csv_end(s->ctx, csv);
        }
        for (gvc_idx j = 0; status == GVC_OK && j < c->count; j++) {
            s->blanks += isnan(c->cells[j]);
            c->cells[j] = isnan(c->cells[j]) ? 0 : c->cells[j]; /* empty: no text gives one */
        }
        if (status == GVC_OK) {
            status = take(s, csv, which, gvc_text_str(&label), c);
        }
    }
    gvc_text_free(&label);
    return status;
}

gvc_status gvc_sut_read_cells(gvc_sut *s)
{
    gvc_status status = GVC_OK;
    for (int k = 0; status == GVC_OK && k < GVC_SUT_FILES; k++) {
        gvc_source *source = NULL;
        gvc_csv *csv = NULL;
        columns c = {0};
        if (s->at[k] < 0) {
            continue;
        }
        status = gvc_files_source(s->ctx, s->files, s->at[k], &source);
        if (status == GVC_OK) {
            status = gvc_csv_open(s->ctx, &csv, source);
        }
        if (status == GVC_OK) {
            status = read_header(s, csv, (gvc_sut_file)k, &c);
        }
        if (status == GVC_OK) {
            status = read_rows(s, csv, (gvc_sut_file)k, &c);
        }
        clear(&c);
        gvc_csv_close(csv);
        gvc_source_close(source);
    }
    return status;
}
