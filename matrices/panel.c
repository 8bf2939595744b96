/* panel.c - the panel products for this processor */
#include "panel.h"

enum { GVC_ROWS_MOST = 4 };

#define JOIN2(a, b) a##_##b
#define JOIN(a, b) JOIN2(a, b)

#if defined(__x86_64__) && defined(__GNUC__)
#define TARGET __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,fma")))
#define PROCESSOR avx512
#define ROWS_F 4
#define ROWS_D 4
#include "panel_kernel.inc"
#undef TARGET
#undef PROCESSOR
#undef ROWS_F
#undef ROWS_D
#define ROWS_F 1
#define ROWS_D 1
#define TARGET __attribute__((target("avx2,fma")))
#define PROCESSOR avx2
#include "panel_kernel.inc"
#undef TARGET
#undef PROCESSOR
#undef ROWS_F
#undef ROWS_D
#endif

#define ROWS_F 1
#define ROWS_D 1
#define TARGET
#define PROCESSOR generic
#include "panel_kernel.inc"

const gvc_panel_kernel *gvc_panel_kernel_best(void)
{
#if defined(__x86_64__) && defined(__GNUC__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")) {
        return &kernel_avx512;
    }
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        return &kernel_avx2;
    }
#endif
    return &kernel_generic;
}
