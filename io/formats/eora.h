/* eora.h - the label lists of Eora, and its matrices of bare numbers */
#ifndef GVC_IO_EORA_H
#define GVC_IO_EORA_H

#include <gvc/table.h>

#include "base/base.h"
#include "files.h"
#include "text/csv.h"

enum { GVC_EORA_FIELDS = 4 };

/* The lines of a list: GVC_EORA_FIELDS texts each, of which `fields` are there. */
typedef struct gvc_eora_labels {
    char **texts;
    gvc_idx count, room;
    gvc_idx fields;
    size_t bytes;
} gvc_eora_labels;

/* Lines of `fields` labels separated by tabs; an empty field may follow. To be cleared whatever
 * happens. */
gvc_status gvc_eora_read_labels(gvc_ctx *ctx, const gvc_files *files, gvc_idx at, gvc_idx fields,
                                gvc_eora_labels *out);
void gvc_eora_clear_labels(gvc_eora_labels *l);
/* Names industries, final use, primary rows and satellite accounts in the builder. */
gvc_status gvc_eora_name(gvc_ctx *ctx, gvc_builder *b, const gvc_eora_labels *rows,
                         const gvc_eora_labels *uses, const gvc_eora_labels *primary,
                         const gvc_eora_labels *accounts);
/* Exactly the rows and columns of m; the lists that say how many are named in messages. */
gvc_status gvc_eora_read_numbers(gvc_ctx *ctx, gvc_csv *csv, gvc_dense *m, gvc_idx *empty,
                                 const char *rows_of, const char *columns_of);
/* What the region ROW of statistical discrepancies amounts to. */
gvc_status gvc_eora_note_rest(gvc_ctx *ctx, gvc_builder *b);

#endif
