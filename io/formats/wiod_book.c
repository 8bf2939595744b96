/* wiod_book.c - WIOD's world input-output tables as workbooks: the 2013 and the 2016 release */
#include <stddef.h>

#include "format.h"
#include "formats/coded_sheet.h"

/* Sector codes stand above the names: AtB, A01. */
static int otherwise(const gvc_coded_sheet *c)
{
    return c->sectors >= 0 ? 60 : 50;
}

static int score(gvc_ctx *ctx, gvc_input *in)
{
    static const char *const words[] = {"Intercountry Input-Output", "WIOT", "WIOD", NULL};
    return gvc_coded_sheet_score(ctx, in, words, otherwise);
}

static gvc_status find(gvc_ctx *ctx, gvc_input *in, gvc_finds *out)
{
    return gvc_coded_sheet_set(ctx, in, "WIOT", true, out);
}

const gvc_format gvc_format_wiod_book = {
    .info =
        {"wiod-workbook", "WIOD's world input-output tables, .xlsx and .xlsb",
         "The 2013 release (1995-2011: WIOT95_ROW_Apr12.xlsx .. WIOT11_ROW_Sep12.xlsx) and the "
         "2016 "
         "release (2000-2014: WIOT2000_Nov16_ROW.xlsb ..), each workbook as it is or in "
         "WIOTS_in_EXCEL.zip, of which --year picks one; tables in previous years' prices too. The "
         "sheet is known by its row of codes c1, c2, ..., above it regions, names and sector "
         "codes. "
         "Industries are called by their sector codes where final use has codes as well (2016: "
         "A01, "
         "CONS_h), else c1, c2, ... (2013, where sector codes are partly numbers); the names are "
         "those of the sheet. Year, prices and unit come from its title. Taxes, adjustments, value "
         "added and the international transport margins, which have no code in 2013, stay rows of "
         "their own; total intermediate consumption is compared with the sums and left out; output "
         "is kept as given. Blank cells are 0, and counted.",
         "xlsx xlsb zip"},
    .score = score,
    .find = find,
    .read = gvc_coded_sheet_read,
    .years = gvc_coded_sheet_years,
};
