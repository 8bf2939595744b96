/* plain.h - texts of other programs as labels: UTF-8 without control characters */
#ifndef GVC_IO_TEXT_PLAIN_H
#define GVC_IO_TEXT_PLAIN_H

#include "base/base.h"

/* In place: line breaks, tabs and other control characters become blanks, bytes that are none of
 * UTF-8 '?'. Nobody sees the first in a label, and no table could be stored with them. */
void gvc_plain_text(char *text);
/* Is there anything that gvc_plain_text would change? */
bool gvc_is_plain_text(const char *text, size_t length);
/* As a text may stand in a message: without control characters, and cut where it is long. */
enum { GVC_SHOWN = 44 };
void gvc_shown(const char *text, size_t length, char to[GVC_SHOWN]);
/* Latin-1, as Windows extends it, in UTF-8: at most 3 `length` + 1 bytes into `to`. */
void gvc_from_latin(const char *text, size_t length, char *to);

#endif
