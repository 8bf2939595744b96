/* delimited.c - keys, then terms; a row of the result a line; NaN and an unknown year are empty */
#include "writers/delimited.h"

#include <math.h>

#include "writers/rows.h"

void gvc_delimited_head(const gvc_result *r, gvc_output *out, char delimiter, gvc_field_fn field)
{
    gvc_idx keys = gvc_result_ndims(r), terms = gvc_result_nterms(r);
    for (gvc_idx c = 0; c < keys + terms; c++) {
        if (c > 0) {
            gvc_output_write(out, &delimiter, 1);
        }
        field(out, c < keys ? gvc_result_dim(r, c) : gvc_result_term(r, c - keys)->name);
    }
    gvc_output_write(out, "\n", 1);
}

gvc_status gvc_delimited_rows(gvc_ctx *ctx, const gvc_result *r, gvc_output *out, gvc_idx done,
                              gvc_idx all, char delimiter, gvc_field_fn field)
{
    gvc_rows rows;
    gvc_idx terms = gvc_result_nterms(r);
    gvc_status s = gvc_rows_start(ctx, &rows, r);
    while (s == GVC_OK && gvc_rows_next(&rows)) {
        for (gvc_idx d = 0; d < rows.ndims; d++) {
            const char *label = gvc_rows_label(&rows, d);
            if (d > 0) {
                gvc_output_write(out, &delimiter, 1);
            }
            if (label != NULL) {
                field(out, label);
            }
        }
        for (gvc_idx k = 0; k < terms; k++) {
            double x = gvc_result_values(r, k)[rows.cell];
            if (rows.ndims + k > 0) {
                gvc_output_write(out, &delimiter, 1);
            }
            if (!isnan(x)) {
                gvc_output_number(out, x);
            }
        }
        gvc_output_write(out, "\n", 1);
        if (rows.cell % 4096 == 0) {
            s = gvc_progress(ctx, "writing", (uint64_t)(done + rows.cell), (uint64_t)all);
        }
    }
    gvc_rows_end(&rows);
    return s;
}
