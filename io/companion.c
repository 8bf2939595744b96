/* companion.c - short texts as a whole: files by their paths, files beside a source */
#include <string.h>
#include <sys/stat.h>

#include "source_at.h"

gvc_status gvc_read_text(gvc_ctx *ctx, const char *path, char **text, size_t *length)
{
    gvc_source *s = NULL;
    gvc_status status = gvc_source_open(ctx, &s, path, NULL, 0);
    if (status == GVC_OK) {
        status = gvc_source_text(ctx, s, text, length);
    }
    gvc_source_close(s);
    return status == GVC_OK ? GVC_OK : gvc_fail_in(ctx, status, "%s", path);
}

/* The name in the folder of `path`. */
static char *beside(const char *path, const char *name)
{
    gvc_text text = {0};
    gvc_text_add(&text, path, (size_t)(gvc_base_name(path) - path));
    gvc_text_addf(&text, "%s", name);
    if (text.failed) {
        gvc_text_free(&text);
    }
    return text.chars;
}

/* The member of this name; -1 if there is none. */
static gvc_idx find_member(const gvc_archive *a, const char *path)
{
    gvc_idx count = a == NULL ? 0 : gvc_archive_count(a);
    for (gvc_idx i = 0; i < count; i++) {
        if (strcmp(gvc_archive_name(a, i), path) == 0) {
            return i;
        }
    }
    return -1;
}

static gvc_status read_member(gvc_ctx *ctx, const gvc_place *place, char **text, size_t *length)
{
    const char *name = gvc_archive_name(place->archive, place->member);
    gvc_source *companion = NULL;
    gvc_status status = gvc_source_at(ctx, &companion, place, name);
    if (status == GVC_OK) {
        status = gvc_source_text(ctx, companion, text, length);
    }
    gvc_source_close(companion);
    return status == GVC_OK ? GVC_OK : gvc_fail_in(ctx, status, "%s", name);
}

gvc_status gvc_source_companion(gvc_ctx *ctx, const gvc_source *s, const char *name, bool *found,
                                char **text, size_t *length)
{
    gvc_place place = *gvc_source_place(s);
    const gvc_archive *archive = place.archive;
    char *path =
        beside(archive == NULL ? place.path : gvc_archive_name(archive, place.member), name);
    gvc_idx at = path == NULL ? -1 : find_member(archive, path);
    gvc_status status = GVC_OK;
    struct stat info;
    *found = at >= 0;
    if (at >= 0) {
        place.member = at;
        status = read_member(ctx, &place, text, length);
        goto done;
    }
    if (archive != NULL) {
        gvc_release(path);
        path = beside(place.path, name);
    }
    if (path == NULL) {
        status = gvc_fail_memory(ctx, strlen(name), "the name of a file");
    } else if (stat(path, &info) == 0 && S_ISREG(info.st_mode)) {
        *found = true;
        status = gvc_read_text(ctx, path, text, length);
    }
done:
    gvc_release(path);
    return status;
}
