/* labelled_text.h - a delimited text with a label on every column and row, read into a grid */
#ifndef GVC_IO_LABELLED_TEXT_H
#define GVC_IO_LABELLED_TEXT_H

#include "format.h"
#include "formats/grid.h"
#include "text/csv.h"

/* Parts of a column label that is not COUNTRY_ITEM; false: it is. Texts live in the label, in a
 * state of the caller's, or for ever. */
typedef bool gvc_label_parts(void *state, const char *label, gvc_grid_label *out);

/* The first line names the columns, its first field may say anything; the first field of the other
 * lines names the row. One pass where the order of the rows is that of the columns, else two.
 * parts: NULL = every label is COUNTRY_ITEM. */
gvc_status gvc_labelled_text_read(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                                  gvc_builder *b, gvc_label_parts *parts, void *state);

/* The fields of the first line, for judging a file by them: at least three, most of them words,
 * none twice in the set. NULL where it is no such text, or it cannot be read; yours. */
gvc_labels *gvc_labelled_text_header(gvc_ctx *ctx, gvc_input *in);
/* Adds what is left of a record. */
gvc_status gvc_labelled_text_labels(gvc_ctx *ctx, gvc_csv *csv, gvc_labels *labels);

#endif
