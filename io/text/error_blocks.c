/* error_blocks.c - relative errors of blocks of cells: a CSV file with the header from,to,rel */
#include <gvc/io.h>

#include "text/rows.h"

enum { FROM, TO, REL, COLUMNS };

static const char nothing[] = "an empty field; * stands for all";
static const gvc_column items[COLUMNS] = {
    {.name = "from", .needed = true, .nonempty = nothing},
    {.name = "to", .needed = true, .nonempty = nothing},
    {.name = "rel", .number = true, .needed = true},
};
static gvc_status take(gvc_ctx *ctx, const gvc_rows *rows, gvc_idx k, void *record)
{
    gvc_error_block *to = record;
    const gvc_row *row = &rows->items[k];
    *to = (gvc_error_block){row->word[FROM], row->word[TO], row->number[REL]};
    return to->rel >= 0 && to->rel <= GVC_ERROR_MOST
               ? GVC_OK
               : gvc_rows_fail(ctx, rows, k,
                               "a relative error is a fraction from 0 to 10, 0.1 for a tenth");
}

static const gvc_columns columns = {
    .items = items,
    .count = COLUMNS,
    .expected = "expected a header line: from,to,rel",
    .what = "the errors",
    .once = 1U << FROM | 1U << TO,
    .take = take,
    .record = sizeof(gvc_error_block),
};

gvc_status gvc_error_blocks_read(gvc_ctx *ctx, gvc_error_block **out, gvc_idx *count,
                                 const char *path)
{
    void *all = NULL;
    gvc_status status = gvc_records_read(ctx, &columns, path, &all, count);
    if (status == GVC_OK) {
        *out = all;
    }
    return status;
}

void gvc_error_blocks_free(gvc_error_block *blocks)
{
    gvc_release(blocks);
}
