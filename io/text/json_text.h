/* json_text.h - texts and numbers as JSON has them */
#ifndef GVC_IO_TEXT_JSON_TEXT_H
#define GVC_IO_TEXT_JSON_TEXT_H

#include "output.h"

/* In quotes; NULL is null. Bytes that are no UTF-8 become the replacement character: JSON has no
 * others. */
void gvc_json_text(gvc_output *out, const char *text);
/* The shortest text that reads back to the same number; null where it is none. */
void gvc_json_number(gvc_output *out, double x);

#endif
