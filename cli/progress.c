/* progress.c - one line on stderr while work lasts, and signals that ask to stop
 *
 * The library asks through its progress callback whether to go on; the handler only sets a flag,
 * and what was begun is cleared away. A signal that comes PATIENCE seconds after the first one ends
 * the program at once; one that comes sooner is the same order, which timeout and others send
 * twice. */
#include <inttypes.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "app.h"

enum { SIGNALLED = 128 /* exit codes of signals, as shells have them */, PATIENCE = 2 };

/* The only state that outlives a call: a signal handler cannot be given an argument. */
static volatile sig_atomic_t stopped, since; /* the first signal, 0 = none; its second */

static void interrupt(int number)
{
    sig_atomic_t now = (sig_atomic_t)time(NULL);
    if (stopped != 0 && now - since >= PATIENCE) {
        signal(number, SIG_DFL);
        raise(number);
    } else if (stopped == 0) {
        since = now;
        stopped = number;
    }
}

double gvc_cli_seconds_since(const struct timespec *start)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + 1e-9 * (double)(now.tv_nsec - start->tv_nsec);
}

static int progress(const char *stage, uint64_t done, uint64_t total, void *user)
{
    gvc_app *app = user;
    gvc_progress_line *p = &app->progress;
    if (stopped != 0) {
        return 1;
    }
    if (!p->show || gvc_cli_seconds_since(&p->start) < 1.0) {
        return 0;
    }
    if (total > 0) {
        fprintf(stderr, "\r\033[K%s %.0f %%", stage, 100.0 * (double)done / (double)total);
    } else if (done > 0) {
        fprintf(stderr, "\r\033[K%s, step %" PRIu64, stage, done);
    } else {
        return 0; /* only asked whether to stop */
    }
    fflush(stderr);
    p->drawn = true;
    return 0;
}

static void catch_signals(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action, before;
    memset(&action, 0, sizeof action);
    action.sa_handler = interrupt;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        /* Who started us in the background, or with nohup, may want it not to reach us. */
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
            sigaction(signals[i], &action, NULL);
        }
    }
}

void gvc_cli_progress_start(gvc_app *app)
{
    const gvc_settings *set = &app->set;
    const char *when = set->progress == NULL ? "auto" : set->progress;
    app->progress.show = strcmp(when, "always") == 0 ||
                         (strcmp(when, "auto") == 0 && !set->quiet && isatty(STDERR_FILENO));
    clock_gettime(CLOCK_MONOTONIC, &app->progress.start);
    gvc_ctx_set_progress(app->ctx, progress, app);
    catch_signals();
}

bool gvc_cli_stopped(void)
{
    return stopped != 0;
}

int gvc_cli_stopped_code(gvc_app *app, int code)
{
    if (stopped == 0) {
        return code;
    }
    /* Else the reason why nothing came of it is told already. */
    if (code == GVC_EXIT_DONE || code == GVC_EXIT_CHECK) {
        if (app->written == NULL) {
            gvc_cli_wrong(app, "interrupted");
        } else {
            gvc_cli_wrong(app, "interrupted when %s was written already", app->written);
        }
    }
    return SIGNALLED + (int)stopped;
}

void gvc_cli_progress_clear(gvc_app *app)
{
    if (app->progress.drawn) {
        fputs("\r\033[K", stderr);
        app->progress.drawn = false;
    }
}
