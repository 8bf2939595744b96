/* caption.h - the line above a table on the terminal, and text as a terminal shows it */
#ifndef GVC_IO_CAPTION_H
#define GVC_IO_CAPTION_H

#include <gvc/result.h>

#include "output.h"

/* Columns that a UTF-8 text takes: its code points. 0 for NULL. */
int gvc_text_columns(const char *text);
/* Control characters, which could drive a terminal, as '?'. */
void gvc_put_visible(gvc_output *out, const char *text);
/* The same of so many bytes. */
void gvc_put_visible_part(gvc_output *out, const char *text, size_t length);

/* A key with one label only stands in the caption, unless no other key is left for the rows. */
bool gvc_key_in_caption(const gvc_result *r, gvc_idx d);
/* Title, keys with one label, year and units to the left; the variant of the method to the right of
 * a table `width` columns wide, or on its own line where it does not fit into `most`. */
gvc_status gvc_put_caption(gvc_ctx *ctx, gvc_output *out, const gvc_result *r, int width, int most);

#endif
