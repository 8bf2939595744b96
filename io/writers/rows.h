/* rows.h - walks over the rows of a result that text outputs show, in the order of its keys or the
 * one that it was sorted in */
#ifndef GVC_IO_ROWS_H
#define GVC_IO_ROWS_H

#include <gvc/result.h>

#include "base/base.h"

typedef struct gvc_rows {
    const gvc_result *result;
    gvc_idx cell;       /* position in the values of every term */
    gvc_idx *positions; /* one a dimension */
    gvc_idx cells, ndims;
    const gvc_idx *order; /* NULL: that of the keys */
    gvc_idx at, listed;   /* in order */
} gvc_rows;

/* Before the first row. gvc_rows_end always, also after an error. */
gvc_status gvc_rows_start(gvc_ctx *ctx, gvc_rows *rows, const gvc_result *r);
/* False behind the last row. */
bool gvc_rows_next(gvc_rows *rows);
/* Back to before the first row. */
void gvc_rows_again(gvc_rows *rows);
void gvc_rows_end(gvc_rows *rows);

/* Label of the row on dimension d, NULL for an unknown year. Borrowed. */
const char *gvc_rows_label(const gvc_rows *rows, gvc_idx d);

#endif
