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
/* Are rows to come in another order, or only some of them? */
bool gvc_writer_sorts(const gvc_write_options *options);
/* GVC_EARG for a writer that cannot. */
gvc_status gvc_writer_check_sort(gvc_ctx *ctx, const gvc_writer *writer, const char *path,
                                 const gvc_write_options *options);

#endif
