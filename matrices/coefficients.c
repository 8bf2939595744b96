#include "coefficients.h"

#include <string.h>

#include "alloc.h"
#include "threads.h"

/* Rows of the result a turn makes; in a transpose the columns of one word of the pattern. */
enum { TILE = 64 };

typedef struct building {
    gvc_coefficients *c;
    const gvc_system *s;
    const gvc_pattern *pattern;
    int64_t *start; /* n + 1: where the entries of a row start */
} building;

/* Position of the lowest bit that is set; bits: not 0. */
static gvc_idx lowest(uint64_t bits)
{
#ifdef __GNUC__
    return __builtin_ctzll(bits);
#else
    return gvc_count_bits((bits & (~bits + 1)) - 1);
#endif
}

static gvc_idx tile_end(const building *b, gvc_idx tile)
{
    return (tile + 1) * TILE < b->c->n ? (tile + 1) * TILE : b->c->n;
}

/* ---- counting: start[i + 1] becomes the number of entries of row i ---------------- */

static void count_rows(gvc_idx tile, int worker, void *user)
{
    (void)worker;
    building *b = user;
    for (gvc_idx i = tile * TILE; i < tile_end(b, tile); i++) {
        const uint64_t *words = b->pattern->words + i * b->pattern->row;
        for (gvc_idx w = 0; w < b->pattern->row; w++) {
            b->start[i + 1] += gvc_count_bits(words[w]);
        }
    }
}

/* The columns of a tile are the bits of one word. */
static void count_columns(gvc_idx tile, int worker, void *user)
{
    (void)worker;
    building *b = user;
    for (gvc_idx i = 0; i < b->c->n; i++) {
        uint64_t bits = b->pattern->words[i * b->pattern->row + tile];
        for (; bits != 0; bits &= bits - 1) {
            b->start[tile * TILE + lowest(bits) + 1]++;
        }
    }
}

static void count_sparse(const building *b)
{
    const gvc_sparse *z = b->s->sparse;
    for (gvc_idx i = 0; i < b->c->n; i++) {
        for (int64_t e = z->start[i]; e < z->start[i + 1]; e++) {
            gvc_idx j = z->col[e];
            b->start[(b->c->left ? j : i) + 1]++;
        }
    }
}

/* ---- filling -----------------------------------------------------------------------------------
 */

static inline void put(const gvc_coefficients *c, int64_t at, gvc_idx col, double a)
{
    c->col[at] = (int32_t)col;
    if (c->value != NULL) {
        c->value[at] = (float)a;
    }
    if (c->exact != NULL) {
        c->exact[at] = a;
    }
}

static void fill_rows(gvc_idx tile, int worker, void *user)
{
    (void)worker;
    building *b = user;
    for (gvc_idx i = tile * TILE; i < tile_end(b, tile); i++) {
        const double *row = b->s->z.data + i * b->s->z.stride;
        const uint64_t *words = b->pattern->words + i * b->pattern->row;
        int64_t at = b->start[i];
        for (gvc_idx w = 0; w < b->pattern->row; w++) {
            for (uint64_t bits = words[w]; bits != 0; bits &= bits - 1) {
                gvc_idx j = w * TILE + lowest(bits);
                put(b->c, at++, j, row[j] * b->s->inv_x[j]);
            }
        }
    }
}

static void fill_columns(gvc_idx tile, int worker, void *user)
{
    (void)worker;
    building *b = user;
    gvc_idx first = tile * TILE;
    int64_t at[TILE];
    for (gvc_idx j = first; j < tile_end(b, tile); j++) {
        at[j - first] = b->start[j];
    }
    for (gvc_idx i = 0; i < b->c->n; i++) {
        const double *row = b->s->z.data + i * b->s->z.stride;
        uint64_t bits = b->pattern->words[i * b->pattern->row + tile];
        for (; bits != 0; bits &= bits - 1) {
            gvc_idx k = lowest(bits), j = first + k;
            put(b->c, at[k]++, i, row[j] * b->s->inv_x[j]);
        }
    }
}

/* Sparse flows: start[i] runs ahead while row i is filled and is put back afterwards. */
static void fill_sparse(const building *b)
{
    const gvc_coefficients *c = b->c;
    const gvc_sparse *z = b->s->sparse;
    for (gvc_idx i = 0; i < c->n; i++) {
        for (int64_t e = z->start[i]; e < z->start[i + 1]; e++) {
            gvc_idx j = z->col[e];
            if (z->value[e] != 0 && b->s->inv_x[j] != 0) {
                put(c, b->start[c->left ? j : i]++, c->left ? i : j, z->value[e] * b->s->inv_x[j]);
            }
        }
    }
    memmove(b->start + 1, b->start, (size_t)c->n * sizeof *b->start);
    b->start[0] = 0;
}

/* ---- segments ----------------------------------------------------------------------------------
 */

/* Wide enough that a row has some entries in each, narrow enough for the cache. */
static gvc_idx segment_width(gvc_idx n, int64_t entries)
{
    enum { LEAST = 128, MOST = 4096, ENTRIES = 24 };
    double density = (double)entries / ((double)n * (double)n);
    double width = density > 0 ? ENTRIES / density : MOST;
    return width < LEAST ? LEAST : width > MOST ? MOST : (gvc_idx)width;
}

static void find_borders(gvc_idx tile, int worker, void *user)
{
    (void)worker;
    building *b = user;
    const gvc_coefficients *c = b->c;
    for (gvc_idx i = tile * TILE; i < tile_end(b, tile); i++) {
        int64_t e = b->start[i], end = b->start[i + 1];
        for (gvc_idx q = 0; q < c->segments; q++) {
            while (e < end && c->col[e] < q * c->width) {
                e++;
            }
            c->border[q * c->n + i] = e;
        }
        c->border[c->segments * c->n + i] = end;
    }
}

static gvc_mat_code allocate(building *b, int precisions)
{
    gvc_coefficients *c = b->c;
    size_t count = (size_t)b->start[c->n];
    c->width = segment_width(c->n, b->start[c->n]);
    c->segments = (c->n + c->width - 1) / c->width;
    c->border = gvc_malloc((size_t)(c->segments + 1) * (size_t)c->n, sizeof *c->border);
    c->col = gvc_malloc(count, sizeof *c->col);
    bool done = c->border != NULL && c->col != NULL;
    if (done && (precisions & GVC_IN_FLOAT) != 0) {
        c->value = gvc_malloc(count, sizeof *c->value);
        done = c->value != NULL;
    }
    if (done && (precisions & GVC_IN_DOUBLE) != 0) {
        c->exact = gvc_malloc(count, sizeof *c->exact);
        done = c->exact != NULL;
    }
    return done ? GVC_MAT_OK : GVC_MAT_NOMEM;
}

static gvc_mat_code build_sparse(building *b, int precisions, int threads)
{
    const gvc_coefficients *c = b->c;
    gvc_idx tiles = (c->n + TILE - 1) / TILE;
    if (b->s->sparse != NULL) {
        count_sparse(b);
    } else {
        gvc_parallel(threads, tiles, c->left ? count_columns : count_rows, b);
    }
    for (gvc_idx i = 0; i < c->n; i++) {
        b->start[i + 1] += b->start[i];
    }
    gvc_mat_code code = allocate(b, precisions);
    if (code != GVC_MAT_OK) {
        return code;
    }
    if (b->s->sparse != NULL) {
        fill_sparse(b);
    } else {
        gvc_parallel(threads, tiles, c->left ? fill_columns : fill_rows, b);
    }
    gvc_parallel(threads, tiles, find_borders, b);
    return GVC_MAT_OK;
}

/* ---- dense -------------------------------------------------------------------------------------
 */

/* Row i of A, or column i of it by tiles of the transpose, in the precisions there are. */
static void copy_row(const building *b, gvc_idx i)
{
    const gvc_coefficients *c = b->c;
    const double *row = b->s->z.data + i * b->s->z.stride;
    for (gvc_idx j = 0; j < c->n && c->dense != NULL; j++) {
        c->dense[i * c->n + j] = (float)(row[j] * b->s->inv_x[j]);
    }
    for (gvc_idx j = 0; j < c->n && c->dense_exact != NULL; j++) {
        c->dense_exact[i * c->n + j] = row[j] * b->s->inv_x[j];
    }
}

static void copy_rows(gvc_idx tile, int worker, void *user)
{
    (void)worker;
    building *b = user;
    for (gvc_idx i = tile * TILE; i < tile_end(b, tile); i++) {
        copy_row(b, i);
    }
}

/* Columns of a tile become rows, square by square, so that both sides stay in the cache. */
static void copy_columns(gvc_idx tile, int worker, void *user)
{
    enum { SQUARE = 16 };
    (void)worker;
    building *b = user;
    const gvc_coefficients *c = b->c;
    for (gvc_idx i = 0; i < c->n; i += SQUARE) {
        gvc_idx last = i + SQUARE < c->n ? i + SQUARE : c->n;
        for (gvc_idx j = tile * TILE; j < tile_end(b, tile); j++) {
            const double *from = b->s->z.data + j;
            double by = b->s->inv_x[j];
            for (gvc_idx k = i; k < last && c->dense != NULL; k++) {
                c->dense[j * c->n + k] = (float)(from[k * b->s->z.stride] * by);
            }
            for (gvc_idx k = i; k < last && c->dense_exact != NULL; k++) {
                c->dense_exact[j * c->n + k] = from[k * b->s->z.stride] * by;
            }
        }
    }
}

static gvc_mat_code build_dense(building *b, int precisions, int threads)
{
    gvc_coefficients *c = b->c;
    size_t count = (size_t)c->n * (size_t)c->n;
    if ((precisions & GVC_IN_FLOAT) != 0) {
        c->dense = gvc_malloc(count, sizeof *c->dense);
        if (c->dense == NULL) {
            return GVC_MAT_NOMEM;
        }
    }
    if ((precisions & GVC_IN_DOUBLE) != 0) {
        c->dense_exact = gvc_malloc(count, sizeof *c->dense_exact);
        if (c->dense_exact == NULL) {
            return GVC_MAT_NOMEM;
        }
    }
    gvc_parallel(threads, (c->n + TILE - 1) / TILE, c->left ? copy_columns : copy_rows, b);
    return GVC_MAT_OK;
}

size_t gvc_coefficients_bytes(gvc_idx n, gvc_idx nonzeros, gvc_storage storage, int precisions)
{
    size_t number = ((precisions & GVC_IN_FLOAT) != 0 ? sizeof(float) : 0) +
                    ((precisions & GVC_IN_DOUBLE) != 0 ? sizeof(double) : 0);
    if (storage == GVC_STORAGE_DENSE) {
        return (size_t)n * (size_t)n * number;
    }
    gvc_idx segments = n / segment_width(n > 0 ? n : 1, nonzeros) + 2;
    return (size_t)nonzeros * (number + sizeof(int32_t)) + (size_t)(segments * n) * sizeof(int64_t);
}

gvc_report gvc_coefficients_new(gvc_coefficients *c, const gvc_system *s, bool left,
                                const gvc_pattern *pattern, gvc_storage storage, int precisions,
                                int threads)
{
    gvc_report report = {.code = GVC_MAT_NOMEM, .where = -1};
    building b = {c, s, pattern, NULL};
    *c = (gvc_coefficients){.n = s->n, .left = left, .storage = storage};
    if (storage == GVC_STORAGE_DENSE) {
        report.code = build_dense(&b, precisions, threads);
        return report;
    }
    b.start = gvc_calloc((size_t)s->n + 1, sizeof *b.start);
    if (b.start != NULL) {
        report.code = build_sparse(&b, precisions, threads);
    }
    gvc_release(b.start);
    return report;
}

void gvc_coefficients_free(gvc_coefficients *c)
{
    void *all[] = {c->border, c->col, c->value, c->exact, c->dense, c->dense_exact};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        gvc_release(all[k]);
    }
    *c = (gvc_coefficients){0};
}
