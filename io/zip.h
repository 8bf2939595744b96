/* zip.h - the directory of a zip, and its members unpacked block by block in any order
 *
 * The directory at the end says where the members are, so nothing is searched for and a member that
 * was written to a pipe, with its sizes behind it, is no special case. Zip64. Members are stored or
 * deflated; what else a zip may hold (Deflate64, encryption) is an error that says what to do, when
 * it is opened. Every member is checked against the size and the CRC-32 that the directory states,
 * and never gives more bytes than that size. */
#ifndef GVC_IO_ZIP_H
#define GVC_IO_ZIP_H

#include "bytes.h"

typedef struct gvc_zip gvc_zip;
typedef struct gvc_zip_member gvc_zip_member;

typedef struct gvc_zip_entry {
    const char *name; /* UTF-8; control characters and what is no UTF-8 as \x1b; borrowed */
    uint64_t at, packed, size;
    uint32_t crc;
    uint16_t method, flags;
} gvc_zip_entry;

enum { GVC_ZIP_STORED = 0, GVC_ZIP_DEFLATED = 8, GVC_ZIP_DEFLATE64 = 9 };

/* True where these are the first bytes of a zip. */
bool gvc_zip_is(const unsigned char *head, size_t length);
/* Copies *bytes; the file or memory behind it must stay. Errors say what is wrong without naming
 * the file: "is truncated or damaged: ...". *out is yours. */
gvc_status gvc_zip_open(gvc_ctx *ctx, gvc_zip **out, const gvc_bytes *bytes);
void gvc_zip_close(gvc_zip *zip); /* NULL is fine */

/* A name as it may be shown and compared, added to `names` with its NUL: slashes between folders
 * even if a DOS program made it; control characters, and bytes that are no UTF-8, written out. */
void gvc_zip_add_name(gvc_text *names, const unsigned char *name, size_t length);

/* Members that are files, in the order of the directory; folders are left out. */
gvc_idx gvc_zip_count(const gvc_zip *zip);
const gvc_zip_entry *gvc_zip_at(const gvc_zip *zip, gvc_idx i);
gvc_idx gvc_zip_find(const gvc_zip *zip, const char *name); /* the first; -1 if absent */
const gvc_bytes *gvc_zip_bytes(const gvc_zip *zip);
/* Stored or deflated, or an error when it is opened; else packed in a way that others know. */
bool gvc_zip_is_read(const gvc_zip_entry *e);

/* The member at its first byte; borrows the zip. Several threads may each read a member. */
gvc_status gvc_zip_member_open(gvc_ctx *ctx, gvc_zip_member **out, const gvc_zip *zip, gvc_idx i);
void gvc_zip_member_close(gvc_zip_member *m); /* NULL is fine */
/* Up to `capacity` next bytes; *length is less only at the end. Errors name the member. */
gvc_status gvc_zip_member_read(gvc_ctx *ctx, gvc_zip_member *m, unsigned char *bytes,
                               size_t capacity, size_t *length);
/* Packed bytes taken so far. */
uint64_t gvc_zip_member_taken(const gvc_zip_member *m);
/* Where a stored member lies as it is, so that it can be read in place; false for others. */
bool gvc_zip_member_place(gvc_ctx *ctx, const gvc_zip *zip, gvc_idx i, gvc_bytes *out);

#endif
