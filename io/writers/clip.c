/* clip.c - the length of a text in the units of a format, and the text cut to it */
#include "writers/clip.h"

#include <string.h>

size_t gvc_clip_length(const char *text, size_t most, size_t bytes, gvc_clip_unit unit)
{
    size_t at = 0, units = 0;
    while (text[at] != '\0') {
        unsigned char first = (unsigned char)text[at];
        units += unit == GVC_CLIP_UTF16 && first >= 0xf0 ? 2 : 1;
        size_t next = at + 1;
        while (((unsigned char)text[next] & 0xc0) == 0x80) {
            next++;
        }
        if (units > most || next > bytes) {
            break;
        }
        at = next;
    }
    return at;
}

/* EF BF BE and EF BF BF become EF BF BD. */
static void replace_noncharacters(char *text)
{
    for (char *at = strstr(text, "\xef\xbf"); at != NULL; at = strstr(at + 2, "\xef\xbf")) {
        if ((unsigned char)at[2] >= 0xbe) {
            at[2] = '\xbd';
        }
    }
}

const char *gvc_clip(gvc_text *out, const char *text, size_t most, size_t bytes, gvc_clip_unit unit,
                     const char *mark)
{
    out->length = 0;
    gvc_text_add(out, text == NULL ? "" : text, text == NULL ? 0 : strlen(text));
    if (out->failed || out->length == 0) {
        return "";
    }
    gvc_make_utf8(out->chars);
    replace_noncharacters(out->chars);
    if (gvc_clip_length(out->chars, most, bytes, unit) < out->length) {
        size_t taken = strlen(mark); /* ASCII */
        size_t kept = gvc_clip_length(out->chars, most - taken, bytes - taken, unit);
        out->length = kept;
        gvc_text_add(out, mark, taken);
    }
    return gvc_text_str(out);
}
