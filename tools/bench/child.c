/* child.c - memory of this process, time and memory of others, scratch files
 *
 * wait4 counts the CPU time and the memory of one child, which POSIX does not offer. */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"

extern char **environ;

/* A line "VmHWM:   1234 kB" of what Linux says of this process, in bytes; 0 where it does not. */
static double own_status(const char *key)
{
    char line[256];
    size_t length = strlen(key);
    double bytes = 0;
    FILE *file = fopen("/proc/self/status", "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, key, length) == 0 && line[length] == ':') {
            bytes = 1024 * strtod(line + length + 1, NULL);
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return bytes;
}

double gvc_bench_peak(void)
{
    return own_status("VmHWM");
}

double gvc_bench_resident(void)
{
    return own_status("VmRSS");
}

bool gvc_bench_forget_peak(void)
{
    malloc_trim(0);
    FILE *file = fopen("/proc/self/clear_refs", "w");
    if (file == NULL) {
        return false;
    }
    bool written = fputs("5\n", file) >= 0;
    return fclose(file) == 0 && written;
}

static int start(const char *const *argv, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);
    if (error != 0) {
        return error;
    }
    error = posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    if (error == 0) {
        /* The strings are not written to; the type is older than const. */
        char *args[24];
        memset(args, 0, sizeof args);
        for (int k = 0; k < 23 && argv[k] != NULL; k++) {
            memcpy(&args[k], &argv[k], sizeof args[k]);
        }
        error = posix_spawnp(pid, argv[0], &actions, NULL, args, environ);
    }
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

static double in_seconds(struct timeval t)
{
    return (double)t.tv_sec + 1e-6 * (double)t.tv_usec;
}

bool gvc_bench_spawn(const gvc_bench *b, const char *const *argv, gvc_bench_child *out)
{
    pid_t pid = 0;
    int status = 0;
    struct rusage used;
    double before = gvc_bench_wall();
    int error = start(argv, &pid);
    if (error != 0) {
        return gvc_bench_fail(b, "starting %s: %s", argv[0], strerror(error));
    }
    while (wait4(pid, &status, 0, &used) < 0) {
        if (errno != EINTR) {
            return gvc_bench_fail(b, "waiting for %s: %s", argv[0], strerror(errno));
        }
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        return gvc_bench_fail(b, "%s ended with status %d", argv[0], status);
    }
    *out = (gvc_bench_child){in_seconds(used.ru_utime) + in_seconds(used.ru_stime),
                             gvc_bench_wall() - before, 1024.0 * (double)used.ru_maxrss};
    return true;
}

bool gvc_bench_folder_make(const gvc_bench *b, gvc_bench_folder *f)
{
    const char *parent = getenv("TMPDIR");
    snprintf(f->path, sizeof f->path, "%.200s/gvc-bench-XXXXXX", parent != NULL ? parent : "/tmp");
    if (mkdtemp(f->path) == NULL) {
        return gvc_bench_fail(b, "making %s: %s", f->path, strerror(errno));
    }
    return true;
}

const char *gvc_bench_folder_path(const gvc_bench_folder *f, const char *name, char *text,
                                  size_t room)
{
    snprintf(text, room, "%s/%s", f->path, name);
    return text;
}

void gvc_bench_folder_remove(const gvc_bench_folder *f, const char *const *names)
{
    char path[512];
    for (; *names != NULL; names++) {
        unlink(gvc_bench_folder_path(f, *names, path, sizeof path));
    }
    rmdir(f->path);
}
