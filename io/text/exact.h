/* exact.h - the slow certain way from decimal digits to the nearest double */
#ifndef GVC_IO_EXACT_H
#define GVC_IO_EXACT_H

#include <stdint.h>

/* The double nearest to the digits at `digits` (ends at `end`, at most one dot among them) times
 * 10^exponent, half to even; infinity where it is too large. Any number of digits. */
double gvc_exact_double(const char *digits, const char *end, int64_t exponent);

#endif
