/* ahead.c - a ring of blocks between a thread that unpacks and the one that reads */
#include "ahead.h"

#include <pthread.h>

enum { BLOCKS = 8 };

struct gvc_ahead {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    gvc_ctx *own; /* of the thread */
    gvc_stream *stream;
    char *bytes; /* BLOCKS of them */
    size_t block, length[BLOCKS];
    /* Under the lock. */
    size_t filled, taken; /* blocks so far; taken counts the one that is borrowed */
    bool ended, stop;
    /* Of the reader. */
    bool borrowed;
    gvc_status status; /* under the lock until `ended` was seen */
};

/* False when the reader does not want any more. */
static bool wait_for_room(gvc_ahead *a)
{
    pthread_mutex_lock(&a->lock);
    while (!a->stop && a->filled - a->taken == BLOCKS) {
        pthread_cond_wait(&a->changed, &a->lock);
    }
    bool go_on = !a->stop;
    pthread_mutex_unlock(&a->lock);
    return go_on;
}

static void *fill(void *user)
{
    gvc_ahead *a = user;
    bool ended = false;
    while (!ended && wait_for_room(a)) {
        size_t at = a->filled % BLOCKS, length = 0;
        unsigned char *to = (unsigned char *)a->bytes + at * a->block;
        gvc_status status = gvc_stream_read(a->own, a->stream, to, a->block, &length);
        ended = status != GVC_OK || length < a->block;
        pthread_mutex_lock(&a->lock);
        a->length[at] = length;
        a->filled += status == GVC_OK;
        a->status = status;
        a->ended = ended;
        pthread_cond_signal(&a->changed);
        pthread_mutex_unlock(&a->lock);
    }
    return NULL;
}

static void clear(gvc_ahead *a)
{
    pthread_cond_destroy(&a->changed);
    pthread_mutex_destroy(&a->lock);
    gvc_ctx_free(a->own);
    gvc_release(a->bytes);
    gvc_release(a);
}

gvc_status gvc_ahead_start(gvc_ctx *ctx, gvc_ahead **out, gvc_stream *s, size_t block)
{
    gvc_ahead *a = gvc_calloc(1, sizeof *a);
    if (a == NULL) {
        return gvc_fail_memory(ctx, sizeof *a, "reading a file ahead");
    }
    pthread_mutex_init(&a->lock, NULL);
    pthread_cond_init(&a->changed, NULL);
    a->stream = s;
    a->block = block;
    a->bytes = gvc_malloc(BLOCKS, block);
    if (a->bytes == NULL || gvc_ctx_new(&a->own) != GVC_OK) {
        clear(a);
        return gvc_fail_memory(ctx, BLOCKS * block, "reading a file ahead");
    }
    gvc_ctx_set_memory_limit(a->own, gvc_ctx_memory_limit(ctx));
    if (pthread_create(&a->thread, NULL, fill, a) != 0) {
        clear(a);
        a = NULL;
    }
    *out = a;
    return GVC_OK;
}

gvc_status gvc_ahead_next(gvc_ctx *ctx, gvc_ahead *a, const char **block, size_t *length)
{
    pthread_mutex_lock(&a->lock);
    if (a->borrowed) {
        a->taken++;
        a->borrowed = false;
        pthread_cond_signal(&a->changed);
    }
    while (a->filled == a->taken && !a->ended) {
        pthread_cond_wait(&a->changed, &a->lock);
    }
    size_t at = a->taken % BLOCKS;
    bool there = a->filled > a->taken;
    gvc_status status = there ? GVC_OK : a->status;
    *block = a->bytes + at * a->block;
    *length = there ? a->length[at] : 0;
    a->borrowed = there;
    pthread_mutex_unlock(&a->lock);
    return status == GVC_OK ? GVC_OK : gvc_fail(ctx, status, "%s", gvc_ctx_error(a->own));
}

void gvc_ahead_stop(gvc_ahead *a)
{
    if (a != NULL) {
        pthread_mutex_lock(&a->lock);
        a->stop = true;
        pthread_cond_signal(&a->changed);
        pthread_mutex_unlock(&a->lock);
        pthread_join(a->thread, NULL);
        clear(a);
    }
}
