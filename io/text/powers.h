/* powers.h - powers of ten as 128-bit significands, for reading and for printing numbers */
#ifndef GVC_IO_POWERS_H
#define GVC_IO_POWERS_H

#include <stdint.h>

enum { GVC_POWER_FIRST = -342, GVC_POWER_LAST = 324 };

/* {high, low} of floor(10^k / 2^s) with 2^127 <= it < 2^128; exact for k in 0..55. */
extern const uint64_t gvc_powers[GVC_POWER_LAST - GVC_POWER_FIRST + 1][2];

#endif
