/* writer.h - an output format: io/writers/NAME.c defines one record, writers.def names it */
#ifndef GVC_IO_WRITER_H
#define GVC_IO_WRITER_H

#include <gvc/io.h>

#include "base/base.h"
#include "output.h"

typedef struct gvc_writer {
    gvc_format_info info; /* suffixes: "csv csv.gz"; "" for one that must be named */
    /* A text writer streams into `out`. */
    gvc_status (*text)(gvc_ctx *ctx, const gvc_result *r, gvc_output *out,
                       const gvc_write_options *options);
    /* A binary writer makes the file at `part`, a temporary name beside the target; the caller
     * renames. */
    gvc_status (*file)(gvc_ctx *ctx, const gvc_result *r, const char *part,
                       const gvc_write_options *options);
} gvc_writer;

#endif
