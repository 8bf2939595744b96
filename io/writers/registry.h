/* registry.h - the list of writers, and the one for a path */
#ifndef GVC_IO_WRITERS_REGISTRY_H
#define GVC_IO_WRITERS_REGISTRY_H

#include "writer.h"

/* The writer of that name, or with name NULL the one of the path's suffix ("-": csv). GVC_EARG that
 * lists what there is. */
gvc_status gvc_writer_choose(gvc_ctx *ctx, const gvc_writer **out, const char *path,
                             const char *name);
/* GVC_EARG for options of another version; NULL is fine. */
gvc_status gvc_write_options_check(gvc_ctx *ctx, const gvc_write_options *options);

#endif
