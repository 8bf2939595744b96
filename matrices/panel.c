/* panel.c - the panel products for this processor */
#include "panel.h"

#include "processor.h"

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
    switch (gvc_processor_here()) {
#if defined(__x86_64__) && defined(__GNUC__)
    case GVC_PROCESSOR_AVX512:
        return &kernel_avx512;
    case GVC_PROCESSOR_AVX2:
        return &kernel_avx2;
#endif
    default:
        return &kernel_generic;
    }
}
