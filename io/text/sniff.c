/* sniff.c - what a text looks like before it is read: numbers or words */
#include <string.h>

#include "text/csv.h"
#include "text/number.h"

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
