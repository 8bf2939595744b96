/* test_mario_book.c - MARIO's Excel form: the sample, merged cells, satellites, what is refused */
#include "mock.h"
#include "with_books.h"

static char shared_name[2 * FOLDER_PATH];

TestSuite(mario_book, .init = enter, .fini = leave);

static void expect_sample(const gvc_table *t)
{
    gvc_idx agriculture = gvc_table_find(t, GVC_INDUSTRY, "RoW_Agriculture");
    gvc_idx transport = gvc_table_find(t, GVC_INDUSTRY, "Italy_Transport");
    gvc_idx italy = gvc_table_find(t, GVC_FINAL_USE, "Italy_Final Demand");
    gvc_idx co2 = gvc_table_find(t, GVC_EXTENSION, "CO2");
    cr_assert(agriculture == 0 && transport == 11 && italy == 1 && co2 == 1);
    cr_expect_eq(gvc_table_count(t, GVC_COUNTRY), 2);
    cr_expect_eq(gvc_table_count(t, GVC_SECTOR), 6);
    cr_expect_eq(cell(gvc_table_z(t), agriculture, agriculture), 679633.579521);
    cr_expect_eq(cell(gvc_table_z(t), transport, transport), 68143.93661347026);
    cr_expect_eq(cell(gvc_table_y(t), transport, italy), 57385.24814201436);
    cr_expect_eq(cell(gvc_table_v(t), 1, agriculture), 2069721.065108373);
    cr_expect_eq(gvc_table_role(t, 0), GVC_ROLE_TAX);
    cr_expect_eq(gvc_table_role(t, 1), GVC_ROLE_VALUE_ADDED);
    cr_expect_eq(cell(gvc_table_e(t), co2, transport), 32844641162.475);
    cr_expect_eq(cell(gvc_table_ey(t), co2, italy), 69021047159.93);
    cr_expect_str_eq(gvc_table_name(t, GVC_EXTENSION, co2), "kg");
    cr_expect_str_eq(gvc_table_text(t, "units"), "M EUR");
    cr_expect_str_eq(gvc_table_text(t, "units_source"), "sheet 'units'");
    cr_expect_str_eq(gvc_table_text(t, "source_format"), "mario-workbook");
}

Test(mario_book, sample_in_every_wrapping)
{
    char command[4 * FOLDER_PATH];
    static const char *const forms[] = {"IOT.xlsx", "x.bin", "IOT.xlsx.gz", "in.zip"};
    shared_path(&here, "formats/samples/mario-excel-mock/IOT.xlsx");
    snprintf(command, sizeof command,
             "cp '%s' . && chmod u+w IOT.xlsx && cp IOT.xlsx x.bin && gzip -k IOT.xlsx && "
             "zip -q in.zip IOT.xlsx",
             shared_name);
    cr_assert_eq(system(command), 0);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        gvc_table *t = NULL;
        expect_ok(ctx, gvc_table_read(ctx, &t, forms[i], NULL));
        expect_sample(t);
        gvc_table_free(t);
    }
}

/* As pandas writes it: merged cells hold their text once, names of the levels in a row of theirs.
 */
static const char *const merged =
    "|||IT|||FR|||IT|FR\n|||Sector||||||Consumption category\n|||A|B|C|A|B|C|FD|FD\n"
    "Region|Level|Item\n"
    "IT|Sector|A|1|2|3|4|5|6|10|1\n||B|1|1|1|1|1|1|5|5\n||C|1|1|1|1|1|1|5|5\n"
    "FR|Sector|A|1|2|3|4|5|6|10|1\n||B|1|1|1|1|1|1|5|5\n||C|1|1|1|1|1|1|5|5\n"
    "-|Factor of production|VA|26|8|6|20|6|0\n"
    "-|Satellite account|CO2|1|2|3|4|5|6|7\n||Jobs|6|5|4|3|2|1\n";

static void write_book(const char *name, const char *flows, const char *units)
{
    char *sheet = book_sheet(flows), *list = book_sheet(units);
    book_write("m.xlsx", (const char *const[]){name, sheet, "units", list, NULL}, NULL);
    gvc_release(sheet);
    gvc_release(list);
}

Test(mario_book, merged_cells_and_names_of_levels)
{
    gvc_table *t = NULL;
    write_book(
        "flows", merged,
        "||unit\nSector|A|M EUR\n|B|M EUR\n|C|M EUR\nSatellite account|CO2|kt\n|Jobs|1000\n");
    expect_ok(ctx, gvc_table_read(ctx, &t, "m.xlsx", NULL));
    cr_expect_eq(gvc_table_count(t, GVC_INDUSTRY), 6);
    gvc_idx b = gvc_table_find(t, GVC_INDUSTRY, "FR_B"),
            a = gvc_table_find(t, GVC_INDUSTRY, "FR_A");
    cr_expect_eq(cell(gvc_table_z(t), a, b), 5);
    cr_expect_eq(cell(gvc_table_v(t), 0, a), 20);
    cr_expect_eq(cell(gvc_table_e(t), 1, 0), 6);
    cr_expect_eq(cell(gvc_table_ey(t), 0, 0), 7);
    cr_expect_str_eq(gvc_table_name(t, GVC_EXTENSION, 1), "1000");
    cr_expect_str_eq(gvc_table_text(t, "units"), "M EUR");
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "row 4 of the sheet left out, it is text: Region");
    gvc_table_free(t);
}

Test(mario_book, what_is_refused)
{
    gvc_table *t = NULL;
    write_book("coefficients", merged, "||unit\n");
    expect_error(ctx, gvc_table_read(ctx, &t, "m.xlsx", NULL), GVC_EUNSUPPORTED,
                 "reading m.xlsx: sheet 'coefficients' holds coefficients and no output to make "
                 "flows of them; save it from MARIO with flows=True");
    write_book("flows",
               "|||IT|IT|IT\n|||Activity|Commodity|Consumption category\n|||a|c|FD\n"
               "IT|Activity|a|0|2|0\nIT|Commodity|c|1|0|1\n",
               "||unit\n");
    expect_error(ctx, gvc_table_read(ctx, &t, "m.xlsx", NULL), GVC_EUNSUPPORTED,
                 "reading m.xlsx: sheet 'flows', cell D3: is a supply-use table (level Activity); "
                 "make it a table of sectors first, with MARIO's to_iot");
    write_book("flows",
               "|||IT|IT\n|||Sector|Consumption category\n|||a|FD\nIT|Sector|a|1|1\n-|Other|x|1\n",
               "||unit\n");
    expect_error(ctx, gvc_table_read(ctx, &t, "m.xlsx", NULL), GVC_EFORMAT,
                 "reading m.xlsx: sheet 'flows', cell C5: 'Other' is no level of MARIO's, expected "
                 "Sector, Consumption category, Factor of production or Satellite account");
    write_book("flows",
               "|||IT|IT\n|||Sector|Consumption category\n|||a|FD\nIT|Sector|a|1|1\n"
               "-|Satellite account|CO2|1\n-|Satellite account|CO2|1\n",
               "||unit\n");
    expect_error(ctx, gvc_table_read(ctx, &t, "m.xlsx", NULL), GVC_EFORMAT,
                 "reading m.xlsx: sheet 'flows', cell C6: extension row 'CO2' is there twice (rows "
                 "1 and 2)");
}
