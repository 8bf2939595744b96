/* kernel.c - another kernel of OpenBLAS, where it took one far too old for this processor
 *
 * OpenBLAS reads OPENBLAS_CORETYPE while it is loaded. It can be told to choose again, which is
 * cheap; where it cannot, the program starts anew, once. Only commands that compute call this. A
 * value that the user set is respected, and it is what ends the circle. */
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
    const char *kernel = gvc_blas_better_kernel();
    if (kernel == NULL || getenv("OPENBLAS_CORETYPE") != NULL || gvc_cli_stopped()) {
        return;
    }
    int threads = app->set.reproducible ? 1 : app->set.threads;
    /* Threads that stay idle would spin for a while: a start with fewer never makes them. */
    bool spare = threads > 0 && threads < gvc_blas_threads();
    if (!spare && gvc_blas_take_kernel(kernel)) {
        return;
    }
    char count[16];
    snprintf(count, sizeof count, "%d", threads);
    bool ready = threads <= 0 || setenv("OPENBLAS_NUM_THREADS", count, 0) == 0;
    if (ready && setenv("OPENBLAS_CORETYPE", kernel, 1) == 0) {
        restart(app);
    }
    gvc_cli_say(app,
                "warning: the BLAS kernel %s is slow on this processor; OPENBLAS_CORETYPE=%s in "
                "the environment is faster",
                gvc_blas_kernel(), kernel);
}
