/* source.h - a byte stream, whatever it came out of: plain file, .gz, .xz, a member of a .zip
 *
 * It needs at most 4 MB besides what an archive within an archive takes (place.h); what is packed
 * is unpacked by a second thread where the context allows more than one. */
#ifndef GVC_IO_SOURCE_H
#define GVC_IO_SOURCE_H

#include "base/base.h"

typedef struct gvc_source gvc_source;

enum { GVC_SOURCE_BLOCK = 256 * 1024, GVC_SOURCE_HEAD = 64 * 1024 };

/* member: name inside an archive, NULL = the only one that can be a table (label lists and readme
 * files do not count), or among several the only one with `year` standing alone in its name (0 =
 * none asked for). Errors: no such file, a directory, an empty file, a damaged archive, several
 * members (listed). */
gvc_status gvc_source_open(gvc_ctx *ctx, gvc_source **out, const char *path, const char *member,
                           int year);
void gvc_source_close(gvc_source *s); /* NULL is fine */

/* Name for messages, without folder: "d/2018.csv" inside an archive, "2016-2020.zip/2018.csv" in
 * one within it, else "wiot.csv.gz". Borrowed. */
const char *gvc_source_name(const gvc_source *s);
const char *gvc_source_path(const gvc_source *s);   /* as given */
const char *gvc_source_member(const gvc_source *s); /* NULL outside an archive */
/* File name without folder and suffixes: "wiot_2005" of "data/wiot_2005.csv.gz"; that of the member
 * inside an archive. Borrowed. */
const char *gvc_source_stem(const gvc_source *s);
/* True when the bytes are those on disk: neither compressed nor in an archive. */
bool gvc_source_is_plain(const gvc_source *s);

/* First bytes without consuming them: at most GVC_SOURCE_HEAD. Only before the first block. */
gvc_status gvc_source_head(gvc_ctx *ctx, gvc_source *s, const unsigned char **head, size_t *length);
/* Next block of at most GVC_SOURCE_BLOCK bytes, borrowed until the next call; *length 0 at the end.
 * A truncated stream is an error. */
gvc_status gvc_source_next(gvc_ctx *ctx, gvc_source *s, const char **block, size_t *length);
/* The same into memory of the caller, GVC_SOURCE_BLOCK bytes: spares a copy where nothing is
 * packed.
 */
gvc_status gvc_source_copy(gvc_ctx *ctx, gvc_source *s, char *to, size_t *length);
/* All bytes at once, for what needs to jump about in them: the file on disk mapped, anything else
 * unpacked into memory, as far as the memory limit allows (a packed file that grows beyond it is
 * refused). Borrowed until the source is closed; the stream is then at its end, rewind still works.
 */
gvc_status gvc_source_map(gvc_ctx *ctx, gvc_source *s, const unsigned char **bytes, size_t *length);
/* Back to the first byte (opens the file anew). */
gvc_status gvc_source_rewind(gvc_ctx *ctx, gvc_source *s);
/* From now on the SHA-256 of the file on disk is taken along where its bytes are read from the
 * first to the last. Goes back to the first byte. */
gvc_status gvc_source_take_fingerprint(gvc_ctx *ctx, gvc_source *s);
/* It, computed where it was not taken along. Nothing may be read afterwards, but for a rewind. */
gvc_status gvc_source_fingerprint(gvc_ctx *ctx, gvc_source *s, char hex[65]);
/* Lower-case hex SHA-256 of the file on disk, 65 bytes with the NUL. */
gvc_status gvc_file_sha256(gvc_ctx *ctx, const char *path, char hex[65]);
/* First bytes of the file on disk, as they are. Errors: no such file, a directory, empty. */
gvc_status gvc_file_head(gvc_ctx *ctx, const char *path, unsigned char *head, size_t capacity,
                         size_t *length);

/* The whole of a companion file: inside an archive a member in the same folder, else a path beside
 * the source's file. *found false where there is none. text is NUL-ended and yours (gvc_release).
 */
gvc_status gvc_source_companion(gvc_ctx *ctx, const gvc_source *s, const char *name, bool *found,
                                char **text, size_t *length);
/* What is left of the stream, at most 64 MiB; NUL-ended and yours (gvc_release). */
gvc_status gvc_source_text(gvc_ctx *ctx, gvc_source *s, char **text, size_t *length);
/* The whole of any text file, at most 64 MiB; the error names it. */
gvc_status gvc_read_text(gvc_ctx *ctx, const char *path, char **text, size_t *length);

/* Puts "reading PATH: " before the text of an error, "reading PATH:3: " where it names a line of
 * that very file; not where it says already which file is read. Returns status. */
gvc_status gvc_fail_reading(gvc_ctx *ctx, gvc_status status, const char *path);

/* Part of a path after the last '/'; borrowed. */
const char *gvc_base_name(const char *path);
/* Letters in any case. */
bool gvc_ends_with(const char *name, const char *end);
/* The one number 1900 .. 2100 of four digits in `name` with no letter or digit beside it; 0 if
 * there is none, or if there are several different ones. */
int gvc_year_in_name(const char *name);

#endif
