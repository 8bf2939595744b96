/* progress.c - one line on stderr while work lasts, and Ctrl-C
 *
 * The library asks through its progress callback whether to go on; the handler only sets a flag. A
 * second Ctrl-C ends the program at once. */
#include <inttypes.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "app.h"

/* The only state that outlives a call: a signal handler cannot be given an argument. */
static volatile sig_atomic_t interrupted;

static void interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

static double seconds_since(const struct timespec *start)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + 1e-9 * (double)(now.tv_nsec - start->tv_nsec);
}

static int progress(const char *stage, uint64_t done, uint64_t total, void *user)
{
    gvc_app *app = user;
    gvc_progress_line *p = &app->progress;
    if (interrupted) {
        return 1;
    }
    if (!p->show || seconds_since(&p->start) < 1.0) {
        return 0;
    }
    if (total > 0) {
        fprintf(stderr, "\r\033[K%s %.0f %%", stage, 100.0 * (double)done / (double)total);
    } else if (done > 0) {
        fprintf(stderr, "\r\033[K%s %" PRIu64, stage, done);
    } else {
        fprintf(stderr, "\r\033[K%s", stage);
    }
    fflush(stderr);
    p->drawn = true;
    return 0;
}

void gvc_cli_progress_start(gvc_app *app)
{
    const gvc_settings *set = &app->set;
    const char *when = set->progress == NULL ? "auto" : set->progress;
    app->progress.show = strcmp(when, "always") == 0 ||
                         (strcmp(when, "auto") == 0 && !set->quiet && isatty(STDERR_FILENO));
    clock_gettime(CLOCK_MONOTONIC, &app->progress.start);
    gvc_ctx_set_progress(app->ctx, progress, app);
    struct sigaction action, before;
    memset(&action, 0, sizeof action);
    action.sa_handler = interrupt;
    action.sa_flags = (int)SA_RESETHAND;
    sigemptyset(&action.sa_mask);
    /* Who started us in the background may want Ctrl-C not to reach us. */
    if (sigaction(SIGINT, NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
        sigaction(SIGINT, &action, NULL);
    }
}

void gvc_cli_progress_clear(gvc_app *app)
{
    if (app->progress.drawn) {
        fputs("\r\033[K", stderr);
        app->progress.drawn = false;
    }
}
