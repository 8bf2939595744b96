#include "book/book.h"

#include "book_cells.h"
#include "with_books.h"

TestSuite(book, .init = enter, .fini = leave);

#define SHEET(rows) "<worksheet xmlns=\"" BOOK_MAIN "\"><sheetData>" rows "</sheetData></worksheet>"
#define STRINGS(items) "<sst xmlns=\"" BOOK_MAIN "\">" items "</sst>"

static void write_sheet(const char *xml, const char *strings)
{
    book_write("x.xlsx", (const char *const[]){"S", xml, NULL}, strings);
}

/* ---- what cells may be ----------------------------------------------------------------------- */
Test(book, all_kinds_of_cells)
{
    write_sheet(
        SHEET("<row r=\"1\"><c r=\"A1\"><v>1.5</v></c><c r=\"B1\" t=\"n\"><v>-2E-3</v></c>"
              "<c r=\"C1\" t=\"s\"><v>1</v></c><c r=\"D1\" t=\"str\"><f>A1&amp;B1</f>"
              "<v>a &lt; b</v></c><c r=\"E1\" t=\"b\"><v>1</v></c>"
              "<c r=\"F1\" t=\"e\"><v>#REF!</v></c><c r=\"G1\" t=\"inlineStr\"><is><t>in</t>"
              "</is></c><c r=\"H1\"><f>A1*2</f><v>3</v></c><c r=\"I1\" s=\"4\"/>"
              "<c r=\"J1\" t=\"d\"><v>2009-01-01</v></c></row>"),
        STRINGS("<si><t>no</t></si><si><t>yes</t></si>"));
    book_expect(ctx, "x.xlsx",
                "A1=1.5 B1=-0.002 C1='yes' D1='a < b' E1=1 F1!'#REF!' G1='in' H1=3 "
                "J1='2009-01-01' ");
}

Test(book, texts_of_runs_without_readings_and_with_their_blanks)
{
    write_sheet(
        SHEET("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c>"
              "<c t=\"inlineStr\"><is><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r>"
              "<rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></is></c>"
              "<c t=\"s\"><v>3</v></c></row>"),
        STRINGS("<si><r><rPr><b/></rPr><t>Agri</t></r><r><t>culture</t></r><rPh sb=\"0\" "
                "eb=\"2\"><t>no</t></rPh><phoneticPr fontId=\"1\"/></si>"
                "<si><t xml:space=\"preserve\"> a </t></si><si><t>x_x000D_y_x005F_x0041_</t></si>"
                "<si/>"));
    book_expect(ctx, "x.xlsx", "A1='Agriculture' B1=' a ' C1='x y_x0041_' D1='ab' ");
}

Test(book, rows_and_cells_without_references_and_with_gaps)
{
    write_sheet(SHEET("<row><c><v>1</v></c><c r=\"D1\"><v>2</v></c><c><v>3</v></c></row>"
                      "<row r=\"4\"><c><v>4</v></c></row><row/><row><c r=\"B9\"><v>5</v></c></row>"
                      "<row><c><v>6</v></c></row>"),
                NULL);
    book_expect(ctx, "x.xlsx", "A1=1 D1=2 E1=3 A4=4 B9=5 A10=6 ");
}

Test(book, prefixes_other_namespaces_and_what_follows_the_cells)
{
    write_sheet("<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- made by hand -->"
                "<x:worksheet xmlns:x=\"" BOOK_MAIN "\" xmlns:y=\"urn:y\"><x:sheetPr/>"
                "<y:sheetData><y:row/></y:sheetData><x:sheetData><x:row r=\"2\" y:r=\"7\">"
                "<x:c r=\"B2\" y:t=\"s\"><y:v>9</y:v><x:v>1<!-- -->2</x:v></x:c></x:row>"
                "</x:sheetData><x:mergeCells/></x:worksheet>",
                NULL);
    book_expect(ctx, "x.xlsx", "B2=12 ");
}

Test(book, numbers_with_blanks_around_them_and_empty_ones)
{
    write_sheet(SHEET("<row><c><v> 12\n</v></c><c><v></v></c><c><v> </v></c>"
                      "<c t=\"str\"><v/></c></row>"),
                NULL);
    book_expect(ctx, "x.xlsx", "A1=12 ");
}

Test(book, last_column_and_last_row)
{
    write_sheet(SHEET("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"), NULL);
    book_expect(ctx, "x.xlsx", "XFD1048576=1 ");
}

Test(book, other_encodings)
{
    static const char latin[] = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
                                "<worksheet xmlns=\"" BOOK_MAIN "\"><sheetData><row>"
                                "<c t=\"str\"><v>\xe9</v></c></row></sheetData></worksheet>";
    write_sheet(latin, NULL);
    book_expect(ctx, "x.xlsx", "A1='\xc3\xa9' ");
}

Test(book, sheets_in_the_order_of_the_workbook_and_chart_sheets_left_out)
{
    static const char workbook[] =
        "<workbook xmlns=\"" BOOK_MAIN "\" xmlns:r=\"" BOOK_RELATIONS "\"><sheets>"
        "<sheet name=\"second\" sheetId=\"2\" r:id=\"b\"/><sheet name=\"chart\" sheetId=\"3\" "
        "r:id=\"c\"/><sheet name=\"A &amp; B\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>";
    static const char relations[] =
        "<Relationships xmlns=\"" BOOK_PACKAGE "\">"
        "<Relationship Id=\"a\" Type=\"" BOOK_RELATIONS "/worksheet\" Target=\"./x/../one.xml\"/>"
        "<Relationship Id=\"b\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/"
        "worksheet\" Target=\"/xl/Two.XML\"/>"
        "<Relationship Id=\"c\" Type=\"" BOOK_RELATIONS "/chartsheet\" Target=\"c.xml\"/>"
        "</Relationships>";
    static const char one[] = SHEET("<row><c><v>1</v></c></row>");
    static const char two[] = SHEET("<row><c><v>2</v></c></row>");
    const book_part parts[] = {{"xl/workbook.xml", workbook, sizeof workbook - 1},
                               {"xl/_rels/workbook.xml.rels", relations, sizeof relations - 1},
                               {"xl/one.xml", one, sizeof one - 1},
                               {"xl/two.xml", two, sizeof two - 1}};
    book_pack("x.xlsx", parts, 4);
    gvc_source *source = NULL;
    gvc_book *book = NULL;
    gvc_text found = {0};
    expect_ok(ctx, book_open(ctx, "x.xlsx", &source, &book));
    cr_assert_eq(gvc_book_sheets(book), 2);
    cr_expect_str_eq(gvc_book_sheet(book, 0), "second");
    cr_expect_str_eq(gvc_book_sheet(book, 1), "A & B");
    expect_ok(ctx, gvc_book_read(ctx, book, 0, book_list_cell, &found));
    expect_ok(ctx, gvc_book_read(ctx, book, 1, book_list_cell, &found));
    cr_expect_str_eq(gvc_text_str(&found), "A1=2 A1=1 ");
    gvc_text_free(&found);
    gvc_book_close(book);
    gvc_source_close(source);
}

Test(book, corner)
{
    book_of_lines("x.xlsx", "S", "a||c|d\n\n1.5|#REF!|x\n4\n");
    gvc_source *source = NULL;
    gvc_book *book = NULL;
    char **corner = NULL;
    expect_ok(ctx, book_open(ctx, "x.xlsx", &source, &book));
    expect_ok(ctx, gvc_book_corner(ctx, book, 0, 3, 3, &corner));
    const char *const expected[] = {"a", "", "c", "", "", "", "1.5", "#REF!", "x"};
    for (int i = 0; i < 9; i++) {
        cr_expect_str_eq(corner[i], expected[i]);
    }
    gvc_book_free_corner(corner, 9);
    gvc_book_close(book);
    gvc_source_close(source);
}

static gvc_status stop_at_two(gvc_ctx *c, void *user, const gvc_cell *cell, bool *stop)
{
    (void)c;
    *(int *)user += 1;
    *stop = cell->number == 2;
    return GVC_OK;
}

Test(book, reading_stops_when_asked_to)
{
    book_of_lines("x.xlsx", "S", "1|2|3\n4\n");
    gvc_source *source = NULL;
    gvc_book *book = NULL;
    int cells = 0;
    expect_ok(ctx, book_open(ctx, "x.xlsx", &source, &book));
    expect_ok(ctx, gvc_book_read(ctx, book, 0, stop_at_two, &cells));
    cr_expect_eq(cells, 2);
    gvc_book_close(book);
    gvc_source_close(source);
}

/* ---- what is refused ------------------------------------------------------------------------- */
Test(book, cells_that_make_no_sense_are_named)
{
    static const struct {
        const char *xml, *message;
    } cases[] = {
        {SHEET("<row r=\"7\"><c r=\"E7\"><v>1,5</v></c></row>"),
         "x.xlsx: sheet 'S', cell E7: '1,5' is not a number"},
        {SHEET("<row r=\"7\"><c r=\"E7\"><v>NaN</v></c></row>"),
         "x.xlsx: sheet 'S', cell E7: holds a number that is not finite"},
        {SHEET("<row r=\"7\"><c r=\"E7\"><v>1e999</v></c></row>"),
         "x.xlsx: sheet 'S', cell E7: holds a number that is not finite"},
        {SHEET("<row r=\"7\"><c r=\"E7\" t=\"s\"><v>2</v></c></row>"),
         "x.xlsx: sheet 'S', cell E7: refers to the shared text '2', and there are 0"},
        {SHEET("<row r=\"7\"><c r=\"E7\" t=\"s\"><v>-1</v></c></row>"),
         "x.xlsx: sheet 'S', cell E7: refers to the shared text '-1', and there are 0"},
        {SHEET("<row r=\"7\"><c r=\"E7\"/><c r=\"D7\"/></row>"),
         "x.xlsx: sheet 'S', cell E7: the cells that follow are not in their order"},
        {SHEET("<row r=\"7\"><c r=\"E7\"/><c r=\"E7\"/></row>"),
         "x.xlsx: sheet 'S', cell E7: the cells that follow are not in their order"},
        {SHEET("<row r=\"7\"><c r=\"E8\"/></row>"),
         "x.xlsx: sheet 'S', cell A7: a cell without a sensible reference follows"},
        {SHEET("<row r=\"7\"><c r=\"7\"/></row>"),
         "x.xlsx: sheet 'S', cell A7: a cell without a sensible reference follows"},
        {SHEET("<row r=\"7\"><c r=\"XFE7\"/></row>"),
         "x.xlsx: sheet 'S', cell A7: a cell without a sensible reference follows"},
        {SHEET("<row r=\"7\"/><row r=\"6\"/>"),
         "x.xlsx: sheet 'S', cell A7: the rows that follow are not in their order"},
        {SHEET("<row r=\"1048577\"/>"),
         "x.xlsx: sheet 'S', cell A1: a row without a sensible number follows"},
        {SHEET("<row r=\"0\"/>"),
         "x.xlsx: sheet 'S', cell A1: a row without a sensible number follows"},
        {SHEET("<row r=\"1048576\"/><row><c/></row>"),
         "x.xlsx: sheet 'S', cell A1048576: a row beyond 1048576 follows, which no sheet has"},
        {SHEET("<row><c r=\"XFD1\"/><c/></row>"),
         "x.xlsx: sheet 'S', cell XFD1: a column beyond XFD follows, which no sheet has"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_sheet(cases[i].xml, NULL);
        book_refused(ctx, "x.xlsx", GVC_EFORMAT, cases[i].message);
    }
}

Test(book, xml_that_is_none_or_a_trap)
{
    write_sheet(SHEET("<row></rows>"), NULL);
    book_refused(ctx, "x.xlsx", GVC_EFORMAT,
                 "x.xlsx: sheet 'S': xl/worksheets/sheet1.xml is no XML (mismatched tag, line 1)");
    write_sheet("<worksheet><sheetData><row>", NULL);
    book_refused(ctx, "x.xlsx", GVC_EFORMAT,
                 "x.xlsx: sheet 'S': xl/worksheets/sheet1.xml is no XML (no element found, line "
                 "1)");
    write_sheet("<!DOCTYPE w [<!ENTITY a \"1\"><!ENTITY b \"&a;&a;\">]>"
                "<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>",
                NULL);
    book_refused(ctx, "x.xlsx", GVC_EFORMAT,
                 "x.xlsx: sheet 'S': xl/worksheets/sheet1.xml has a document type (DOCTYPE), "
                 "which no workbook has");
    gvc_text deep = {0};
    for (int i = 0; i < 101; i++) {
        gvc_text_addf(&deep, "<a>");
    }
    write_sheet(gvc_text_str(&deep), NULL);
    gvc_text_free(&deep);
    book_refused(ctx, "x.xlsx", GVC_EFORMAT,
                 "x.xlsx: sheet 'S': xl/worksheets/sheet1.xml nests deeper than 100 elements");
}

/* n bytes of 'x' in the middle of the text. */
static char *stuffed(const char *before, size_t n, const char *after)
{
    gvc_text text = {0};
    gvc_text_addf(&text, "%s", before);
    for (size_t i = 0; i < n; i++) {
        gvc_text_add(&text, "x", 1);
    }
    gvc_text_addf(&text, "%s", after);
    return text.chars;
}

Test(book, texts_and_items_without_end)
{
    char *xml = stuffed("<worksheet><sheetData><row><c t=\"str\"><v>", 300000,
                        "</v></c></row></sheetData></worksheet>");
    write_sheet(xml, NULL);
    book_refused(ctx, "x.xlsx", GVC_EFORMAT,
                 "x.xlsx: sheet 'S', cell A1: holds a text longer than any cell can");
    gvc_release(xml);
    xml = stuffed("<worksheet><sheetData a=\"", 5 << 20, "\"/></worksheet>");
    write_sheet(xml, NULL);
    book_refused(ctx, "x.xlsx", GVC_EFORMAT,
                 "x.xlsx: sheet 'S': xl/worksheets/sheet1.xml holds one item of more than 4 MiB, "
                 "expected short texts and numbers");
    gvc_release(xml);
}

Test(book, parts_that_are_missing)
{
    static const char workbook[] =
        "<workbook xmlns=\"" BOOK_MAIN "\" xmlns:r=\"" BOOK_RELATIONS
        "\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>";
    static const char relations[] =
        "<Relationships xmlns=\"" BOOK_PACKAGE "\"><Relationship Id=\"a\" Type=\"" BOOK_RELATIONS
        "/worksheet\" Target=\"one.xml\"/></Relationships>";
    const book_part parts[] = {{"xl/workbook.xml", workbook, sizeof workbook - 1},
                               {"xl/_rels/workbook.xml.rels", relations, sizeof relations - 1}};
    book_pack("x.xlsx", parts, 2);
    book_refused(ctx, "x.xlsx", GVC_EFORMAT, "x.xlsx: sheet 'S': its part xl/one.xml is missing");
    book_pack("x.xlsx", parts, 1);
    book_refused(ctx, "x.xlsx", GVC_EFORMAT,
                 "x.xlsx: holds no part xl/_rels/workbook.xml.rels, so its sheets cannot be found; "
                 "it is damaged");
    book_pack("x.xlsx", parts + 1, 1);
    book_refused(ctx, "x.xlsx", GVC_EFORMAT,
                 "x.xlsx: is no workbook: it holds no part "
                 "xl/workbook.xml");
}

/* Every occurrence of four bytes in the file: two bytes at `at` behind them become `value`. */
static void patch(const char *from, const char *to, const char *magic, size_t at, char value)
{
    size_t length = 0;
    char *bytes = read_bytes(from, &length);
    for (size_t i = 0; i + at + 2 < length; i++) {
        if (memcmp(bytes + i, magic, 4) == 0) {
            bytes[i + at] = value;
        }
    }
    write_bytes(to, bytes, length);
    free(bytes);
}

Test(book, packed_in_ways_that_are_not_read)
{
    book_of_lines("x.xlsx", "S", "1\n");
    patch("x.xlsx", "y.xlsx", "PK\x01\x02", 10, 9);
    book_refused(ctx, "y.xlsx", GVC_EUNSUPPORTED,
                 "y.xlsx: xl/_rels/workbook.xml.rels is packed with Deflate64, which is not read; "
                 "unpack it first (7z x)");
    patch("x.xlsx", "y.xlsx", "PK\x01\x02", 8, 1);
    book_refused(ctx, "y.xlsx", GVC_EUNSUPPORTED,
                 "y.xlsx: xl/_rels/workbook.xml.rels is encrypted; unpack it first");
}

Test(book, cut_off_or_changed)
{
    book_of_lines("x.xlsx", "S", "1|2|3\n4|5|6\n");
    cut_file("x.xlsx", "y.xlsx", -40);
    book_refused(ctx, "y.xlsx", GVC_EIO,
                 "y.xlsx: is truncated or damaged: the directory at the end of the zip is missing; "
                 "fetch the file again");
    /* A checksum in the list of parts. */
    patch("x.xlsx", "y.xlsx", "PK\x01\x02", 16, 77);
    book_refused(ctx, "y.xlsx", GVC_EIO,
                 "y.xlsx: xl/_rels/workbook.xml.rels is truncated or damaged: its checksum does "
                 "not fit its content; fetch the file again");
}
