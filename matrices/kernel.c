/* kernel.c - which BLAS arithmetic is in use, and whether the processor deserves better.
 *
 * OpenBLAS before 0.3.25 does not know recent processors and silently takes kernels of 2004 to
 * 2008; the choice is made when the library is loaded, from OPENBLAS_CORETYPE if it is set. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "blas.h"
#include "processor.h"

#include <cblas.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static bool is_fallback(const char *kernel)
{
    static const char *const old[] = {"Prescott",   "Core2",   "Katmai",  "Coppermine",
                                      "Northwood",  "Banias",  "Atom",    "Penryn",
                                      "Dunnington", "Generic", "Nehalem", "unknown"};
    for (size_t i = 0; i < sizeof old / sizeof *old; i++) {
        if (strcmp(kernel, old[i]) == 0) {
            return true;
        }
    }
    return false;
}

const char *gvc_blas_better_kernel(void)
{
    if (!is_fallback(openblas_get_corename())) {
        return NULL;
    }
    switch (gvc_processor_here()) {
    case GVC_PROCESSOR_AVX512:
        return "SkylakeX";
    case GVC_PROCESSOR_AVX2:
        return "Haswell";
    case GVC_PROCESSOR_ANY:
        break;
    }
    return NULL;
}

/* What OpenBLAS calls itself while it is loaded; exported, but in no header of it. */
__attribute__((weak)) void gotoblas_dynamic_init(void);
__attribute__((weak)) void gotoblas_dynamic_quit(void);

bool gvc_blas_take_kernel(const char *name)
{
    if (gotoblas_dynamic_init == NULL || gotoblas_dynamic_quit == NULL ||
        setenv("OPENBLAS_CORETYPE", name, 1) != 0) {
        return false;
    }
    gotoblas_dynamic_quit();
    gotoblas_dynamic_init();
    return strcmp(openblas_get_corename(), name) == 0;
}

/* What OpenBLAS calls before a fork; exported, but in no header of it. */
__attribute__((weak)) int blas_thread_shutdown_(void);

bool gvc_blas_end_threads(void)
{
    if (blas_thread_shutdown_ == NULL) {
        return openblas_get_num_threads() == 1;
    }
    if (!gvc_blas_has_room_for(gvc_blas_threads() + 1)) { /* they ask for memory, for ever */
        return false;
    }
    gvc_blas_set_threads(1);
    blas_thread_shutdown_();
    return true;
}

bool gvc_blas_has_room_for(int callers)
{
    /* What OpenBLAS 0.3.21 maps for every thread that calls it. */
    size_t bytes = (size_t)callers * ((size_t)129 << 20);
    void *room = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (room == MAP_FAILED) {
        return false;
    }
    munmap(room, bytes);
    return true;
}

bool gvc_blas_has_room(void)
{
    return gvc_blas_has_room_for(1);
}

const char *gvc_blas_name(void)
{
    return openblas_get_config();
}
