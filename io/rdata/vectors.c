/* vectors.c - vectors of numbers and of text in a stream of R */
#include <string.h>

#include "rdata/walk.h"
#include "text/plain.h"

/* Longest vector that R knows, and the most of a text that is kept. */
#define MOST_LENGTH (INT64_C(1) << 52)
enum { MOST_TEXT = 4096 };
/* Dimensions, years and the like. */
enum { ALWAYS_KEPT = 64 };

static gvc_status fail_length(gvc_ctx *ctx, const gvc_rwalk *w, long long length)
{
    return gvc_fail(ctx, GVC_EFORMAT, "is damaged: %s of length %lld", w->in.within, length);
}

gvc_status gvc_rwalk_length(gvc_ctx *ctx, gvc_rwalk *w, gvc_idx *length)
{
    int32_t small = 0, high = 0, low = 0;
    gvc_status status = gvc_rbytes_int(ctx, &w->in, &small);
    *length = small;
    if (status == GVC_OK && small == -1) {
        status = gvc_rbytes_int(ctx, &w->in, &high);
        if (status == GVC_OK) {
            status = gvc_rbytes_int(ctx, &w->in, &low);
        }
        *length = (gvc_idx)(((uint64_t)(uint32_t)high << 32) | (uint32_t)low);
    }
    if (status == GVC_OK && (*length < 0 || *length > MOST_LENGTH)) {
        return fail_length(ctx, w, (long long)*length);
    }
    return status;
}

/* ---- text ------------------------------------------------------------------------------------ */
/* As it is to be a label. R says where a text is Latin-1; one that says nothing and is no UTF-8 was
 * written on a system of that kind. */
static const char *settle_chars(gvc_rdata *r, char *chars, size_t count, uint32_t word)
{
    enum { LATIN = 4 << 12 };
    if ((word & LATIN) != 0 || !gvc_is_utf8(chars, count)) {
        char *more = gvc_room(r, 3 * count + 1, 1);
        if (more != NULL) {
            gvc_from_latin(chars, count, more);
        }
        chars = more;
    }
    if (chars != NULL) {
        gvc_plain_text(chars);
    }
    return chars;
}

gvc_status gvc_rwalk_chars(gvc_ctx *ctx, gvc_rwalk *w, uint32_t word, bool keep, const char **out)
{
    int32_t length = 0;
    gvc_rvalue *ignored = NULL;
    *out = NULL;
    gvc_status status = gvc_rbytes_int(ctx, &w->in, &length);
    if (status == GVC_OK && length < -1) {
        return fail_length(ctx, w, length);
    }
    size_t count = length < 0 ? 0 : (size_t)length;
    keep = status == GVC_OK && keep && length >= 0;
    char *chars = keep && length <= MOST_TEXT ? gvc_room(w->r, count + 1, 1) : NULL;
    if (status == GVC_OK && chars != NULL) {
        status = gvc_rbytes_get(ctx, &w->in, chars, count);
    } else if (status == GVC_OK) {
        status = gvc_rbytes_skip(ctx, &w->in, count);
    }
    *out = status == GVC_OK && chars != NULL ? settle_chars(w->r, chars, count, word) : NULL;
    w->dropped = w->dropped || (keep && *out == NULL);
    return status == GVC_OK && (word & GVC_R_HAS_ATTRIBUTES) != 0 ? gvc_rwalk_item(ctx, w, &ignored)
                                                                  : status;
}

gvc_status gvc_rwalk_string(gvc_ctx *ctx, gvc_rwalk *w, bool keep, const char **out)
{
    int32_t word = 0;
    gvc_status status = gvc_rbytes_int(ctx, &w->in, &word);
    if (status == GVC_OK && (word & 0xff) == GVC_R_NIL) {
        *out = NULL;
        return GVC_OK;
    }
    if (status == GVC_OK && (word & 0xff) != GVC_R_CHARS) {
        return gvc_fail(ctx, GVC_EFORMAT, "is damaged: %s holds an item of type %d, not a text",
                        w->in.within, (int)(word & 0xff));
    }
    return status == GVC_OK ? gvc_rwalk_chars(ctx, w, (uint32_t)word, keep, out) : status;
}

gvc_status gvc_rwalk_texts(gvc_ctx *ctx, gvc_rwalk *w, gvc_rvalue **out)
{
    gvc_idx length = 0;
    gvc_status status = gvc_rwalk_length(ctx, w, &length);
    if (status == GVC_OK) {
        status = gvc_new_value(ctx, w, GVC_R_TEXT, out);
    }
    const char **texts = NULL;
    bool keep = *out != NULL;
    for (gvc_idx i = 0; status == GVC_OK && i < length; i++) {
        const char *text = NULL;
        texts = keep ? gvc_more_texts(w->r, texts, i) : NULL;
        w->dropped = false;
        status = gvc_rwalk_string(ctx, w, texts != NULL, &text);
        keep = texts != NULL && !w->dropped;
        if (keep) {
            texts[i] = text;
        }
    }
    if (*out != NULL) {
        (*out)->texts = keep ? texts : NULL;
        (*out)->length = length;
    }
    return status;
}

/* ---- numbers --------------------------------------------------------------------------------- */
static gvc_status decode(gvc_ctx *ctx, gvc_rwalk *w, gvc_rtype type, double *to, size_t count)
{
    return type == GVC_R_REAL ? gvc_rbytes_doubles(ctx, &w->in, to, count)
                              : gvc_rbytes_integers(ctx, &w->in, to, count);
}

static gvc_status hand_over(gvc_ctx *ctx, gvc_rwalk *w, const gvc_rvalue *v)
{
    gvc_status status = GVC_OK;
    for (gvc_idx at = 0; status == GVC_OK && at < v->length;) {
        gvc_idx now = v->length - at < GVC_R_BLOCK ? v->length - at : GVC_R_BLOCK;
        status = decode(ctx, w, v->type, w->block, (size_t)now);
        if (status == GVC_OK) {
            status = w->sink->take(ctx, v, at, w->block, now, w->sink->user);
        }
        at += now;
    }
    return status;
}

/* In the outline: kept where short and while there is room. */
static gvc_status outline_numbers(gvc_ctx *ctx, gvc_rwalk *w, gvc_rvalue *v, uint64_t bytes)
{
    size_t size = (size_t)v->length * sizeof *v->values;
    bool keep = v->length <= ALWAYS_KEPT ||
                (v->length <= GVC_RDATA_KEPT && w->r->numbers_used + size <= GVC_RDATA_NUMBERS);
    gvc_status status = gvc_append(ctx, w->r, &w->r->vectors, v);
    if (status != GVC_OK || !keep) {
        return status == GVC_OK ? gvc_rbytes_skip(ctx, &w->in, bytes) : status;
    }
    w->r->numbers_used += size;
    v->values = gvc_room(w->r, (size_t)v->length + 1, sizeof *v->values);
    return v->values == NULL ? gvc_fail_room(ctx, w->r)
                             : decode(ctx, w, v->type, v->values, (size_t)v->length);
}

gvc_status gvc_rwalk_numbers(gvc_ctx *ctx, gvc_rwalk *w, gvc_rtype type, gvc_rvalue **out)
{
    gvc_idx length = 0;
    gvc_status status = gvc_rwalk_length(ctx, w, &length);
    uint64_t bytes = (uint64_t)length * (type == GVC_R_REAL ? 8 : 4);
    if (status != GVC_OK) {
        return status;
    }
    if (w->sink == NULL) {
        status = gvc_new_value(ctx, w, type, out);
        if (status == GVC_OK) {
            (*out)->length = length;
            status = outline_numbers(ctx, w, *out, bytes);
        }
        return status;
    }
    const gvc_rvalue *v = w->next < w->r->vectors.count ? w->r->vectors.items[w->next] : NULL;
    w->next++;
    if (v == NULL || v->length != length || v->type != type) {
        return gvc_fail(ctx, GVC_EIO, "was changed while it was read");
    }
    return w->sink->wants(v, w->sink->user) ? hand_over(ctx, w, v)
                                            : gvc_rbytes_skip(ctx, &w->in, bytes);
}
