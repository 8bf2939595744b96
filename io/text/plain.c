/* plain.c - making texts of other programs plain */
#include "text/plain.h"

#include <string.h>

static bool is_control(char c)
{
    return (unsigned char)c < 32 || c == 127;
}

bool gvc_is_plain_text(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (is_control(text[i])) {
            return false;
        }
    }
    return gvc_is_utf8(text, length);
}

void gvc_plain_text(char *text)
{
    for (char *c = text; *c != '\0'; c++) {
        *c = is_control(*c) ? ' ' : *c;
    }
    gvc_make_utf8(text);
}

void gvc_shown(const char *text, size_t length, char to[GVC_SHOWN])
{
    enum { MOST = GVC_SHOWN - 4 };
    size_t n = length <= MOST ? length : MOST;
    while (n < length && n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80) {
        n--; /* not within a character */
    }
    for (size_t i = 0; i < n; i++) {
        to[i] = is_control(text[i]) ? '?' : text[i];
    }
    to[n] = '\0';
    gvc_make_utf8(to);
    memcpy(to + strlen(to), n < length ? "..." : "", n < length ? 4 : 1);
}

/* What Windows puts where Latin-1 has control characters, 0x80 to 0x9f; 0 = nothing. */
static const uint16_t windows[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

void gvc_from_latin(const char *text, size_t length, char *to)
{
    for (size_t i = 0; i < length; i++) {
        unsigned c = (unsigned char)text[i];
        if (c >= 0x80 && c < 0xa0) {
            c = windows[c - 0x80] == 0 ? '?' : windows[c - 0x80];
        }
        if (c >= 0x800) {
            *to++ = (char)(0xe0 | c >> 12);
            *to++ = (char)(0x80 | (c >> 6 & 0x3f));
            *to++ = (char)(0x80 | (c & 0x3f));
        } else if (c >= 0x80) {
            *to++ = (char)(0xc0 | c >> 6);
            *to++ = (char)(0x80 | (c & 0x3f));
        } else {
            *to++ = c == 0 ? ' ' : (char)c;
        }
    }
    *to = '\0';
}
