/* place.c - opening what is at a place: layers of compression, archives, archives within them */
#include "place.h"

#include <string.h>
#include <unistd.h>

struct gvc_archive {
    int users;
    gvc_packing kind;
    char *path;
    gvc_place place; /* with this path */
    int fd;          /* of bytes on disk, else -1 */
    unsigned char *held;
    gvc_bytes bytes; /* not of a tar, which is opened anew for each member */
    gvc_zip *zip;
    char **names; /* not of a zip */
    gvc_idx count, room;
    gvc_labels *twice; /* names that are there more than once, or NULL */
    uint64_t cost;
    gvc_stream *pass; /* at the member whose head was last looked at, or NULL */
    gvc_idx pass_at;
};

/* ---- the archive ----------------------------------------------------------------------------- */

gvc_archive *gvc_archive_keep(gvc_archive *a)
{
    if (a != NULL) {
        a->users++;
    }
    return a;
}

void gvc_archive_release(gvc_archive *a)
{
    while (a != NULL && --a->users == 0) {
        gvc_archive *parent = a->place.archive;
        gvc_stream_close(a->pass);
        gvc_zip_close(a->zip);
        for (gvc_idx i = 0; a->names != NULL && i < a->count; i++) {
            gvc_release(a->names[i]);
        }
        gvc_release(a->names);
        gvc_labels_free(a->twice);
        gvc_release(a->held);
        if (a->fd >= 0) {
            close(a->fd);
        }
        gvc_release(a->path);
        gvc_release(a);
        a = parent;
    }
}

gvc_idx gvc_archive_count(const gvc_archive *a)
{
    return a->zip != NULL ? gvc_zip_count(a->zip) : a->count;
}

const char *gvc_archive_name(const gvc_archive *a, gvc_idx i)
{
    return a->zip != NULL ? gvc_zip_at(a->zip, i)->name : a->names[i];
}

bool gvc_archive_jumps(const gvc_archive *a)
{
    return a->zip != NULL;
}

gvc_archive *gvc_archive_parent(const gvc_archive *a)
{
    return a->place.archive;
}

uint64_t gvc_archive_cost(const gvc_archive *a)
{
    return a->cost;
}

static gvc_status add_name(gvc_ctx *ctx, void *user, const char *name)
{
    gvc_archive *a = user;
    if (a->count == a->room) {
        gvc_idx room = a->room == 0 ? 16 : 2 * a->room;
        char **names = gvc_realloc(a->names, (size_t)a->count, (size_t)room, sizeof *names);
        if (names == NULL) {
            return gvc_fail_memory(ctx, (size_t)room * sizeof *names, "the list of members");
        }
        a->names = names;
        a->room = room;
    }
    char *copy = gvc_strdup(name);
    if (copy == NULL) {
        return gvc_fail_memory(ctx, strlen(name), "the list of members");
    }
    a->names[a->count++] = copy;
    return GVC_OK;
}

/* Names that are there more than once: which of them is meant nobody can tell. */
static gvc_status find_twice(gvc_ctx *ctx, gvc_archive *a)
{
    gvc_labels *all = gvc_labels_new();
    gvc_idx count = gvc_archive_count(a);
    bool failed = all == NULL;
    for (gvc_idx i = 0, unique = 0; !failed && i < count; i++) {
        const char *name = gvc_archive_name(a, i);
        gvc_idx at = gvc_labels_add(all, name);
        if (at >= 0 && at < unique) {
            a->twice = a->twice == NULL ? gvc_labels_new() : a->twice;
            at = a->twice == NULL ? -1 : gvc_labels_add(a->twice, name);
        } else {
            unique++;
        }
        failed = at < 0;
    }
    gvc_labels_free(all);
    return failed ? gvc_fail_memory(ctx, (size_t)count * sizeof *a->names, "the list of members")
                  : GVC_OK;
}

static bool is_book(const gvc_zip *zip)
{
    return gvc_zip_find(zip, "xl/workbook.xml") >= 0 || gvc_zip_find(zip, "xl/workbook.bin") >= 0;
}

/* ---- members --------------------------------------------------------------------------------- */

static gvc_status open_member(gvc_ctx *ctx, const gvc_archive *a, gvc_idx i, gvc_stream **out)
{
    gvc_packed p = {.kind = a->kind, .bytes = a->bytes};
    const char *name = gvc_archive_name(a, i);
    gvc_status status = GVC_OK;
    if (a->twice != NULL && gvc_labels_find(a->twice, name) >= 0) {
        return gvc_fail(ctx, GVC_EUNSUPPORTED,
                        "%s is in the archive twice, and nothing says which one is meant; unpack "
                        "it first",
                        name);
    }
    if (a->zip != NULL && gvc_zip_is_read(gvc_zip_at(a->zip, i))) {
        return gvc_stream_zip(ctx, out, a->zip, i);
    }
    if (a->kind == GVC_PACKING_TAR) {
        status = gvc_place_open(ctx, &a->place, &p.stream, NULL, NULL);
    }
    return status == GVC_OK ? gvc_packed_member(ctx, out, &p, name) : status;
}

static gvc_status open_raw(gvc_ctx *ctx, const gvc_place *place, gvc_stream **out)
{
    return place->archive == NULL ? gvc_stream_file(ctx, out, place->path, place->print)
                                  : open_member(ctx, place->archive, place->member, out);
}

/* ---- archives at a place --------------------------------------------------------------------- */

/* Where the bytes of an archive can be reached at any place: on disk, or where they lie stored in
 * the archive around it; else they are held in memory. */
static gvc_status reach(gvc_ctx *ctx, gvc_archive *a, gvc_stream *s, bool plain)
{
    const gvc_archive *around = a->place.archive;
    size_t length = 0;
    if (plain && around == NULL) {
        gvc_status status = gvc_bytes_open(ctx, &a->bytes, a->place.path);
        a->fd = status == GVC_OK ? a->bytes.fd : -1;
        return status;
    }
    if (plain && around->zip != NULL &&
        gvc_zip_member_place(ctx, around->zip, a->place.member, &a->bytes)) {
        return GVC_OK;
    }
    gvc_status status = gvc_stream_hold(ctx, s, &a->held, &length);
    a->bytes = gvc_bytes_of(a->held, length);
    return status;
}

/* A workbook stays a stream: the one there is, or its bytes where they had to be held. */
static gvc_status give_back(gvc_ctx *ctx, gvc_archive *a, gvc_stream **s)
{
    gvc_stream *whole = NULL;
    if (a->held == NULL) {
        return GVC_OK;
    }
    gvc_status status = gvc_stream_bytes(ctx, &whole, &a->bytes, a->held);
    if (status == GVC_OK) {
        a->held = NULL;
        gvc_stream_close(*s);
        *s = whole;
    }
    return status;
}

static gvc_status list(gvc_ctx *ctx, gvc_archive *a, gvc_stream *s, bool plain)
{
    if (a->kind == GVC_PACKING_TAR) {
        gvc_packed p = {.kind = a->kind, .stream = s};
        gvc_status status = gvc_packed_list(ctx, &p, add_name, a);
        a->cost = s->given;
        return status;
    }
    gvc_status status = reach(ctx, a, s, plain);
    a->cost = a->held == NULL ? 0 : a->bytes.length;
    if (status == GVC_OK && a->kind == GVC_PACKING_ZIP) {
        return gvc_zip_open(ctx, &a->zip, &a->bytes);
    }
    gvc_packed p = {.kind = a->kind, .bytes = a->bytes};
    return status == GVC_OK ? gvc_packed_list(ctx, &p, add_name, a) : status;
}

/* *archive stays NULL for a workbook. */
static gvc_status open_archive(gvc_ctx *ctx, const gvc_place *place, gvc_packing kind, bool plain,
                               gvc_stream **s, gvc_archive **archive)
{
    gvc_archive *a = gvc_calloc(1, sizeof *a);
    if (a == NULL) {
        return gvc_fail_memory(ctx, sizeof *a, "reading an archive");
    }
    *a = (gvc_archive){.users = 1, .kind = kind, .fd = -1, .path = gvc_strdup(place->path)};
    a->place = (gvc_place){a->path, gvc_archive_keep(place->archive), place->member, NULL};
    gvc_status status = a->path == NULL
                            ? gvc_fail_memory(ctx, strlen(place->path), "reading an archive")
                            : list(ctx, a, *s, plain);
    if (status == GVC_OK && a->zip != NULL && is_book(a->zip)) {
        status = give_back(ctx, a, s);
        gvc_archive_release(a);
        return status;
    }
    status = status == GVC_OK ? find_twice(ctx, a) : status;
    if (status == GVC_OK) {
        *archive = a;
    } else {
        gvc_archive_release(a);
    }
    return status;
}

/* Documents of office programs are zips whose first part has one of these names, nearly always:
 * then nothing needs to be held in order to tell. */
static bool is_document(const unsigned char *head, size_t length)
{
    static const char *const parts[] = {"[Content_Types].xml", "_rels/", "docProps/", "xl/",
                                        "mimetype"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t n = strlen(parts[i]);
        if (length >= 30 + n && memcmp(head + 30, parts[i], n) == 0) {
            return true;
        }
    }
    return false;
}

/* Takes off the compression; *kind is what is left then. */
static gvc_status strip(gvc_ctx *ctx, gvc_stream **s, gvc_packing *kind, bool *document,
                        bool *plain)
{
    const unsigned char *head = NULL;
    size_t length = 0;
    gvc_status status = GVC_OK;
    for (int layers = 0;; layers++) {
        status = gvc_stream_peek(ctx, *s, &head, &length);
        *kind = status == GVC_OK ? gvc_packing_of(head, length) : GVC_PACKING_NONE;
        if (*kind != GVC_PACKING_GZIP && *kind != GVC_PACKING_OTHER) {
            break;
        }
        if (layers == GVC_ARCHIVE_LAYERS) {
            return gvc_fail(ctx, GVC_EUNSUPPORTED, "is compressed more than %d times over",
                            GVC_ARCHIVE_LAYERS);
        }
        status = *kind == GVC_PACKING_GZIP ? gvc_stream_gunzip(ctx, s) : gvc_stream_unpack(ctx, s);
        if (status != GVC_OK) {
            break;
        }
        *plain = false;
    }
    *document = status == GVC_OK && *kind == GVC_PACKING_ZIP && is_document(head, length);
    return status;
}

/* ---- heads ----------------------------------------------------------------------------------- */

void gvc_archive_end_pass(gvc_archive *a)
{
    for (; a != NULL; a = a->place.archive) {
        gvc_stream_close(a->pass);
        a->pass = NULL;
    }
}

/* The pass through an archive, at the first byte of member i. */
static gvc_status pass_to(gvc_ctx *ctx, gvc_archive *a, gvc_idx i)
{
    const char *name = gvc_archive_name(a, i);
    bool on = a->pass != NULL && i > a->pass_at &&
              (a->twice == NULL || gvc_labels_find(a->twice, name) < 0);
    if (!on) {
        gvc_stream_close(a->pass);
        a->pass = NULL;
    }
    gvc_status status =
        on ? gvc_packed_onward(ctx, a->pass, name) : open_member(ctx, a, i, &a->pass);
    a->pass_at = i;
    return status;
}

static gvc_status head_in_pass(gvc_ctx *ctx, const gvc_place *place, unsigned char *head,
                               size_t capacity, size_t *length)
{
    gvc_archive *a = place->archive;
    gvc_packing kind = GVC_PACKING_NONE;
    bool document = false, plain = true;
    gvc_status status = pass_to(ctx, a, place->member);
    gvc_stream *s = a->pass;
    if (status == GVC_OK) {
        status = strip(ctx, &s, &kind, &document, &plain);
    }
    if (status == GVC_OK) {
        status = gvc_stream_read(ctx, s, head, capacity, length);
    }
    gvc_stream_close_above(s, a->pass);
    if (status != GVC_OK) {
        gvc_stream_close(a->pass);
        a->pass = NULL;
    }
    return status;
}

gvc_status gvc_place_head(gvc_ctx *ctx, const gvc_place *place, unsigned char *head,
                          size_t capacity, size_t *length)
{
    gvc_stream *s = NULL;
    if (place->archive != NULL && !gvc_archive_jumps(place->archive)) {
        return head_in_pass(ctx, place, head, capacity, length);
    }
    gvc_status status = gvc_place_open(ctx, place, &s, NULL, NULL);
    if (status == GVC_OK) {
        status = gvc_stream_read(ctx, s, head, capacity, length);
    }
    gvc_stream_close(s);
    return status;
}

gvc_status gvc_place_open(gvc_ctx *ctx, const gvc_place *place, gvc_stream **stream,
                          gvc_archive **archive, bool *plain)
{
    gvc_stream *s = NULL;
    gvc_archive *a = NULL;
    gvc_packing kind = GVC_PACKING_NONE;
    bool document = false, as_it_is = true;
    gvc_status status = open_raw(ctx, place, &s);
    if (status == GVC_OK) {
        status = strip(ctx, &s, &kind, &document, &as_it_is);
    }
    if (status == GVC_OK && archive != NULL && kind != GVC_PACKING_NONE && !document) {
        status = open_archive(ctx, place, kind, as_it_is, &s, &a);
    }
    if (status != GVC_OK || a != NULL) {
        gvc_stream_close(s);
        s = NULL;
    }
    if (status == GVC_OK) {
        *stream = s;
        if (archive != NULL) {
            *archive = a;
        }
        if (plain != NULL) {
            *plain = as_it_is;
        }
    }
    return status;
}
