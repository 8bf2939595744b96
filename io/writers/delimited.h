/* delimited.h - what csv and tsv share: a header line, a line a row */
#ifndef GVC_IO_DELIMITED_H
#define GVC_IO_DELIMITED_H

#include "writer.h"

/* Writes one text field as the format wants it. */
typedef void (*gvc_field_fn)(gvc_output *out, const char *text);

/* csv.c: in quotes where a comma, a quote or the end of a line needs them. */
void gvc_csv_put(gvc_output *out, const char *text);

void gvc_delimited_head(const gvc_result *frame, gvc_output *out, char delimiter,
                        gvc_field_fn field);
gvc_status gvc_delimited_rows(gvc_ctx *ctx, const gvc_result *piece, gvc_output *out, gvc_idx done,
                              gvc_idx all, char delimiter, gvc_field_fn field);

#endif
