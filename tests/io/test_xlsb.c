#include "book_cells.h"
#include "with_books.h"

TestSuite(xlsb, .init = enter, .fini = leave);

/* ---- records --------------------------------------------------------------------------------- */
static void put_bytes(gvc_text *to, const void *bytes, size_t length)
{
    gvc_text_add(to, bytes, length);
}

static void put_varying(gvc_text *to, uint32_t value)
{
    do {
        unsigned char byte = (unsigned char)((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
        put_bytes(to, &byte, 1);
        value >>= 7;
    } while (value > 0);
}

static void put_record(gvc_text *to, uint32_t number, const void *bytes, size_t length)
{
    put_varying(to, number);
    put_varying(to, (uint32_t)length);
    put_bytes(to, bytes, length);
}

static void put_32(gvc_text *to, uint32_t value)
{
    const unsigned char bytes[] = {(unsigned char)value, (unsigned char)(value >> 8),
                                   (unsigned char)(value >> 16), (unsigned char)(value >> 24)};
    put_bytes(to, bytes, 4);
}

/* A text of ASCII as a counted one of 16 bits a character. */
static void put_wide(gvc_text *to, const char *text)
{
    put_32(to, (uint32_t)strlen(text));
    for (; *text != '\0'; text++) {
        put_bytes(to, (const char[]){*text, '\0'}, 2);
    }
}

/* A cell: its column, its style, and the value that is in `value`, which is emptied. */
static void put_cell(gvc_text *to, uint32_t number, uint32_t column, gvc_text *value)
{
    gvc_text record = {0};
    put_32(&record, column);
    put_32(&record, 0);
    put_bytes(&record, gvc_text_str(value), value->length);
    put_record(to, number, record.chars, record.length);
    gvc_text_free(&record);
    value->length = 0;
}

static void put_row(gvc_text *to, uint32_t row)
{
    gvc_text record = {0};
    put_32(&record, row);
    put_bytes(&record, "\0\0\0\0\0\0\0\0", 8);
    put_record(to, 0, record.chars, record.length);
    gvc_text_free(&record);
}

/* A workbook with the sheet of these records between the marks of its data. */
static void write_book(const char *path, const gvc_text *cells, bool ended)
{
    static const char relations[] =
        "<Relationships xmlns=\"" BOOK_PACKAGE "\"><Relationship Id=\"rId1\" Type=\"" BOOK_RELATIONS
        "/worksheet\" Target=\"worksheets/sheet1.bin\"/><Relationship Id=\"rId2\" "
        "Type=\"" BOOK_RELATIONS "/sharedStrings\" Target=\"sharedStrings.bin\"/></Relationships>";
    gvc_text sheets = {0}, record = {0}, sheet = {0}, strings = {0};
    put_32(&record, 0);
    put_32(&record, 1);
    put_wide(&record, "rId1");
    put_wide(&record, "S");
    put_record(&sheets, 131, "", 0);
    put_record(&sheets, 156, record.chars, record.length);
    record.length = 0;
    put_bytes(&record, "\0", 1);
    put_wide(&record, "shared");
    put_record(&strings, 159, "\1\0\0\0\1\0\0\0", 8);
    put_record(&strings, 19, record.chars, record.length);
    put_record(&strings, 160, "", 0);
    put_record(&sheet, 129, "", 0);
    put_record(&sheet, 7, "cells before their time", 12);
    put_record(&sheet, 145, "", 0);
    put_bytes(&sheet, cells->chars, cells->length);
    if (ended) {
        put_record(&sheet, 146, "", 0);
        put_record(&sheet, 130, "", 0);
    }
    const book_part parts[] = {{"xl/workbook.bin", sheets.chars, sheets.length},
                               {"xl/_rels/workbook.bin.rels", relations, sizeof relations - 1},
                               {"xl/worksheets/sheet1.bin", sheet.chars, sheet.length},
                               {"xl/sharedStrings.bin", strings.chars, strings.length}};
    book_pack(path, parts, 4);
    gvc_text_free(&sheets);
    gvc_text_free(&record);
    gvc_text_free(&sheet);
    gvc_text_free(&strings);
}

/* ---- cells ----------------------------------------------------------------------------------- */
static void put_rk(gvc_text *to, uint32_t column, uint32_t bits)
{
    gvc_text value = {0};
    put_32(&value, bits);
    put_cell(to, 2, column, &value);
    gvc_text_free(&value);
}

Test(xlsb, numbers_in_thirty_bits)
{
    gvc_text cells = {0};
    put_row(&cells, 0);
    put_rk(&cells, 0, 12345u << 2 | 2);               /* whole */
    put_rk(&cells, 1, 12345u << 2 | 3);               /* whole, in hundredths */
    put_rk(&cells, 2, (uint32_t)-5 << 2 | 2);         /* whole and negative */
    put_rk(&cells, 3, 0x3ff80000u);                   /* the upper bits of 1.5 */
    put_rk(&cells, 4, 0x3ff80000u | 1);               /* the same in hundredths */
    put_rk(&cells, 5, 0xc0080000u);                   /* -3 */
    put_rk(&cells, 6, 0x20000000u << 2 | 2);          /* the lowest */
    put_rk(&cells, 7, (uint32_t)0x1fffffff << 2 | 2); /* the highest */
    write_book("x.xlsb", &cells, true);
    gvc_text_free(&cells);
    book_expect(ctx, "x.xlsb",
                "A1=12345 B1=123.45 C1=-5 D1=1.5 E1=0.014999999999999999 F1=-3 G1=-536870912 "
                "H1=536870911 ");
}

Test(xlsb, all_kinds_of_cells)
{
    gvc_text cells = {0}, value = {0};
    const double pi = 3.141592653589793;
    put_row(&cells, 2);
    put_cell(&cells, 1, 0, &value); /* blank */
    put_bytes(&value, &pi, 8);
    put_cell(&cells, 5, 1, &value);
    put_bytes(&value, "\x17", 1);
    put_cell(&cells, 3, 2, &value);
    put_bytes(&value, "\1", 1);
    put_cell(&cells, 4, 3, &value);
    put_wide(&value, "own");
    put_cell(&cells, 6, 4, &value);
    put_32(&value, 0);
    put_cell(&cells, 7, 5, &value);
    put_wide(&value, "result");
    put_bytes(&value, "\0\0formula", 9);
    put_cell(&cells, 8, 6, &value);
    put_bytes(&value, &pi, 8);
    put_bytes(&value, "\0\0formula", 9);
    put_cell(&cells, 9, 7, &value);
    put_bytes(&value, "\0\0\0formula", 10);
    put_cell(&cells, 10, 8, &value);
    put_bytes(&value, "\x2a\0\0", 3);
    put_cell(&cells, 11, 9, &value);
    put_bytes(&value, "\1", 1);
    put_wide(&value, "rich");
    put_cell(&cells, 62, 11, &value);
    /* Short ones, of the next column: their style, their value. */
    put_record(&cells, 13, "\0\0\0\0\x0a\0\0\0", 8);
    put_record(&cells, 12, "\0\0\0\0", 4);
    put_record(&cells, 18, "\0\0\0\0\0\0\0\0", 8);
    write_book("x.xlsb", &cells, true);
    gvc_text_free(&cells);
    gvc_text_free(&value);
    book_expect(ctx, "x.xlsb",
                "B3=3.1415926535897931 C3!'#REF!' D3=1 E3='own' F3='shared' G3='result' "
                "H3=3.1415926535897931 I3=0 J3!'#N/A' L3='rich' M3=2 O3='shared' ");
}

Test(xlsb, texts_beyond_ascii)
{
    gvc_text cells = {0}, value = {0};
    put_row(&cells, 0);
    put_32(&value, 6);
    /* e acute, a Chinese sign, a pair, half a pair, a NUL */
    put_bytes(&value, "\xe9\0\x2d\x4e\x3d\xd8\x00\xde\x3d\xd8\0\0", 12);
    put_cell(&cells, 6, 0, &value);
    write_book("x.xlsb", &cells, true);
    gvc_text_free(&cells);
    gvc_text_free(&value);
    book_expect(ctx, "x.xlsb", "A1='\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80\xef\xbf\xbd ' ");
}

Test(xlsb, long_records_that_say_nothing_are_passed_over)
{
    gvc_text cells = {0}, filler = {0};
    for (int i = 0; i < 2000000; i++) {
        gvc_text_add(&filler, "z", 1);
    }
    put_row(&cells, 0);
    put_rk(&cells, 0, 1u << 2 | 2);
    put_record(&cells, 4000, filler.chars, filler.length);
    put_record(&cells, 4001, filler.chars, 300000);
    put_rk(&cells, 1, 2u << 2 | 2);
    write_book("x.xlsb", &cells, true);
    gvc_text_free(&cells);
    gvc_text_free(&filler);
    book_expect(ctx, "x.xlsb", "A1=1 B1=2 ");
}

/* ---- what is refused ------------------------------------------------------------------------- */
static void refused(gvc_text *cells, bool ended, gvc_status code, const char *message)
{
    write_book("x.xlsb", cells, ended);
    gvc_text_free(cells);
    book_refused(ctx, "x.xlsb", code, message);
}

Test(xlsb, cells_that_make_no_sense_are_named)
{
    gvc_text cells = {0}, value = {0};
    put_row(&cells, 4);
    put_32(&value, 1);
    put_cell(&cells, 7, 2, &value);
    refused(&cells, true, GVC_EFORMAT,
            "x.xlsb: sheet 'S', cell C5: refers to the shared text 1, and there are 1");
    put_row(&cells, 4);
    put_bytes(&value, "\0\0\0\0", 4);
    put_cell(&cells, 5, 2, &value);
    refused(&cells, true, GVC_EFORMAT, "x.xlsb: sheet 'S', cell C5: its record is cut off");
    put_row(&cells, 4);
    put_rk(&cells, 2, 2);
    put_rk(&cells, 2, 2);
    refused(&cells, true, GVC_EFORMAT,
            "x.xlsb: sheet 'S', cell C5: the cells that follow are not in their order");
    put_row(&cells, 4);
    put_rk(&cells, 16384, 2);
    refused(&cells, true, GVC_EFORMAT,
            "x.xlsb: sheet 'S', cell A5: a cell beyond the sheet follows");
    put_row(&cells, 4);
    put_row(&cells, 4);
    refused(&cells, true, GVC_EFORMAT,
            "x.xlsb: sheet 'S', cell A5: the rows that follow are not in their order");
    put_row(&cells, 1048576);
    refused(&cells, true, GVC_EFORMAT,
            "x.xlsb: sheet 'S', cell A1: a row beyond the sheet follows");
    put_row(&cells, 0);
    put_bytes(&value, "\0\0\0\0\0\0\xf0\x7f", 8);
    put_cell(&cells, 5, 0, &value);
    refused(&cells, true, GVC_EFORMAT,
            "x.xlsb: sheet 'S', cell A1: holds a number that is not finite");
    gvc_text_free(&value);
}

Test(xlsb, records_that_are_cut_off)
{
    static const char *const message =
        "x.xlsb: sheet 'S': xl/worksheets/sheet1.bin is truncated or damaged: a record is cut off";
    gvc_text cells = {0}, value = {0};
    put_row(&cells, 0);
    put_rk(&cells, 0, 2);
    refused(&cells, false, GVC_EIO, message);
    put_row(&cells, 0);
    put_bytes(&cells,
              "\2\x7f"
              "few",
              5);
    refused(&cells, false, GVC_EIO, message);
    put_row(&cells, 0);
    put_bytes(&cells,
              "\2\xff\xff\xff\x7f"
              "few",
              8);
    refused(&cells, false, GVC_EIO, message);
    put_row(&cells, 0);
    put_bytes(&cells, "\2\xff", 2);
    refused(&cells, false, GVC_EIO, message);
    put_row(&cells, 0);
    put_32(&value, 1u << 31);
    put_cell(&cells, 6, 0, &value);
    refused(&cells, true, GVC_EIO, message);
    gvc_text_free(&value);
}
