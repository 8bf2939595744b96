/* list.h - lists of labels: one a line, no header */
#ifndef GVC_IO_LIST_H
#define GVC_IO_LIST_H

#include "base/base.h"

/* The labels of `text`; quotes, CRLF and a byte-order mark are taken off. Errors, with name and
 * line: no label, an empty line, a label that is there twice, two fields in a line. *out is yours
 * (gvc_labels_free). */
gvc_status gvc_list_parse(gvc_ctx *ctx, gvc_labels **out, const char *name, const char *text,
                          size_t length);

#endif
