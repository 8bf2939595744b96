/* utf8.c - is a text UTF-8, one that is none made so, and UTF-16 made UTF-8 */
#include <string.h>

#include "base.h"

/* Length of the UTF-8 character at s, 0 if there is none: overlong forms and surrogates are none.
 */
static size_t character(const unsigned char *s, size_t left)
{
    if (s[0] < 0x80) {
        return s[0] != 0;
    }
    size_t length = s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : 2;
    if (s[0] < 0xc2 || s[0] > 0xf4 || length > left) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if ((s[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    bool wrong = (s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) ||
                 (s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] > 0x8f);
    return wrong ? 0 : length;
}

bool gvc_is_utf8(const char *text, size_t length)
{
    const unsigned char *s = (const unsigned char *)text;
    for (size_t i = 0; i < length;) {
        size_t step = character(s + i, length - i);
        if (step == 0) {
            return false;
        }
        i += step;
    }
    return true;
}

void gvc_make_utf8(char *text)
{
    size_t left = strlen(text);
    while (left > 0) {
        size_t step = character((const unsigned char *)text, left);
        if (step == 0) {
            *text = '?';
            step = 1;
        }
        text += step;
        left -= step;
    }
}

static void add_character(gvc_text *t, uint32_t c)
{
    static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    char bytes[4];
    size_t length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = length; i-- > 1; c >>= 6) {
        bytes[i] = (char)(0x80 | (c & 0x3f));
    }
    bytes[0] = (char)(lead[length] | c);
    gvc_text_add(t, bytes, length);
}

size_t gvc_text_add_utf16(gvc_text *t, uint32_t unit, uint32_t next)
{
    bool high = unit >= 0xd800 && unit < 0xdc00, low = unit >= 0xdc00 && unit < 0xe000;
    bool pair = high && next >= 0xdc00 && next < 0xe000;
    if (pair) {
        add_character(t, 0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00));
    } else {
        add_character(t, high || low ? 0xfffd : unit == 0 ? ' ' : unit);
    }
    return pair ? 2 : 1;
}
