/* pattern.h - where flows are not zero, a bit each: found in one pass, then read instead of the
 * flows wherever most of them are zero */
#ifndef GVC_PATTERN_H
#define GVC_PATTERN_H

#include <gvc/matrix.h>

/* Bit b of words[i * row + j] belongs to column 64 j + b of row i. Empty for sparse flows. */
typedef struct gvc_pattern {
    uint64_t *words;
    gvc_idx row; /* words in a row */
} gvc_pattern;

/* False when memory is out. Free in any case. */
bool gvc_pattern_new(gvc_pattern *p, const gvc_system *s, int threads);
void gvc_pattern_free(gvc_pattern *p);
/* The bits of up to 64 numbers. */
uint64_t gvc_nonzero_bits(const double *x, gvc_idx count);
/* How many numbers are not zero. */
gvc_idx gvc_count_nonzeros(const double *x, gvc_idx count);
/* How many bits are set. */
gvc_idx gvc_count_bits(uint64_t bits);

#endif
