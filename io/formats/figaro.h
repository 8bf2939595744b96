/* figaro.h - what both forms of FIGARO tables share */
#ifndef GVC_IO_FIGARO_H
#define GVC_IO_FIGARO_H

#include <gvc/io.h>

#include "base/base.h"

/* Source and unit; name: of the file, which may name the edition. */
gvc_status gvc_figaro_set_source(gvc_ctx *ctx, gvc_builder *b, const gvc_read_options *options,
                                 const char *name);

#endif
