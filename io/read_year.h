/* read_year.h - the year of a table whose file does not tell it: from an option, or from names */
#ifndef GVC_IO_READ_YEAR_H
#define GVC_IO_READ_YEAR_H

#include "format.h"

/* What the names say about the year. */
typedef struct gvc_year_said {
    int year;       /* 0 = nothing */
    const char *by; /* the name; borrowed */
} gvc_year_said;

/* The name of the file or member, else that of its archive. found: what the names of a set say, 0 =
 * nothing; they stand in the whole name. */
gvc_year_said gvc_year_from_names(const gvc_input *in, int found);
/* Once a format has read: notes where the year is from, unless it is the reader that knew it. A
 * file that was named may be of another year than its name says (a warning); the only table of an
 * archive or folder was taken because there is no other, so that of the year asked for is not
 * there: an error. */
gvc_status gvc_note_year(gvc_ctx *ctx, gvc_builder *b, const gvc_input *in,
                         const gvc_read_options *options, gvc_year_said name);

#endif
