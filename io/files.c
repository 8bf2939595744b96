/* files.c - the list of files that a table comes in, their bytes, and finding one by its name */
#include "files.h"

#include <string.h>
#include <strings.h>

#include "files_state.h"
#include "source_at.h"

/* ---- the list -------------------------------------------------------------------------------- */

gvc_status gvc_nodes_add(gvc_ctx *ctx, gvc_nodes *nodes, const gvc_node *node)
{
    if (nodes->count == nodes->room) {
        gvc_idx room = nodes->room == 0 ? 16 : 2 * nodes->room;
        gvc_node *items =
            gvc_realloc(nodes->items, (size_t)nodes->count, (size_t)room, sizeof *items);
        if (items == NULL) {
            return gvc_fail_memory(ctx, (size_t)room * sizeof *items, "a list of files");
        }
        nodes->items = items;
        nodes->room = room;
    }
    gvc_node copy = *node;
    copy.path = gvc_strdup(node->path);
    copy.name = gvc_strdup(node->name);
    if (copy.path == NULL || copy.name == NULL) {
        gvc_release(copy.path);
        gvc_release(copy.name);
        return gvc_fail_memory(ctx, strlen(node->path), "a list of files");
    }
    nodes->items[nodes->count++] = copy;
    return GVC_OK;
}

static void clear(gvc_nodes *nodes)
{
    for (gvc_idx i = 0; i < nodes->count; i++) {
        gvc_release(nodes->items[i].path);
        gvc_release(nodes->items[i].name);
    }
    gvc_release(nodes->items);
}

/* No paths yet. */
static gvc_status new_files(gvc_ctx *ctx, gvc_files **out)
{
    gvc_files *f = gvc_calloc(1, sizeof *f);
    gvc_latest *latest = gvc_calloc(1, sizeof *latest);
    if (f == NULL || latest == NULL) {
        gvc_release(f);
        gvc_release(latest);
        return gvc_fail_memory(ctx, sizeof *f, "a list of files");
    }
    f->latest = latest;
    *out = f;
    return GVC_OK;
}

gvc_status gvc_files_open(gvc_ctx *ctx, gvc_files **out, const char *const *paths, gvc_idx count)
{
    gvc_files *f = NULL;
    gvc_status status = new_files(ctx, &f);
    if (status != GVC_OK) {
        return status;
    }
    f->set = count > 1;
    for (gvc_idx i = 0; status == GVC_OK && i < count; i++) {
        status = gvc_files_scan(ctx, f, paths[i]);
        status = status == GVC_OK ? GVC_OK : gvc_fail_reading(ctx, status, paths[i]);
    }
    f->given = f->files.count;
    if (status == GVC_OK) {
        *out = f;
    } else {
        gvc_files_close(f);
    }
    return status;
}

gvc_status gvc_files_open_one(gvc_ctx *ctx, gvc_files **out, const char *path, bool shallow)
{
    gvc_files *f = NULL;
    gvc_status status = new_files(ctx, &f);
    if (status == GVC_OK) {
        f->shallow = shallow;
        status = gvc_files_scan(ctx, f, path);
        f->given = f->files.count;
    }
    if (status == GVC_OK) {
        *out = f;
    } else {
        gvc_files_close(f);
    }
    return status;
}

void gvc_files_close(gvc_files *f)
{
    if (f == NULL) {
        return;
    }
    gvc_archive_release(f->latest->archive);
    gvc_release(f->latest);
    clear(&f->files);
    clear(&f->archives);
    gvc_release(f);
}

gvc_idx gvc_files_count(const gvc_files *f)
{
    return f->given;
}

const char *gvc_files_name(const gvc_files *f, gvc_idx i)
{
    return f->files.items[i].name;
}

const char *gvc_files_path(const gvc_files *f, gvc_idx i)
{
    return f->files.items[i].path;
}

bool gvc_files_is_member(const gvc_files *f, gvc_idx i)
{
    return f->files.items[i].around >= 0;
}

bool gvc_files_is_set(const gvc_files *f)
{
    return f->set;
}

/* ---- bytes ----------------------------------------------------------------------------------- */

/* Archive `node`, opened where it is not open yet; *out is yours. Nothing more is kept open than
 * the latest one and those around it. */
static gvc_status open_archive(gvc_ctx *ctx, const gvc_files *f, gvc_idx node, gvc_archive **out)
{
    const gvc_node *n = &f->archives.items[node];
    gvc_stream *s = NULL;
    gvc_archive *a = f->latest->archive, *around = NULL;
    for (gvc_idx k = f->latest->node; a != NULL; k = f->archives.items[k].around) {
        if (k == node) {
            *out = gvc_archive_keep(a);
            return GVC_OK;
        }
        a = gvc_archive_parent(a);
    }
    gvc_status status = n->around < 0 ? GVC_OK : open_archive(ctx, f, n->around, &around);
    if (status == GVC_OK) {
        const gvc_place place = {n->path, around, n->member, NULL};
        status = gvc_place_open(ctx, &place, &s, &a, NULL);
    }
    gvc_archive_release(around);
    gvc_stream_close(s);
    if (status == GVC_OK && a == NULL) {
        status = gvc_fail(ctx, GVC_EIO, "was changed while it was read");
    }
    if (status == GVC_OK) {
        gvc_archive_release(f->latest->archive);
        *f->latest = (gvc_latest){gvc_archive_keep(a), node};
        *out = a;
    }
    return status;
}

void gvc_files_begin(gvc_files *f)
{
    for (gvc_idx i = 0; i < f->files.count; i++) {
        f->files.items[i].opened = false;
    }
}

bool gvc_files_is_unread(const gvc_files *f, gvc_idx i)
{
    return i < f->given && !f->files.items[i].opened;
}

gvc_status gvc_files_source(gvc_ctx *ctx, const gvc_files *f, gvc_idx i, gvc_source **out)
{
    gvc_node *n = &f->files.items[i];
    n->opened = true;
    gvc_archive *a = NULL;
    gvc_status status = n->around < 0 ? GVC_OK : open_archive(ctx, f, n->around, &a);
    if (status == GVC_OK) {
        const gvc_place place = {n->path, a, n->member, NULL};
        gvc_archive_end_pass(a);
        status = gvc_source_at(ctx, out, &place, n->around < 0 ? NULL : n->name + n->member_at);
    }
    gvc_archive_release(a);
    return status;
}

gvc_status gvc_files_head(gvc_ctx *ctx, const gvc_files *f, gvc_idx i, unsigned char *head,
                          size_t capacity, size_t *length)
{
    const gvc_node *n = &f->files.items[i];
    gvc_archive *a = NULL;
    gvc_status status = n->around < 0 ? GVC_OK : open_archive(ctx, f, n->around, &a);
    if (status == GVC_OK) {
        const gvc_place place = {n->path, a, n->member, NULL};
        status = gvc_place_head(ctx, &place, head, capacity, length);
    }
    gvc_archive_release(a);
    return status;
}

gvc_status gvc_files_text(gvc_ctx *ctx, const gvc_files *f, gvc_idx i, char **text, size_t *length)
{
    gvc_source *source = NULL;
    gvc_status status = gvc_files_source(ctx, f, i, &source);
    if (status == GVC_OK) {
        status = gvc_source_text(ctx, source, text, length);
    }
    gvc_source_close(source);
    return status == GVC_OK ? GVC_OK : gvc_fail_in(ctx, status, "%s", f->files.items[i].name);
}

/* ---- finding --------------------------------------------------------------------------------- */

/* Both in the same folder of the same archive or disk? */
static bool same_folder(const gvc_node *a, const gvc_node *b)
{
    size_t length = (size_t)(gvc_base_name(a->name) - a->name);
    return length == (size_t)(gvc_base_name(b->name) - b->name) &&
           strncmp(a->name, b->name, length) == 0;
}

gvc_idx gvc_files_find(const gvc_files *f, gvc_idx near, const char *name)
{
    gvc_idx elsewhere = -1, times = 0;
    for (gvc_idx i = 0; i < f->files.count; i++) {
        if (strcasecmp(gvc_base_name(f->files.items[i].name), name) != 0) {
            continue;
        }
        if (near >= 0 && same_folder(&f->files.items[near], &f->files.items[i])) {
            return i;
        }
        elsewhere = i;
        times++;
    }
    return times == 1 ? elsewhere : -1;
}

/* A file of one list joins another, with the archive around it. */
static gvc_status take_over(gvc_ctx *ctx, gvc_files *f, const gvc_files *from, gvc_idx at)
{
    gvc_node file = from->files.items[at];
    gvc_status status = GVC_OK;
    if (file.around >= 0) { /* the list is shallow */
        status = gvc_nodes_add(ctx, &f->archives, &from->archives.items[file.around]);
        file.around = f->archives.count - 1;
    }
    return status == GVC_OK ? gvc_nodes_add(ctx, &f->files, &file) : status;
}

/* The file `item` of a folder, or the one called `name` in it. What cannot be read is passed over:
 * a damaged neighbour is none of our business. */
static gvc_status search_item(gvc_ctx *ctx, gvc_files *f, const char *folder, const char *item,
                              const char *name)
{
    gvc_files *beside = NULL;
    gvc_text path = {0};
    gvc_text_addf(&path, "%s%s", folder, item);
    bool open = gvc_files_open_one(ctx, &beside, gvc_text_str(&path), true) == GVC_OK;
    gvc_idx at = open ? gvc_files_find(beside, -1, name) : -1;
    gvc_status status = at >= 0 ? take_over(ctx, f, beside, at) : GVC_OK;
    gvc_files_close(beside);
    gvc_text_free(&path);
    return status;
}

/* Files called `name` in a folder, first those that lie there themselves. */
static gvc_status search_folder(gvc_ctx *ctx, gvc_files *f, const char *folder, const char *name)
{
    gvc_labels *items = gvc_labels_new();
    const char **sorted = NULL;
    gvc_idx before = f->files.count;
    gvc_status status =
        items == NULL ? gvc_fail_memory(ctx, 1024, "a list of files")
                      : gvc_list_folder(ctx, folder[0] == '\0' ? "." : folder, items, &sorted);
    for (int packed = 0; packed < 2 && status == GVC_OK && f->files.count == before; packed++) {
        for (gvc_idx i = 0; status == GVC_OK && i < gvc_labels_count(items); i++) {
            bool looked_at =
                packed ? gvc_ends_with(sorted[i], ".zip") : strcasecmp(sorted[i], name) == 0;
            status = looked_at ? search_item(ctx, f, folder, sorted[i], name) : GVC_OK;
        }
    }
    gvc_release(sorted);
    gvc_labels_free(items);
    return status;
}

gvc_status gvc_files_find_beside(gvc_ctx *ctx, gvc_files *f, gvc_idx near, const char *name,
                                 gvc_idx *at)
{
    *at = gvc_files_find(f, near, name);
    if (*at >= 0) {
        return GVC_OK;
    }
    const char *path = f->files.items[near].path;
    gvc_text folder = {0};
    gvc_text_add(&folder, path, (size_t)(gvc_base_name(path) - path));
    gvc_idx before = f->files.count;
    gvc_status status = folder.failed ? gvc_fail_memory(ctx, strlen(path), "a name")
                                      : search_folder(ctx, f, gvc_text_str(&folder), name);
    gvc_text_free(&folder);
    if (status == GVC_OK && f->files.count > before) {
        *at = before; /* the first of several */
    }
    return status;
}
