/* single_rows.c - A in compressed rows out of dense flows, and its product with one vector */
#include <string.h>

#include "alloc.h"
#include "pattern.h"
#include "single.h"
#include "threads.h"

enum { ROWS = 64, WORD = 64 }; /* rows of a turn; bits of a word */

typedef struct building {
    const gvc_system *system;
    const gvc_pattern *pattern;
    gvc_idx cut;
    int64_t *start;
    int32_t *col;
    double *value;
} building;

/* Columns of row i that count. */
static void columns_of(const building *b, gvc_idx i, gvc_idx *first, gvc_idx *end)
{
    const gvc_system *s = b->system;
    bool cut = b->cut >= 0 && i >= s->offset[b->cut] && i < s->offset[b->cut + 1];
    *first = cut ? s->offset[b->cut] : 0;
    *end = cut ? s->offset[b->cut + 1] : s->n;
}

static gvc_idx last_of(const building *b, gvc_idx turn)
{
    return (turn + 1) * ROWS < b->system->n ? (turn + 1) * ROWS : b->system->n;
}

/* Position of the lowest bit that is set; bits: not 0. */
static gvc_idx lowest(uint64_t bits)
{
#ifdef __GNUC__
    return __builtin_ctzll(bits);
#else
    return gvc_count_bits((bits & (~bits + 1)) - 1);
#endif
}

/* The bits of word w of row i, without columns before `first` and from `end` on. */
static uint64_t bits_of(const building *b, gvc_idx i, gvc_idx w, gvc_idx first, gvc_idx end)
{
    uint64_t bits = b->pattern->words[i * b->pattern->row + w];
    gvc_idx low = first - w * WORD, high = end - w * WORD;
    bits = low > 0 ? low < WORD ? bits >> low << low : 0 : bits;
    return high >= WORD ? bits : high > 0 ? bits & (((uint64_t)1 << high) - 1) : 0;
}

/* Flows that are not 0, whatever the output of the user. */
static void count_rows(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    building *b = user;
    for (gvc_idx i = turn * ROWS; i < last_of(b, turn); i++) {
        gvc_idx first, end;
        columns_of(b, i, &first, &end);
        for (gvc_idx w = 0; w < b->pattern->row; w++) {
            b->start[i + 1] += gvc_count_bits(bits_of(b, i, w, first, end));
        }
    }
}

static void fill_rows(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    building *b = user;
    for (gvc_idx i = turn * ROWS; i < last_of(b, turn); i++) {
        gvc_idx first, end;
        int64_t e = b->start[i];
        columns_of(b, i, &first, &end);
        const double *row = b->system->z.data + i * b->system->z.stride;
        for (gvc_idx w = 0; w < b->pattern->row; w++) {
            for (uint64_t bits = bits_of(b, i, w, first, end); bits != 0; bits &= bits - 1) {
                gvc_idx j = w * WORD + lowest(bits);
                b->col[e] = (int32_t)j;
                b->value[e++] = row[j] * b->system->inv_x[j];
            }
        }
    }
}

static bool build(building *b, int threads, gvc_sparse *out)
{
    gvc_idx n = b->system->n, turns = (n + ROWS - 1) / ROWS;
    out->start = b->start = gvc_calloc((size_t)n + 1, sizeof *b->start);
    if (b->start == NULL) {
        return false;
    }
    gvc_parallel(threads, turns, count_rows, b);
    for (gvc_idx i = 0; i < n; i++) {
        b->start[i + 1] += b->start[i];
    }
    out->col = b->col = gvc_malloc((size_t)b->start[n], sizeof *b->col);
    out->value = b->value = gvc_malloc((size_t)b->start[n], sizeof *b->value);
    if (b->col == NULL || b->value == NULL) {
        return false;
    }
    gvc_parallel(threads, turns, fill_rows, b);
    return true;
}

gvc_report gvc_single_rows(const gvc_system *system, gvc_idx cut, int threads, gvc_sparse *out)
{
    gvc_pattern pattern;
    building b = {.system = system, .pattern = &pattern, .cut = cut};
    *out = (gvc_sparse){.rows = system->n, .cols = system->n};
    bool done = gvc_pattern_new(&pattern, system, threads) && build(&b, threads, out);
    gvc_pattern_free(&pattern);
    return (gvc_report){.code = done ? GVC_MAT_OK : GVC_MAT_NOMEM, .where = -1};
}

/* ---- products ----------------------------------------------------------------------------------
 */

typedef struct product {
    const gvc_sparse *a;
    const double *x;
    double *y;
} product;

static void times_rows(gvc_idx turn, int worker, void *user)
{
    enum { LANES = 4 };
    (void)worker;
    const product *p = user;
    gvc_idx end = (turn + 1) * ROWS < p->a->rows ? (turn + 1) * ROWS : p->a->rows;
    for (gvc_idx i = turn * ROWS; i < end; i++) {
        double sum[LANES] = {0};
        int64_t e = p->a->start[i], last = p->a->start[i + 1];
        for (; e + LANES <= last; e += LANES) {
            for (int l = 0; l < LANES; l++) {
                sum[l] += p->a->value[e + l] * p->x[p->a->col[e + l]];
            }
        }
        for (; e < last; e++) {
            sum[0] += p->a->value[e] * p->x[p->a->col[e]];
        }
        p->y[i] = (sum[0] + sum[1]) + (sum[2] + sum[3]);
    }
}

void gvc_single_times(const gvc_sparse *a, bool left, const double *x, double *y, int threads)
{
    product p = {a, x, y};
    if (!left) {
        gvc_parallel(threads, (a->rows + ROWS - 1) / ROWS, times_rows, &p);
        return;
    }
    memset(y, 0, (size_t)a->cols * sizeof *y);
    for (gvc_idx i = 0; i < a->rows; i++) {
        for (int64_t e = a->start[i]; e < a->start[i + 1] && x[i] != 0; e++) {
            y[a->col[e]] += x[i] * a->value[e];
        }
    }
}
