/* test_xlsx_scan.c - the scanner of sheets and the parser of XML say the same of any sheet: a
 * comment before the root makes the scanner leave all of it to the parser */
#include "book_cells.h"
#include "with_books.h"

TestSuite(xlsx_scan, .init = enter, .fini = leave);

static const char *const strings =
    "<sst xmlns=\"" BOOK_MAIN "\"><si><t>zero</t></si><si><t>one &amp; a half</t></si></sst>";

static uint32_t draw(uint32_t *state, uint32_t below)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % below;
}

/* Pieces that sheets are made of: usual ones, odd ones, and (from WRONG on) those that are wrong.
 */
static const char *const cells[] = {
    "<c r=\"@\"><v>1.5</v></c>",
    "<c r=\"@\" s=\"1\"><v>-2.25E-3</v></c>",
    "<c><v>7</v></c>",
    "<c r='@' t='s'><v>1</v></c>",
    "<c t=\"s\" r=\"@\" ><v>0</v></c>",
    "<c r=\"@\" t=\"str\"><f>A1&amp;B1</f><v>x &lt;&gt;&quot;&apos;&amp; y</v></c>",
    "<c r=\"@\" t=\"inlineStr\"><is><t>\xc3\x85land</t></is></c>",
    "<c r=\"@\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> a </t></is></c>",
    "<c r=\"@\" t=\"b\"><v>1</v></c>",
    "<c r=\"@\" t=\"e\"><v>#N/A</v></c>",
    "<c r=\"@\"/>",
    "<c r=\"@\" ></c>",
    "<c r=\"@\"><f t=\"shared\" si=\"0\"/><v>3</v></c>",
    "<c r=\"@\"><v/></c>",
    "\n  <c r=\"@\">\n    <v> 12 </v>\n  </c>\n",
    "<c r=\"@\"><v>1&#50;</v></c>",
    "<c r=\"@\"><v>1<!-- -->2</v></c>",
    "<c r=\"@\"><v><![CDATA[4]]></v></c>",
    "<c r=\"@\" t=\"inlineStr\"><is><r><t>a</t></r><r><rPr/><t>b</t></r></is></c>",
    "<c r=\"@\"><v>5</v><extLst><ext><v>6</v></ext></extLst></c>",
    "<c r=\"@\" t=\"str\"><v>a\r\nb_x0041_</v></c>",
    "<c r=\"@\"\n\ts=\"2\"><v>8</v></c >",
    "<c r=\"&#65;1\"><v>9</v></c>",
    "<c r=\"@\"><v>n.a.</v></c>",
    "<c r=\"@\" t=\"s\"><v>17</v></c>",
    "<c r=\"A1\"><v>1</v></c>",
    "<c r=\"@\" t=\"str\"><v>\xff</v></c>",
    "<c r=\"@\"><v>1</v></d>",
    "<c r=\"@\"><v>1</c>",
};
enum { CELLS = sizeof cells / sizeof *cells, WRONG = 23 };

/* A cell, its reference filled in. */
static void put_cell(gvc_text *xml, const char *cell, uint32_t row, uint32_t column)
{
    const char *at = strchr(cell, '@');
    gvc_text_add(xml, cell, at == NULL ? strlen(cell) : (size_t)(at - cell));
    if (at != NULL) {
        char letters[GVC_COLUMN_LETTERS];
        gvc_column_letters(column, letters);
        gvc_text_addf(xml, "%s%u%s", letters, row + 1, at + 1);
    }
}

/* A sheet of up to 6 x 6 of the first `kinds` pieces. */
static void make(gvc_text *xml, uint32_t *state, uint32_t kinds)
{
    static const char *const starts[] = {
        "<worksheet xmlns=\"" BOOK_MAIN "\"><sheetData>",
        "<worksheet xmlns=\"" BOOK_MAIN "\"><sheetPr><pageSetUpPr/></sheetPr><dimension "
        "ref=\"A1:B2\"/><sheetViews><sheetView a='>'><selection/></sheetView></sheetViews>\n"
        "<sheetData>"};
    uint32_t row = 0;
    xml->length = 0;
    gvc_text_addf(xml, "%s", starts[draw(state, 2)]);
    for (uint32_t rows = draw(state, 7); rows > 0; rows--) {
        uint32_t column = 0;
        row += draw(state, 4) == 0;
        gvc_text_addf(xml, draw(state, 3) == 0 ? "<row spans=\"1:2\">" : "<row r=\"%u\">", row + 1);
        for (uint32_t n = draw(state, 7); n > 0; n--) {
            column += draw(state, 3) == 0;
            put_cell(xml, cells[draw(state, kinds)], row, column++);
        }
        gvc_text_addf(xml, "</row>");
        row++;
    }
    gvc_text_addf(xml, "</sheetData><pageMargins/></worksheet>");
}

/* What reading it says: its cells, then what is wrong. */
static gvc_status outcome(const gvc_text *xml, bool parsed, gvc_text *out)
{
    gvc_text whole = {0};
    gvc_text_addf(&whole, "%s", parsed ? "<!-- -->" : "");
    gvc_text_add(&whole, xml->chars, xml->length);
    book_write("x.xlsx", (const char *const[]){"S", gvc_text_str(&whole), NULL}, strings);
    out->length = 0;
    gvc_text_add(out, "", 0);
    gvc_status status = book_list(ctx, "x.xlsx", out);
    gvc_text_free(&whole);
    return status;
}

Test(xlsx_scan, agrees_with_the_parser)
{
    gvc_text xml = {0}, scanned = {0}, parsed = {0};
    uint32_t state = 1;
    for (int i = 0; i < 1200; i++) {
        make(&xml, &state, i % 3 == 0 ? CELLS : i % 3 == 1 ? WRONG : 15);
        gvc_status first = outcome(&xml, false, &scanned), second = outcome(&xml, true, &parsed);
        cr_assert(first == second && strcmp(scanned.chars, parsed.chars) == 0,
                  "%s\nscanned: %s\nparsed: %s", xml.chars, scanned.chars, parsed.chars);
    }
    gvc_text_free(&xml);
    gvc_text_free(&scanned);
    gvc_text_free(&parsed);
}

/* Sheets with a changed byte: what the parser reads, the scanner reads to the same. */
Test(xlsx_scan, reads_what_the_parser_reads)
{
    static const char bytes[] = "<>/\"'= &;!?c1vrt\xc3\xa9\n\r";
    gvc_text xml = {0}, scanned = {0}, parsed = {0};
    uint32_t state = 2;
    int read = 0;
    for (int i = 0; i < 1500; i++) {
        make(&xml, &state, WRONG);
        xml.chars[draw(&state, (uint32_t)xml.length)] = bytes[draw(&state, sizeof bytes - 1)];
        if (outcome(&xml, true, &parsed) != GVC_OK) {
            continue;
        }
        read++;
        gvc_status status = outcome(&xml, false, &scanned);
        cr_assert(status == GVC_OK && strcmp(scanned.chars, parsed.chars) == 0,
                  "%s\nscanned: %s\nparsed: %s", xml.chars, scanned.chars, parsed.chars);
    }
    cr_expect(read > 100, "%d", read);
    gvc_text_free(&xml);
    gvc_text_free(&scanned);
    gvc_text_free(&parsed);
}

/* Longer than the window: rows of many cells, and one text that is longer than what is kept ahead.
 */
Test(xlsx_scan, long_sheets)
{
    gvc_text xml = {0}, scanned = {0}, parsed = {0};
    gvc_text_addf(&xml, "<worksheet><sheetData>");
    for (uint32_t r = 0; r < 60; r++) {
        gvc_text_addf(&xml, "<row r=\"%u\">", r + 1);
        for (uint32_t c = 0; c < 300; c++) {
            put_cell(&xml, "<c r=\"@\" s=\"1\"><v>12345.678901234567</v></c>", r, c);
        }
        if (r == 40) {
            gvc_text_addf(&xml, "<c t=\"str\"><v>");
            for (int i = 0; i < 100000; i++) {
                gvc_text_add(&xml, "x", 1);
            }
            gvc_text_addf(&xml, "</v></c>");
        }
        gvc_text_addf(&xml, "</row>");
    }
    gvc_text_addf(&xml, "</sheetData></worksheet>");
    expect_ok(ctx, outcome(&xml, false, &scanned));
    expect_ok(ctx, outcome(&xml, true, &parsed));
    cr_assert_str_eq(scanned.chars, parsed.chars);
    gvc_text_free(&xml);
    gvc_text_free(&scanned);
    gvc_text_free(&parsed);
}
