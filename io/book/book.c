/* book.c - opening a workbook: its sheets and shared texts; reading a sheet; looking at a corner */
#include "book/book.h"

#include <strings.h>

#include "book/state.h"
#include "text/number.h"

static const char *const workbook_xml = "xl/workbook.xml";
static const char *const workbook_bin = "xl/workbook.bin";

gvc_idx gvc_book_part(const gvc_zip *zip, const char *name)
{
    for (gvc_idx i = 0; i < gvc_zip_count(zip); i++) {
        if (strcasecmp(gvc_zip_at(zip, i)->name, name) == 0) {
            return i;
        }
    }
    return -1;
}

static bool has_workbook(const gvc_zip *zip)
{
    return gvc_book_part(zip, workbook_xml) >= 0 || gvc_book_part(zip, workbook_bin) >= 0;
}

bool gvc_book_is(gvc_ctx *ctx, const unsigned char *bytes, size_t length)
{
    gvc_zip *zip = NULL;
    const gvc_bytes whole = gvc_bytes_of(bytes, length);
    bool is =
        gvc_zip_is(bytes, length) && gvc_zip_open(ctx, &zip, &whole) == GVC_OK && has_workbook(zip);
    gvc_zip_close(zip);
    return is;
}

gvc_status gvc_book_add_sheet(gvc_ctx *ctx, gvc_book *book, const char *name, const char *path)
{
    if (book->count == GVC_BOOK_SHEETS) {
        return gvc_fail(ctx, GVC_EUNSUPPORTED, "names more than %d sheets", GVC_BOOK_SHEETS);
    }
    gvc_book_sheet_part *sheets =
        gvc_realloc(book->sheets, (size_t)book->count, (size_t)book->count + 1, sizeof *sheets);
    if (sheets == NULL) {
        return gvc_fail_memory(ctx, 1024, "the sheets of a workbook");
    }
    book->sheets = sheets;
    sheets[book->count] = (gvc_book_sheet_part){gvc_strdup(name), gvc_strdup(path)};
    book->count++;
    return sheets[book->count - 1].name != NULL && sheets[book->count - 1].path != NULL
               ? GVC_OK
               : gvc_fail_memory(ctx, 1024, "the sheets of a workbook");
}

static gvc_status read_sheets(gvc_ctx *ctx, gvc_book *book, gvc_idx part)
{
    gvc_relations relations = {0};
    gvc_status status = gvc_relations_read(ctx, book, &relations);
    for (gvc_idx i = 0; status == GVC_OK && i < relations.count; i++) {
        if (relations.items[i].strings && book->strings_path == NULL) {
            book->strings_path = gvc_strdup(relations.items[i].path);
            status = book->strings_path == NULL ? gvc_fail_memory(ctx, 64, "a name") : GVC_OK;
        }
    }
    if (status == GVC_OK) {
        status = book->binary ? gvc_xlsb_sheets(ctx, book, part, &relations)
                              : gvc_xlsx_sheets(ctx, book, part, &relations);
        status = status == GVC_OK ? GVC_OK : gvc_fail_in(ctx, status, "%s", book->name);
    }
    gvc_relations_free(&relations);
    return status != GVC_OK || book->count > 0
               ? status
               : gvc_fail(ctx, GVC_EFORMAT, "%s: is a workbook without a sheet of cells",
                          book->name);
}

static gvc_status read_strings(gvc_ctx *ctx, gvc_book *book)
{
    gvc_idx part = book->strings_path == NULL ? -1 : gvc_book_part(book->zip, book->strings_path);
    if (part < 0) {
        return GVC_OK; /* a cell that refers to one says so */
    }
    gvc_status status = book->binary ? gvc_xlsb_strings(ctx, book, part)
                                     : gvc_strings_read_xml(ctx, &book->strings, book->zip, part);
    return status == GVC_OK ? GVC_OK : gvc_fail_in(ctx, status, "%s", book->name);
}

static gvc_status open_zip(gvc_ctx *ctx, gvc_book *book, gvc_source *source, gvc_idx *part)
{
    const unsigned char *bytes = NULL;
    size_t length = 0;
    gvc_status status = gvc_source_map(ctx, source, &bytes, &length);
    if (status != GVC_OK) {
        return status;
    }
    const gvc_bytes whole = gvc_bytes_of(bytes, length);
    status = gvc_zip_open(ctx, &book->zip, &whole);
    if (status != GVC_OK) {
        return gvc_fail_in(ctx, status, "%s", book->name);
    }
    *part = gvc_book_part(book->zip, workbook_xml);
    book->binary = *part < 0;
    *part = book->binary ? gvc_book_part(book->zip, workbook_bin) : *part;
    return *part >= 0 ? GVC_OK
                      : gvc_fail(ctx, GVC_EFORMAT, "%s: is no workbook: it holds no part %s",
                                 book->name, workbook_xml);
}

gvc_status gvc_book_open(gvc_ctx *ctx, gvc_book **out, gvc_source *source)
{
    gvc_book *book = gvc_calloc(1, sizeof *book);
    if (book == NULL) {
        return gvc_fail_memory(ctx, sizeof *book, "a workbook");
    }
    gvc_idx part = -1;
    book->name = gvc_source_name(source);
    gvc_status status = open_zip(ctx, book, source, &part);
    if (status == GVC_OK) {
        status = read_sheets(ctx, book, part);
    }
    if (status == GVC_OK) {
        status = read_strings(ctx, book);
    }
    if (status == GVC_OK) {
        *out = book;
    } else {
        gvc_book_close(book);
    }
    return status;
}

void gvc_book_close(gvc_book *book)
{
    if (book == NULL) {
        return;
    }
    for (gvc_idx i = 0; i < book->count; i++) {
        gvc_release(book->sheets[i].name);
        gvc_release(book->sheets[i].path);
    }
    gvc_release(book->sheets);
    gvc_release(book->strings_path);
    gvc_strings_free(&book->strings);
    gvc_zip_close(book->zip);
    gvc_release(book);
}

gvc_idx gvc_book_sheets(const gvc_book *book)
{
    return book->count;
}

const char *gvc_book_sheet(const gvc_book *book, gvc_idx sheet)
{
    return book->sheets[sheet].name;
}

gvc_status gvc_book_read(gvc_ctx *ctx, const gvc_book *book, gvc_idx sheet, gvc_cell_fn *each,
                         void *user)
{
    const gvc_book_sheet_part *s = &book->sheets[sheet];
    gvc_idx part = gvc_book_part(book->zip, s->path);
    gvc_cells cells = {.ctx = ctx,
                       .book = book,
                       .sheet = sheet,
                       .row = -1,
                       .seen_row = -1,
                       .column = -1,
                       .each = each,
                       .user = user};
    if (part < 0) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s: sheet '%s': its part %s is missing", book->name,
                        s->name, s->path);
    }
    gvc_status status =
        book->binary ? gvc_xlsb_read(ctx, &cells, part) : gvc_xlsx_read(ctx, &cells, part);
    return status == GVC_OK || cells.named
               ? status
               : gvc_fail_in(ctx, status, "%s: sheet '%s'", book->name, s->name);
}

/* ---- a corner -------------------------------------------------------------------------------- */
typedef struct looking {
    gvc_idx rows, columns;
    char **texts;
} looking;

static gvc_status take(gvc_ctx *ctx, void *user, const gvc_cell *cell, bool *stop)
{
    looking *c = user;
    char number[GVC_NUMBER_CHARS];
    *stop = cell->row >= c->rows;
    if (*stop || cell->column >= c->columns) {
        return GVC_OK;
    }
    if (cell->kind == GVC_CELL_NUMBER) {
        gvc_print_double(number, cell->number);
    }
    char **at = &c->texts[cell->row * c->columns + cell->column];
    gvc_release(*at);
    *at = gvc_strdup(cell->kind == GVC_CELL_NUMBER ? number : cell->text);
    return *at == NULL ? gvc_fail_memory(ctx, 64, "the corner of a sheet") : GVC_OK;
}

gvc_status gvc_book_corner(gvc_ctx *ctx, const gvc_book *book, gvc_idx sheet, gvc_idx rows,
                           gvc_idx columns, char ***out)
{
    gvc_idx count = rows * columns;
    looking c = {rows, columns, gvc_calloc((size_t)count, sizeof *c.texts)};
    gvc_status status = c.texts == NULL ? gvc_fail_memory(ctx, 1024, "the corner of a sheet")
                                        : gvc_book_read(ctx, book, sheet, take, &c);
    for (gvc_idx i = 0; status == GVC_OK && i < count; i++) {
        c.texts[i] = c.texts[i] == NULL ? gvc_strdup("") : c.texts[i];
        status = c.texts[i] == NULL ? gvc_fail_memory(ctx, 64, "the corner of a sheet") : GVC_OK;
    }
    if (status == GVC_OK) {
        *out = c.texts;
    } else {
        gvc_book_free_corner(c.texts, count);
    }
    return status;
}

void gvc_book_free_corner(char **corner, gvc_idx count)
{
    for (gvc_idx i = 0; corner != NULL && i < count; i++) {
        gvc_release(corner[i]);
    }
    gvc_release(corner);
}
