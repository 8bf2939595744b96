/* folders.c - the files of a set by folder and name, letters in any case */
#include "formats/folders.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static const char *const endings[] = {".txt", ".tsv", ".csv"};

enum { ENDINGS = sizeof endings / sizeof *endings };

/* Lower-case copy of folder and name. */
static char *key_of(const char *folder, const char *name)
{
    gvc_text text = {0};
    gvc_text_addf(&text, "%s%s", folder, name);
    for (size_t i = 0; !text.failed && i < text.length; i++) {
        text.chars[i] = (char)tolower((unsigned char)text.chars[i]);
    }
    if (text.failed) {
        gvc_text_free(&text);
    }
    return text.chars;
}

static gvc_status list(gvc_ctx *ctx, gvc_folders *f)
{
    gvc_idx count = gvc_files_count(f->files);
    f->names = gvc_labels_new();
    f->at = gvc_calloc((size_t)count + 1, sizeof *f->at);
    bool done = f->names != NULL && f->at != NULL;
    for (gvc_idx i = 0; done && i < count; i++) {
        gvc_idx before = gvc_labels_count(f->names);
        char *key = key_of("", gvc_files_name(f->files, i));
        done = key != NULL && gvc_labels_add(f->names, key) >= 0;
        gvc_release(key);
        if (done && gvc_labels_count(f->names) > before) {
            f->at[before] = i;
        }
    }
    return done ? GVC_OK : gvc_fail_memory(ctx, (size_t)count * 64, "a list of files");
}

gvc_status gvc_folders_open(gvc_ctx *ctx, gvc_folders *f, gvc_input *in)
{
    f->files = in->files;
    return list(ctx, f);
}

gvc_status gvc_folders_open_beside(gvc_ctx *ctx, gvc_folders *f, gvc_input *in, gvc_idx *main)
{
    const char *path = gvc_files_path(in->files, in->main);
    *main = in->main;
    if (gvc_files_is_set(in->files)) {
        return gvc_folders_open(ctx, f, in);
    }
    char *folder = gvc_folder_of(path);
    const char *paths[] = {folder == NULL || folder[0] == '\0' ? "." : folder};
    gvc_status status = folder == NULL ? gvc_fail_memory(ctx, strlen(path), "a name")
                                       : gvc_files_open(ctx, &f->own, paths, 1);
    gvc_release(folder);
    if (status != GVC_OK) {
        return status;
    }
    f->files = f->own;
    status = list(ctx, f);
    if (status == GVC_OK) {
        *main = gvc_folders_find(f, "", gvc_base_name(path));
        status = *main >= 0 ? GVC_OK : gvc_fail(ctx, GVC_EIO, "is no longer in its folder");
    }
    return status;
}

void gvc_folders_clear(gvc_folders *f)
{
    gvc_files_close(f->own);
    gvc_labels_free(f->names);
    gvc_release(f->at);
    *f = (gvc_folders){0};
}

gvc_idx gvc_folders_find(const gvc_folders *f, const char *folder, const char *name)
{
    char *key = key_of(folder, name);
    gvc_idx at = key == NULL ? -1 : gvc_labels_find(f->names, key);
    gvc_release(key);
    return at < 0 ? -1 : f->at[at];
}

char *gvc_folder_of(const char *name)
{
    char *folder = gvc_strdup(name);
    if (folder != NULL) {
        folder[gvc_base_name(name) - name] = '\0';
    }
    return folder;
}

bool gvc_is_text_named(const char *name, const char *stem)
{
    size_t length = strlen(stem);
    bool same = strncmp(name, stem, length) == 0, found = false;
    for (int i = 0; same && !found && i < ENDINGS; i++) {
        found = strcasecmp(name + length, endings[i]) == 0;
    }
    return found;
}

gvc_idx gvc_folders_find_text(const gvc_folders *f, const char *folder, const char *stem)
{
    gvc_idx at = -1;
    for (int i = 0; at < 0 && i < ENDINGS; i++) {
        gvc_text name = {0};
        gvc_text_addf(&name, "%s%s", stem, endings[i]);
        at = name.failed ? -1 : gvc_folders_find(f, folder, gvc_text_str(&name));
        gvc_text_free(&name);
    }
    return at;
}
