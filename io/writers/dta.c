/* dta.c - writer: a Stata file, through ReadStat */
#include "writers/dta.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "root.h"
#include "writers/clip.h"
#include "writers/rows.h"

enum { VERSION = 118 }; /* Stata 14 and later: UTF-8 */

static ssize_t put_bytes(const void *bytes, size_t length, void *user)
{
    gvc_dta_writer *w = user;
    errno = 0;
    if (fwrite(bytes, 1, length, w->file) == length) {
        return (ssize_t)length;
    }
    w->why = errno == 0 ? EIO : errno;
    return -1;
}

void gvc_dta_writer_take(gvc_dta_writer *w, readstat_error_t error)
{
    if (error == READSTAT_OK || w->status != GVC_OK) {
        return;
    }
    w->status = w->why != 0 ? gvc_fail(w->ctx, GVC_EIO, "%s", strerror(w->why))
                : error == READSTAT_ERROR_MALLOC
                    ? gvc_fail_memory(w->ctx, 1024, "a Stata file")
                    : gvc_fail(w->ctx, GVC_EUNSUPPORTED, "as a Stata file: %s",
                               readstat_error_message(error));
}

const char *gvc_dta_writer_clip(gvc_dta_writer *w, const char *text, size_t most, size_t bytes)
{
    const char *clipped = gvc_clip(&w->text, text, most, bytes, GVC_CLIP_CHARACTERS, "...");
    if (w->text.failed && w->status == GVC_OK) {
        w->status = gvc_fail_memory(w->ctx, bytes, "a text");
    }
    return clipped;
}

/* ---- rows ------------------------------------------------------------------------------------ */
static gvc_idx count_rows(const gvc_result *r)
{
    gvc_idx rows = 0;
    for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell++) {
        rows += gvc_result_is_row(r, cell);
    }
    return rows;
}

static readstat_error_t put_key(gvc_dta_writer *w, const gvc_rows *rows, gvc_idx d)
{
    readstat_variable_t *v = readstat_get_variable(w->stata, (int)d);
    const char *label = gvc_rows_label(rows, d);
    if (!gvc_result_is_integer(rows->result, d)) {
        return readstat_insert_string_value(w->stata, v,
                                            gvc_dta_writer_clip(w, label, SIZE_MAX, GVC_DTA_TEXT));
    }
    int32_t number = gvc_result_number(rows->result, d, rows->positions[d]);
    if (label == NULL) {
        return readstat_insert_missing_value(w->stata, v);
    }
    switch (readstat_variable_get_type(v)) {
    case READSTAT_TYPE_INT16:
        return readstat_insert_int16_value(w->stata, v, (int16_t)number);
    case READSTAT_TYPE_INT32:
        return readstat_insert_int32_value(w->stata, v, number);
    default:
        return readstat_insert_double_value(w->stata, v, number);
    }
}

/* Stata knows no infinity: .p and .m are missing values that say which. */
static readstat_error_t put_value(gvc_dta_writer *w, const gvc_rows *rows, gvc_idx k)
{
    readstat_variable_t *v = readstat_get_variable(w->stata, (int)(rows->ndims + k));
    double x = gvc_result_values(rows->result, k)[rows->cell];
    if (isnan(x)) {
        return readstat_insert_missing_value(w->stata, v);
    }
    if (isinf(x)) {
        return readstat_insert_tagged_missing_value(w->stata, v, x > 0 ? 'p' : 'm');
    }
    if (fabs(x) > GVC_DTA_LARGEST) {
        w->status = gvc_fail(w->ctx, GVC_EUNSUPPORTED,
                             "%s holds %g, the largest number of Stata is %g; write csv or hdf5",
                             gvc_result_term(rows->result, k)->name, x, GVC_DTA_LARGEST);
        return READSTAT_OK;
    }
    return readstat_insert_double_value(w->stata, v, x);
}

static gvc_status piece(gvc_ctx *ctx, void *state, const gvc_result *r)
{
    gvc_dta_writer *w = state;
    gvc_rows rows;
    w->ctx = ctx;
    w->status = gvc_rows_start(ctx, &rows, r);
    while (w->status == GVC_OK && gvc_rows_next(&rows)) {
        gvc_dta_writer_take(w, readstat_begin_row(w->stata));
        for (gvc_idx d = 0; d < rows.ndims && w->status == GVC_OK; d++) {
            gvc_dta_writer_take(w, put_key(w, &rows, d));
        }
        for (gvc_idx k = 0; k < gvc_result_nterms(r) && w->status == GVC_OK; k++) {
            gvc_dta_writer_take(w, put_value(w, &rows, k));
        }
        if (w->status == GVC_OK) {
            gvc_dta_writer_take(w, readstat_end_row(w->stata));
        }
        if (w->status == GVC_OK && rows.cell % 4096 == 0) {
            w->status = gvc_progress(ctx, "writing", (uint64_t)rows.cell, (uint64_t)rows.cells);
        }
    }
    gvc_rows_end(&rows);
    return w->status;
}

/* ---- the file -------------------------------------------------------------------------------- */
/* Stata shows local time; noon of a fixed day is the same text everywhere. */
static time_t timestamp(const gvc_write_options *options)
{
    struct tm fixed = {.tm_year = 80, .tm_mday = 1, .tm_hour = 12, .tm_isdst = -1};
    return options->reproducible ? mktime(&fixed) : gvc_root_time();
}

static void start(gvc_dta_writer *w, const gvc_result *r)
{
    gvc_idx rows = count_rows(r);
    if (rows > INT32_MAX) {
        w->status = gvc_fail(w->ctx, GVC_EUNSUPPORTED,
                             "a Stata file is written with at most %d rows, this result has %lld; "
                             "write csv or hdf5",
                             INT32_MAX, (long long)rows);
        return;
    }
    const char *title = gvc_result_text(r, "title");
    readstat_set_data_writer(w->stata, put_bytes);
    gvc_dta_writer_take(w, readstat_writer_set_file_format_version(w->stata, VERSION));
    gvc_dta_writer_take(w, readstat_writer_set_file_timestamp(w->stata, timestamp(&w->options)));
    gvc_dta_writer_take(
        w, readstat_writer_set_file_label(
               w->stata, gvc_dta_writer_clip(w, title, GVC_DTA_LABEL, GVC_DTA_LABEL_BYTES)));
    gvc_dta_writer_take(w, readstat_begin_writing_dta(w->stata, w, (long)rows));
    if (w->status == GVC_OK) {
        gvc_dta_add_variables(w, r);
    }
    if (w->status == GVC_OK) {
        gvc_dta_add_notes(w, r);
    }
}

static gvc_status begin(gvc_ctx *ctx, void **state, const gvc_result *frame, const char *part,
                        const gvc_write_options *options)
{
    gvc_dta_writer *w = gvc_calloc(1, sizeof *w);
    if (w == NULL) {
        return gvc_fail_memory(ctx, sizeof *w, "a Stata file");
    }
    *state = w;
    *w = (gvc_dta_writer){.ctx = ctx, .file = fopen(part, "wb"), .options = *options};
    if (w->file == NULL) {
        return gvc_fail(ctx, GVC_EIO, "%s", strerror(errno));
    }
    w->stata = readstat_writer_init();
    if (w->stata == NULL) {
        return gvc_fail_memory(ctx, 1024, "a Stata file");
    }
    start(w, frame);
    return w->status;
}

static gvc_status end(gvc_ctx *ctx, void *state, const gvc_result *frame)
{
    gvc_dta_writer *w = state;
    (void)frame;
    w->ctx = ctx;
    gvc_dta_writer_take(w, readstat_end_writing(w->stata));
    errno = 0;
    int bad = fclose(w->file);
    w->file = NULL;
    if (bad && w->status == GVC_OK) {
        w->status = gvc_fail(ctx, GVC_EIO, "%s", strerror(errno == 0 ? EIO : errno));
    }
    return w->status;
}

static void release(void *state)
{
    gvc_dta_writer *w = state;
    if (w == NULL) {
        return;
    }
    if (w->stata != NULL) {
        readstat_writer_free(w->stata);
    }
    if (w->file != NULL) {
        fclose(w->file);
    }
    gvc_text_free(&w->text);
    gvc_release(w);
}

static const gvc_file_writer file = {begin, piece, end, release, NULL};

const gvc_writer gvc_writer_dta = {
    .info =
        {"dta", "a Stata data set (Stata 14 and later)",
         "The rows of the CSV. Variables are labelled with what they are and the unit; the data "
         "set with the title. Notes hold the attributes and the formulas in full: 'char list "
         "_dta[]' shows them. Keys are texts, year and rank whole numbers, all else doubles to "
         "the last bit. An undefined value is '.', plus infinity '.p', minus infinity '.m'.",
         "dta"},
    .file = &file,
    .whole = true,
    .lists = true,
};
