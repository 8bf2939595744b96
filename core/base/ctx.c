/* ctx.c - context: error text, log, progress, threads, memory limit */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base.h"

struct gvc_ctx {
    char *error;
    gvc_log_fn log;
    gvc_level log_max;
    void *log_user;
    gvc_progress_fn progress;
    void *progress_user;
    struct timespec last_progress;
    int threads;
    size_t memory_limit;
};

static const char out_of_memory[] = "out of memory";

static char *format_text(const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = length < 0 ? NULL : gvc_malloc((size_t)length + 1, 1);
    if (text != NULL) {
        vsnprintf(text, (size_t)length + 1, format, args);
    }
    return text;
}

gvc_status gvc_ctx_new(gvc_ctx **out)
{
    gvc_ctx *ctx = gvc_calloc(1, sizeof *ctx);
    if (ctx == NULL) {
        return GVC_ENOMEM;
    }
    *out = ctx;
    return GVC_OK;
}

void gvc_ctx_free(gvc_ctx *ctx)
{
    if (ctx != NULL) {
        gvc_release(ctx->error);
        gvc_release(ctx);
    }
}

void gvc_ctx_set_log(gvc_ctx *ctx, gvc_level max, gvc_log_fn fn, void *user)
{
    ctx->log = fn;
    ctx->log_max = max;
    ctx->log_user = user;
}

void gvc_ctx_set_progress(gvc_ctx *ctx, gvc_progress_fn fn, void *user)
{
    ctx->progress = fn;
    ctx->progress_user = user;
}

gvc_status gvc_ctx_set_threads(gvc_ctx *ctx, int threads)
{
    if (threads < 0) {
        return gvc_fail(ctx, GVC_EARG, "%d threads asked for; 0 means all cores", threads);
    }
    ctx->threads = threads;
    return GVC_OK;
}

int gvc_ctx_threads(const gvc_ctx *ctx)
{
    return ctx->threads;
}

int gvc_ctx_workers(const gvc_ctx *ctx)
{
    return ctx->threads > 0 ? ctx->threads : gvc_threads_allowed();
}

size_t gvc_ctx_memory_limit(const gvc_ctx *ctx)
{
    return ctx->memory_limit;
}

void gvc_ctx_set_memory_limit(gvc_ctx *ctx, size_t bytes)
{
    ctx->memory_limit = bytes;
}

const char *gvc_ctx_error(const gvc_ctx *ctx)
{
    return ctx == NULL || ctx->error == NULL ? out_of_memory : ctx->error;
}

gvc_status gvc_fail(gvc_ctx *ctx, gvc_status code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = format_text(format, args);
    va_end(args);
    gvc_release(ctx->error);
    ctx->error = text;
    return code;
}

gvc_status gvc_fail_in(gvc_ctx *ctx, gvc_status code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *place = format_text(format, args);
    va_end(args);
    const char *text = gvc_ctx_error(ctx);
    size_t bytes = place == NULL ? 0 : strlen(place) + strlen(text) + 3;
    char *joined = place == NULL ? NULL : gvc_malloc(bytes, 1);
    if (joined != NULL) {
        snprintf(joined, bytes, "%s: %s", place, text);
        gvc_release(ctx->error);
        ctx->error = joined;
    }
    gvc_release(place);
    return code;
}

gvc_status gvc_fail_memory(gvc_ctx *ctx, size_t bytes, const char *what)
{
    return gvc_fail(ctx, GVC_ENOMEM, "out of memory: %s needs %.1f MB", what, (double)bytes / 1e6);
}

void gvc_log(gvc_ctx *ctx, gvc_level level, const char *format, ...)
{
    if (ctx->log == NULL || level > ctx->log_max) {
        return;
    }
    va_list args;
    va_start(args, format);
    char *text = format_text(format, args);
    va_end(args);
    ctx->log(level, text == NULL ? out_of_memory : text, ctx->log_user);
    gvc_release(text);
}

static gvc_status ask(gvc_ctx *ctx, const char *stage, uint64_t done, uint64_t total)
{
    if (ctx->progress(stage, done, total, ctx->progress_user) != 0) {
        return gvc_fail(ctx, GVC_ECANCELLED, "interrupted while %s", stage);
    }
    return GVC_OK;
}

gvc_status gvc_progress(gvc_ctx *ctx, const char *stage, uint64_t done, uint64_t total)
{
    if (ctx->progress == NULL) {
        return GVC_OK;
    }
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double since = (double)(now.tv_sec - ctx->last_progress.tv_sec) +
                   1e-9 * (double)(now.tv_nsec - ctx->last_progress.tv_nsec);
    if (since < 0.1) {
        return GVC_OK;
    }
    ctx->last_progress = now;
    return ask(ctx, stage, done, total);
}

gvc_status gvc_progress_last(gvc_ctx *ctx, const char *stage)
{
    return ctx->progress == NULL ? GVC_OK : ask(ctx, stage, 0, 0);
}

gvc_status gvc_need_version(gvc_ctx *ctx, const char *options, int version, int known)
{
    return version == known ? GVC_OK
                            : gvc_fail(ctx, GVC_EARG, "%s of version %d, this library knows %d",
                                       options, version, known);
}

gvc_status gvc_need_memory(gvc_ctx *ctx, size_t bytes, const char *what)
{
    if (ctx->memory_limit != 0 && bytes > ctx->memory_limit) {
        return gvc_fail(ctx, GVC_ENOMEM, "%s needs %.1f MB, the limit is %.1f MB; raise --memory",
                        what, (double)bytes / 1e6, (double)ctx->memory_limit / 1e6);
    }
    return GVC_OK;
}
