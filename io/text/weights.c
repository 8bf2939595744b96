/* weights.c - shares of sectors by stage or business function, and what accounts add to indicators:
 * a CSV file with a header */
#include <gvc/io.h>

#include <math.h>
#include <stdio.h>

#include "text/rows.h"

enum { COUNTRY, SECTOR, NAME, SHARE, COLUMNS };
static const char nothing[] = "an empty field";

static gvc_status take_share(gvc_ctx *ctx, const gvc_rows *rows, gvc_idx k, void *record)
{
    gvc_weight *to = record;
    const gvc_row *row = &rows->items[k];
    *to = (gvc_weight){row->word[COUNTRY], row->word[SECTOR], row->word[NAME],
                       rows->has[SHARE] ? row->number[SHARE] : 1};
    return to->share < 0 ? gvc_rows_fail(ctx, rows, k, "a share below 0") : GVC_OK;
}

static gvc_status take_weight(gvc_ctx *ctx, const gvc_rows *rows, gvc_idx k, void *record)
{
    gvc_weight *to = record;
    const gvc_row *row = &rows->items[k];
    *to = (gvc_weight){NULL, row->word[SECTOR], row->word[NAME], row->number[SHARE]};
    return fabs(to->share) <= GVC_CHARACTERISATION_MOST
               ? GVC_OK
               : gvc_rows_fail(ctx, rows, k, "a weight of %g is beyond any account; %g at most",
                               to->share, GVC_CHARACTERISATION_MOST);
}

enum { ONCE = 1 << COUNTRY | 1 << SECTOR | 1 << NAME };

static gvc_status read_file(gvc_ctx *ctx, const gvc_columns *columns, gvc_weight **out,
                            gvc_idx *count, const char *path)
{
    void *all = NULL;
    gvc_status status = gvc_records_read(ctx, columns, path, &all, count);
    if (status == GVC_OK) {
        *out = all;
    }
    return status;
}

gvc_status gvc_weights_read(gvc_ctx *ctx, gvc_weight **out, gvc_idx *count, const char *path,
                            const char *name)
{
    const gvc_column items[COLUMNS] = {{.name = "country"},
                                       {.name = "sector", .needed = true, .nonempty = nothing},
                                       {.name = name, .needed = true, .nonempty = nothing},
                                       {.name = "share", .number = true}};
    char expected[96];
    snprintf(expected, sizeof expected,
             "expected a header line: sector,%s, and where needed country, share", name);
    const gvc_columns columns = {items, COLUMNS,    expected,          "the shares",
                                 ONCE,  take_share, sizeof(gvc_weight)};
    return read_file(ctx, &columns, out, count, path);
}

gvc_status gvc_characterisation_read(gvc_ctx *ctx, gvc_weight **out, gvc_idx *count,
                                     const char *path)
{
    static const gvc_column items[COLUMNS] = {
        {.name = NULL},
        {.name = "account", .needed = true, .nonempty = nothing},
        {.name = "indicator", .needed = true, .nonempty = nothing},
        {.name = "weight", .number = true, .needed = true}};
    static const gvc_columns columns = {items,
                                        COLUMNS,
                                        "expected a header line: account,indicator,weight",
                                        "the weights",
                                        ONCE,
                                        take_weight,
                                        sizeof(gvc_weight)};
    return read_file(ctx, &columns, out, count, path);
}

void gvc_weights_free(gvc_weight *weights)
{
    gvc_release(weights);
}
