/* dta.h - what the files of the Stata writer share: a file that ReadStat fills row by row */
#ifndef GVC_IO_WRITERS_DTA_H
#define GVC_IO_WRITERS_DTA_H

#include <readstat.h>
#include <stdio.h>

#include "writer.h"

/* Bounds of Stata: bytes of a text, characters of a label, bytes of a label of ReadStat. */
enum { GVC_DTA_TEXT = 2045, GVC_DTA_LABEL = 80, GVC_DTA_LABEL_BYTES = 256 };
#define GVC_DTA_LARGEST 8.9884656743115785e307

typedef struct gvc_dta_writer {
    gvc_ctx *ctx;
    FILE *file;
    readstat_writer_t *stata;
    gvc_write_options options;
    gvc_text text;
    gvc_status status;
    int why; /* errno of a failed write */
} gvc_dta_writer;

/* Keeps the first error in w->status. */
void gvc_dta_writer_take(gvc_dta_writer *w, readstat_error_t error);
/* The text in UTF-8, cut to so many characters and bytes; borrowed until the next call. */
const char *gvc_dta_writer_clip(gvc_dta_writer *w, const char *text, size_t most, size_t bytes);

/* dta_variables.c: a variable a column, keys first, and what they are. */
void gvc_dta_add_variables(gvc_dta_writer *w, const gvc_result *r);
/* dta_notes.c: the attributes, then a line a term. */
void gvc_dta_add_notes(gvc_dta_writer *w, const gvc_result *r);

#endif
