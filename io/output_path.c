/* output_path.c - names of temporary files, the rename at the end, and whether a path can be
 * written at all */
#define _XOPEN_SOURCE 700 /* realpath */
#include "output_path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "output.h"

enum { PART_LETTERS = 6, MOST_TRIES = 100 };

char *gvc_output_target(const char *path)
{
    struct stat link;
    if (lstat(path, &link) == 0 && S_ISLNK(link.st_mode)) {
        char *real = realpath(path, NULL);
        if (real != NULL) {
            char *copy = gvc_strdup(real);
            free(real); /* from realpath, not from our allocator */
            return copy;
        }
    }
    return gvc_strdup(path);
}

bool gvc_output_in_place(const char *path)
{
    struct stat file;
    return stat(path, &file) == 0 && !S_ISREG(file.st_mode) && !S_ISDIR(file.st_mode);
}

/* Letters that differ between processes, threads and calls; O_EXCL does the rest. */
static uint64_t first_seed(const void *mine)
{
    struct timespec now = {0, 0};
    clock_gettime(CLOCK_REALTIME, &now);
    return (uint64_t)now.tv_nsec ^ (uint64_t)now.tv_sec << 30 ^ (uint64_t)getpid() << 16 ^
           (uint64_t)(uintptr_t)mine;
}

static void fill_letters(char *letters, uint64_t *seed)
{
    static const char all[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    for (int i = 0; i < PART_LETTERS; i++) {
        *seed = *seed * 6364136223846793005U + 1442695040888963407U;
        letters[i] = all[(*seed >> 33) % (sizeof all - 1)];
    }
}

/* mkstemp knows no suffix and takes the permissions of the umask away. */
static int create(char *part, char *letters)
{
    uint64_t seed = first_seed(part);
    for (int i = 0;; i++) {
        fill_letters(letters, &seed);
        int fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST || i == MOST_TRIES) {
            return fd;
        }
    }
}

gvc_status gvc_part_create(gvc_ctx *ctx, const char *path, char **part, int *fd)
{
    gvc_text name = {0};
    char *target = gvc_output_target(path);
    struct stat old;
    gvc_status s = GVC_OK;
    *fd = -1;
    if (target != NULL) {
        gvc_text_addf(&name, "%s.XXXXXX.part", target);
    }
    if (target == NULL || name.failed) {
        s = gvc_fail_memory(ctx, strlen(path) + 16, "a file name");
        goto done;
    }
    *fd = create(name.chars, name.chars + strlen(target) + 1);
    if (*fd < 0) {
        s = gvc_fail(ctx, GVC_EIO, "writing %s: %s", name.chars, strerror(errno));
        goto done;
    }
    if (stat(target, &old) == 0) {
        (void)fchmod(*fd, old.st_mode & 0777); /* who could read the old file can read the new */
    }
    *part = gvc_strdup(name.chars);
    if (*part == NULL) {
        s = gvc_fail_memory(ctx, name.length, "a file name");
        close(*fd);
        *fd = -1;
        unlink(name.chars);
    }
done:
    gvc_text_free(&name);
    gvc_release(target);
    return s;
}

char *gvc_output_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL) {
        return gvc_strdup(".");
    }
    char *folder = gvc_strdup(path);
    if (folder != NULL) {
        folder[slash == path ? 1 : slash - path] = '\0';
    }
    return folder;
}

void gvc_sync_folder(const char *path)
{
    char *folder = gvc_output_folder(path);
    int fd = folder == NULL ? -1 : open(folder, O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd); /* the file itself is safe and in place: nothing could be undone */
        close(fd);
    }
    gvc_release(folder);
}

static gvc_status check_folder(gvc_ctx *ctx, const char *path)
{
    gvc_status s = GVC_OK;
    struct stat about;
    char *folder = gvc_output_folder(path);
    if (folder == NULL) {
        return gvc_fail_memory(ctx, strlen(path), "a file name");
    }
    if (stat(folder, &about) != 0) {
        s = errno == ENOENT
                ? gvc_fail(ctx, GVC_EIO, "writing %s: folder '%s' does not exist", path, folder)
                : gvc_fail(ctx, GVC_EIO, "writing %s: folder '%s': %s", path, folder,
                           strerror(errno));
    } else if (!S_ISDIR(about.st_mode)) {
        s = gvc_fail(ctx, GVC_EIO, "writing %s: '%s' is no folder", path, folder);
    } else if (access(folder, W_OK | X_OK) != 0) {
        s = errno == EACCES
                ? gvc_fail(ctx, GVC_EIO, "writing %s: permission denied to write into folder '%s'",
                           path, folder)
                : gvc_fail(ctx, GVC_EIO, "writing %s: folder '%s': %s", path, folder,
                           strerror(errno));
    }
    gvc_release(folder);
    return s;
}

gvc_status gvc_output_check(gvc_ctx *ctx, const char *path)
{
    if (strcmp(path, "-") == 0) {
        return GVC_OK;
    }
    if (*path == '\0') {
        return gvc_fail(ctx, GVC_EIO, "writing '': the name of the output file is empty");
    }
    struct stat about;
    if (stat(path, &about) == 0 && S_ISDIR(about.st_mode)) {
        return gvc_fail(ctx, GVC_EIO, "writing %s: '%s' is a directory; give the name of a file",
                        path, path);
    }
    if (gvc_output_in_place(path)) {
        return access(path, W_OK) == 0
                   ? GVC_OK
                   : gvc_fail(ctx, GVC_EIO, "writing %s: %s", path, strerror(errno));
    }
    char *target = gvc_output_target(path);
    gvc_status s = target == NULL ? gvc_fail_memory(ctx, strlen(path), "a file name")
                                  : check_folder(ctx, target);
    gvc_release(target);
    return s;
}

gvc_status gvc_part_commit(gvc_ctx *ctx, const char *part, const char *path)
{
    gvc_status s = GVC_OK;
    char *target = gvc_output_target(path);
    int fd = -1;
    if (target == NULL) {
        s = gvc_fail_memory(ctx, strlen(path), "a file name");
    } else if (gvc_output_in_place(target)) {
        s = gvc_fail(ctx, GVC_EIO, "writing %s: it is no plain file, which this format needs",
                     path);
    } else if ((fd = open(part, O_RDONLY | O_CLOEXEC)) < 0 ||
               (fsync(fd) != 0 && errno != EINVAL && errno != ENOTSUP) ||
               rename(part, target) != 0) {
        s = gvc_fail(ctx, GVC_EIO, "writing %s: %s", path, strerror(errno));
    }
    if (fd >= 0) {
        close(fd);
    }
    if (s == GVC_OK) {
        gvc_sync_folder(target);
    } else {
        unlink(part);
    }
    gvc_release(target);
    return s;
}

gvc_status gvc_part_start(gvc_ctx *ctx, char **part, const char *path)
{
    gvc_status s = gvc_output_check(ctx, path);
    if (s != GVC_OK) {
        return s;
    }
    int fd = -1;
    s = gvc_part_create(ctx, path, part, &fd);
    if (s == GVC_OK) {
        close(fd); /* the name is taken */
    }
    return s;
}

gvc_status gvc_part_finish(gvc_ctx *ctx, gvc_status s, char *part, const char *path)
{
    if (s == GVC_OK) {
        s = gvc_progress_last(ctx, "writing the file");
    }
    if (s == GVC_OK) {
        s = gvc_part_commit(ctx, part, path);
    } else {
        unlink(part);
        s = s == GVC_EIO ? gvc_fail_in(ctx, s, "writing %s", path) : s;
    }
    gvc_release(part);
    return s;
}
