/* data.c - what a dataset is, out of the messages of its header: shape, type, where its bytes are
 */
#include <string.h>

#include "matlab/matlab.h"

enum { SPACE = 1, TYPE = 3, FILL_OLD = 4, FILL = 5, LAYOUT = 8, FILTERS = 11, WIDTH = 8 };

typedef struct reading {
    gvc_mat_data *d;
    const char *name;
    bool space, type, layout;
} reading;

static void cut(gvc_mat *m, const reading *r)
{
    gvc_mat_damaged(m, r->name, "a message of its header is too short");
}

/* version (1), rank (1), flags (1), kind or reserved (1 or 5), extents (8 each). */
static void read_space(gvc_mat *m, reading *r, const unsigned char *p, size_t length)
{
    size_t head = length > 0 && p[0] == 1 ? 8 : 4;
    if (length < head || p[1] > GVC_MAT_RANK || length - head < (size_t)p[1] * WIDTH) {
        cut(m, r);
        return;
    }
    r->d->rank = p[1];
    r->d->extent[0] = p[1] > 0 ? gvc_mat_little(p + head, WIDTH) : 1;
    r->d->extent[1] = p[1] > 1 ? gvc_mat_little(p + head + WIDTH, WIDTH) : 1;
    r->space = p[0] == 1 || (p[0] == 2 && p[3] <= 1);
}

/* class and version (1), bits (3), width (4), then of numbers: place and bits of all (4), place
 * and bits of exponent and mantissa (4), bias (4). */
static void read_type(gvc_mat *m, reading *r, const unsigned char *p, size_t length)
{
    static const unsigned char single[] = {0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0};
    static const unsigned char pair[] = {0, 0, 64, 0, 52, 11, 0, 52, 255, 3, 0, 0};
    gvc_mat_data *d = r->d;
    if (length < 8) {
        cut(m, r);
        return;
    }
    uint64_t width = gvc_mat_little(p + 4, 4);
    int class = p[0] & 15;
    d->width = width <= 8 ? (size_t)width : 0;
    d->turned = (p[1] & 1) != 0;
    bool plain = d->width > 0 && length >= 8 + 4 && gvc_mat_little(p + 8, 2) == 0 &&
                 gvc_mat_little(p + 10, 2) == 8 * width;
    if (class == 0 && plain) {
        d->kind = GVC_MAT_INTEGERS;
    } else if (class == 1 && plain && length >= 8 + sizeof pair && (p[1] & 0x40) == 0 &&
               memcmp(p + 8, width == 4 ? single : pair, sizeof pair) == 0) {
        d->kind = GVC_MAT_NUMBERS;
    } else if (class == 7 && (p[1] & 15) == 0 && width == WIDTH) {
        d->kind = GVC_MAT_REFERENCES;
        d->turned = false;
    }
    r->type = d->width > 0;
}

/* Version 3: class (1), then: 0, within the header; 1, address and length; 2, dimensions (1),
 * address, extents of a chunk (4 each), the last the width of a value. */
static void read_layout(gvc_mat *m, reading *r, const unsigned char *p, size_t length)
{
    gvc_mat_data *d = r->d;
    if (length < 2 || p[0] != 3) {
        gvc_mat_fail(m, GVC_EUNSUPPORTED, "'%s' is stored in a way that MATLAB does not use",
                     r->name);
    } else if (p[1] == 1 && length >= 2 + 2 * WIDTH) {
        d->layout = GVC_MAT_WHOLE;
        d->at = gvc_mat_little(p + 2, WIDTH);
        d->length = gvc_mat_little(p + 2 + WIDTH, WIDTH);
    } else if (p[1] == 2 && length >= 3 + WIDTH && p[2] >= 2 &&
               length - 3 - WIDTH >= (size_t)p[2] * 4) {
        d->layout = GVC_MAT_CHUNKS;
        d->at = gvc_mat_little(p + 3, WIDTH);
        d->chunk[0] = gvc_mat_little(p + 3 + WIDTH, 4);
        d->chunk[1] = p[2] > 2 ? gvc_mat_little(p + 7 + WIDTH, 4) : 1;
        d->length = p[2]; /* to be compared with the rank */
    } else if (p[1] == 0) {
        gvc_mat_fail(m, GVC_EUNSUPPORTED, "'%s' is stored in its header, which is not read",
                     r->name);
    } else {
        cut(m, r);
    }
    r->layout = m->status == GVC_OK;
}

/* number (1), reserved (6), then each: number (2), length of its name (2), flags (2), number of
 * values (2), name padded to 8, values (4 each) padded to 8. Version 2 has no padding, and no name
 * for the numbers that HDF5 itself gives. */
static void read_filters(gvc_mat *m, reading *r, const unsigned char *p, size_t length)
{
    bool old = length > 0 && p[0] == 1;
    size_t at = old ? 8 : 2;
    int count = length < at ? 0 : p[1];
    for (int i = 0; m->status == GVC_OK && i < count; i++) {
        size_t head = old || (at + 2 <= length && gvc_mat_little(p + at, 2) >= 256) ? 8 : 6;
        if (at > length || head > length - at) {
            cut(m, r);
            return;
        }
        int id = (int)gvc_mat_little(p + at, 2);
        size_t named = head == 8 ? (size_t)gvc_mat_little(p + at + 2, 2) : 0;
        size_t values = (size_t)gvc_mat_little(p + at + head - 2, 2);
        if ((id != GVC_MAT_DEFLATE && id != GVC_MAT_SHUFFLE) || i == GVC_MAT_FILTERS) {
            gvc_mat_fail(m, GVC_EFORMAT,
                         "dataset '%s' is packed with the filter %d, gvc reads deflate and "
                         "shuffle; save it in MATLAB without",
                         r->name, id);
            return;
        }
        r->d->filters[r->d->filter_count++] = id;
        at +=
            head + (old ? (named + 7) / 8 * 8 : named) + 4 * (old ? (values + 1) / 2 * 2 : values);
    }
}

/* What was never written is taken for 0. */
static void check_fill(gvc_mat *m, const reading *r, int type, const unsigned char *p,
                       size_t length)
{
    size_t head = type == FILL_OLD ? 4 : length > 0 && p[0] == 3 ? 6 : 8;
    bool defined = type == FILL_OLD || (length >= 4 && (p[0] == 3   ? (p[1] & 0x20) != 0
                                                        : p[0] == 2 ? p[3] != 0
                                                                    : true));
    for (size_t i = head; defined && i < length; i++) {
        uint64_t size = gvc_mat_little(p + head - 4, 4);
        if (p[i] != 0 && i - head < size) {
            gvc_mat_fail(m, GVC_EUNSUPPORTED,
                         "'%s' has a value other than 0 for what was never written", r->name);
            return;
        }
    }
}

static void take(gvc_mat *m, void *user, int type, const unsigned char *bytes, size_t length,
                 bool shared)
{
    reading *r = user;
    if (shared && (type == SPACE || type == TYPE || type == LAYOUT || type == FILTERS)) {
        gvc_mat_fail(m, GVC_EUNSUPPORTED, "'%s' has a type of its own, MATLAB's have none",
                     r->name);
    } else if (type == SPACE) {
        read_space(m, r, bytes, length);
    } else if (type == TYPE) {
        read_type(m, r, bytes, length);
    } else if (type == FILL || type == FILL_OLD) {
        check_fill(m, r, type, bytes, length);
    } else if (type == LAYOUT) {
        read_layout(m, r, bytes, length);
    } else if (type == FILTERS && r->d->filter_count == 0) {
        read_filters(m, r, bytes, length);
    }
}

void gvc_mat_describe(gvc_mat *m, uint64_t at, const char *name, gvc_mat_data *out)
{
    reading r = {.d = out, .name = name};
    *out = (gvc_mat_data){0};
    gvc_mat_messages(m, at, name, take, &r);
    out->there = m->status == GVC_OK && r.space && r.type && r.layout;
    if (out->there && out->rank <= 2 && out->layout == GVC_MAT_CHUNKS &&
        (out->length != (uint64_t)out->rank + 1 || out->chunk[0] == 0 || out->chunk[1] == 0)) {
        gvc_mat_damaged(m, name, "its chunks have other dimensions");
    }
}
