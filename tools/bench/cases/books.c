/* books.c - a sheet of WIOD 2013's size out of a workbook, against expat alone over the same XML */
#include <archive.h>
#include <archive_entry.h>
#include <expat.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/base.h"
#include "bench.h"

enum { COUNTRIES = 41, SECTORS = 35, USES = 5, ROWS_BELOW = 8, HEADER = 6, LABELS = 4 };

static const gvc_idx n = COUNTRIES * SECTORS, columns = COUNTRIES * (SECTORS + USES) + 1;

typedef struct book {
    gvc_bench *bench;
    gvc_text xml;
    char path[300];
    gvc_idx cells; /* with a number */
} book;

/* ---- making it ------------------------------------------------------------------------------- */
static void reference(gvc_text *xml, gvc_idx row, gvc_idx column)
{
    char letters[4] = "";
    int count = 0;
    for (gvc_idx c = column + 1; c > 0; c = (c - 1) / 26) {
        memmove(letters + 1, letters, (size_t)count);
        letters[0] = (char)('A' + (c - 1) % 26);
        count++;
    }
    letters[count] = '\0';
    gvc_text_addf(xml, "<c r=\"%s%lld\" s=\"1\"", letters, (long long)row + 1);
}

static void put_text(gvc_text *xml, gvc_idx row, gvc_idx column, const char *text)
{
    reference(xml, row, column);
    gvc_text_addf(xml, " t=\"inlineStr\"><is><t>%s</t></is></c>", text);
}

static void put_number(book *b, gvc_idx row, gvc_idx column, double value)
{
    reference(&b->xml, row, column);
    gvc_text_addf(&b->xml, "><v>%.15g</v></c>", value);
    b->cells++;
}

/* Values of any size, as in published tables: eight significant digits as a rule. */
static double draw(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    double size = pow(10, (double)(*state >> 60) / 2 - 3);
    return round((double)(*state >> 33 & 0xffffff) / 16777216 * 1e8) / 1e8 * size;
}

/* Code and region of a row or column; -1 and NULL for the total. */
static const char *labels_of(gvc_idx at, char code[16], char region[16])
{
    bool industry = at < n;
    gvc_idx c = industry ? at / SECTORS : (at - n) / USES;
    gvc_idx k = industry ? at % SECTORS + 1 : (at - n) % USES + 37;
    snprintf(code, 16, "c%lld", (long long)k);
    snprintf(region, 16, "R%02lld", (long long)c);
    return industry ? "Agriculture, Hunting, Forestry and Fishing"
                    : "Gross fixed capital formation";
}

static void put_header(book *b)
{
    static const char *const title[] = {"Intercountry Input-Output Table for 2009",
                                        "41 countries, in current prices",
                                        "(industry-by-industry)",
                                        "(millions of US$)",
                                        NULL,
                                        NULL};
    for (gvc_idx r = 0; r < HEADER; r++) {
        gvc_text_addf(&b->xml, "<row r=\"%lld\">", (long long)r + 1);
        if (title[r] != NULL) {
            put_text(&b->xml, r, 0, title[r]);
        }
        for (gvc_idx c = 0; r >= 3 && c < columns; c++) {
            char code[16], region[16];
            const char *name = labels_of(c, code, region);
            bool total = c + 1 == columns;
            if (!total || r == 3) {
                put_text(&b->xml, r, c + LABELS,
                         r == 3   ? (total ? "Total output" : name)
                         : r == 4 ? region
                                  : code);
            }
        }
        gvc_text_addf(&b->xml, "</row>");
    }
}

static void put_rows(book *b)
{
    static const char *const below[ROWS_BELOW][2] = {
        {"r60", "Total intermediate consumption"},  {"r99", "taxes less subsidies on products"},
        {"r61", "Cif/ fob adjustments on exports"}, {"r62", "Direct purchases abroad"},
        {"r63", "Purchases by non-residents"},      {"r64", "Value added at basic prices"},
        {"trs", "International Transport Margins"}, {"r69", "Output at basic prices"}};
    uint64_t state = b->bench->set.seed;
    for (gvc_idx i = 0; i < n + ROWS_BELOW; i++) {
        char code[16], region[16];
        gvc_idx row = i + HEADER;
        const char *name = labels_of(i < n ? i : 0, code, region);
        bool total = i >= n;
        gvc_text_addf(&b->xml, "<row r=\"%lld\">", (long long)row + 1);
        put_text(&b->xml, row, 1, total ? below[i - n][1] : name);
        put_text(&b->xml, row, 2, total ? "TOT" : region);
        put_text(&b->xml, row, 3, total ? below[i - n][0] : code);
        for (gvc_idx c = 0; c < columns; c++) {
            put_number(b, row, c + LABELS, draw(&state));
        }
        gvc_text_addf(&b->xml, "</row>");
    }
}

static bool add_part(struct archive *a, const char *name, const char *chars, size_t length)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, (la_int64_t)length);
    bool done = archive_write_header(a, entry) == ARCHIVE_OK &&
                archive_write_data(a, chars, length) == (la_ssize_t)length;
    archive_entry_free(entry);
    return done;
}

static bool save(const book *b)
{
    static const char relations[] =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
        "relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    static const char workbook[] =
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
        "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
        "<sheet name=\"WIOT_2009\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    struct archive *a = archive_write_new();
    bool done = archive_write_set_format_zip(a) == ARCHIVE_OK &&
                archive_write_open_filename(a, b->path) == ARCHIVE_OK &&
                add_part(a, "xl/workbook.xml", workbook, sizeof workbook - 1) &&
                add_part(a, "xl/_rels/workbook.xml.rels", relations, sizeof relations - 1) &&
                add_part(a, "xl/worksheets/sheet1.xml", b->xml.chars, b->xml.length);
    done = archive_write_close(a) == ARCHIVE_OK && done;
    archive_write_free(a);
    return done;
}

static bool make(book *b)
{
    gvc_text_addf(&b->xml, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                           "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/"
                           "2006/main\"><sheetData>");
    put_header(b);
    put_rows(b);
    gvc_text_addf(&b->xml, "</sheetData></worksheet>");
    return (!b->xml.failed || gvc_bench_fail(b->bench, "out of memory")) &&
           (save(b) || gvc_bench_fail(b->bench, "%s could not be written", b->path));
}

/* ---- reading it ------------------------------------------------------------------------------ */
static void XMLCALL start(void *user, const char *name, const char **attributes)
{
    *(size_t *)user += name[0] == 'c' && attributes[0] != NULL;
}

static void XMLCALL end(void *user, const char *name)
{
    (void)user, (void)name;
}

static void XMLCALL text(void *user, const char *chars, int length)
{
    (void)user, (void)chars, (void)length;
}

/* The parser with handlers that do nothing, over the XML in memory. */
static bool with_expat(void *user)
{
    const book *b = user;
    size_t cells = 0;
    XML_Parser parser = XML_ParserCreate(NULL);
    XML_SetUserData(parser, &cells);
    XML_SetElementHandler(parser, start, end);
    XML_SetCharacterDataHandler(parser, text);
    bool done = XML_Parse(parser, b->xml.chars, (int)b->xml.length, 1) == XML_STATUS_OK;
    XML_ParserFree(parser);
    return done && cells > (size_t)b->cells;
}

static bool with_reader(void *user)
{
    const book *b = user;
    gvc_table *table = NULL;
    if (gvc_table_read(b->bench->ctx, &table, b->path, NULL) != GVC_OK) {
        return gvc_bench_failed(b->bench);
    }
    gvc_table_free(table);
    return true;
}

static bool race(book *b)
{
    gvc_bench_job jobs[] = {{NULL, with_expat, b, 0}, {NULL, with_reader, b, 0}};
    if (!gvc_bench_race(jobs, 2, gvc_bench_rounds(b->bench, 4000),
                        b->bench->set.threads > 1 ? gvc_bench_wall : gvc_bench_cpu)) {
        return false;
    }
    gvc_bench_print_time(b->bench, "xlsx", jobs[1].seconds, "expat alone", jobs[0].seconds);
    gvc_bench_print_value(b->bench, "xlsx_cells", (double)b->cells / jobs[1].seconds, "cells/s");
    gvc_bench_print_value(b->bench, "xlsx_xml", (double)b->xml.length, "bytes");
    return true;
}

static bool run(gvc_bench *b)
{
    gvc_bench_folder folder;
    book made = {.bench = b};
    if (!gvc_bench_folder_make(b, &folder)) {
        return false;
    }
    gvc_bench_folder_path(&folder, "WIOT09.xlsx", made.path, sizeof made.path);
    bool done = make(&made) && race(&made);
    gvc_bench_folder_remove(&folder, (const char *const[]){"WIOT09.xlsx", NULL});
    gvc_text_free(&made.xml);
    return done;
}

const gvc_bench_case gvc_bench_case_books = {
    "books", "a sheet of 1443 x 1641 cells out of an .xlsx / expat alone over the same XML", 0, 0,
    run};
