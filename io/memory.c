/* memory.c - how much memory is left to the process: to the machine, and to its control groups
 *
 * A group's limit binds all below it, so those of its parents are looked at too; in a container the
 * path of the group may be one of the host, and the files of the container stand at the top. What a
 * group keeps of files that were read and may be dropped does not count as used. */
#include "memory.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { PATH_ROOM = 4096, LINE_ROOM = 4352 };

/* The number behind `key` at the beginning of a line; key "": of the first line. False where there
 * is none, or where it says "max". */
static bool read_number(const char *path, const char *key, uint64_t *out)
{
    char line[LINE_ROOM];
    bool found = false;
    FILE *f = fopen(path, "r");
    while (f != NULL && !found && fgets(line, sizeof line, f) != NULL) {
        size_t length = strlen(key);
        found = strncmp(line, key, length) == 0 && sscanf(line + length, "%" SCNu64, out) == 1;
    }
    if (f != NULL) {
        fclose(f);
    }
    return found;
}

/* The files of one version of control groups. */
typedef struct version {
    const char *mount; /* below the root */
    const char *limit, *used, *droppable;
} version;

static bool read_file(const char *folder, const char *file, const char *key, uint64_t *out)
{
    char path[PATH_ROOM];
    int length = snprintf(path, sizeof path, "%s/%s", folder, file);
    return length > 0 && length < PATH_ROOM && read_number(path, key, out);
}

/* At least 1 where a limit is known: 0 is for not known. */
static void take_least(uint64_t *least, uint64_t left)
{
    left = left == 0 ? 1 : left;
    *least = *least == 0 || left < *least ? left : *least;
}

static void look_at_group(const char *folder, const version *v, uint64_t *least)
{
    uint64_t limit = 0, used = 0, droppable = 0;
    if (!read_file(folder, v->limit, "", &limit) || !read_file(folder, v->used, "", &used)) {
        return;
    }
    if (read_file(folder, "memory.stat", v->droppable, &droppable)) {
        used -= droppable < used ? droppable : used;
    }
    take_least(least, limit > used ? limit - used : 0);
}

/* The group at this path, and all above it. */
static void look_at_groups(const char *root, const version *v, const char *group, uint64_t *least)
{
    char folder[PATH_ROOM];
    int top = snprintf(folder, sizeof folder, "%s%s", root, v->mount);
    if (top < 0 || (size_t)top + strlen(group) >= sizeof folder) {
        return;
    }
    strcpy(folder + top, group);
    for (char *cut = folder; cut != NULL;) {
        look_at_group(folder, v, least);
        cut = strrchr(folder + top, '/');
        if (cut != NULL) {
            *cut = '\0';
        }
    }
}

/* Is "memory" one of a list with commas? */
static bool has_memory(const char *list, size_t length)
{
    static const char name[] = "memory";
    const size_t n = sizeof name - 1;
    for (const char *at = list, *end = list + length; at < end;) {
        const char *comma = memchr(at, ',', (size_t)(end - at));
        size_t word = (size_t)((comma == NULL ? end : comma) - at);
        if (word == n && memcmp(at, name, n) == 0) {
            return true;
        }
        at += word + 1;
    }
    return false;
}

/* A line of /proc/self/cgroup: "0::/user.slice" of version 2, "4:cpu,memory:/docker/1" of 1. */
static void look_at_line(const char *root, char *line, uint64_t *least)
{
    static const version two = {"/sys/fs/cgroup", "memory.max", "memory.current", "inactive_file "};
    static const version both = {"/sys/fs/cgroup/unified", "memory.max", "memory.current",
                                 "inactive_file "};
    static const version one = {"/sys/fs/cgroup/memory", "memory.limit_in_bytes",
                                "memory.usage_in_bytes", "total_inactive_file "};
    line[strcspn(line, "\n")] = '\0';
    char *list = strchr(line, ':'), *group = list == NULL ? NULL : strchr(list + 1, ':');
    if (group == NULL) {
        return;
    }
    if (group == list + 1) {
        look_at_groups(root, &two, group + 1, least);
        look_at_groups(root, &both, group + 1, least);
    } else if (has_memory(list + 1, (size_t)(group - list - 1))) {
        look_at_groups(root, &one, group + 1, least);
    }
}

size_t gvc_memory_under(const char *root)
{
    char line[LINE_ROOM], path[PATH_ROOM];
    uint64_t left = 0, kibibytes = 0;
    snprintf(path, sizeof path, "%s/proc/meminfo", root);
    if (read_number(path, "MemAvailable:", &kibibytes)) {
        take_least(&left, kibibytes * 1024);
    }
    snprintf(path, sizeof path, "%s/proc/self/cgroup", root);
    FILE *f = fopen(path, "r");
    while (f != NULL && fgets(line, sizeof line, f) != NULL) {
        look_at_line(root, line, &left);
    }
    if (f != NULL) {
        fclose(f);
    }
    return left > SIZE_MAX ? SIZE_MAX : (size_t)left;
}

size_t gvc_memory_available(void)
{
    return gvc_memory_under("");
}
