/* cells.c - matrices of numbers: turned, since MATLAB stores them column by column */
#include <string.h>

#include "matlab/matlab.h"

enum { SIDE = 32, BAND = 16 };

typedef struct turning {
    const gvc_mat_data *d;
    const gvc_dense *to;
    /* Chunks of few columns are put together, since turning one column touches every row. */
    double *band;          /* columns, one after the other */
    uint64_t width;        /* most columns in it: whole chunks; 0 where they are wide enough */
    uint64_t first, count; /* the columns in it */
} turning;

static double number(const unsigned char *p, size_t width, bool turned)
{
    unsigned char bytes[8] = {0};
    for (size_t k = 0; k < width; k++) {
        bytes[k] = turned ? p[width - 1 - k] : p[k];
    }
    uint64_t bits = gvc_mat_little(bytes, width);
    double x;
    float single;
    if (width == 8) {
        memcpy(&x, &bits, sizeof x);
        return x;
    }
    uint32_t low = (uint32_t)bits;
    memcpy(&single, &low, sizeof single);
    return (double)single;
}

/* In squares, so that both sides stay in the cache. */
static void turn(const turning *t, const unsigned char *bytes, const uint64_t start[2],
                 const uint64_t count[2], uint64_t stride)
{
    size_t width = t->d->width;
    for (uint64_t i0 = 0; i0 < count[1]; i0 += SIDE) {
        uint64_t i1 = i0 + SIDE < count[1] ? i0 + SIDE : count[1];
        for (uint64_t j = 0; j < count[0]; j++) {
            const unsigned char *from = bytes + (j * stride + i0) * width;
            double *to =
                t->to->data + (gvc_idx)(start[1] + i0) * t->to->stride + (gvc_idx)(start[0] + j);
            for (uint64_t i = i0; i < i1; i++, from += width, to += t->to->stride) {
                *to = number(from, width, t->d->turned);
            }
        }
    }
}

static void flush(turning *t)
{
    gvc_idx rows = t->to->rows;
    for (gvc_idx i = 0; t->count > 0 && i < rows; i++) {
        double *to = t->to->data + i * t->to->stride + (gvc_idx)t->first;
        for (gvc_idx j = 0; j < (gvc_idx)t->count; j++) {
            to[j] = t->band[j * rows + i];
        }
    }
    memset(t->band, 0, BAND * (size_t)rows * sizeof *t->band);
    t->count = 0;
}

static void take(gvc_mat *m, void *user, const unsigned char *bytes, const uint64_t start[2],
                 const uint64_t count[2], uint64_t stride)
{
    turning *t = user;
    size_t width = t->d->width;
    (void)m;
    if (t->width == 0) {
        turn(t, bytes, start, count, stride);
        return;
    }
    for (uint64_t j = 0; j < count[0]; j++) {
        uint64_t column = start[0] + j;
        if (column / t->width != t->first / t->width) {
            flush(t);
            t->first = column / t->width * t->width;
        }
        t->count = column - t->first + 1 > t->count ? column - t->first + 1 : t->count;
        double *to = t->band + (gvc_idx)(column - t->first) * t->to->rows + (gvc_idx)start[1];
        for (uint64_t i = 0; i < count[1]; i++) {
            to[i] = number(bytes + (j * stride + i) * width, width, t->d->turned);
        }
    }
}

static void read_turned(gvc_mat *m, const gvc_mat_data *d, const char *name, const gvc_dense *to)
{
    uint64_t together = d->layout == GVC_MAT_CHUNKS ? d->chunk[0] : 1;
    turning t = {.d = d, .to = to};
    t.width = together < BAND ? BAND / together * together : 0;
    size_t bytes = BAND * (size_t)to->rows * sizeof *t.band;
    gvc_mat_take(m, gvc_need_memory(m->ctx, bytes, "some columns of it"));
    t.band = m->status == GVC_OK ? gvc_calloc(bytes, 1) : NULL;
    if (t.band == NULL) {
        gvc_mat_take(m, gvc_fail_memory(m->ctx, bytes, name));
    } else {
        gvc_mat_read(m, d, name, take, &t);
        flush(&t);
    }
    gvc_release(t.band);
}

void gvc_mat_get_turned(gvc_mat *m, const gvc_mat_data *d, const char *name, const gvc_dense *to)
{
    if (m->status != GVC_OK) {
        return;
    }
    if (d->rank > 2 || d->extent[0] != (uint64_t)to->cols || d->extent[1] != (uint64_t)to->rows) {
        gvc_mat_fail(m, GVC_ESHAPE, "dataset '%s' has other dimensions than the table", name);
    } else if (d->kind != GVC_MAT_NUMBERS) {
        gvc_mat_fail(m, GVC_EFORMAT, "dataset '%s' holds no numbers of single or double precision",
                     name);
    } else {
        read_turned(m, d, name, to);
    }
}
