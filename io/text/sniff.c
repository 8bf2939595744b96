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

/* Takes blanks and quotes off both ends. */
static void trim(const char **at, const char **end)
{
    while (*at < *end && memchr(" \t\r\"", **at, 4) != NULL) {
        ++*at;
    }
    while (*end > *at && memchr(" \t\r\"", (*end)[-1], 4) != NULL) {
        --*end;
    }
}

static bool is_number(const char *at, const char *end)
{
    double value;
    trim(&at, &end);
    return at < end && gvc_parse_double(at, end, &value) == end;
}

bool gvc_csv_is_decimal_comma(const char *at, const char *end)
{
    trim(&at, &end);
    at += at < end && (*at == '-' || *at == '+');
    size_t whole = 0, part = 0;
    for (; at < end && ((*at >= '0' && *at <= '9') || (whole > 0 && *at == '.')); at++) {
        whole++;
    }
    if (whole == 0 || at == end || *at != ',') {
        return false;
    }
    for (at++; at < end && *at >= '0' && *at <= '9'; at++) {
        part++;
    }
    return part > 0 && at == end;
}

char gvc_csv_delimiter(const char *line, const char *end)
{
    size_t length = (size_t)(end - line);
    if (memchr(line, ',', length) == NULL) {
        return memchr(line, '\t', length) != NULL  ? '\t'
               : memchr(line, ';', length) != NULL ? ';'
                                                   : ',';
    }
    if (memchr(line, ';', length) == NULL) {
        return ',';
    }
    for (const char *at = line; at <= end;) {
        const char *q = memchr(at, ';', (size_t)(end - at));
        q = q == NULL ? end : q;
        if (gvc_csv_is_decimal_comma(at, q)) {
            return ';';
        }
        at = q + 1;
    }
    return ',';
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
    char delimiter = gvc_csv_delimiter(at, end);
    while (at <= end) {
        const char *q = memchr(at, delimiter, (size_t)(end - at));
        q = q == NULL ? end : q;
        *numbers += is_number(at, q) || gvc_csv_is_decimal_comma(at, q);
        *fields += 1;
        at = q + 1;
    }
    return true;
}
