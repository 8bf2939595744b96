/* files.h - the files a table comes in: what the user named, members of archives, files of folders
 *
 * A workbook (.xlsx, .xlsb) is one file, though it is a zip inside; any other archive is the files
 * in it, an archive within an archive too; a folder is the files under it. A compressed file is the
 * file without its compression. Nothing is ever unpacked to disk, and no path of an archive is used
 * as a path on disk. */
#ifndef GVC_IO_FILES_H
#define GVC_IO_FILES_H

#include "base/base.h"
#include "source.h"

typedef struct gvc_files gvc_files;

/* Most files and archives in one file that are listed, and depth of folders and of archives in
 * archives: a table within four of them is read, within five is an error. */
enum { GVC_FILES_MOST = 100000, GVC_FILES_ARCHIVES = 10000, GVC_FILES_DEPTH = 4 };

/* Paths of files, archives and folders. Errors: no such file, empty, damaged archive, no file in
 * it; each names its path. *out is yours (gvc_files_close). */
gvc_status gvc_files_open(gvc_ctx *ctx, gvc_files **out, const char *const *paths, gvc_idx count);
/* One path; errors do not name it. shallow: archives within archives are listed as files. */
gvc_status gvc_files_open_one(gvc_ctx *ctx, gvc_files **out, const char *path, bool shallow);
void gvc_files_close(gvc_files *f); /* NULL is fine */

gvc_idx gvc_files_count(const gvc_files *f);
/* Name for messages and for matching: path within the archive or folder ("IOT_2019_ixi/Z.txt",
 * "2016-2020.zip/2020.csv"), the base name of a plain file. Borrowed. */
const char *gvc_files_name(const gvc_files *f, gvc_idx i);
const char *gvc_files_path(const gvc_files *f, gvc_idx i); /* on disk, of the file or archive */
bool gvc_files_is_member(const gvc_files *f, gvc_idx i);   /* of an archive */
/* More than one file was named, or an archive or a folder: the files belong together. */
bool gvc_files_is_set(const gvc_files *f);

/* The choice is made, reading begins: what was opened until now counts as not read. */
void gvc_files_begin(gvc_files *f);
/* Came with the paths, and was not opened since gvc_files_begin? */
bool gvc_files_is_unread(const gvc_files *f, gvc_idx i);

/* A stream of the file's bytes, at its first; yours (gvc_source_close). */
gvc_status gvc_files_source(gvc_ctx *ctx, const gvc_files *f, gvc_idx i, gvc_source **out);
/* First bytes of the file, at most `capacity`, without its compression. */
gvc_status gvc_files_head(gvc_ctx *ctx, const gvc_files *f, gvc_idx i, unsigned char *head,
                          size_t capacity, size_t *length);
/* All of a short text, at most 64 MiB; NUL-ended and yours (gvc_release); errors name the file. */
gvc_status gvc_files_text(gvc_ctx *ctx, const gvc_files *f, gvc_idx i, char **text, size_t *length);

/* The file of this base name (letters in any case) in the folder of file `near`, else anywhere if
 * there is only one; -1 if there is none. */
gvc_idx gvc_files_find(const gvc_files *f, gvc_idx near, const char *name);
/* The same; where it is not in the list, the folder on disk beside the file or archive of `near` is
 * looked at, then the archives in that folder. What is found joins the list, so *at is a position;
 * -1 if there is none. */
gvc_status gvc_files_find_beside(gvc_ctx *ctx, gvc_files *f, gvc_idx near, const char *name,
                                 gvc_idx *at);

#endif
