/* targets.c - which targets there are, and what they share */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

const fuzz_target *fuzz_targets(void)
{
    static fuzz_target all[FUZZ_TARGETS + 1] = {
#define FUZZ(name) {#name, fuzz_##name},
#include "targets.def"
#undef FUZZ
    };
    size_t count = 0;
    while (all[count].name != NULL && all[count].run != fuzz_format) {
        count++;
    }
    for (const gvc_format_info *const *f = gvc_format_list(); *f != NULL; f++) {
        if (count == FUZZ_TARGETS) {
            fuzz_wrong("more than %d targets", FUZZ_TARGETS);
        }
        all[count++] = (fuzz_target){(*f)->name, fuzz_format};
    }
    return all;
}

const fuzz_target *fuzz_find(const char *name)
{
    for (const fuzz_target *t = fuzz_targets(); t->name != NULL; t++) {
        if (strcmp(t->name, name) == 0) {
            return t;
        }
    }
    return NULL;
}

static long allowed = -1; /* allocations before the one that fails; below 0: all */
static long always;
static bool denied;

void fuzz_deny_begin(long n)
{
    denied = false;
    allowed = (n != 0 ? n : always) - 1;
}

void fuzz_deny_end(void)
{
    allowed = -1;
}

long fuzz_deny_pause(void)
{
    long left = allowed;
    allowed = -1;
    return left;
}

void fuzz_deny_resume(long left)
{
    allowed = left;
}

void fuzz_deny_always(long n)
{
    always = n;
}

bool fuzz_was_denied(void)
{
    return denied;
}

/* Declared in alloc.h; takes the place of the library's own, which never says no. */
bool gvc_alloc_denied(void);
bool gvc_alloc_denied(void)
{
    bool now = allowed >= 0 && allowed-- == 0;
    denied = denied || now;
    return now;
}

void fuzz_wrong(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("broken promise: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    abort();
}

gvc_ctx *fuzz_ctx(void)
{
    gvc_ctx *ctx = NULL;
    if (gvc_ctx_new(&ctx) != GVC_OK || gvc_ctx_set_threads(ctx, 1) != GVC_OK) {
        fuzz_wrong("no context");
    }
    gvc_ctx_set_memory_limit(ctx, FUZZ_MEMORY);
    return ctx;
}

void fuzz_check_failure(const gvc_ctx *ctx, gvc_status status, const void *out)
{
    if (getenv("FUZZ_SAYS") != NULL) {
        fprintf(stderr, "  %s\n", status == GVC_OK ? "done" : gvc_ctx_error(ctx));
    }
    if (status == GVC_OK) {
        return;
    }
    if (out != NULL) {
        fuzz_wrong("%s, but something came out", gvc_status_name(status));
    }
    if (gvc_ctx_error(ctx)[0] == '\0') {
        fuzz_wrong("%s without a word", gvc_status_name(status));
    }
}
