/* scan.c - what there is at a path: a file, the files of a folder, members of archives, and of
 * archives within them */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "files_state.h"

/* A file on disk that is looked into. */
typedef struct scan {
    gvc_files *files;
    char *path;
    size_t member_at; /* length of what stands before its members' names */
    uint64_t size;
    uint64_t cost; /* bytes unpacked so far in order to list */
    gvc_idx first; /* archive that was found in it */
} scan;

static gvc_status add_file(gvc_ctx *ctx, gvc_files *f, const gvc_node *node)
{
    return f->files.count == GVC_FILES_MOST
               ? gvc_fail(ctx, GVC_EUNSUPPORTED, "holds more than %d files", GVC_FILES_MOST)
               : gvc_nodes_add(ctx, &f->files, node);
}

/* ---- archives -------------------------------------------------------------------------------- */

/* For members of archives that would have to be read through in order to look into each. */
static bool is_packed_name(const char *name)
{
    static const char *const ends[] = {".zip", ".7z",  ".tar", ".tgz", ".txz", ".tbz2",
                                       ".gz",  ".bz2", ".xz",  ".zst", ".lz",  ".lz4"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (gvc_ends_with(name, ends[i])) {
            return true;
        }
    }
    return false;
}

/* Is the member an archive? What cannot be read is none: the error comes when it is read. */
static gvc_status is_archive(gvc_ctx *ctx, const scan *in, const gvc_place *place, bool *yes)
{
    unsigned char head[GVC_STREAM_HEAD];
    size_t length = 0;
    *yes = false;
    if (in->files->shallow || (!gvc_archive_jumps(place->archive) &&
                               !is_packed_name(gvc_archive_name(place->archive, place->member)))) {
        return GVC_OK;
    }
    gvc_status status = gvc_place_head(ctx, place, head, sizeof head, &length);
    if (status == GVC_OK) {
        gvc_packing kind = gvc_packing_of(head, length);
        *yes = kind == GVC_PACKING_ZIP || kind == GVC_PACKING_7Z || kind == GVC_PACKING_TAR;
    }
    return status == GVC_ENOMEM ? status : GVC_OK;
}

/* Many small archives may unpack to as much as a large one. */
static gvc_status check_cost(gvc_ctx *ctx, scan *in, const gvc_archive *a)
{
    uint64_t most = gvc_stream_most(ctx);
    in->cost += gvc_archive_cost(a);
    if (in->files->archives.count - in->first >= GVC_FILES_ARCHIVES) {
        return gvc_fail(ctx, GVC_EUNSUPPORTED, "holds more than %d archives", GVC_FILES_ARCHIVES);
    }
    if (in->cost > most && in->cost / GVC_STREAM_RATIO > in->size) {
        return gvc_fail(ctx, GVC_EFORMAT,
                        "the archives in it unpack to more than %.0f MB, over %d times its size, "
                        "which no table does; if it holds one, unpack it first",
                        (double)most / 1e6, GVC_STREAM_RATIO);
    }
    return GVC_OK;
}

static gvc_status add_archive(gvc_ctx *ctx, scan *in, gvc_archive *a, gvc_node *node, int depth);

/* A member that starts like an archive: `node` names it. */
static gvc_status add_inner(gvc_ctx *ctx, scan *in, const gvc_place *place, gvc_node *node,
                            int depth)
{
    gvc_stream *s = NULL;
    gvc_archive *a = NULL;
    gvc_status status = gvc_place_open(ctx, place, &s, &a, NULL);
    if (status != GVC_OK) {
        status = gvc_fail_in(ctx, status, "%s", node->name);
    } else if (a == NULL) { /* a workbook */
        status = add_file(ctx, in->files, node);
    } else if (depth == GVC_FILES_DEPTH) {
        status = gvc_fail(ctx, GVC_EUNSUPPORTED,
                          "%s: is an archive within archives, more than %d deep; unpack it first",
                          node->name, GVC_FILES_DEPTH);
    } else {
        status = add_archive(ctx, in, a, node, depth + 1);
    }
    gvc_stream_close(s);
    gvc_archive_release(a);
    return status;
}

/* The files in an archive; those of one within another are named after it. */
static gvc_status add_archive(gvc_ctx *ctx, scan *in, gvc_archive *a, gvc_node *node, int depth)
{
    gvc_idx at = in->files->archives.count;
    gvc_status status = check_cost(ctx, in, a);
    if (status == GVC_OK) {
        status = gvc_nodes_add(ctx, &in->files->archives, node);
    }
    for (gvc_idx i = 0; status == GVC_OK && i < gvc_archive_count(a); i++) {
        const char *member = gvc_archive_name(a, i);
        const gvc_place place = {in->path, a, i, NULL};
        bool archive = false;
        gvc_text name = {0};
        gvc_text_addf(&name, "%s%s%s", node->name, node->name[0] == '\0' ? "" : "/", member);
        gvc_node inner = {in->path, name.chars, in->member_at, at, i, false};
        status = name.failed ? gvc_fail_memory(ctx, strlen(member), "a list of files")
                             : is_archive(ctx, in, &place, &archive);
        if (status == GVC_OK) {
            status = archive ? add_inner(ctx, in, &place, &inner, depth)
                             : add_file(ctx, in->files, &inner);
        }
        gvc_text_free(&name);
    }
    return status;
}

/* One file on disk, or what is in it: names of members start with `prefix`. */
static gvc_status look_into(gvc_ctx *ctx, gvc_files *f, char *path, char *name, const char *prefix,
                            bool *archive)
{
    struct stat info = {0};
    const gvc_place place = {path, NULL, 0, NULL};
    gvc_stream *s = NULL;
    gvc_archive *a = NULL;
    gvc_status status = gvc_place_open(ctx, &place, &s, &a, NULL);
    *archive = a != NULL;
    if (status == GVC_OK && a != NULL) {
        char *before = gvc_strdup(prefix);
        stat(path, &info);
        size_t length = strlen(prefix);
        scan in = {
            f, path, length == 0 ? 0 : length + 1, (uint64_t)info.st_size, 0, f->archives.count};
        gvc_node node = {path, before, 0, -1, 0, false};
        status = before == NULL ? gvc_fail_memory(ctx, length, "a list of files")
                                : add_archive(ctx, &in, a, &node, 1);
        gvc_release(before);
    } else if (status == GVC_OK) {
        const gvc_node node = {path, name, 0, -1, 0, false};
        status = add_file(ctx, f, &node);
    }
    gvc_stream_close(s);
    gvc_archive_release(a);
    return status;
}

/* ---- folders --------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static gvc_status add_folder(gvc_ctx *ctx, gvc_files *f, const char *path, const char *prefix,
                             int depth);

/* A file or folder of a folder; what can be neither is passed over. */
static gvc_status add_item(gvc_ctx *ctx, gvc_files *f, const char *folder, const char *prefix,
                           const char *item, int depth)
{
    gvc_text path = {0}, name = {0};
    struct stat info;
    bool archive = false;
    gvc_status status = GVC_OK;
    gvc_text_addf(&path, "%s/%s", folder, item);
    gvc_text_addf(&name, "%s%s", prefix, item);
    if (path.failed || name.failed) {
        status = gvc_fail_memory(ctx, strlen(item), "a list of files");
    } else if (stat(gvc_text_str(&path), &info) != 0) {
        status = GVC_OK;
    } else if (S_ISDIR(info.st_mode) && depth == GVC_FILES_DEPTH) {
        gvc_log(ctx, GVC_WARN, "%s: not looked into, folders are more than %d deep",
                gvc_text_str(&path), GVC_FILES_DEPTH);
    } else if (S_ISDIR(info.st_mode)) {
        gvc_text_addf(&name, "/");
        status = add_folder(ctx, f, gvc_text_str(&path), gvc_text_str(&name), depth + 1);
    } else if (S_ISREG(info.st_mode) && info.st_size > 0) {
        status = look_into(ctx, f, path.chars, name.chars, name.chars, &archive);
        status = status == GVC_OK ? GVC_OK : gvc_fail_in(ctx, status, "%s", name.chars);
    }
    gvc_text_free(&path);
    gvc_text_free(&name);
    return status;
}

gvc_status gvc_list_folder(gvc_ctx *ctx, const char *path, gvc_labels *names, const char ***sorted)
{
    DIR *dir = opendir(path);
    gvc_status status = dir == NULL ? gvc_fail(ctx, GVC_EIO, "could not be opened") : GVC_OK;
    for (struct dirent *e; status == GVC_OK && (e = readdir(dir)) != NULL;) {
        if (e->d_name[0] != '.' && gvc_labels_add(names, e->d_name) < 0) {
            status = gvc_fail_memory(ctx, 256, "a list of files");
        }
    }
    if (dir != NULL) {
        closedir(dir);
    }
    size_t count = (size_t)gvc_labels_count(names);
    const char **list = status == GVC_OK ? gvc_malloc(count + 1, sizeof *list) : NULL;
    if (list == NULL) {
        return status == GVC_OK ? gvc_fail_memory(ctx, count * sizeof *list, "a list of files")
                                : status;
    }
    for (size_t i = 0; i < count; i++) {
        list[i] = gvc_labels_get(names, (gvc_idx)i);
    }
    qsort(list, count, sizeof *list, by_name);
    *sorted = list;
    return GVC_OK;
}

static gvc_status add_folder(gvc_ctx *ctx, gvc_files *f, const char *path, const char *prefix,
                             int depth)
{
    gvc_labels *names = gvc_labels_new();
    const char **sorted = NULL;
    gvc_status status = names == NULL ? gvc_fail_memory(ctx, 1024, "a list of files")
                                      : gvc_list_folder(ctx, path, names, &sorted);
    for (gvc_idx i = 0; status == GVC_OK && i < gvc_labels_count(names); i++) {
        status = add_item(ctx, f, path, prefix, sorted[i], depth);
    }
    gvc_release(sorted);
    gvc_labels_free(names);
    return status;
}

/* ---- paths ----------------------------------------------------------------------------------- */

gvc_status gvc_files_scan(gvc_ctx *ctx, gvc_files *f, const char *path)
{
    struct stat info;
    gvc_idx before = f->files.count;
    bool archive = false;
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
        f->set = true;
        gvc_status status = add_folder(ctx, f, path, "", 0);
        return status == GVC_OK && f->files.count == before
                   ? gvc_fail(ctx, GVC_EFORMAT, "is a folder without files")
                   : status;
    }
    char *own = gvc_strdup(path), *name = gvc_strdup(gvc_base_name(path));
    gvc_status status = own == NULL || name == NULL
                            ? gvc_fail_memory(ctx, strlen(path), "a list of files")
                            : look_into(ctx, f, own, name, f->set ? name : "", &archive);
    f->set = f->set || archive;
    gvc_release(own);
    gvc_release(name);
    return status == GVC_OK && f->files.count == before
               ? gvc_fail(ctx, GVC_EFORMAT, "is packed, and there is nothing in it")
               : status;
}
