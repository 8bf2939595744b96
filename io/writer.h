/* writer.h - an output format: io/writers/NAME.c defines one record, writers.def names it */
#ifndef GVC_IO_WRITER_H
#define GVC_IO_WRITER_H

#include <gvc/io.h>

#include "base/base.h"
#include "output.h"

/* Makes a file itself, at `part`, a temporary name beside the target that the caller renames. The
 * result comes piece by piece, in the order of cells. */
typedef struct gvc_file_writer {
    /* *state is NULL before, and goes to `release` whatever comes back. */
    gvc_status (*begin)(gvc_ctx *ctx, void **state, const gvc_result *frame, const char *part,
                        const gvc_write_options *options);
    gvc_status (*piece)(gvc_ctx *ctx, void *state, const gvc_result *piece);
    gvc_status (*end)(gvc_ctx *ctx, void *state, const gvc_result *frame); /* the file is whole */
    void (*release)(void *state);                                          /* NULL is fine */
    /* gvc_result_writer_adopt; NULL: cannot. */
    gvc_status (*adopt)(gvc_ctx *ctx, void *state, const char *path, gvc_idx at, bool *taken);
} gvc_file_writer;

/* Has either `head` and `rows`, or `text`, or `file`. */
typedef struct gvc_writer {
    gvc_format_info info; /* suffixes: "csv csv.gz"; "" for one that must be named */
    /* Text that streams: what stands above the rows, and the rows of a piece; `done` of `all` cells
     * have come before it. */
    void (*head)(const gvc_result *frame, gvc_output *out);
    gvc_status (*rows)(gvc_ctx *ctx, const gvc_result *piece, gvc_output *out, gvc_idx done,
                       gvc_idx all);
    /* Text that needs the whole result. */
    gvc_status (*text)(gvc_ctx *ctx, const gvc_result *r, gvc_output *out,
                       const gvc_write_options *options);
    const gvc_file_writer *file;
    bool whole; /* the file wants its result in one piece, with the attributes of the end */
    bool lists; /* rows, which may come in another order than that of the keys (gvc_rows) */
} gvc_writer;

#endif
