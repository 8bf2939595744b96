/* xlsx.c - writer: an Excel workbook, through libxlsxwriter */
#include "writers/xlsx.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "output_path.h"
#include "result/units.h"
#include "root.h"
#include "writers/cell.h"
#include "writers/clip.h"

enum { MOST_UNITS = 32767, MOST_TITLE = 255 };
#define CUT " [cut: a cell holds no more]"

/* ---- cells ----------------------------------------------------------------------------------- */
static void take(gvc_xlsx *x, lxw_error error)
{
    if (error == LXW_NO_ERROR) {
        x->cells++;
    } else if (x->status == GVC_OK) {
        x->status = error == LXW_ERROR_MEMORY_MALLOC_FAILED
                        ? gvc_fail_memory(x->ctx, 256, "a cell")
                        : gvc_fail(x->ctx, GVC_EIO, "%s", lxw_strerror(error));
    }
}

void gvc_xlsx_text(gvc_xlsx *x, gvc_idx row, gvc_idx column, const char *text,
                   gvc_xlsx_format format)
{
    if (x->status != GVC_OK || text == NULL || *text == '\0') {
        return;
    }
    text = gvc_clip(&x->text, text, MOST_UNITS, SIZE_MAX, GVC_CLIP_UTF16, CUT);
    if (x->text.failed) {
        x->status = gvc_fail_memory(x->ctx, MOST_UNITS, "a cell");
        return;
    }
    take(x, worksheet_write_string(x->sheet, (lxw_row_t)row, (lxw_col_t)column, text,
                                   x->formats[format]));
}

void gvc_xlsx_number(gvc_xlsx *x, gvc_idx row, gvc_idx column, double number,
                     gvc_xlsx_format format)
{
    if (x->status != GVC_OK || isnan(number)) {
        return;
    }
    if (isinf(number)) {
        gvc_xlsx_text(x, row, column, number > 0 ? "inf" : "-inf", GVC_XLSX_PLAIN);
        return;
    }
    take(x, worksheet_write_number(x->sheet, (lxw_row_t)row, (lxw_col_t)column, number,
                                   x->formats[format]));
}

gvc_xlsx_format gvc_xlsx_format_of(const char *units, double number)
{
    double size = fabs(number);
    if (gvc_same(units, "1")) {
        return GVC_XLSX_FRACTION;
    }
    if (gvc_is_percent(units)) {
        return GVC_XLSX_PERCENT;
    }
    return size == 0 || size >= 10 ? GVC_XLSX_LARGE : size >= 1e-4 ? GVC_XLSX_SMALL : GVC_XLSX_TINY;
}

void gvc_xlsx_add_sheet(gvc_xlsx *x, const char *name)
{
    if (x->status != GVC_OK) {
        return;
    }
    errno = 0;
    x->sheet = workbook_add_worksheet(x->book, name);
    if (x->sheet == NULL) {
        x->status = errno == 0 || errno == ENOMEM
                        ? gvc_fail_memory(x->ctx, sizeof *x->sheet, "a sheet")
                        : gvc_fail(x->ctx, GVC_EIO, "%s", strerror(errno));
    }
}

/* ---- the workbook ---------------------------------------------------------------------------- */
static void make_formats(gvc_xlsx *x)
{
    static const char *const numbers[GVC_XLSX_FORMATS] = {
        [GVC_XLSX_KEY] = "0",         [GVC_XLSX_LARGE] = "#,##0.0",  [GVC_XLSX_SMALL] = "0.0000",
        [GVC_XLSX_TINY] = "0.00E+00", [GVC_XLSX_FRACTION] = "0.00%", [GVC_XLSX_PERCENT] = "0.00",
    };
    for (int i = GVC_XLSX_PLAIN + 1; i < GVC_XLSX_FORMATS; i++) {
        x->formats[i] = workbook_add_format(x->book);
        if (x->formats[i] == NULL) {
            x->status = gvc_fail_memory(x->ctx, sizeof **x->formats, "formats of cells");
            return;
        }
        if (numbers[i] != NULL) {
            format_set_num_format(x->formats[i], numbers[i]);
        }
    }
    format_set_align(x->formats[GVC_XLSX_KEY], LXW_ALIGN_LEFT);
    format_set_bold(x->formats[GVC_XLSX_HEAD]);
    format_set_bottom(x->formats[GVC_XLSX_HEAD], LXW_BORDER_THIN);
    format_set_bold(x->formats[GVC_XLSX_TITLE]);
    format_set_font_size(x->formats[GVC_XLSX_TITLE], 14);
    format_set_text_wrap(x->formats[GVC_XLSX_WRAP]);
    format_set_align(x->formats[GVC_XLSX_WRAP], LXW_ALIGN_LEFT);
    format_set_align(x->formats[GVC_XLSX_WRAP], LXW_ALIGN_VERTICAL_TOP);
}

/* Temporary files of the library lie beside the target, without a name. */
static void make_book(gvc_xlsx *x, const gvc_result *frame)
{
    enum { BYTES_A_CELL = 64 };
    double bytes = (double)gvc_result_cells(frame) * (double)(x->keys + x->terms) * BYTES_A_CELL;
    lxw_workbook_options options = {
        .constant_memory = 1, .tmpdir = x->folder, .use_zip64 = bytes > 4e9};
    x->book = workbook_new_opt(x->part, &options);
    if (x->book == NULL) {
        x->status = gvc_fail_memory(x->ctx, sizeof *x->book, "a workbook");
        return;
    }
    make_formats(x);
}

static gvc_status check_width(gvc_ctx *ctx, const gvc_result *frame)
{
    gvc_idx columns = gvc_result_ndims(frame) + gvc_result_nterms(frame);
    return columns <= LXW_COL_MAX
               ? GVC_OK
               : gvc_fail(ctx, GVC_EUNSUPPORTED,
                          "an Excel sheet holds %d columns, this result has %lld; take fewer, or "
                          "write csv or hdf5",
                          LXW_COL_MAX, (long long)columns);
}

/* All rows on one sheet, which is what programs read; a sheet a year where they might not fit. */
static gvc_idx sheet_dim(const gvc_result *frame)
{
    gvc_idx years = gvc_result_find_dim(frame, "year");
    bool fit = gvc_result_cells(frame) < LXW_ROW_MAX;
    return years < 0 || fit || gvc_result_extent(frame, years) < 2 ? -1 : years;
}

static gvc_status begin(gvc_ctx *ctx, void **state, const gvc_result *frame, const char *part,
                        const gvc_write_options *options)
{
    gvc_status s = check_width(ctx, frame);
    gvc_xlsx *x = s == GVC_OK ? gvc_calloc(1, sizeof *x) : NULL;
    if (x == NULL) {
        return s != GVC_OK ? s : gvc_fail_memory(ctx, sizeof *x, "a workbook");
    }
    *state = x;
    *x = (gvc_xlsx){.ctx = ctx,
                    .plain = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0),
                    .part = gvc_strdup(part),
                    .folder = gvc_output_folder(part),
                    .options = *options,
                    .most = LXW_ROW_MAX,
                    .keys = gvc_result_ndims(frame),
                    .terms = gvc_result_nterms(frame),
                    .years = sheet_dim(frame)};
    x->widths = gvc_calloc((size_t)x->keys, sizeof *x->widths);
    if (x->plain == (locale_t)0 || x->part == NULL || x->folder == NULL || x->widths == NULL) {
        return gvc_fail_memory(ctx, sizeof *x, "a workbook");
    }
    locale_t before = uselocale(x->plain);
    gvc_xlsx_measure(x, frame);
    make_book(x, frame);
    uselocale(before);
    return x->status;
}

static gvc_status piece(gvc_ctx *ctx, void *state, const gvc_result *r)
{
    gvc_xlsx *x = state;
    locale_t before = uselocale(x->plain);
    x->ctx = ctx;
    gvc_xlsx_rows(x, r);
    uselocale(before);
    return x->status;
}

static void set_properties(gvc_xlsx *x, const gvc_result *frame)
{
    const time_t first = 315532800; /* 1980, as the times within the file */
    time_t now = x->options.reproducible ? first : gvc_root_time();
    gvc_text title = {0};
    gvc_clip(&title, gvc_result_text(frame, "title"), MOST_TITLE, SIZE_MAX, GVC_CLIP_UTF16, "...");
    lxw_doc_properties properties = {.title = title.length > 0 ? title.chars : NULL,
                                     .comments = (char *)(uintptr_t) "written by gvc",
                                     .created = now < first ? first : now};
    if (x->status == GVC_OK &&
        (title.failed || workbook_set_properties(x->book, &properties) != LXW_NO_ERROR)) {
        x->status = gvc_fail_memory(x->ctx, MOST_TITLE, "the title of a workbook");
    }
    gvc_text_free(&title);
}

/* Puts the sheets together; the workbook is gone afterwards. */
static gvc_status close_book(gvc_ctx *ctx, gvc_xlsx *x)
{
    errno = 0;
    lxw_error error = workbook_close(x->book);
    int why = errno;
    x->book = NULL;
    if (error == LXW_NO_ERROR) {
        return GVC_OK;
    }
    if (error == LXW_ERROR_MEMORY_MALLOC_FAILED) {
        return gvc_fail_memory(ctx, sizeof *x->book, "a workbook");
    }
    return gvc_fail(ctx, GVC_EIO, "%s", why == 0 ? lxw_strerror(error) : strerror(why));
}

static gvc_status end(gvc_ctx *ctx, void *state, const gvc_result *frame)
{
    gvc_xlsx *x = state;
    locale_t before = uselocale(x->plain);
    x->ctx = ctx;
    gvc_xlsx_end_rows(x, frame);
    gvc_xlsx_about(x, frame);
    set_properties(x, frame);
    gvc_status s = x->status == GVC_OK ? gvc_xlsx_check_room(ctx, x) : x->status;
    if (s == GVC_OK) {
        s = gvc_progress(ctx, "packing", 0, 0);
    }
    if (s == GVC_OK) {
        s = close_book(ctx, x);
    }
    uselocale(before);
    return s == GVC_OK ? gvc_xlsx_check_file(ctx, x->part, x->cells) : s;
}

/* The library closes its temporary files only when it has packed them. */
static void drop_book(lxw_workbook *book)
{
    lxw_worksheet *sheet = NULL;
    STAILQ_FOREACH(sheet, book->worksheets, list_pointers)
    {
        if (sheet->optimize_tmpfile != NULL) {
            fclose(sheet->optimize_tmpfile);
        }
    }
    lxw_workbook_free(book);
}

static void release(void *state)
{
    gvc_xlsx *x = state;
    if (x == NULL) {
        return;
    }
    if (x->book != NULL) {
        drop_book(x->book);
    }
    if (x->plain != (locale_t)0) {
        freelocale(x->plain);
    }
    gvc_text_free(&x->text);
    gvc_release(x->widths);
    gvc_release(x->folder);
    gvc_release(x->part);
    gvc_release(x);
}

static const gvc_file_writer file = {begin, piece, end, release, NULL};

const gvc_writer gvc_writer_xlsx = {
    .info =
        {"xlsx", "an Excel workbook, with a sheet that explains the columns",
         "The rows of the CSV, of all years, on the first sheet, data; where they might not fit "
         "(1,048,576 rows) there is a sheet a year, and what does not fit on that continues on the "
         "next, \"2005 (2)\". The header is frozen and has filters. The last sheet, About, says "
         "what "
         "each column is, its unit and formula, and how the result was made. An undefined value "
         "is an empty cell, an infinite one the text inf. Fractions are shown as per cent. "
         "Numbers have 16 digits, which is one less than some need: these differ from the HDF5 "
         "file by up to 5e-16 of their size. For every bit take CSV, HDF5 or dta.",
         "xlsx"},
    .file = &file,
    .lists = true,
};
