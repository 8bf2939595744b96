/* csv.c - comma-separated values: RFC 4180 with line feeds, UTF-8, numbers in full */
#include <string.h>

#include "writers/delimited.h"

void gvc_csv_put(gvc_output *out, const char *text)
{
    if (text[strcspn(text, ",\"\r\n")] == '\0') {
        gvc_output_text(out, text);
        return;
    }
    gvc_output_write(out, "\"", 1);
    for (const char *quote = strchr(text, '"'); quote != NULL; quote = strchr(text, '"')) {
        gvc_output_write(out, text, (size_t)(quote - text) + 1);
        gvc_output_write(out, "\"", 1);
        text = quote + 1;
    }
    gvc_output_text(out, text);
    gvc_output_write(out, "\"", 1);
}

static void head(const gvc_result *frame, gvc_output *out)
{
    gvc_delimited_head(frame, out, ',', gvc_csv_put);
}

static gvc_status rows(gvc_ctx *ctx, const gvc_result *piece, gvc_output *out, gvc_idx done,
                       gvc_idx all)
{
    return gvc_delimited_rows(ctx, piece, out, done, all, ',', gvc_csv_put);
}

const gvc_writer gvc_writer_csv = {
    .info = {"csv", "comma-separated values with a header line",
             "Key columns, then terms; a line a row. RFC 4180: comma, dot, UTF-8, text in quotes "
             "where needed. Numbers are the shortest text that reads back to the same value; an "
             "undefined one is an empty cell. With .csv.gz compressed.",
             "csv csv.gz"},
    .head = head,
    .rows = rows,
};
