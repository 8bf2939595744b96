/* json_text.c - texts and numbers as JSON has them */
#include "text/json_text.h"

#include <math.h>
#include <stdio.h>

/* Length of the UTF-8 sequence at `at`, 0 if it is none: too long, surrogate, or cut off. */
static size_t utf8_length(const unsigned char *at)
{
    static const unsigned char least[] = {0, 0, 0x80, 0xa0, 0x90}; /* of the second byte */
    unsigned char first = at[0], second = first == 0 ? 0 : at[1];
    if (first < 0x80) {
        return 1;
    }
    size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4) {
        return 0;
    }
    if ((first == 0xe0 || first == 0xf0) && second < least[length]) {
        return 0; /* has a shorter form */
    }
    if ((first == 0xed && second > 0x9f) || (first == 0xf4 && second > 0x8f)) {
        return 0; /* surrogates; above U+10FFFF */
    }
    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    return length;
}

static void put_escape(gvc_output *out, unsigned char c)
{
    char text[8];
    if (c == '"' || c == '\\') {
        snprintf(text, sizeof text, "\\%c", c);
    } else if (c == '\n') {
        snprintf(text, sizeof text, "\\n");
    } else {
        snprintf(text, sizeof text, "\\u%04x", (unsigned)c);
    }
    gvc_output_text(out, text);
}

void gvc_json_text(gvc_output *out, const char *text)
{
    if (text == NULL) {
        gvc_output_text(out, "null");
        return;
    }
    gvc_output_write(out, "\"", 1);
    const unsigned char *at = (const unsigned char *)text;
    while (*at != '\0') {
        size_t length = utf8_length(at);
        if (length == 0) {
            gvc_output_text(out, "\xef\xbf\xbd");
            length = 1;
        } else if (*at < 0x20 || *at == '"' || *at == '\\' || *at == 0x7f) {
            put_escape(out, *at);
        } else {
            gvc_output_write(out, (const char *)at, length);
        }
        at += length;
    }
    gvc_output_write(out, "\"", 1);
}

void gvc_json_number(gvc_output *out, double x)
{
    if (isfinite(x)) {
        gvc_output_number(out, x);
    } else {
        gvc_output_text(out, "null");
    }
}
