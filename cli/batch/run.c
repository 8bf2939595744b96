/* run.c - all items, as many at once as processes and memory allow */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "batch.h"

/* What a table takes as a multiple of its file, as long as nothing better is known: a compressed
 * CSV of 2 MB becomes 17 MB of numbers and as much again while it is worked with. */
static const double guess = 40;

enum { MOMENT = 200 /* ms */, MOST_JOBS = 1024 };

typedef struct loop {
    gvc_batch *b;
    struct timespec start;
    size_t largest; /* need that any process told */
    bool stopping;  /* nothing new is begun */
    int code;       /* other than GVC_EXIT_DONE: all is to end with it, at once */
} loop;

static size_t need_of(const loop *l, const gvc_batch_item *item)
{
    size_t guessed = (size_t)(guess * item->file);
    return item->need.bytes > 0 ? item->need.bytes : l->largest > 0 ? l->largest : guessed;
}

static size_t in_use(const loop *l, int *running)
{
    size_t bytes = 0;
    *running = 0;
    for (size_t i = 0; i < l->b->count; i++) {
        if (l->b->items[i].state == GVC_BATCH_RUNNING) {
            ++*running;
            bytes += need_of(l, &l->b->items[i]);
        }
    }
    return bytes;
}

/* Also for those that run: a signal, or a command that no table could do. */
static bool ends_at_once(const loop *l)
{
    return gvc_cli_stopped() || l->code != GVC_EXIT_DONE;
}

static void fail(loop *l, gvc_batch_item *item)
{
    gvc_batch *b = l->b;
    item->state = GVC_BATCH_FAILED;
    b->failures++;
    if (!b->dry) {
        gvc_batch_say_item(b, item);
    }
    l->stopping = l->stopping || b->app->set.fail_fast;
}

static void start_more(loop *l)
{
    gvc_batch *b = l->b;
    int running = 0;
    size_t used = in_use(l, &running);
    for (size_t i = 0; i < b->count && !l->stopping; i++) {
        gvc_batch_item *item = &b->items[i];
        if (item->state != GVC_BATCH_WAITING) {
            continue;
        }
        size_t need = need_of(l, item);
        if (running >= b->jobs || running >= MOST_JOBS ||
            (running > 0 && b->memory > 0 && used + need > b->memory)) {
            return;
        }
        if (gvc_batch_start(b, item)) {
            running++;
            used += need;
        } else if (item->state == GVC_BATCH_FAILED) {
            fail(l, item);
        }
    }
}

/* ---- what processes say -----------------------------------------------------------------------
 */

/* One that waits for an answer hears that none will come. */
static void stop_process(const gvc_batch_item *item)
{
    if (item->control >= 0 && !item->granted) {
        shutdown(item->control, SHUT_RDWR);
    }
    kill(item->pid, SIGTERM);
}

static void end_process(gvc_batch_item *item, const char *why)
{
    free(item->error);
    item->error = why == NULL ? NULL : strdup(why);
    stop_process(item);
}

static char *why_not(const loop *l, const gvc_batch_item *item)
{
    const gvc_batch *b = l->b;
    if (b->folder) {
        return NULL;
    }
    if (item->need.year == 0) {
        return gvc_cli_format("its year is not known, so it has no place in a panel; say it with "
                              "--year, or store it with gvc import --year");
    }
    for (size_t i = 0; i < b->count; i++) {
        const gvc_batch_item *other = &b->items[i];
        if (other != item && other->year == item->need.year && other->state != GVC_BATCH_FAILED) {
            return gvc_cli_format("is of %d, as %s is, and a panel has a year once",
                                  item->need.year, other->name);
        }
    }
    return NULL;
}

/* Memory that is a process' own, 0 where the system does not say. */
static size_t own_memory(pid_t pid)
{
    char path[64];
    unsigned long resident = 0, shared = 0;
    snprintf(path, sizeof path, "/proc/%ld/statm", (long)pid);
    FILE *file = fopen(path, "re");
    bool read = file != NULL && fscanf(file, "%*u %lu %lu", &resident, &shared) == 2;
    if (file != NULL) {
        fclose(file);
    }
    return read && resident > shared ? (resident - shared) * (size_t)sysconf(_SC_PAGESIZE) : 0;
}

static void take_need(loop *l, gvc_batch_item *item, const gvc_batch_need *need)
{
    item->reads = true;
    if (need->bytes == 0) {
        return;
    }
    item->need = *need;
    item->held = own_memory(item->pid);
    l->largest = need->bytes > l->largest ? need->bytes : l->largest;
    char *why = why_not(l, item);
    if (why != NULL) {
        end_process(item, why);
    }
    free(why);
    item->year = need->year;
}

static void hear_need(loop *l, gvc_batch_item *item)
{
    gvc_batch_need need;
    ssize_t got;
    while ((got = recv(item->control, &need, sizeof need, MSG_DONTWAIT)) == (ssize_t)sizeof need) {
        take_need(l, item, &need);
    }
    if (got == 0) { /* it ended, or has no need */
        close(item->control);
        item->control = -1;
    }
}

/* True once nothing more will come. */
static bool hear_messages(gvc_batch_item *item)
{
    enum { BLOCK = 4096, MOST = 1 << 18 };
    char block[BLOCK];
    ssize_t got = read(item->messages, block, sizeof block);
    if (got > 0 && item->length > MOST) { /* the end says why it failed */
        item->length /= 2;
        memmove(item->said, item->said + item->length, item->length);
    }
    if (got > 0) {
        char *more = realloc(item->said, item->length + (size_t)got + 1);
        if (more != NULL) {
            memcpy(more + item->length, block, (size_t)got);
            item->said = more;
            item->length += (size_t)got;
            item->said[item->length] = '\0';
        }
    }
    return got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN);
}

static bool asks(const gvc_batch_item *item)
{
    return item->state == GVC_BATCH_RUNNING && !item->granted && item->need.bytes > 0 &&
           item->control >= 0 && item->error == NULL;
}

/* Those that compute have what they need, those that wait their tables. */
static size_t in_hand(const gvc_batch *b, int *computing)
{
    size_t bytes = 0;
    *computing = 0;
    for (size_t i = 0; i < b->count; i++) {
        const gvc_batch_item *item = &b->items[i];
        if (item->state == GVC_BATCH_RUNNING && item->granted) {
            bytes += item->need.bytes;
            ++*computing;
        } else if (asks(item)) {
            bytes += item->held;
        }
    }
    return bytes;
}

static void grant(loop *l)
{
    gvc_batch *b = l->b;
    int computing = 0;
    size_t bytes = in_hand(b, &computing);
    for (size_t i = 0; i < b->count; i++) {
        gvc_batch_item *item = &b->items[i];
        size_t others = asks(item) ? bytes - item->held : 0;
        if (asks(item) &&
            (computing == 0 || b->memory == 0 || others + item->need.bytes <= b->memory)) {
            item->granted = send(item->control, "", 1, MSG_NOSIGNAL) == 1;
            bytes = others + item->need.bytes;
            computing++;
        }
    }
}

static void close_process(gvc_batch_item *item)
{
    close(item->messages);
    if (item->control >= 0) {
        close(item->control);
    }
    item->messages = item->control = -1;
    item->pid = 0;
}

static void judge(loop *l, gvc_batch_item *item, int status)
{
    gvc_batch *b = l->b;
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (b->dry && item->need.bytes > 0 && item->error == NULL) {
        item->state = GVC_BATCH_DONE;
        return;
    }
    if (!b->dry || item->error == NULL) {
        gvc_batch_relay(b, item);
    }
    if (item->error == NULL && WIFSIGNALED(status)) {
        item->error =
            gvc_cli_format("its process was ended by signal %d (%s)%s", WTERMSIG(status),
                           strsignal(WTERMSIG(status)),
                           WTERMSIG(status) == SIGKILL ? "; memory may have run out" : "");
    }
    bool whole = (code == GVC_EXIT_DONE || code == GVC_EXIT_CHECK) && item->part != NULL &&
                 gvc_batch_is_there(item->part);
    if (whole) {
        gvc_batch_note(item, code);
    }
    if (whole && gvc_batch_publish(b, item) != GVC_EXIT_DONE) {
        whole = false;
        free(item->error);
        item->error = gvc_cli_format("%s cannot be written", item->target);
    }
    if (whole) {
        item->state = GVC_BATCH_DONE;
        item->warned = code == GVC_EXIT_CHECK;
        gvc_batch_say_item(b, item);
    } else if (ends_at_once(l)) {
        item->state = GVC_BATCH_WAITING; /* was told to stop */
    } else {
        fail(l, item);
        if (code == GVC_EXIT_USAGE && !item->reads) { /* as wrong for every other table */
            l->stopping = true;
            l->code = GVC_EXIT_USAGE;
        }
    }
}

static void reap(loop *l, gvc_batch_item *item)
{
    struct rusage used = {0};
    int status = 0;
    pid_t ended;
    while ((ended = wait4(item->pid, &status, 0, &used)) < 0 && errno == EINTR) {
    }
    if (ended < 0) {
        status = GVC_EXIT_ERROR << 8; /* gone without a word */
    }
    item->seconds = gvc_cli_seconds_since(&item->start);
    item->peak = (size_t)used.ru_maxrss * 1024;
    close_process(item);
    judge(l, item, status);
}

/* Waits a moment for the processes, and hears them. */
static void hear(loop *l)
{
    gvc_batch *b = l->b;
    struct pollfd fds[2 * MOST_JOBS];
    gvc_batch_item *of[MOST_JOBS];
    nfds_t count = 0;
    for (size_t i = 0; i < b->count && count < MOST_JOBS; i++) {
        if (b->items[i].state == GVC_BATCH_RUNNING) {
            fds[2 * count] = (struct pollfd){b->items[i].messages, POLLIN, 0};
            fds[2 * count + 1] = (struct pollfd){b->items[i].control, POLLIN, 0};
            of[count++] = &b->items[i];
        }
    }
    if (poll(fds, 2 * count, MOMENT) <= 0) {
        return;
    }
    for (nfds_t k = 0; k < count; k++) {
        if (fds[2 * k + 1].revents != 0) {
            hear_need(l, of[k]);
        }
        if (fds[2 * k].revents != 0 && hear_messages(of[k])) {
            reap(l, of[k]);
        }
    }
}

static void stop_all(loop *l)
{
    for (size_t i = 0; i < l->b->count; i++) {
        if (l->b->items[i].state == GVC_BATCH_RUNNING) {
            stop_process(&l->b->items[i]);
        }
    }
}

int gvc_batch_run(gvc_batch *b)
{
    loop l = {.b = b, .code = GVC_EXIT_DONE};
    clock_gettime(CLOCK_MONOTONIC, &l.start);
    signal(SIGCHLD, SIG_DFL); /* who started us may have them reaped unseen */
    int running = 0;
    for (bool told = false;;) {
        l.stopping = l.stopping || gvc_cli_stopped();
        if (ends_at_once(&l) && !told) {
            stop_all(&l);
            told = true;
        }
        start_more(&l);
        in_use(&l, &running);
        if (running == 0) {
            break;
        }
        hear(&l);
        grant(&l);
        gvc_batch_say_progress(b, gvc_cli_seconds_since(&l.start));
    }
    gvc_cli_progress_clear(b->app);
    return l.code;
}
