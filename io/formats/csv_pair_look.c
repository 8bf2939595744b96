/* csv_pair_look.c - which of several labelled texts are the parts of one table
 *
 * Z has the label of its first row among its columns; Y has none of Z's columns, but Z's industries
 * as rows; value added has Z's columns and other rows; output has one column. */
#include <string.h>
#include <strings.h>

#include "formats/csv_pair.h"
#include "formats/labelled_text.h"
#include "formats/roles.h"
#include "text/csv.h"

void gvc_pair_forget(gvc_pair_looks *looks)
{
    for (gvc_idx i = 0; i < looks->count; i++) {
        gvc_labels_free(looks->items[i].header);
        gvc_release(looks->items[i].first);
    }
    gvc_release(looks->items);
    *looks = (gvc_pair_looks){0};
}

/* ---- looking --------------------------------------------------------------------------------- */
static gvc_status read_header(gvc_ctx *ctx, gvc_csv *csv, gvc_pair_look *look)
{
    const char *text = NULL;
    bool more = false;
    gvc_status status = gvc_csv_next(ctx, csv, &more);
    if (status == GVC_OK) {
        status = gvc_csv_text(ctx, csv, &text);
    }
    if (status == GVC_OK) {
        status = gvc_labelled_text_labels(ctx, csv, look->header);
    }
    if (status == GVC_OK) {
        status = gvc_csv_next(ctx, csv, &more);
    }
    if (status == GVC_OK && more) {
        status = gvc_csv_text(ctx, csv, &text);
        look->first = status == GVC_OK ? gvc_strdup(text) : NULL;
    }
    return status;
}

/* A text with more words than numbers in its first line? */
static bool is_labelled(gvc_ctx *ctx, const gvc_files *files, gvc_idx i, unsigned char *head)
{
    size_t length = 0;
    gvc_idx numbers = 0, fields = 0;
    return gvc_files_head(ctx, files, i, head, GVC_SOURCE_HEAD, &length) == GVC_OK && length > 0 &&
           gvc_csv_sniff(head, length, &numbers, &fields) && fields >= 2 && 2 * numbers < fields;
}

/* Adds the file if it is a labelled text; what cannot be read is passed over. */
static gvc_status look(gvc_ctx *ctx, const gvc_files *files, gvc_idx i, gvc_pair_looks *looks)
{
    gvc_source *source = NULL;
    gvc_csv *csv = NULL;
    gvc_pair_look *at = &looks->items[looks->count];
    *at = (gvc_pair_look){
        .file = i, .header = gvc_labels_new(), .year = gvc_year_in_name(gvc_files_name(files, i))};
    if (at->header == NULL) {
        return gvc_fail_memory(ctx, 256, "the labels of a table");
    }
    gvc_status status = gvc_files_source(ctx, files, i, &source);
    if (status == GVC_OK) {
        status = gvc_csv_open(ctx, &csv, source);
    }
    if (status == GVC_OK) {
        status = read_header(ctx, csv, at);
    }
    gvc_csv_close(csv);
    gvc_source_close(source);
    if (status == GVC_OK && at->first != NULL && gvc_labels_count(at->header) > 0) {
        looks->count++;
        return GVC_OK;
    }
    gvc_labels_free(at->header);
    gvc_release(at->first);
    return status == GVC_ENOMEM || status == GVC_ECANCELLED ? status : GVC_OK;
}

gvc_status gvc_pair_look_at(gvc_ctx *ctx, const gvc_files *files, gvc_pair_looks *out)
{
    gvc_pair_looks looks = {gvc_calloc(GVC_PAIR_MOST + 1, sizeof *looks.items), 0};
    unsigned char *head = gvc_malloc(GVC_SOURCE_HEAD, 1);
    gvc_status status = looks.items == NULL || head == NULL
                            ? gvc_fail_memory(ctx, GVC_SOURCE_HEAD, "a list of files")
                            : GVC_OK;
    gvc_idx tries = 0;
    for (gvc_idx i = 0; status == GVC_OK && tries <= GVC_PAIR_MOST && i < gvc_files_count(files);
         i++) {
        if (is_labelled(ctx, files, i, head)) {
            status = look(ctx, files, i, &looks);
            tries++;
        }
    }
    gvc_release(head);
    if (status != GVC_OK || tries > GVC_PAIR_MOST) {
        gvc_pair_forget(&looks);
    }
    *out = looks;
    return status;
}

/* ---- judging --------------------------------------------------------------------------------- */
static bool has(const gvc_pair_look *look, const char *label)
{
    return gvc_labels_find(look->header, label) >= 0;
}

static bool is_z(const gvc_pair_look *look)
{
    return gvc_labels_count(look->header) >= 2 && has(look, look->first);
}

static gvc_idx shared(const gvc_pair_look *a, const gvc_pair_look *b)
{
    gvc_idx count = 0;
    for (gvc_idx i = 0; i < gvc_labels_count(b->header); i++) {
        count += has(a, gvc_labels_get(b->header, i));
    }
    return count;
}

static bool is_output(const gvc_pair_look *look)
{
    const char *label = gvc_labels_get(look->header, 0);
    return gvc_labels_count(look->header) == 1 &&
           (gvc_is_output_label(label) || strcasecmp(label, "x") == 0 ||
            strcasecmp(label, "indout") == 0);
}

typedef bool fits(const gvc_pair_look *z, const gvc_pair_look *other);

/* A column COUNTRY_CATEGORY, which a text with a line for each cell has none of? */
static bool has_final_use(const gvc_pair_look *y)
{
    bool found = false;
    for (gvc_idx i = 0; !found && i < gvc_labels_count(y->header); i++) {
        found = strchr(gvc_labels_get(y->header, i), '_') != NULL;
    }
    return found;
}

static bool fits_y(const gvc_pair_look *z, const gvc_pair_look *y)
{
    return has(z, y->first) && !has(y, y->first) && !is_output(y) && shared(z, y) == 0 &&
           has_final_use(y);
}

/* Does a label begin as one of Z's does, up to its underscore? */
static bool of_country_of(const gvc_pair_look *z, const char *label)
{
    const char *cut = strchr(label, '_');
    size_t length = cut == NULL ? 0 : (size_t)(cut - label) + 1;
    bool found = false;
    for (gvc_idx i = 0; length > 0 && !found && i < gvc_labels_count(z->header); i++) {
        found = strncmp(gvc_labels_get(z->header, i), label, length) == 0;
    }
    return found;
}

/* A Y even though its first row is not one of Z's: said when it is read. */
static bool nearly_y(const gvc_pair_look *z, const gvc_pair_look *y)
{
    return !has(y, y->first) && !is_output(y) && shared(z, y) == 0 &&
           of_country_of(z, gvc_labels_get(y->header, 0));
}

static bool fits_va(const gvc_pair_look *z, const gvc_pair_look *va)
{
    gvc_idx count = gvc_labels_count(z->header);
    return !has(z, va->first) && gvc_labels_count(va->header) == count && shared(z, va) == count;
}

static bool fits_x(const gvc_pair_look *z, const gvc_pair_look *x)
{
    return has(z, x->first) && is_output(x);
}

static bool same_folder(const gvc_files *files, gvc_idx a, gvc_idx b)
{
    const char *x = gvc_files_name(files, a), *y = gvc_files_name(files, b);
    size_t length = (size_t)(gvc_base_name(x) - x);
    return length == (size_t)(gvc_base_name(y) - y) && strncmp(x, y, length) == 0;
}

/* The file that fits, is in the same folder rather than elsewhere, and of the same year where years
 * are named; -1 if there is none, or several alike. */
static gvc_idx choose(const gvc_files *files, const gvc_pair_looks *looks, gvc_idx z, fits *test)
{
    const gvc_pair_look *of = &looks->items[z];
    int best = -1, alike = 0;
    gvc_idx found = -1;
    for (gvc_idx i = 0; i < looks->count; i++) {
        const gvc_pair_look *look = &looks->items[i];
        if (i == z || !test(of, look) ||
            (of->year != 0 && look->year != 0 && of->year != look->year)) {
            continue;
        }
        int rank = 2 * same_folder(files, of->file, look->file) + (of->year == look->year);
        alike = rank == best ? alike + 1 : rank > best ? 1 : alike;
        found = rank > best ? i : found;
        best = rank > best ? rank : best;
    }
    return alike == 1 ? looks->items[found].file : -1;
}

gvc_pair gvc_pair_of(const gvc_files *files, const gvc_pair_looks *looks, gvc_idx z)
{
    gvc_pair none = {-1, -1, -1, -1};
    if (!is_z(&looks->items[z])) {
        return none;
    }
    gvc_idx y = choose(files, looks, z, fits_y);
    if (y < 0 && looks->count <= 4) {
        y = choose(files, looks, z, nearly_y);
    }
    return y < 0 ? none
                 : (gvc_pair){looks->items[z].file, y, choose(files, looks, z, fits_va),
                              choose(files, looks, z, fits_x)};
}
