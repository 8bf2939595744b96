/* long_text.h - a delimited text with a line for each cell: which row, which column, which value */
#ifndef GVC_IO_LONG_TEXT_H
#define GVC_IO_LONG_TEXT_H

#include "format.h"

/* Where things stand in a line, counted from 0; -1 = nowhere. */
typedef struct gvc_long_layout {
    gvc_idx year;
    gvc_idx row_country, row_item; /* no country: the item is COUNTRY_ITEM */
    gvc_idx column_country, column_item;
    gvc_idx value;
    /* What a code is called in the table, where that differs; NULL = as it is. */
    const char *(*country)(const char *code);
    const char *(*category)(const char *code); /* items of columns */
} gvc_long_layout;

/* Field of the header with one of these names (NULL-ended, letters in any case); -1 if none. */
gvc_idx gvc_long_field(const gvc_labels *header, const char *const *names);
/* Two passes: labels and years, then numbers. Of several years the one that the options ask for. */
gvc_status gvc_long_text_read(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                              gvc_builder *b, const gvc_long_layout *layout);
/* The years of the column of years, all lines once through and that column alone; nothing where
 * there is no such column. */
gvc_status gvc_long_text_years(gvc_ctx *ctx, gvc_input *in, const gvc_long_layout *layout,
                               gvc_year_list *out);

#endif
