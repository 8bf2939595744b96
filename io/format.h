/* format.h - a table format: io/formats/NAME.c defines one record, formats.def names it */
#ifndef GVC_IO_FORMAT_H
#define GVC_IO_FORMAT_H

#include <gvc/io.h>

#include "base/base.h"
#include "source.h"

typedef struct gvc_format {
    gvc_format_info info;
    /* How sure this reader is about the first bytes of the content: 0 = not mine .. 100 = certain.
     */
    int (*score)(const char *name, const unsigned char *head, size_t length);
    /* Reads the whole content. Labels, allocate, cells, year, attributes; the caller seals. Options
     * are never NULL. */
    gvc_status (*read)(gvc_ctx *ctx, gvc_source *source, const gvc_read_options *options,
                       gvc_builder *out);
    /* The file carries its year and its provenance: nothing is made up from its name. */
    bool complete;
} gvc_format;

/* All formats, NULL-ended, in the order of formats.def. */
const gvc_format *const *gvc_formats(void);

#endif
