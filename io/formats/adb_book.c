/* adb_book.c - ADB's multiregional input-output tables as workbooks, in their old and new layout */
#include <strings.h>

#include "format.h"
#include "formats/coded_sheet.h"

/* ADB has codes of its own, not those of ISO 3166. */
static const char *const regions[][2] = {
    {"AUS", "Australia"},
    {"AUT", "Austria"},
    {"BEL", "Belgium"},
    {"BGR", "Bulgaria"},
    {"BRA", "Brazil"},
    {"CAN", "Canada"},
    {"SWI", "Switzerland"},
    {"PRC", "People's Republic of China"},
    {"CYP", "Cyprus"},
    {"CZE", "Czech Republic"},
    {"GER", "Germany"},
    {"DEN", "Denmark"},
    {"SPA", "Spain"},
    {"EST", "Estonia"},
    {"FIN", "Finland"},
    {"FRA", "France"},
    {"UKG", "United Kingdom"},
    {"GRC", "Greece"},
    {"HRV", "Croatia"},
    {"HUN", "Hungary"},
    {"INO", "Indonesia"},
    {"IND", "India"},
    {"IRE", "Ireland"},
    {"ITA", "Italy"},
    {"JPN", "Japan"},
    {"KOR", "Republic of Korea"},
    {"LTU", "Lithuania"},
    {"LUX", "Luxembourg"},
    {"LVA", "Latvia"},
    {"MEX", "Mexico"},
    {"MLT", "Malta"},
    {"NET", "Netherlands"},
    {"NOR", "Norway"},
    {"POL", "Poland"},
    {"POR", "Portugal"},
    {"ROM", "Romania"},
    {"RUS", "Russian Federation"},
    {"SVK", "Slovak Republic"},
    {"SVN", "Slovenia"},
    {"SWE", "Sweden"},
    {"TUR", "Turkey"},
    {"TAP", "Taipei,China"},
    {"USA", "United States"},
    {"BAN", "Bangladesh"},
    {"MAL", "Malaysia"},
    {"PHI", "Philippines"},
    {"THA", "Thailand"},
    {"VIE", "Viet Nam"},
    {"KAZ", "Kazakhstan"},
    {"MON", "Mongolia"},
    {"SRI", "Sri Lanka"},
    {"PAK", "Pakistan"},
    {"FIJ", "Fiji"},
    {"LAO", "Lao People's Democratic Republic"},
    {"BRU", "Brunei Darussalam"},
    {"BHU", "Bhutan"},
    {"KGZ", "Kyrgyz Republic"},
    {"CAM", "Cambodia"},
    {"MLD", "Maldives"},
    {"NEP", "Nepal"},
    {"SIN", "Singapore"},
    {"HKG", "Hong Kong, China"},
    {"ARG", "Argentina"},
    {"COL", "Colombia"},
    {"ECU", "Ecuador"},
    {"ARM", "Armenia"},
    {"GEO", "Georgia"},
    {"EGY", "Egypt"},
    {"KUW", "Kuwait"},
    {"SAU", "Saudi Arabia"},
    {"UAE", "United Arab Emirates"},
    {"NZL", "New Zealand"},
    {"ROW", "Rest of the world"},
};

static int otherwise(const gvc_coded_sheet *c)
{
    return c->sectors >= 0 ? 50 : 60;
}

static int score(gvc_ctx *ctx, gvc_input *in)
{
    static const char *const words[] = {"Multiregional Input-Output", "ADB", NULL};
    return gvc_coded_sheet_score(ctx, in, words, otherwise);
}

static gvc_status find(gvc_ctx *ctx, gvc_input *in, gvc_finds *out)
{
    return gvc_coded_sheet_set(ctx, in, "ADB", false, out);
}

static const char *name_of(const char *code)
{
    size_t i = 0, count = sizeof regions / sizeof *regions;
    while (i < count && strcasecmp(regions[i][0], code) != 0) {
        i++;
    }
    return i < count ? regions[i][1] : NULL;
}

static gvc_status name_regions(gvc_ctx *ctx, gvc_builder *b)
{
    const gvc_table *t = gvc_builder_so_far(b);
    gvc_text unknown = {0};
    gvc_status status = GVC_OK;
    for (gvc_idx c = 0; status == GVC_OK && c < gvc_table_count(t, GVC_COUNTRY); c++) {
        const char *code = gvc_table_label(t, GVC_COUNTRY, c), *name = name_of(code);
        if (name != NULL) {
            status = gvc_builder_country(ctx, b, code, name);
        } else {
            gvc_text_addf(&unknown, "%s%s", unknown.length > 0 ? ", " : "", code);
        }
    }
    if (status == GVC_OK && unknown.length > 0) {
        gvc_log(ctx, GVC_WARN, "regions that are none of ADB's as known here: %s",
                gvc_text_str(&unknown));
        status = gvc_builder_note(ctx, b, "regions not in ADB's list, so without a name: %s",
                                  gvc_text_str(&unknown));
    }
    gvc_text_free(&unknown);
    return status;
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    gvc_status status = gvc_coded_sheet_read(ctx, in, options, b);
    return status == GVC_OK ? name_regions(ctx, b) : status;
}

const gvc_format gvc_format_adb_book = {
    .info =
        {"adb-workbook", "ADB's multiregional input-output tables, .xlsx",
         "62 or 72 economies and the rest of the world, 35 sectors, one workbook a year, in "
         "current "
         "or in constant prices (ADB-MRIO62-2019_Dec2022.xlsx, ADB MRIO 2022, at constant 2010 "
         "prices.xlsx), alone or several in an archive or folder, of which --year picks one. The "
         "sheet is known by its row of codes c1, c2, ..., wherever it stands: newer files have a "
         "row "
         "of four-digit codes more; a sheet of legends is passed over. Region codes stay ADB's "
         "own, "
         "which are not ISO's (PRC, GER, TAP); names of regions come from a list here, and codes "
         "that are not in it are named in a note. Final use is F1 .. F5 with the names of the "
         "sheet. "
         "Cells of a single blank are 0, and counted; text below the table is left out with a "
         "note; "
         "rows r60 .. r69 as in wiod-workbook.",
         "xlsx zip"},
    .score = score,
    .find = find,
    .read = read_table,
    .years = gvc_coded_sheet_years,
};
