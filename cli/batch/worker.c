/* worker.c - a process that makes one item, as if its command had been typed
 *
 * It dies with the batch. Its messages come through a pipe. It says when it begins to read its
 * table, and once it has read it what it needs, and waits until it may have it. */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "batch.h"

static bool is_named(const char *given, const char *name)
{
    size_t length = strcspn(given + 2, "=");
    return strlen(name) == length && strncmp(name, given + 2, length) == 0;
}

bool gvc_batch_passes(const gvc_batch *b, const char *given)
{
    static const char *const writing[] = {"format", "tidy", "keep-zeros"};
    for (size_t i = 0; b->own[i] != NULL; i++) {
        if (is_named(given, b->own[i]->name)) {
            return false;
        }
    }
    for (size_t i = 0; !b->folder && i < sizeof writing / sizeof *writing; i++) {
        if (is_named(given, writing[i])) {
            return false; /* of the panel, not of its parts */
        }
    }
    return true;
}

static bool add(gvc_list *to, char *word)
{
    bool done = word != NULL && gvc_cli_list_add(to, word, strlen(word));
    free(word);
    return done;
}

/* gvc COMMAND TABLE OPTION... -o TARGET; the target is the name that the record shows. */
static bool compose(const gvc_batch *b, const gvc_batch_item *item, gvc_list *words)
{
    bool done = add(words, strdup(b->inner->name)) && add(words, strdup(item->path));
    for (size_t i = 0; i < b->given->count && done; i++) {
        if (gvc_batch_passes(b, b->given->items[i])) {
            done = add(words, strdup(b->given->items[i]));
        }
    }
    if (done && item->ask) {
        done = add(words, gvc_cli_format("--year=%d", item->year));
    }
    const char *target = b->folder ? item->target : item->part;
    return done && (b->dry || add(words, gvc_cli_format("--output=%s", target)));
}

/* ---- in the process ---------------------------------------------------------------------------
 */

static void begin(const gvc_app *app)
{
    const gvc_batch_need unknown = {0};
    send(app->control, &unknown, sizeof unknown, MSG_NOSIGNAL);
}

static int ask(gvc_app *app, const gvc_table *t, const gvc_measure_options *options,
               const gvc_uncertainty_options *uncertainty)
{
    gvc_batch_need need = {.year = gvc_table_year(t)};
    gvc_measure_cost cost;
    char answer;
    gvc_status s = uncertainty == NULL
                       ? gvc_measure_estimate(app->ctx, &cost, t, options)
                       : gvc_uncertainty_estimate(app->ctx, &cost, t, options, uncertainty);
    if (s == GVC_OK) {
        need.bytes = cost.bytes;
        need.seconds = cost.seconds;
        need.result = (double)cost.cells * (double)cost.terms * sizeof(double);
    }
    ssize_t got = -1;
    need.bytes += need.bytes == 0;
    if (app->dry) {
        send(app->control, &need, sizeof need, MSG_NOSIGNAL);
        return GVC_EXIT_ERROR; /* no further */
    }
    if (send(app->control, &need, sizeof need, MSG_NOSIGNAL) == (ssize_t)sizeof need) {
        do {
            got = recv(app->control, &answer, 1, 0);
        } while (got < 0 && errno == EINTR && !gvc_cli_stopped());
    }
    return got == 1 ? GVC_EXIT_DONE : GVC_EXIT_ERROR;
}

static int work(const gvc_batch *b, const gvc_batch_item *item, int control)
{
    gvc_list words = {0};
    char *line = NULL, *error = NULL;
    gvc_app app = {.argv = b->app->argv, .command = b->inner, .control = control};
    app.reads = begin;
    app.before = ask;
    app.dry = b->dry;
    if (!compose(b, item, &words)) {
        return gvc_cli_nomem(&app);
    }
    if (gvc_cli_parse(&app.set, b->inner->options, (int)words.count, words.items, &line, &error) !=
        GVC_PARSED) {
        return gvc_cli_usage(&app, "%s", error == NULL ? "out of memory" : error);
    }
    app.line = line;
    app.set.output = item->part;
    if (b->dry) { /* nothing is written, and there may be no folder yet */
        app.set.output = app.set.format = NULL;
        app.set.tidy = app.set.keep_zeros = false;
    }
    app.set.memory = b->app->set.memory;
    app.set.threads = b->threads;
    app.set.progress = "never";
    if (gvc_ctx_new(&app.ctx) != GVC_OK) {
        return gvc_cli_nomem(&app);
    }
    int code = gvc_cli_ready(&app);
    return code == GVC_EXIT_DONE ? gvc_cli_stopped_code(&app, app.command->run(&app)) : code;
}

static _Noreturn void be_worker(gvc_batch *b, const gvc_batch_item *item, pid_t parent,
                                int messages, int control)
{
    /* If the batch is gone already, nobody waits for the item. */
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent) {
        _exit(GVC_EXIT_ERROR);
    }
    if (b->lock >= 0) { /* none on a dry run */
        close(b->lock);
    }
    int nothing = open("/dev/null", O_RDWR);
    if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(nothing, STDOUT_FILENO) < 0 ||
        dup2(messages, STDERR_FILENO) < 0) {
        _exit(GVC_EXIT_ERROR);
    }
    int code = work(b, item, control);
    fflush(NULL);
    _exit(code);
}

/* ---- in the batch -----------------------------------------------------------------------------
 */

/* Where the system is out of processes or descriptors, the item waits for those that run. */
static bool refused(gvc_batch *b, gvc_batch_item *item, const char *what)
{
    int running = 0;
    for (size_t i = 0; i < b->count; i++) {
        running += b->items[i].state == GVC_BATCH_RUNNING;
    }
    if (running > 0 && (errno == EMFILE || errno == ENFILE || errno == EAGAIN || errno == ENOMEM)) {
        b->jobs = running;
        return false;
    }
    item->state = GVC_BATCH_FAILED;
    item->error = gvc_cli_format("%s: %s", what, strerror(errno));
    return false;
}

bool gvc_batch_start(gvc_batch *b, gvc_batch_item *item)
{
    int messages[2], control[2];
    if (pipe(messages) != 0) {
        return refused(b, item, "making a pipe");
    }
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, control) != 0) {
        refused(b, item, "making a socket");
        close(messages[0]);
        close(messages[1]);
        return false;
    }
    fflush(NULL);
    pid_t parent = getpid(), pid = fork();
    if (pid == 0) {
        close(messages[0]);
        close(control[0]);
        be_worker(b, item, parent, messages[1], control[1]);
    }
    if (pid < 0) {
        refused(b, item, "starting a process");
    } else {
        item->pid = pid;
        item->messages = messages[0];
        item->control = control[0];
        item->granted = item->reads = false;
        item->held = 0;
        item->state = GVC_BATCH_RUNNING;
        clock_gettime(CLOCK_MONOTONIC, &item->start);
        fcntl(messages[0], F_SETFD, FD_CLOEXEC);
        fcntl(control[0], F_SETFD, FD_CLOEXEC);
    }
    close(messages[1]);
    close(control[1]);
    if (pid < 0) {
        close(messages[0]);
        close(control[0]);
    }
    return pid > 0;
}
