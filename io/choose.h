/* choose.h - which table of the files that were named is meant */
#ifndef GVC_IO_CHOOSE_H
#define GVC_IO_CHOOSE_H

#include "format.h"

/* Sets in->main. *format: the only one to be asked (where it is set), or the one that found the
 * table in a set; left as it is where a single file is to be judged. *year: what the names say, 0 =
 * nothing. Errors list what there is. */
gvc_status gvc_choose_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                            const gvc_format **format, int *year);
/* The years that the names in a set say, where it holds several tables or one that a format knows
 * by its name; nothing where a single file is to be asked. */
gvc_status gvc_years_of_set(gvc_ctx *ctx, gvc_input *in, const gvc_format *format,
                            gvc_year_list *out);
/* Notes which files of a set that may be tables were not read; the user chose where a year or a
 * member was named, and nothing is noted. */
gvc_status gvc_note_unread(gvc_ctx *ctx, gvc_builder *b, const gvc_input *in,
                           const gvc_read_options *options);
/* Label lists, readme files and what the packing program left behind are no tables. */
bool gvc_may_be_table(const char *path);
/* Which of the files of an archive to read, as gvc_source_open says; borrowed from members. */
gvc_status gvc_archive_choose(gvc_ctx *ctx, const gvc_labels *members, const char *wanted, int year,
                              const char **chosen);

#endif
