/* walk.c - every file below a folder, in the order of names; hidden ones belong to nobody's table
 */
#define _DEFAULT_SOURCE
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "batch.h"

/* Readers look into folders no deeper. */
enum { DEPTH = 4 };

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void walk(const char *folder, gvc_batch_visit *visit, void *user, int depth)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_shown, by_name);
    for (int i = 0; i < count; i++) {
        char *path = gvc_cli_format("%s/%s", folder, entries[i]->d_name);
        struct stat info;
        if (path != NULL && stat(path, &info) == 0 && visit(path, &info, user) &&
            S_ISDIR(info.st_mode) && depth < DEPTH) {
            walk(path, visit, user, depth + 1);
        }
        free(path);
        free(entries[i]);
    }
    free(entries);
}

void gvc_batch_walk(const char *folder, gvc_batch_visit *visit, void *user)
{
    walk(folder, visit, user, 0);
}
