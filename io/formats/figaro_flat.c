/* figaro_flat.c - Eurostat's FIGARO tables in flat form: a line for each cell
 *
 * Files as downloaded have labels (icioiRow, icioiCol) and their parts; what the programming
 * interface of Eurostat's database gives has the parts only, under names of its own. */
#include <string.h>

#include "format.h"
#include "formats/figaro.h"
#include "formats/labelled_text.h"
#include "formats/long_text.h"

/* What Eurostat's database calls otherwise than the files. */
static const char *country(const char *code)
{
    return strcmp(code, "WRL_REST") == 0 ? "FIGW1" : strcmp(code, "DOM") == 0 ? "W2" : code;
}

static const char *const row_labels[] = {"icioiRow", "iciopRow", NULL};
static const char *const column_labels[] = {"icioiCol", "iciopCol", NULL};
static const char *const row_countries[] = {"refArea", "c_orig", NULL};
static const char *const row_items[] = {"rowIi",   "rowPp",    "ind_ava", "prd_ava",
                                        "ind_ava", "prod_ava", NULL};
static const char *const column_countries[] = {"counterpartArea", "c_dest", NULL};
static const char *const column_items[] = {"colIi",   "colPp",    "ind_use",
                                           "prd_use", "prod_use", NULL};
static const char *const values[] = {"obsValue", "OBS_VALUE", "values", "value", NULL};
static const char *const years[] = {"TIME_PERIOD", "time_period", "time", "timePeriod", NULL};

/* False: the header is not one of a flat file. */
static bool find_layout(const gvc_labels *header, gvc_long_layout *at)
{
    *at = (gvc_long_layout){.row_country = -1,
                            .row_item = gvc_long_field(header, row_labels),
                            .column_country = -1,
                            .column_item = gvc_long_field(header, column_labels),
                            .value = gvc_long_field(header, values),
                            .year = gvc_long_field(header, years),
                            .country = country};
    if (at->row_item < 0 || at->column_item < 0) {
        at->row_country = gvc_long_field(header, row_countries);
        at->row_item = gvc_long_field(header, row_items);
        at->column_country = gvc_long_field(header, column_countries);
        at->column_item = gvc_long_field(header, column_items);
        if (at->row_country < 0 || at->column_country < 0) {
            return false;
        }
    }
    return at->row_item >= 0 && at->column_item >= 0 && at->value >= 0;
}

/* "supply", "use": a flat file that is half of a table; NULL for others. */
static const char *half_of(const gvc_labels *header)
{
    static const char *const supply[] = {"icsupRow", "icsupCol", NULL};
    static const char *const use[] = {"icuseRow", "icuseCol", NULL};
    return gvc_long_field(header, supply) >= 0 ? "supply"
           : gvc_long_field(header, use) >= 0  ? "use"
                                               : NULL;
}

static int score(gvc_ctx *ctx, gvc_input *in)
{
    gvc_long_layout at;
    gvc_labels *header = gvc_labelled_text_header(ctx, in);
    bool fits = header != NULL && (find_layout(header, &at) || half_of(header) != NULL);
    gvc_labels_free(header);
    return fits ? 85 : 0;
}

static gvc_status find(gvc_ctx *ctx, gvc_input *in, gvc_long_layout *at)
{
    gvc_labels *header = gvc_labelled_text_header(ctx, in);
    const char *half = header == NULL ? NULL : half_of(header);
    gvc_status status = GVC_OK;
    if (half != NULL) {
        status = gvc_fail(ctx, GVC_EUNSUPPORTED,
                          "%s: is a %s table in flat form, half of a supply-use table; give the "
                          "input-output table of the same edition instead "
                          "(flatfile_eu-ic-io_ind-by-ind or prod-by-prod)",
                          in->name, half);
    } else if (header == NULL || !find_layout(header, at)) {
        status = gvc_fail(ctx, GVC_EFORMAT,
                          "%s: is no flat file of FIGARO: expected the columns icioiRow, icioiCol "
                          "(or refArea, rowIi, counterpartArea, colIi) and obsValue",
                          in->name);
    }
    gvc_labels_free(header);
    return status;
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    gvc_long_layout at = {0};
    gvc_status status = find(ctx, in, &at);
    if (status == GVC_OK) {
        status = gvc_long_text_read(ctx, in, options, b, &at);
    }
    return status == GVC_OK ? gvc_figaro_set_source(ctx, b, options, in->name) : status;
}

static gvc_status list_years(gvc_ctx *ctx, gvc_input *in, gvc_year_list *out)
{
    gvc_long_layout at = {0};
    gvc_status status = find(ctx, in, &at);
    return status == GVC_OK ? gvc_long_text_years(ctx, in, &at, out) : status;
}

const gvc_format gvc_format_figaro_flat = {
    .info = {"figaro-flat", "Eurostat FIGARO, flat form: a line for each cell",
             "The flat file of a year (flatfile_eu-ic-io_...), industry by industry or product by "
             "product, as downloaded: columns icioiRow, icioiCol (iciopRow, iciopCol) or refArea, "
             "rowIi, counterpartArea, colIi, and obsValue; also what Eurostat's database gives "
             "(c_orig, ind_ava, c_dest, ind_use, OBS_VALUE), where WRL_REST is FIGW1, DOM is W2, "
             "and --year chooses among several years. Lines in any order: countries and industries "
             "come in the order in which they appear first. Cells that are not there are 0. Rows "
             "of W2 and unit as in figaro. Supply and use tables are refused.",
             "csv zip csv.gz"},
    .score = score,
    .read = read_table,
    .years = list_years,
};
