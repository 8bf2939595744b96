/* tsv.c - tab-separated values: no quotes, so tabs and line ends inside labels become blanks */
#include <string.h>

#include "writers/delimited.h"

static void field(gvc_output *out, const char *text)
{
    for (;;) {
        size_t plain = strcspn(text, "\t\r\n");
        gvc_output_write(out, text, plain);
        if (text[plain] == '\0') {
            return;
        }
        gvc_output_write(out, " ", 1);
        text += plain + 1;
    }
}

static void head(const gvc_result *frame, gvc_output *out)
{
    gvc_delimited_head(frame, out, '\t', field);
}

static gvc_status rows(gvc_ctx *ctx, const gvc_result *piece, gvc_output *out, gvc_idx done,
                       gvc_idx all)
{
    return gvc_delimited_rows(ctx, piece, out, done, all, '\t', field);
}

const gvc_writer gvc_writer_tsv = {
    .info = {"tsv", "tab-separated values with a header line",
             "As csv, with tabs and without quotes; a tab or a line end inside a label becomes a "
             "blank.",
             "tsv"},
    .head = head,
    .rows = rows,
};
