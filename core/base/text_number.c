/* text_number.c - numbers in plain words: thousands separators, and no more digits than one reads
 */
#include <math.h>
#include <string.h>

#include "base.h"

enum { ROOM = 64 };
/* Outside these a number has too many digits, or too many zeros, to be read. */
#define LARGEST 1e15
#define SMALLEST 1e-7

/* The digits behind the dot that leave `digits` in all; 0 for what is larger. */
static int decimals_of(double size, int digits)
{
    int before = (int)floor(log10(size)) + 1;
    return before >= digits ? 0 : digits - before;
}

/* Zeros at the end of a fraction say nothing. */
static void trim(char *text)
{
    if (strchr(text, '.') != NULL) {
        size_t length = strlen(text);
        while (text[length - 1] == '0') {
            text[--length] = '\0';
        }
        if (text[length - 1] == '.') {
            text[length - 1] = '\0';
        }
    }
}

static void add_grouped(gvc_text *to, const char *text)
{
    size_t whole = strspn(text, "0123456789");
    for (size_t i = 0; i < whole; i++) {
        gvc_text_add(to, text + i, 1);
        if ((whole - 1 - i) % 3 == 0 && i + 1 < whole) {
            gvc_text_add(to, ",", 1);
        }
    }
    gvc_text_addf(to, "%s", text + whole);
}

void gvc_text_add_number(gvc_text *to, double x, int digits)
{
    char text[ROOM];
    double size = fabs(x);
    if (!isfinite(x) || (size > 0 && (size < SMALLEST || size >= LARGEST))) {
        gvc_text_addf(to, "%.*g", digits, x);
        return;
    }
    gvc_print_plain(text, sizeof text, "%.*f", size > 0 ? decimals_of(size, digits) : 0, size);
    trim(text);
    if (x < 0) {
        gvc_text_add(to, "-", 1);
    }
    add_grouped(to, text);
}

void gvc_text_add_change(gvc_text *to, double x, int digits)
{
    if (x > 0) {
        gvc_text_add(to, "+", 1);
    }
    gvc_text_add_number(to, x, digits);
}
