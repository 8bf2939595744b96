/* lrwiod_csv.c - the World Input-Output Database as one long CSV: the long-run release (1965-2000),
 * and the release of 2013 where it was saved like that */
#include <ctype.h>
#include <string.h>

#include "format.h"
#include "formats/labelled_text.h"
#include "formats/long_text.h"

/* Special codes begin with an x: xROW, xCONS_h. */
static const char *plain(const char *code)
{
    bool special = code[0] == 'x' && isupper((unsigned char)code[1]) && code[2] != '\0';
    return special ? code + 1 : code;
}

static bool find_layout(const gvc_labels *header, gvc_long_layout *at)
{
    static const char *const year[] = {"year", NULL};
    static const char *const row_country[] = {"row_country", NULL};
    static const char *const row_item[] = {"row_isic3", "row_item", "row_sector", "row_id", NULL};
    static const char *const column_country[] = {"col_country", "column_country", NULL};
    static const char *const column_item[] = {"col_isic3", "col_item", "col_sector", "col_id",
                                              NULL};
    static const char *const value[] = {"value", NULL};
    *at = (gvc_long_layout){.year = gvc_long_field(header, year),
                            .row_country = gvc_long_field(header, row_country),
                            .row_item = gvc_long_field(header, row_item),
                            .column_country = gvc_long_field(header, column_country),
                            .column_item = gvc_long_field(header, column_item),
                            .value = gvc_long_field(header, value),
                            .country = plain,
                            .category = plain};
    return at->row_country >= 0 && at->row_item >= 0 && at->column_country >= 0 &&
           at->column_item >= 0 && at->value >= 0;
}

static int score(gvc_ctx *ctx, gvc_input *in)
{
    gvc_long_layout at;
    gvc_labels *header = gvc_labelled_text_header(ctx, in);
    bool fits = header != NULL && find_layout(header, &at);
    gvc_labels_free(header);
    return fits ? 85 : 0;
}

/* The long-run release calls sectors by codes, that of 2013 by numbers. */
static gvc_status set_source(gvc_ctx *ctx, gvc_builder *b, const gvc_read_options *options)
{
    const char *sector = gvc_table_label(gvc_builder_so_far(b), GVC_SECTOR, 0);
    bool numbers = sector != NULL && isdigit((unsigned char)sector[0]);
    gvc_status status = gvc_builder_set_text(
        ctx, b, "source", numbers ? "WIOD, release of 2013" : "Long-run WIOD (1965-2000)");
    return status == GVC_OK
               ? gvc_set_units(ctx, b, options, "million USD", "documentation of the provider")
               : status;
}

static gvc_status find(gvc_ctx *ctx, gvc_input *in, gvc_long_layout *at)
{
    gvc_labels *header = gvc_labelled_text_header(ctx, in);
    bool fits = header != NULL && find_layout(header, at);
    gvc_labels_free(header);
    return fits ? GVC_OK
                : gvc_fail(ctx, GVC_EFORMAT,
                           "%s: is no long table of WIOD: expected the columns year, row_country, "
                           "row_isic3 (or row_item), col_country, col_isic3 (or col_item), value",
                           in->name);
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    gvc_long_layout at = {0};
    gvc_status status = find(ctx, in, &at);
    if (status == GVC_OK) {
        status = gvc_long_text_read(ctx, in, options, b, &at);
    }
    return status == GVC_OK ? set_source(ctx, b, options) : status;
}

static gvc_status list_years(gvc_ctx *ctx, gvc_input *in, gvc_year_list *out)
{
    gvc_long_layout at = {0};
    gvc_status status = find(ctx, in, &at);
    return status == GVC_OK ? gvc_long_text_years(ctx, in, &at, out) : status;
}

const gvc_format gvc_format_lrwiod_csv = {
    .info =
        {"wiod-longrun", "long-run WIOD (1965-2000): one CSV with a line for each cell",
         "Columns year, row_country, row_isic3, col_country, col_isic3, value, in any order, as "
         "lr_wiod_wiot_final_filled.csv has them; --year chooses among the years. Codes of "
         "final use and of the rest of the world lose the x before them (xROW, xCONS_h); rows "
         "of xTOT are value added, taxes and adjustments by their names, totals are left out, "
         "xGO is output. Cells that are not there are 0, one that is there twice is an error. "
         "The same form of the release of 2013 (row_item, col_item) is read too. Unit: million "
         "USD.",
         "csv zip csv.gz"},
    .score = score,
    .read = read_table,
    .years = list_years,
};
