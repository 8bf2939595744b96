/* number.h - decimal text to double and back, exact both ways, independent of the locale */
#ifndef GVC_IO_NUMBER_H
#define GVC_IO_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* Reads one number at `text` (ends at `end`, exclusive; no NUL needed): optional sign (+ too),
 * digits with optional dot, optional exponent; inf, infinity, nan in any case. The double is the
 * one strtod gives in the C locale. Returns the first byte after the number, or NULL if there is
 * none at `text`. No leading blanks are skipped. */
const char *gvc_parse_double(const char *text, const char *end, double *value);

enum { GVC_NUMBER_CHARS = 32 };
/* Shortest text that reads back to x, at most 25 bytes and a NUL: 326743, 0.1, 1e-07, 1.5e+300;
 * "NaN", "inf", "-inf". Returns the length. */
size_t gvc_print_double(char out[GVC_NUMBER_CHARS], double x);

#endif
