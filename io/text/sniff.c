/* sniff.c - what a text looks like before it is read: UTF-8 or not, numbers or words */
#include <string.h>

#include "text/csv.h"
#include "text/number.h"

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

static bool is_number(const char *at, const char *end)
{
    while (at < end && strchr(" \t\r\"", *at) != NULL) {
        at++;
    }
    while (end > at && strchr(" \t\r\"", end[-1]) != NULL) {
        end--;
    }
    double value;
    return at < end && gvc_parse_double(at, end, &value) == end;
}

bool gvc_csv_sniff(const unsigned char *head, size_t length, gvc_idx *numbers, gvc_idx *fields)
{
    *numbers = *fields = 0;
    if (memchr(head, 0, length) != NULL) {
        return false;
    }
    const char *at = (const char *)head, *end = at + length;
    if (length >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0) {
        at += 3;
    }
    const char *line = memchr(at, '\n', (size_t)(end - at));
    end = line == NULL ? end : line;
    char delimiter = memchr(at, ',', (size_t)(end - at)) != NULL    ? ','
                     : memchr(at, '\t', (size_t)(end - at)) != NULL ? '\t'
                                                                    : ';';
    while (at <= end) {
        const char *q = memchr(at, delimiter, (size_t)(end - at));
        q = q == NULL ? end : q;
        *numbers += is_number(at, q);
        *fields += 1;
        at = q + 1;
    }
    return true;
}
