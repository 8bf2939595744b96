/* source_at.h - a source out of a place that is known, for those who list what there is */
#ifndef GVC_IO_SOURCE_AT_H
#define GVC_IO_SOURCE_AT_H

#include "place.h"
#include "source.h"

/* member: its name within the archive on disk, NULL outside one. */
gvc_status gvc_source_at(gvc_ctx *ctx, gvc_source **out, const gvc_place *place,
                         const char *member);
const gvc_place *gvc_source_place(const gvc_source *s);

#endif
