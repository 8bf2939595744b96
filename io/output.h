/* output.h - a file that appears whole or not at all; or standard output; plain or gzip */
#ifndef GVC_IO_OUTPUT_H
#define GVC_IO_OUTPUT_H

#include "base/base.h"

typedef struct gvc_output gvc_output;

/* path "-" = standard output, ".gz" = compressed. Writes to a temporary file beside the target
 * until gvc_output_commit. */
gvc_status gvc_output_open(gvc_ctx *ctx, gvc_output **out, const char *path);
void gvc_output_write(gvc_output *o, const char *bytes,
                      size_t length); /* errors are kept for commit */
void gvc_output_text(gvc_output *o, const char *text);
void gvc_output_number(gvc_output *o,
                       double x); /* shortest text that reads back to the same double */
/* Flush, fsync, rename, fsync of the folder; on any error nothing is left behind. Frees o. */
gvc_status gvc_output_commit(gvc_ctx *ctx, gvc_output *o);
void gvc_output_abandon(gvc_output *o); /* removes the temporary file, frees o; NULL is fine */

/* All bytes to a descriptor, again after interruptions unless the caller wants to stop (ECANCELED);
 * false with errno set. */
bool gvc_write_all(gvc_ctx *ctx, int fd, const void *bytes, size_t length);

/* The same protocol for writers that open the file themselves. */
/* A new, empty file "PATH.XXXXXX.part" (links followed) with the permissions of the file that it
 * will replace; *part is yours (gvc_release), *fd to be closed. Six letters that no other file has,
 * so that two programs may write the same target: the last one to finish wins, whole. A run that is
 * killed (SIGKILL, power) leaves its temporary file; no later run reads, needs or touches it, and
 * it may be deleted. */
gvc_status gvc_part_create(gvc_ctx *ctx, const char *path, char **part, int *fd);
gvc_status gvc_part_commit(gvc_ctx *ctx, const char *part,
                           const char *path); /* fsync, rename, fsync */
/* The steps around a part that others write: gvc_part_create, the file left empty and closed; then
 * commit or, where `s` says that writing failed, removal (and "writing PATH" before an error of
 * input and output). Asks once more whether to stop. Releases part. */
gvc_status gvc_part_start(gvc_ctx *ctx, char **part, const char *path);
gvc_status gvc_part_finish(gvc_ctx *ctx, gvc_status s, char *part, const char *path);
/* GVC_EIO with the reason when the folder of path cannot be written or path is a directory; asked
 * before a long computation. */
gvc_status gvc_output_check(gvc_ctx *ctx, const char *path);

#endif
