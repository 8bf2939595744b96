/* place.h - an archive that is open: its members by their positions, and what each of them is
 *
 * A zip or 7z within an archive is read where it lies if it is stored there as it is; else it is
 * held in memory, within the memory limit, for as long as the archive is open. */
#ifndef GVC_IO_PLACE_H
#define GVC_IO_PLACE_H

#include "packed.h"

/* How often a file may be compressed over. */
enum { GVC_ARCHIVE_LAYERS = 4 };

typedef struct gvc_archive gvc_archive;

/* Where a file is: on disk, or a member of an archive. */
typedef struct gvc_place {
    const char *path;     /* on disk, of the file or of the outermost archive */
    gvc_archive *archive; /* NULL: on disk */
    gvc_idx member;
    gvc_fingerprint *print; /* NULL, or taken along of a file on disk */
} gvc_place;

/* What there is, without its compression: *archive where it is an archive (yours,
 * gvc_archive_release), else *stream at its first byte (yours; it borrows the place's archive). A
 * workbook is no archive; with archive NULL nothing is. *plain (may be NULL): not compressed. */
gvc_status gvc_place_open(gvc_ctx *ctx, const gvc_place *place, gvc_stream **stream,
                          gvc_archive **archive, bool *plain);

/* The first bytes of a file, at most `capacity`, without its compression. Members of an archive
 * that does not jump are best looked at in their order: then all is one pass. */
gvc_status gvc_place_head(gvc_ctx *ctx, const gvc_place *place, unsigned char *head,
                          size_t capacity, size_t *length);
/* Ends such a pass, and what it holds. NULL is fine. */
void gvc_archive_end_pass(gvc_archive *a);

gvc_archive *gvc_archive_keep(gvc_archive *a); /* one more user; NULL stays NULL */
void gvc_archive_release(gvc_archive *a);      /* NULL is fine */
/* Members that are files. */
gvc_idx gvc_archive_count(const gvc_archive *a);
const char *gvc_archive_name(const gvc_archive *a, gvc_idx i);
/* Any member can be looked into without reading those before it. */
bool gvc_archive_jumps(const gvc_archive *a);
gvc_archive *gvc_archive_parent(const gvc_archive *a); /* NULL on disk; borrowed */
/* Bytes that had to be unpacked in order to list it. */
uint64_t gvc_archive_cost(const gvc_archive *a);

#endif
