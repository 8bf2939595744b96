/* books.h - workbooks made by a test: parts of XML or of records, sheets out of a few lines of text
 */
#ifndef GVC_TESTS_BOOKS_H
#define GVC_TESTS_BOOKS_H

#include <expect.h>

#include "base/base.h"
#include "folder.h"

typedef struct book_part {
    const char *name;
    const void *bytes;
    size_t length;
} book_part;

#define BOOK_MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define BOOK_RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define BOOK_PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"

/* A zip of the parts, whatever they hold. */
static inline void book_pack(const char *path, const book_part *parts, size_t count)
{
    struct archive *a = archive_write_new();
    cr_assert(archive_write_set_format_zip(a) == ARCHIVE_OK &&
              archive_write_open_filename(a, path) == ARCHIVE_OK);
    for (size_t i = 0; i < count; i++) {
        struct archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, parts[i].name);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, (la_int64_t)parts[i].length);
        cr_assert(archive_write_header(a, entry) == ARCHIVE_OK, "%s", archive_error_string(a));
        cr_assert(archive_write_data(a, parts[i].bytes, parts[i].length) ==
                  (la_ssize_t)parts[i].length);
        archive_entry_free(entry);
    }
    cr_assert(archive_write_close(a) == ARCHIVE_OK);
    archive_write_free(a);
}

/* An .xlsx of these sheets: names and XML of the parts in turn, NULL-ended; strings: the XML of the
 * shared texts, or NULL. */
static inline void book_write(const char *path, const char *const *names_and_parts,
                              const char *strings)
{
    gvc_text sheets = {0}, relations = {0};
    char names[16][64];
    book_part parts[20];
    size_t count = 0;
    gvc_text_addf(&sheets,
                  "<workbook xmlns=\"" BOOK_MAIN "\" xmlns:r=\"" BOOK_RELATIONS "\"><sheets>");
    gvc_text_addf(&relations, "<Relationships xmlns=\"" BOOK_PACKAGE "\">");
    for (; names_and_parts[2 * count] != NULL; count++) {
        gvc_text_addf(&sheets, "<sheet name=\"%s\" sheetId=\"%zu\" r:id=\"rId%zu\"/>",
                      names_and_parts[2 * count], count + 1, count + 1);
        gvc_text_addf(&relations,
                      "<Relationship Id=\"rId%zu\" Type=\"" BOOK_RELATIONS
                      "/worksheet\" Target=\"worksheets/sheet%zu.xml\"/>",
                      count + 1, count + 1);
        snprintf(names[count], sizeof names[count], "xl/worksheets/sheet%zu.xml", count + 1);
        parts[count] = (book_part){names[count], names_and_parts[2 * count + 1],
                                   strlen(names_and_parts[2 * count + 1])};
    }
    if (strings != NULL) {
        gvc_text_addf(&relations, "<Relationship Id=\"s\" Type=\"" BOOK_RELATIONS
                                  "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>");
        parts[count++] = (book_part){"xl/sharedStrings.xml", strings, strlen(strings)};
    }
    gvc_text_addf(&sheets, "</sheets></workbook>");
    gvc_text_addf(&relations, "</Relationships>");
    parts[count++] = (book_part){"xl/workbook.xml", sheets.chars, sheets.length};
    parts[count++] = (book_part){"xl/_rels/workbook.xml.rels", relations.chars, relations.length};
    book_pack(path, parts, count);
    gvc_text_free(&sheets);
    gvc_text_free(&relations);
}

/* One cell of the text: a number, an error, or what stands there as a text. */
static inline void book_cell(gvc_text *xml, const char *cell, size_t length)
{
    char *end = NULL;
    char text[256];
    snprintf(text, sizeof text, "%.*s", (int)length, cell);
    strtod(text, &end);
    if (length == 0) {
        gvc_text_addf(xml, "<c/>");
    } else if (text[0] == '#') {
        gvc_text_addf(xml, "<c t=\"e\"><v>%s</v></c>", text);
    } else if (text[0] != '\'' && end != text && *end == '\0') {
        gvc_text_addf(xml, "<c><v>%s</v></c>", text);
    } else {
        gvc_text_addf(xml, "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">%s</t></is></c>",
                      text + (text[0] == '\''));
    }
}

/* The XML of a sheet out of lines whose cells end at bars: "|AUS_A|1.5\n"; 'x = a text. Yours. */
static inline char *book_sheet(const char *lines)
{
    gvc_text xml = {0};
    gvc_text_addf(&xml, "<worksheet xmlns=\"" BOOK_MAIN "\"><sheetData>");
    while (*lines != '\0') {
        gvc_text_addf(&xml, "<row>");
        for (bool more = true; more;) {
            size_t length = strcspn(lines, "|\n");
            book_cell(&xml, lines, length);
            more = lines[length] == '|';
            lines += length + (lines[length] != '\0');
        }
        gvc_text_addf(&xml, "</row>");
    }
    gvc_text_addf(&xml, "</sheetData></worksheet>");
    return xml.chars;
}

/* An .xlsx with one sheet out of such lines. */
static inline void book_of_lines(const char *path, const char *sheet, const char *lines)
{
    char *xml = book_sheet(lines);
    book_write(path, (const char *const[]){sheet, xml, NULL}, NULL);
    gvc_release(xml);
}

#endif
