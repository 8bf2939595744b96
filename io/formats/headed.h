/* headed.h - labelled text: header rows, label columns, and numbers in the corner they leave
 *
 * region  .       AT     AT           header rows: the labels of a column, one below the other
 * sector  .       Farms  Mines
 * region  sector  .      .            names of the label columns; may be missing
 * AT      Farms   1.5    2            label columns: the labels of a row, side by side
 *
 * One pass, a row at a time; every message names file and line. */
#ifndef GVC_IO_HEADED_H
#define GVC_IO_HEADED_H

#include "base/base.h"
#include "files.h"

typedef struct gvc_headed gvc_headed;

enum { GVC_HEADED_ROWS = 4, GVC_HEADED_LABELS = 8 };

/* Opens file `at` and reads its header rows (0 to GVC_HEADED_ROWS). label_columns 0: the first
 * field and the empty ones that follow it in line 1; -1: all columns, a list without numbers. *out
 * is yours (gvc_headed_close). */
gvc_status gvc_headed_open(gvc_ctx *ctx, gvc_headed **out, const gvc_files *files, gvc_idx at,
                           gvc_idx header_rows, gvc_idx label_columns);
void gvc_headed_close(gvc_headed *h); /* NULL is fine */

const char *gvc_headed_name(const gvc_headed *h);
gvc_idx gvc_headed_label_columns(const gvc_headed *h);
gvc_idx gvc_headed_columns(const gvc_headed *h); /* of numbers */
/* Label of a column in header row `row`, and what stands above label column `column`; borrowed. */
const char *gvc_headed_column(const gvc_headed *h, gvc_idx row, gvc_idx column);
const char *gvc_headed_corner(const gvc_headed *h, gvc_idx row, gvc_idx column);

/* The next row: its labels are read, *more false at the end. Numbers that were not asked for are
 * passed over. */
gvc_status gvc_headed_next(gvc_ctx *ctx, gvc_headed *h, bool *more);
const char *gvc_headed_label(const gvc_headed *h, gvc_idx column); /* borrowed until the next row */
/* The numbers of the row into out (columns). Empty cells are 0 and counted. */
gvc_status gvc_headed_numbers(gvc_ctx *ctx, gvc_headed *h, double *out);
gvc_idx gvc_headed_empty(const gvc_headed *h);
/* Do the first bytes of a text look like two header rows and so many label columns? */
bool gvc_headed_looks_like(const unsigned char *head, size_t length, gvc_idx label_columns);
/* Puts "NAME:LINE: " before the text of an error about the present row. Returns status. */
gvc_status gvc_headed_fail(gvc_ctx *ctx, const gvc_headed *h, gvc_status status);

#endif
