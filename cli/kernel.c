/* kernel.c - OpenBLAS as this program wants it: one thread, and a kernel for this processor
 *
 * The engine runs BLAS with one thread and has threads of its own; those that OpenBLAS makes while
 * it is loaded would only spin for a while, one a core. They are ended and the kernel is chosen
 * again in place; where this cannot be done, the program starts anew, once, since OpenBLAS reads
 * OPENBLAS_NUM_THREADS and OPENBLAS_CORETYPE before main. Only commands that compute call this.
 * Values that the user set are respected, and they are what ends the circle. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app.h"

/* By its own path: the name of the file is what ps and killall show. */
static void restart(gvc_app *app)
{
    static const char self[] = "/proc/self/exe";
    char path[4096];
    ssize_t length = readlink(self, path, sizeof path - 1);
    if (length > 0) {
        path[length] = '\0';
        execv(path, app->argv);
    }
    execv(self, app->argv);
}

void gvc_cli_kernel(gvc_app *app)
{
    bool given = getenv("OPENBLAS_CORETYPE") != NULL;
    const char *kernel = given ? NULL : gvc_blas_better_kernel();
    bool spare = gvc_blas_threads() > 1 && getenv("OPENBLAS_NUM_THREADS") == NULL;
    if (gvc_cli_stopped()) {
        return;
    }
    if (spare && gvc_blas_end_threads()) {
        spare = false;
    }
    if (spare && setenv("OPENBLAS_NUM_THREADS", "1", 1) == 0 &&
        (kernel == NULL || setenv("OPENBLAS_CORETYPE", kernel, 1) == 0)) {
        restart(app);
    }
    if (kernel == NULL || gvc_blas_take_kernel(kernel)) {
        return;
    }
    if (setenv("OPENBLAS_CORETYPE", kernel, 1) == 0) {
        restart(app);
    }
    gvc_cli_say(app,
                "warning: the BLAS kernel %s is slow on this processor; OPENBLAS_CORETYPE=%s in "
                "the environment is faster",
                gvc_blas_kernel(), kernel);
}
