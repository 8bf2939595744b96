/* random.h - numbers out of a seed: splitmix64 */
#ifndef GVC_BENCH_RANDOM_H
#define GVC_BENCH_RANDOM_H

#include <math.h>
#include <stdint.h>

static inline uint64_t gvc_bench_bits(uint64_t *state)
{
    uint64_t x = (*state += 0x9e3779b97f4a7c15u);
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/* Inside (0, 1). */
static inline double gvc_bench_uniform(uint64_t *state)
{
    return ((double)(gvc_bench_bits(state) >> 11) + 0.5) * 0x1p-53;
}

static inline double gvc_bench_normal(uint64_t *state)
{
    double radius = sqrt(-2 * log(gvc_bench_uniform(state)));
    return radius * cos(6.283185307179586 * gvc_bench_uniform(state));
}

#endif
