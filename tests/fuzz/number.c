/* number.c - numbers read as strtod reads them, and printed so that they come back */
#include "text/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

enum { LONGEST = 4096 };

static bool same(double a, double b)
{
    return (isnan(a) && isnan(b)) || memcmp(&a, &b, sizeof a) == 0;
}

static void check_print(double x)
{
    char text[GVC_NUMBER_CHARS];
    double back = 0;
    size_t length = gvc_print_double(text, x);
    if (length >= sizeof text || text[length] != '\0') {
        fuzz_wrong("a number printed in %zu bytes", length);
    }
    if (gvc_parse_double(text, text + length, &back) != text + length || !same(x, back)) {
        fuzz_wrong("%a printed as %s reads %a", x, text, back);
    }
}

/* What strtod takes and we do not: blanks in front, hexadecimal digits, nan(...). */
static bool is_foreign(const char *text)
{
    text += text[0] == '-' || text[0] == '+';
    return strchr(" \t\n\v\f\r", text[0]) != NULL ||
           (text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) || strchr(text, '(') != NULL;
}

void fuzz_number(const fuzz_target *t, const unsigned char *bytes, size_t size)
{
    char text[LONGEST + 1];
    (void)t;
    if (size > LONGEST || memchr(bytes, '\0', size) != NULL) {
        return;
    }
    memcpy(text, bytes, size);
    text[size] = '\0';
    /* A copy without room behind it shows reading too far. */
    char *exact = malloc(size + (size == 0));
    memcpy(exact, bytes, size);
    double ours = 0;
    const char *end = gvc_parse_double(exact, exact + size, &ours);
    size_t length = end == NULL ? 0 : (size_t)(end - exact);
    free(exact);
    if (!is_foreign(text)) {
        char *stop = NULL;
        double theirs = strtod(text, &stop);
        if ((size_t)(stop - text) != length) {
            fuzz_wrong("%zu bytes of '%s' are a number, not %zu", (size_t)(stop - text), text,
                       length);
        }
        if (length > 0 && !same(ours, theirs)) {
            fuzz_wrong("'%s' is %a, not %a", text, theirs, ours);
        }
    }
    if (length > 0) {
        check_print(ours);
    }
    if (size >= sizeof ours) {
        memcpy(&ours, bytes, sizeof ours);
        check_print(ours);
    }
}
