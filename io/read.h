/* read.h - the steps before a table is read, which looking for its years takes too */
#ifndef GVC_IO_READ_H
#define GVC_IO_READ_H

#include "format.h"

/* GVC_EARG for options that there are not. */
gvc_status gvc_read_check(gvc_ctx *ctx, const gvc_read_options *options);
/* The format of this name; GVC_EUNKNOWN suggests others. */
gvc_status gvc_read_format(gvc_ctx *ctx, const char *name, const gvc_format **out);
/* Which table of in->files, opened as in->source, and which format it is in. *year: what the names
 * of a set say, 0 = nothing. */
gvc_status gvc_read_find(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                         const gvc_format **format, int *year);
/* Files, source and what formats kept. */
void gvc_read_close(gvc_input *in);

#endif
