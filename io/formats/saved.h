/* saved.h - a table as pymrio saves it and as EXIOBASE 3 is published: a folder of text files with
 * file_parameters.json, and one folder of accounts below it for each extension */
#ifndef GVC_IO_SAVED_H
#define GVC_IO_SAVED_H

#include <jansson.h>

#include "format.h"
#include "formats/folders.h"
#include "formats/parts.h"

typedef struct gvc_saved {
    gvc_folders folders;
    char *folder;  /* of the table, "" or ending in '/' */
    json_t *about; /* metadata.json, or NULL */
    gvc_parts parts;
} gvc_saved;

/* Adds the tables among the files; exiobase: only those that are EXIOBASE. */
gvc_status gvc_saved_find(gvc_ctx *ctx, gvc_input *in, gvc_finds *out, bool exiobase);
/* As gvc_format.score, for a single file of such a table. */
int gvc_saved_score(gvc_ctx *ctx, gvc_input *in, bool exiobase);
/* Reads the table that in->main belongs to, but for its units; `finish` then does what only its
 * format knows, units too. */
typedef gvc_status gvc_saved_finish(gvc_ctx *ctx, const gvc_saved *s,
                                    const gvc_read_options *options, gvc_builder *b);
gvc_status gvc_saved_read(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                          gvc_builder *b, gvc_saved_finish *finish);

/* Is the table in this folder EXIOBASE? By its lists and folders, else by metadata.json. */
bool gvc_saved_is_exiobase(gvc_ctx *ctx, const gvc_folders *f, const char *folder);
/* The content of a JSON file; NULL with an error where it is none. Yours (json_decref). */
gvc_status gvc_saved_json(gvc_ctx *ctx, const gvc_files *files, gvc_idx at, json_t **out);

#endif
