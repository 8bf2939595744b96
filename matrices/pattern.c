#include "pattern.h"

#include <string.h>

#include "alloc.h"
#include "threads.h"

enum { LANES = 8, WORD = 64, TILE = 64 };

/* Eight lanes side by side, so that every processor compares several at once: lane l gathers the
 * bits l, l + 8, l + 16, ... */
static uint64_t full_word(const double *x)
{
    uint64_t lane[LANES] = {0}, bits = 0;
    for (int k = 0; k < WORD / LANES; k++) {
        for (int l = 0; l < LANES; l++) {
            lane[l] |= (uint64_t)(x[k * LANES + l] != 0) << (k * LANES);
        }
    }
    for (int l = 0; l < LANES; l++) {
        bits |= lane[l] << l;
    }
    return bits;
}

uint64_t gvc_nonzero_bits(const double *x, gvc_idx count)
{
    if (count == WORD) {
        return full_word(x);
    }
    uint64_t bits = 0;
    for (gvc_idx b = 0; b < count; b++) {
        bits |= (uint64_t)(x[b] != 0) << b;
    }
    return bits;
}

gvc_idx gvc_count_bits(uint64_t bits)
{
    bits -= bits >> 1 & 0x5555555555555555u;
    bits = (bits & 0x3333333333333333u) + (bits >> 2 & 0x3333333333333333u);
    bits = (bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0fu;
    return (gvc_idx)(bits * 0x0101010101010101u >> 56);
}

gvc_idx gvc_count_nonzeros(const double *x, gvc_idx count)
{
    int64_t lane[LANES] = {0}, found = 0;
    gvc_idx j = 0;
    for (; j + LANES <= count; j += LANES) {
        for (int l = 0; l < LANES; l++) {
            lane[l] += x[j + l] != 0;
        }
    }
    for (; j < count; j++) {
        found += x[j] != 0;
    }
    for (int l = 0; l < LANES; l++) {
        found += lane[l];
    }
    return found;
}

typedef struct reading {
    gvc_pattern *p;
    const gvc_dense *z;
} reading;

static void read_tile(gvc_idx tile, int worker, void *user)
{
    (void)worker;
    reading *r = user;
    gvc_idx last = (tile + 1) * TILE < r->z->rows ? (tile + 1) * TILE : r->z->rows;
    for (gvc_idx i = tile * TILE; i < last; i++) {
        const double *row = r->z->data + i * r->z->stride;
        for (gvc_idx w = 0; w < r->p->row; w++) {
            gvc_idx left = r->z->cols - w * WORD;
            r->p->words[i * r->p->row + w] =
                gvc_nonzero_bits(row + w * WORD, left < WORD ? left : WORD);
        }
    }
}

bool gvc_pattern_new(gvc_pattern *p, const gvc_system *s, int threads)
{
    *p = (gvc_pattern){NULL, (s->n + WORD - 1) / WORD};
    if (s->sparse != NULL) {
        return true;
    }
    p->words = gvc_malloc((size_t)s->n * (size_t)p->row, sizeof *p->words);
    if (p->words == NULL) {
        return false;
    }
    reading r = {p, &s->z};
    gvc_parallel(threads, (s->n + TILE - 1) / TILE, read_tile, &r);
    return true;
}

void gvc_pattern_free(gvc_pattern *p)
{
    gvc_release(p->words);
    *p = (gvc_pattern){0};
}
