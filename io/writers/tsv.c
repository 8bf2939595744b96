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

static gvc_status write_tsv(gvc_ctx *ctx, const gvc_result *r, gvc_output *out,
                            const gvc_write_options *options)
{
    (void)options;
    return gvc_write_delimited(ctx, r, out, '\t', field);
}

const gvc_writer gvc_writer_tsv = {
    .info = {"tsv", "tab-separated values with a header line",
             "As csv, with tabs and without quotes; a tab or a line end inside a label becomes a "
             "blank.",
             "tsv"},
    .text = write_tsv,
};
