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
#include <unistd.h>

#include "output.h"

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

char *gvc_part_name(const char *path)
{
    char *target = gvc_output_target(path);
    size_t length = target == NULL ? 0 : strlen(target);
    char *part = target == NULL ? NULL : gvc_malloc(length + sizeof ".part", 1);
    if (part != NULL) {
        memcpy(part, target, length);
        memcpy(part + length, ".part", sizeof ".part");
    }
    gvc_release(target);
    return part;
}

/* The folder that holds path, yours to free. */
static char *folder_of(const char *path)
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
    char *folder = folder_of(path);
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
    char *folder = folder_of(path);
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
