/* random.h - random numbers that hang on a key and a position alone, so that they are the same
 * whoever asks for them, in whatever order */
#ifndef GVC_RANDOM_H
#define GVC_RANDOM_H

#include <gvc/matrix.h>

/* The key of draw `draw` under a seed. */
uint64_t gvc_random_key(uint64_t seed, uint64_t draw);
/* out[k] = exp(s z - s^2 / 2), log-normal of mean 1; s = sigma[k], or *sigma for all (one). z is
 * number at[k] of the generator SplitMix64 (Steele, Lea, Flood 2014) that starts at the key,
 * brought to a standard normal by the inverse of its distribution (Wichura 1988, algorithm AS 241).
 * sigma up to 50. */
void gvc_random_factors(uint64_t key, const int64_t *at, const double *sigma, bool one,
                        gvc_idx count, double *out);
/* The standard normal numbers themselves. */
void gvc_random_normals(uint64_t key, const int64_t *at, gvc_idx count, double *out);

#endif
