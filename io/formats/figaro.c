/* figaro.c - Eurostat's FIGARO input-output tables in matrix form: industry by industry or product
 * by product; figaro_flat.c reads the flat form */
#include <ctype.h>
#include <string.h>

#include "format.h"
#include "formats/figaro.h"
#include "formats/labelled_text.h"

static int score(gvc_ctx *ctx, gvc_input *in)
{
    gvc_labels *header = gvc_labelled_text_header(ctx, in);
    bool capital = false, households = false;
    for (gvc_idx c = 1; header != NULL && c < gvc_labels_count(header); c++) {
        capital = capital || gvc_ends_with(gvc_labels_get(header, c), "_P51G");
        households = households || gvc_ends_with(gvc_labels_get(header, c), "_P3_S14");
    }
    bool corner = header != NULL && gvc_labels_find(header, "rowLabels") == 0;
    gvc_labels_free(header);
    return capital && households ? 85 : corner && (capital || households) ? 70 : 0;
}

/* "24ed" in the name of a file as published; 0 where there is none. */
static int edition_in_name(const char *name)
{
    for (const char *at = strstr(name, "ed"); at != NULL; at = strstr(at + 1, "ed")) {
        if (at - name >= 3 && isdigit((unsigned char)at[-1]) && isdigit((unsigned char)at[-2]) &&
            at[-3] == '_' && !isalnum((unsigned char)at[2])) {
            return 2000 + 10 * (at[-2] - '0') + at[-1] - '0';
        }
    }
    return 0;
}

gvc_status gvc_figaro_set_source(gvc_ctx *ctx, gvc_builder *b, const gvc_read_options *options,
                                 const char *name)
{
    const gvc_table *t = gvc_builder_so_far(b);
    const char *sector = gvc_table_label(t, GVC_SECTOR, 0);
    bool products = sector != NULL && strncmp(sector, "CPA", 3) == 0;
    int edition = edition_in_name(name);
    gvc_text source = {0};
    gvc_text_addf(&source, "Eurostat FIGARO, %s",
                  products ? "product by product" : "industry by industry");
    if (edition != 0) {
        gvc_text_addf(&source, ", %d edition by its name", edition);
    }
    gvc_status status = source.failed
                            ? gvc_fail_memory(ctx, 64, "the source")
                            : gvc_builder_set_text(ctx, b, "source", gvc_text_str(&source));
    gvc_text_free(&source);
    return status == GVC_OK
               ? gvc_set_units(ctx, b, options, "million EUR", "documentation of the provider")
               : status;
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    gvc_status status = gvc_labelled_text_read(ctx, in, options, b, NULL, NULL);
    return status == GVC_OK ? gvc_figaro_set_source(ctx, b, options, in->name) : status;
}

const gvc_format gvc_format_figaro = {
    .info = {"figaro", "Eurostat FIGARO, matrix form",
             "The matrix CSV of a year (matrix_eu-ic-io_...), industry by industry (AT_A01) or "
             "product by product (AT_CPA_A01), as downloaded. Known by the columns P3_S14 and P51G "
             "of final use. The rows W2_ below: D21X31 are taxes less subsidies on products, "
             "OP_RES and OP_NRES adjustments (purchases abroad), D1, D29X39 and B2A3G value added; "
             "what final use has of them is kept. The table states no output: it is the sum of "
             "rows. Unit: million EUR.",
             "csv zip csv.gz"},
    .score = score,
    .read = read_table,
};
