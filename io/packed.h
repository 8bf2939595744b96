/* packed.h - members of archives and compressed streams, through libarchive */
#ifndef GVC_IO_PACKED_H
#define GVC_IO_PACKED_H

#include <archive.h>
#include <archive_entry.h>

#include "base/base.h"

/* True if the first bytes are those of an archive or of a compressed stream that can be read. */
bool gvc_archive_is_packed(const unsigned char *head, size_t length);
/* Names of the members that are files, in their order; NULL for a compressed stream, which has
 * none. *members is yours. */
gvc_status gvc_archive_list(gvc_ctx *ctx, const char *path, gvc_labels **members);
/* Which member to read, as gvc_source_open says; borrowed from members. */
gvc_status gvc_archive_choose(gvc_ctx *ctx, const gvc_labels *members, const char *wanted, int year,
                              const char **chosen);
/* Opened at the first byte of the member (NULL: of the stream). To be closed by
 * archive_read_free. */
gvc_status gvc_archive_open(gvc_ctx *ctx, struct archive **out, const char *path,
                            const char *member);
/* Up to `capacity` next bytes of the member; *length is less only at its end. */
gvc_status gvc_archive_read(gvc_ctx *ctx, struct archive *a, char *bytes, size_t capacity,
                            size_t *length);

#endif
