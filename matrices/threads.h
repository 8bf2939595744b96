/* threads.h - a loop whose turns do not depend on each other, over several threads.
 *
 * The work is cut the same way whatever the number of threads, and BLAS runs with one thread
 * inside, so results have the same bits for any number. One level: a turn starts no threads. */
#ifndef GVC_THREADS_H
#define GVC_THREADS_H

#include <gvc/matrix.h>

/* Calls turn(i, worker, user) once for every i in 0 .. count - 1, on up to `threads` threads, the
 * caller among them; worker: 0 .. threads - 1, to choose scratch by. Returns when all are done.
 * Threads that the system refuses are done without. */
void gvc_parallel(int threads, gvc_idx count, void (*turn)(gvc_idx i, int worker, void *user),
                  void *user);
/* Sets BLAS to one thread and returns the number before, for gvc_blas_set_threads afterwards. */
int gvc_blas_alone(void);

#endif
