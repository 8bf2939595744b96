/* processor.h - which vector instructions there are: BLAS kernel and panel kernel must agree on it
 */
#ifndef GVC_PROCESSOR_H
#define GVC_PROCESSOR_H

typedef enum gvc_processor {
    GVC_PROCESSOR_ANY,
    GVC_PROCESSOR_AVX2,   /* with fused multiply-add */
    GVC_PROCESSOR_AVX512, /* F, DQ, BW, VL */
} gvc_processor;

static inline gvc_processor gvc_processor_here(void)
{
#if defined(__x86_64__) && defined(__GNUC__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")) {
        return GVC_PROCESSOR_AVX512;
    }
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        return GVC_PROCESSOR_AVX2;
    }
#endif
    return GVC_PROCESSOR_ANY;
}

#endif
