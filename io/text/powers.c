/* powers.c - the table of powers of ten; the lines are made by tools/data/powers.py */
#include "text/powers.h"

const uint64_t gvc_powers[GVC_POWER_LAST - GVC_POWER_FIRST + 1][2] = {
#include "text/powers.inc"
};
