/* outline.c - the outline of a file of R: its memory, its header, its objects */
#include <string.h>

#include "rdata/walk.h"

/* ---- memory ---------------------------------------------------------------------------------- */
enum { CHUNK = 64 * 1024 };

/* Every block starts on a boundary of this many bytes. */
enum { ALIGNMENT = 16 };

static bool add_chunk(gvc_rdata *r, size_t bytes)
{
    size_t room = bytes > CHUNK ? bytes : CHUNK;
    size_t header = (sizeof(gvc_rchunk) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    gvc_rchunk *chunk = r->used + room > GVC_RDATA_MOST ? NULL : gvc_calloc(header + room, 1);
    if (chunk == NULL) {
        return false;
    }
    *chunk = (gvc_rchunk){r->chunks, header, header + room};
    r->chunks = chunk;
    r->used += room;
    return true;
}

void *gvc_room(gvc_rdata *r, size_t count, size_t size)
{
    if (count > GVC_RDATA_MOST / size) {
        return NULL;
    }
    size_t bytes = (count * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if ((r->chunks == NULL || r->chunks->room - r->chunks->used < bytes) && !add_chunk(r, bytes)) {
        return NULL;
    }
    void *block = (char *)r->chunks + r->chunks->used;
    r->chunks->used += bytes;
    return block;
}

gvc_status gvc_fail_room(gvc_ctx *ctx, const gvc_rdata *r)
{
    return r->used > GVC_RDATA_MOST / 2
               ? gvc_fail(ctx, GVC_EUNSUPPORTED,
                          "holds more than %d MB of lists and labels; save the table alone",
                          GVC_RDATA_MOST >> 20)
               : gvc_fail_memory(ctx, CHUNK, "the outline of a file of R");
}

gvc_status gvc_new_value(gvc_ctx *ctx, gvc_rwalk *w, gvc_rtype type, gvc_rvalue **out)
{
    *out = NULL;
    if (w->sink != NULL) {
        return GVC_OK;
    }
    gvc_rvalue *v = gvc_room(w->r, 1, sizeof *v);
    if (v == NULL) {
        return gvc_fail_room(ctx, w->r);
    }
    v->type = type;
    *out = v;
    return GVC_OK;
}

/* Is a list of `count` items full? */
static bool is_full(gvc_idx count)
{
    return count == 0 || (count >= 4 && (count & (count - 1)) == 0);
}

const char **gvc_more_texts(gvc_rdata *r, const char **texts, gvc_idx count)
{
    if (!is_full(count)) {
        return texts;
    }
    const char **more = gvc_room(r, count == 0 ? 4 : 2 * (size_t)count, sizeof *more);
    if (more != NULL && count > 0) {
        memcpy(more, texts, (size_t)count * sizeof *more);
    }
    return more;
}

gvc_status gvc_append(gvc_ctx *ctx, gvc_rdata *r, gvc_rvalues *list, gvc_rvalue *item)
{
    if (is_full(list->count)) {
        size_t room = list->count == 0 ? 4 : 2 * (size_t)list->count;
        gvc_rvalue **more = gvc_room(r, room, sizeof *more);
        if (more == NULL) {
            return gvc_fail_room(ctx, r);
        }
        if (list->count > 0) {
            memcpy(more, list->items, (size_t)list->count * sizeof *more);
        }
        list->items = more;
    }
    list->items[list->count++] = item;
    return GVC_OK;
}

/* ---- header ---------------------------------------------------------------------------------- */
enum { SAVED = 5, FORM = 2 }; /* "RDX3\n", "X\n" */

static bool is_saved(const unsigned char *head, size_t length)
{
    return length >= SAVED && memcmp(head, "RD", 2) == 0 &&
           (head[2] == 'X' || head[2] == 'A' || head[2] == 'B') &&
           (head[3] == '2' || head[3] == '3') && head[4] == '\n';
}

/* An .rds has no word of its own: its form, then version 2 or 3, and the version of R. */
bool gvc_rdata_is(const unsigned char *head, size_t length)
{
    static const unsigned char zeros[3] = {0};
    return is_saved(head, length) ||
           (length >= 14 && memcmp(head, "X\n", FORM) == 0 && memcmp(head + 2, zeros, 3) == 0 &&
            (head[5] == 2 || head[5] == 3) && head[6] == 0 && head[10] == 0) ||
           (length >= 4 && (memcmp(head, "A\n2\n", 4) == 0 || memcmp(head, "A\n3\n", 4) == 0));
}

static bool take_int(const unsigned char **at, const unsigned char *end, int32_t *out)
{
    bool there = end - *at >= 4;
    if (there) {
        const unsigned char *b = *at;
        *out = (int32_t)((uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3]);
        *at += 4;
    }
    return there;
}

char *gvc_rdata_first_name(const unsigned char *head, size_t length)
{
    const unsigned char *at = head + SAVED + FORM, *end = head + length;
    int32_t numbers[3] = {0}, words[3] = {0}, count = 0;
    if (!is_saved(head, length) || head[2] != 'X' || length < SAVED + FORM) {
        return NULL;
    }
    for (int i = 0; i < 3; i++) {
        if (!take_int(&at, end, &numbers[i])) {
            return NULL;
        }
    }
    if (numbers[0] == 3) { /* the encoding */
        if (!take_int(&at, end, &count) || count < 0 || count > end - at) {
            return NULL;
        }
        at += count;
    }
    for (int i = 0; i < 3; i++) { /* a pair, its tag, the name of that */
        if (!take_int(&at, end, &words[i])) {
            return NULL;
        }
    }
    bool tagged = (words[0] & 0xff) == GVC_R_PAIRS && (words[0] & GVC_R_HAS_TAG) != 0 &&
                  (words[0] & GVC_R_HAS_ATTRIBUTES) == 0 && (words[1] & 0xff) == GVC_R_SYM &&
                  (words[2] & 0xff) == GVC_R_CHARS;
    if (!tagged || !take_int(&at, end, &count) || count < 0 || count > end - at) {
        return NULL;
    }
    char *name = gvc_malloc((size_t)count + 1, 1);
    if (name != NULL) {
        memcpy(name, at, (size_t)count);
        name[count] = '\0';
    }
    return name;
}

static gvc_status check_form(gvc_ctx *ctx, const unsigned char form[FORM])
{
    if (form[0] == 'A' && form[1] == '\n') {
        return gvc_fail(ctx, GVC_EUNSUPPORTED,
                        "is R data in its text form; load it in R and save it again without "
                        "ascii = TRUE");
    }
    if (form[0] == 'B' && form[1] == '\n') {
        return gvc_fail(ctx, GVC_EUNSUPPORTED,
                        "is R data in the byte order of one machine; load it in R and save it "
                        "again with save() or saveRDS(), without xdr = FALSE");
    }
    return form[0] == 'X' && form[1] == '\n'
               ? GVC_OK
               : gvc_fail(ctx, GVC_EFORMAT, "is damaged: no form of R data follows its first line");
}

static gvc_status get_version(gvc_ctx *ctx, gvc_rwalk *w)
{
    int32_t version = 0, writer = 0, reader = 0, length = 0;
    gvc_status status = gvc_rbytes_int(ctx, &w->in, &version);
    if (status == GVC_OK) {
        status = gvc_rbytes_int(ctx, &w->in, &writer);
    }
    if (status == GVC_OK) {
        status = gvc_rbytes_int(ctx, &w->in, &reader);
    }
    if (status == GVC_OK && version != 2 && version != 3) {
        return gvc_fail(ctx, GVC_EUNSUPPORTED,
                        "is R data of version %d, gvc reads 2 and 3; save it again with "
                        "version = 3",
                        (int)version);
    }
    if (status == GVC_OK && version == 3) { /* the encoding of texts that say none */
        status = gvc_rbytes_int(ctx, &w->in, &length);
        if (status == GVC_OK && (length < 0 || length > 64)) {
            return gvc_fail(ctx, GVC_EFORMAT, "is damaged: the name of its encoding has length %d",
                            (int)length);
        }
        if (status == GVC_OK) {
            status = gvc_rbytes_skip(ctx, &w->in, (uint64_t)length);
        }
    }
    return status;
}

gvc_status gvc_rwalk_all(gvc_ctx *ctx, gvc_rwalk *w, gvc_rvalue **objects)
{
    unsigned char start[SAVED] = {0};
    w->in.within = "its header";
    w->block = gvc_malloc(GVC_R_BLOCK, sizeof *w->block);
    gvc_status status = w->block == NULL
                            ? gvc_fail_memory(ctx, GVC_R_BLOCK * sizeof *w->block, "a file of R")
                            : gvc_source_rewind(ctx, w->in.source);
    if (status == GVC_OK) {
        status = gvc_rbytes_get(ctx, &w->in, start, FORM);
    }
    if (status == GVC_OK && start[0] == 'R') {
        status = gvc_rbytes_get(ctx, &w->in, start + FORM, SAVED - FORM);
        if (status == GVC_OK) {
            status = gvc_rbytes_get(ctx, &w->in, start, FORM);
        }
    }
    if (status == GVC_OK) {
        status = check_form(ctx, start);
    }
    if (status == GVC_OK) {
        status = get_version(ctx, w);
    }
    if (status == GVC_OK) {
        status = gvc_rwalk_item(ctx, w, objects);
    }
    if (status == GVC_OK) {
        status = gvc_rbytes_end(ctx, &w->in);
    }
    gvc_release(w->block);
    return status;
}

/* ---- opening --------------------------------------------------------------------------------- */
/* An .rds is one object without a name. */
static gvc_status settle_objects(gvc_ctx *ctx, gvc_rwalk *w, gvc_rvalue *v, bool named)
{
    gvc_rvalues items = {0};
    gvc_rvalue *list = v;
    gvc_status status = GVC_OK;
    if (!named || v->type != GVC_R_LIST || v->tags == NULL) {
        status = gvc_new_value(ctx, w, GVC_R_LIST, &list);
        if (status == GVC_OK) {
            status = gvc_append(ctx, w->r, &items, v);
        }
        if (status == GVC_OK) {
            list->items = items.items;
            list->length = items.count;
        }
    }
    w->r->objects = list;
    return status;
}

gvc_status gvc_rdata_open(gvc_ctx *ctx, gvc_rdata **out, gvc_source *source)
{
    const unsigned char *head = NULL;
    size_t length = 0;
    gvc_rvalue *objects = NULL;
    gvc_rdata *r = gvc_calloc(1, sizeof *r);
    gvc_rwalk w = {.in = {.source = source}, .r = r};
    gvc_status status =
        r == NULL ? gvc_fail_memory(ctx, sizeof *r, "a file of R") : gvc_source_rewind(ctx, source);
    if (status == GVC_OK) {
        status = gvc_source_head(ctx, source, &head, &length);
    }
    bool named = status == GVC_OK && is_saved(head, length);
    if (status == GVC_OK) {
        status = gvc_rwalk_all(ctx, &w, &objects);
    }
    if (status == GVC_OK) {
        status = settle_objects(ctx, &w, objects, named);
    }
    if (status == GVC_OK) {
        *out = r;
    } else {
        gvc_rdata_close(r);
    }
    return status;
}

void gvc_rdata_close(gvc_rdata *r)
{
    for (gvc_rchunk *c = r == NULL ? NULL : r->chunks, *next; c != NULL; c = next) {
        next = c->next;
        gvc_release(c);
    }
    gvc_release(r);
}

/* ---- handing over ---------------------------------------------------------------------------- */
static gvc_status hand_sequence(gvc_ctx *ctx, const gvc_rvalue *v, const gvc_rsink *sink,
                                double *block)
{
    gvc_status status = GVC_OK;
    for (gvc_idx at = 0; status == GVC_OK && at < v->length;) {
        gvc_idx now = v->length - at < GVC_R_BLOCK ? v->length - at : GVC_R_BLOCK;
        for (gvc_idx i = 0; i < now; i++) {
            block[i] = v->start + v->step * (double)(at + i);
        }
        status = sink->take(ctx, v, at, block, now, sink->user);
        at += now;
    }
    return status;
}

gvc_status gvc_rdata_stream(gvc_ctx *ctx, const gvc_rdata *r, gvc_source *source,
                            const gvc_rsink *sink)
{
    gvc_rvalue *none = NULL;
    double *block = gvc_malloc(GVC_R_BLOCK, sizeof *block);
    gvc_status status =
        block == NULL ? gvc_fail_memory(ctx, GVC_R_BLOCK * sizeof *block, "a file of R") : GVC_OK;
    for (gvc_idx i = 0; status == GVC_OK && i < r->sequences.count; i++) {
        if (sink->wants(r->sequences.items[i], sink->user)) {
            status = hand_sequence(ctx, r->sequences.items[i], sink, block);
        }
    }
    gvc_release(block);
    gvc_rwalk w = {.in = {.source = source}, .r = (gvc_rdata *)r, .sink = sink};
    return status == GVC_OK ? gvc_rwalk_all(ctx, &w, &none) : status;
}
