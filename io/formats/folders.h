/* folders.h - the files of a set by folder and name, letters in any case */
#ifndef GVC_IO_FOLDERS_H
#define GVC_IO_FOLDERS_H

#include "base/base.h"
#include "files.h"
#include "format.h"

typedef struct gvc_folders {
    gvc_files *files; /* those that were named, or all of the folder of the one that was */
    gvc_files *own;   /* the same where they are ours to close, else NULL */
    gvc_labels *names;
    gvc_idx *at; /* file of each name */
} gvc_folders;

/* Of the files of `in`. To be cleared whatever happens. */
gvc_status gvc_folders_open(gvc_ctx *ctx, gvc_folders *f, gvc_input *in);
/* The same; where one plain file was named, the files of the folder it lies in. *main is its
 * position among them. */
gvc_status gvc_folders_open_beside(gvc_ctx *ctx, gvc_folders *f, gvc_input *in, gvc_idx *main);
void gvc_folders_clear(gvc_folders *f);

/* The file `name` right in `folder` ("" or ending in '/'); -1 if there is none. */
gvc_idx gvc_folders_find(const gvc_folders *f, const char *folder, const char *name);
/* The folder that a file lies in, as gvc_folders_find wants it; yours, NULL when memory is out. */
char *gvc_folder_of(const char *name);
/* Is `name` (a base name) STEM with one of the endings that text tables have? The letters of STEM
 * count: Z.txt, not z.txt. */
bool gvc_is_text_named(const char *name, const char *stem);
/* STEM.txt, .tsv or .csv right in the folder; -1 if there is none. */
gvc_idx gvc_folders_find_text(const gvc_folders *f, const char *folder, const char *stem);

#endif
