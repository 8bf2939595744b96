/* strings.h - the shared texts of a workbook, one block of bytes */
#ifndef GVC_IO_STRINGS_H
#define GVC_IO_STRINGS_H

#include "base/base.h"
#include "stream.h"

typedef struct gvc_strings {
    char *chars;
    size_t length, room;
    size_t from; /* where the text that is being put together starts */
    size_t *starts;
    gvc_idx count, starts_room;
} gvc_strings;

/* Adds to the text that is being put together; gvc_strings_end makes it the next one. */
gvc_status gvc_strings_add(gvc_ctx *ctx, gvc_strings *s, const char *chars, size_t length);
gvc_status gvc_strings_end(gvc_ctx *ctx, gvc_strings *s);
void gvc_strings_free(gvc_strings *s);
/* NULL where there are not that many. Borrowed. */
static inline const char *gvc_strings_get(const gvc_strings *s, gvc_idx i)
{
    return i >= 0 && i < s->count ? s->chars + s->starts[i] : NULL;
}

/* "_x000D_" in place: what Excel writes for characters that XML cannot hold. */
void gvc_strings_unescape(char *text);

/* xl/sharedStrings.xml: texts, and runs of formatted text joined, without readings (rPh). */
gvc_status gvc_strings_read_xml(gvc_ctx *ctx, gvc_strings *out, const gvc_zip *zip, gvc_idx part);

#endif
