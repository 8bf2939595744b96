/* full.h - writing where files cannot grow, as on a full disk, and descriptors that stay open */
#ifndef GVC_TESTS_FULL_H
#define GVC_TESTS_FULL_H

#include <signal.h>
#include <sys/resource.h>

#include "folder.h"
#include "small.h"

static inline int files_in(const char *path)
{
    int files = 0;
    DIR *dir = opendir(path);
    cr_assert(dir != NULL);
    for (struct dirent *e = readdir(dir); e != NULL; e = readdir(dir)) {
        files += e->d_name[0] != '.';
    }
    closedir(dir);
    return files;
}

/* Files may grow to so many bytes; more is an error and no signal. */
static inline void limit_files(rlim_t bytes)
{
    struct rlimit limit = {bytes, RLIM_INFINITY};
    cr_assert(signal(SIGXFSZ, SIG_IGN) != SIG_ERR && setrlimit(RLIMIT_FSIZE, &limit) == 0);
}

/* Written with ever larger limits: an error that names the file and leaves nothing, until it fits.
 * Then the bytes are those without a limit. Descriptors do not add up. */
static inline void expect_whole_or_nothing(gvc_ctx *ctx, const gvc_result *r, const char *name,
                                           rlim_t step)
{
    gvc_write_options o = GVC_WRITE_OPTIONS_INIT;
    size_t whole = 0, length = 0;
    int failures = 0, open_before = 0;
    o.reproducible = true;
    expect_ok(ctx, gvc_result_write(ctx, r, name, &o));
    char *expected = read_bytes(name, &whole);
    cr_assert(unlink(name) == 0);
    cr_assert(freopen("/dev/null", "w", stderr) != NULL); /* what libraries say there */
    for (rlim_t limit = 0;; limit += step) {
        limit_files(limit);
        gvc_status s = gvc_result_write(ctx, r, name, &o);
        limit_files(RLIM_INFINITY);
        open_before = limit == 0 ? files_in("/proc/self/fd") : open_before;
        if (s == GVC_OK) {
            break;
        }
        failures++;
        cr_assert_eq(s, GVC_EIO, "%s", gvc_ctx_error(ctx));
        cr_assert(strncmp(gvc_ctx_error(ctx), "writing ", 8) == 0 &&
                      strstr(gvc_ctx_error(ctx), name) != NULL,
                  "%s", gvc_ctx_error(ctx));
        cr_assert_eq(files_in("."), 0, "limit %d", (int)limit);
    }
    char *bytes = read_bytes(name, &length);
    cr_expect(length == whole && memcmp(bytes, expected, whole) == 0, "%s is cut", name);
    cr_expect_gt(failures, 3);
    cr_expect_leq(files_in("/proc/self/fd"), open_before + 1);
    free(bytes);
    free(expected);
}

#endif
