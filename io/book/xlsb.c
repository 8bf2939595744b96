/* xlsb.c - parts of an .xlsb workbook: its sheets, its shared texts, its cells ([MS-XLSB] 2.3, 2.4)
 *
 * Records that say nothing about cells are passed over. */
#include <stdio.h>

#include "book/biff.h"
#include "book/state.h"

enum { CELL_BYTES = 8, SHORT_BYTES = 4 };

enum {
    ROW_HEADER = 0,
    CELL_BLANK = 1,
    CELL_RK = 2,
    CELL_ERROR = 3,
    CELL_BOOL = 4,
    CELL_REAL = 5,
    CELL_TEXT = 6,
    CELL_SHARED = 7,
    FORMULA_TEXT = 8,
    FORMULA_NUMBER = 9,
    FORMULA_BOOL = 10,
    FORMULA_ERROR = 11,
    SHORT_BLANK = 12,
    SHORT_SHARED = 18,
    SHARED_ITEM = 19,
    CELL_RICH_TEXT = 62,
    BEGIN_DATA = 145,
    END_DATA = 146,
    BUNDLE_SHEET = 156,
};

/* ---- one part -------------------------------------------------------------------------------- */
typedef struct part_reader part_reader;
typedef gvc_status record_fn(gvc_ctx *ctx, part_reader *p, uint32_t number,
                             const unsigned char *bytes, size_t length);

struct part_reader {
    record_fn *each;
    gvc_biff records;
    bool done, stopped; /* nothing behind is wanted; nor is its checksum */
    gvc_text text;
    gvc_book *book;
    const gvc_relations *relations;
    gvc_cells *cells;
    bool in_data;
};

static gvc_status run(gvc_ctx *ctx, part_reader *p, const gvc_zip *zip, gvc_idx part)
{
    gvc_biff *r = &p->records;
    *r = (gvc_biff){.part = gvc_zip_at(zip, part)->name, .window = gvc_malloc(GVC_BIFF_WINDOW, 1)};
    gvc_status status = r->window == NULL
                            ? gvc_fail_memory(ctx, GVC_BIFF_WINDOW, "reading a workbook")
                            : gvc_stream_zip(ctx, &r->stream, zip, part);
    for (bool more = true; status == GVC_OK && more && !p->done;) {
        uint32_t number = 0;
        const unsigned char *bytes = NULL;
        size_t length = 0;
        status = gvc_biff_next(ctx, r, &number, &bytes, &length, &more);
        if (status == GVC_OK && more) {
            status = p->each(ctx, p, number, bytes, length);
        }
    }
    if (status == GVC_OK && !p->stopped) {
        status = gvc_biff_drain(ctx, r);
    }
    gvc_stream_close(r->stream);
    gvc_release(r->window);
    gvc_text_free(&p->text);
    return status;
}

static gvc_status take_sheet(gvc_ctx *ctx, part_reader *p, uint32_t number,
                             const unsigned char *bytes, size_t length)
{
    size_t next = CELL_BYTES;
    if (number != BUNDLE_SHEET) {
        return GVC_OK;
    }
    gvc_status status = gvc_biff_text(ctx, &p->records, bytes, length, next, &p->text, &next);
    const gvc_relation *to =
        status == GVC_OK ? gvc_relations_find(p->relations, gvc_text_str(&p->text)) : NULL;
    if (status == GVC_OK) {
        status = gvc_biff_text(ctx, &p->records, bytes, length, next, &p->text, &next);
    }
    return status == GVC_OK && to != NULL && to->sheet
               ? gvc_book_add_sheet(ctx, p->book, gvc_text_str(&p->text), to->path)
               : status;
}

gvc_status gvc_xlsb_sheets(gvc_ctx *ctx, gvc_book *book, gvc_idx part,
                           const gvc_relations *relations)
{
    part_reader p = {.each = take_sheet, .book = book, .relations = relations};
    return run(ctx, &p, book->zip, part);
}

static gvc_status take_string(gvc_ctx *ctx, part_reader *p, uint32_t number,
                              const unsigned char *bytes, size_t length)
{
    size_t next = 0;
    if (number != SHARED_ITEM) {
        return GVC_OK;
    }
    gvc_status status = gvc_biff_text(ctx, &p->records, bytes, length, 1, &p->text, &next);
    if (status == GVC_OK) {
        status = gvc_strings_add(ctx, &p->book->strings, gvc_text_str(&p->text), p->text.length);
    }
    return status == GVC_OK ? gvc_strings_end(ctx, &p->book->strings) : status;
}

gvc_status gvc_xlsb_strings(gvc_ctx *ctx, gvc_book *book, gvc_idx part)
{
    part_reader p = {.each = take_string, .book = book};
    return run(ctx, &p, book->zip, part);
}

/* ---- cells ----------------------------------------------------------------------------------- */
static gvc_status take_shared(part_reader *p, uint32_t at)
{
    const gvc_strings *strings = &p->cells->book->strings;
    const char *text = gvc_strings_get(strings, (gvc_idx)at);
    if (text == NULL) {
        char words[128];
        snprintf(words, sizeof words, "refers to the shared text %lu, and there are %lld",
                 (unsigned long)at, (long long)strings->count);
        return gvc_cells_fail(p->cells, words);
    }
    return gvc_cells_text(p->cells, GVC_CELL_TEXT, text);
}

/* The value of a cell, `bytes` being what follows its column and style. */
static gvc_status take_value(gvc_ctx *ctx, part_reader *p, uint32_t number,
                             const unsigned char *bytes, size_t length)
{
    static const unsigned char need[] = {
        [CELL_RK] = 4,      [CELL_ERROR] = 1,    [CELL_BOOL] = 1,
        [CELL_REAL] = 8,    [CELL_SHARED] = 4,   [FORMULA_NUMBER] = 8,
        [FORMULA_BOOL] = 1, [FORMULA_ERROR] = 1, [CELL_RICH_TEXT] = 1,
    };
    size_t next = 0;
    if (length < need[number]) {
        return gvc_cells_fail(p->cells, "its record is cut off");
    }
    switch (number) {
    case CELL_RK:
        return gvc_cells_number(p->cells, gvc_biff_rk(bytes));
    case CELL_REAL:
    case FORMULA_NUMBER:
        return gvc_cells_number(p->cells, gvc_biff_real(bytes));
    case CELL_BOOL:
    case FORMULA_BOOL:
        return gvc_cells_number(p->cells, bytes[0] != 0);
    case CELL_ERROR:
    case FORMULA_ERROR:
        return gvc_cells_text(p->cells, GVC_CELL_ERROR, gvc_biff_error(bytes[0]));
    case CELL_SHARED:
        return take_shared(p, gvc_biff_32(bytes));
    case CELL_TEXT:
    case FORMULA_TEXT:
    case CELL_RICH_TEXT: {
        gvc_status status = gvc_biff_text(ctx, &p->records, bytes, length,
                                          number == CELL_RICH_TEXT ? 1 : 0, &p->text, &next);
        return status == GVC_OK ? gvc_cells_text(p->cells, GVC_CELL_TEXT, gvc_text_str(&p->text))
                                : status;
    }
    default:
        return GVC_OK;
    }
}

static gvc_status take_cell(gvc_ctx *ctx, part_reader *p, uint32_t number,
                            const unsigned char *bytes, size_t length)
{
    bool is_short = number >= SHORT_BLANK && number <= SHORT_SHARED;
    size_t head = is_short ? SHORT_BYTES : CELL_BYTES;
    if (length < head) {
        return gvc_cells_fail(p->cells, "the record of a cell that follows is cut off");
    }
    uint32_t column = is_short ? 0 : gvc_biff_32(bytes);
    if (p->cells->row < 0 || column >= GVC_BOOK_COLUMNS) {
        return gvc_cells_fail(p->cells, "a cell beyond the sheet follows");
    }
    gvc_status status = gvc_cells_place(p->cells, is_short ? -1 : (gvc_idx)column);
    uint32_t kind = is_short ? number - SHORT_BLANK + CELL_BLANK : number;
    return status == GVC_OK ? take_value(ctx, p, kind, bytes + head, length - head) : status;
}

static gvc_status take_record(gvc_ctx *ctx, part_reader *p, uint32_t number,
                              const unsigned char *bytes, size_t length)
{
    gvc_status status = GVC_OK;
    if (number == BEGIN_DATA) {
        p->in_data = true;
    } else if (number == END_DATA && p->in_data) {
        p->done = true;
    } else if (!p->in_data) {
        return GVC_OK;
    } else if (number == ROW_HEADER) {
        uint32_t row = length < 4 ? UINT32_MAX : gvc_biff_32(bytes);
        status = row >= GVC_BOOK_ROWS ? gvc_cells_fail(p->cells, "a row beyond the sheet follows")
                                      : gvc_cells_row(p->cells, (gvc_idx)row);
    } else if ((number >= CELL_BLANK && number <= SHORT_SHARED) || number == CELL_RICH_TEXT) {
        status = take_cell(ctx, p, number, bytes, length);
    }
    p->stopped = p->cells->stop;
    p->done = p->done || p->stopped;
    return status;
}

gvc_status gvc_xlsb_read(gvc_ctx *ctx, gvc_cells *cells, gvc_idx part)
{
    part_reader p = {.each = take_record, .cells = cells};
    gvc_status status = run(ctx, &p, cells->book->zip, part);
    return status != GVC_OK || p.done ? status : gvc_biff_fail_cut(ctx, &p.records);
}
