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
    gvc_idx *block; /* n: block of a row */
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

/* Where row i counts, and then starts, its entries of segment q. */
static int64_t *place(const building *b, gvc_idx q, gvc_idx i)
{
    return gvc_coefficients_start(b->c, b->block[i], q, i);
}

/* ---- counting
 * ------------------------------------------------------------------------------------ */

static void count_rows(gvc_idx tile, int worker, void *user)
{
    (void)worker;
    building *b = user;
    gvc_idx words = b->c->width / TILE; /* in a segment */
    for (gvc_idx i = tile * TILE; i < tile_end(b, tile); i++) {
        const uint64_t *bits = b->pattern->words + i * b->pattern->row;
        for (gvc_idx w = 0; w < b->pattern->row; w++) {
            *place(b, w / words, i) += gvc_count_bits(bits[w]);
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
            ++*place(b, i / b->c->width, tile * TILE + lowest(bits));
        }
    }
}

static void count_sparse(const building *b)
{
    const gvc_sparse *z = b->s->sparse;
    for (gvc_idx i = 0; i < b->c->n; i++) {
        for (int64_t e = z->start[i]; e < z->start[i + 1]; e++) {
            gvc_idx j = z->col[e];
            ++*(b->c->left ? place(b, i / b->c->width, j) : place(b, j / b->c->width, i));
        }
    }
}

/* Counts become starts; returns how many entries there are. */
static int64_t add_up(const building *b)
{
    int64_t total = 0, *start = b->c->start;
    gvc_idx places = b->c->segments * b->c->n;
    for (gvc_idx k = 0; k < places; k++) {
        int64_t count = start[k];
        start[k] = total;
        total += count;
    }
    start[places] = total;
    return total;
}

/* ---- filling -----------------------------------------------------------------------------------
 */

static inline void put(const gvc_coefficients *c, int64_t at, gvc_idx col, double a)
{
    c->col[at] = (uint16_t)col;
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
    const gvc_coefficients *c = b->c;
    gvc_idx words = c->width / TILE;
    for (gvc_idx i = tile * TILE; i < tile_end(b, tile); i++) {
        const double *row = b->s->z.data + i * b->s->z.stride;
        const uint64_t *found = b->pattern->words + i * b->pattern->row;
        int64_t at = 0;
        for (gvc_idx w = 0; w < b->pattern->row; w++) {
            at = w % words == 0 ? *place(b, w / words, i) : at;
            for (uint64_t bits = found[w]; bits != 0; bits &= bits - 1) {
                gvc_idx k = lowest(bits), j = w * TILE + k;
                put(c, at++, w % words * TILE + k, row[j] * b->s->inv_x[j]);
            }
        }
    }
}

static void fill_columns(gvc_idx tile, int worker, void *user)
{
    (void)worker;
    building *b = user;
    const gvc_coefficients *c = b->c;
    gvc_idx first = tile * TILE, segment = -1;
    int64_t at[TILE];
    for (gvc_idx i = 0; i < c->n; i++) {
        for (gvc_idx j = first; j < tile_end(b, tile) && i / c->width != segment; j++) {
            at[j - first] = *place(b, i / c->width, j);
        }
        segment = i / c->width;
        const double *row = b->s->z.data + i * b->s->z.stride;
        uint64_t bits = b->pattern->words[i * b->pattern->row + tile];
        for (; bits != 0; bits &= bits - 1) {
            gvc_idx k = lowest(bits), j = first + k;
            put(c, at[k]++, i - segment * c->width, row[j] * b->s->inv_x[j]);
        }
    }
}

/* Sparse flows: every start runs ahead while it is filled, to where the next one starts, and is put
 * back afterwards. */
static void fill_sparse(const building *b)
{
    const gvc_coefficients *c = b->c;
    const gvc_sparse *z = b->s->sparse;
    for (gvc_idx i = 0; i < c->n; i++) {
        for (int64_t e = z->start[i]; e < z->start[i + 1]; e++) {
            gvc_idx j = z->col[e], row = c->left ? j : i, col = c->left ? i : j;
            put(c, (*place(b, col / c->width, row))++, col % c->width,
                z->value[e] * b->s->inv_x[j]);
        }
    }
    memmove(c->start + 1, c->start, (size_t)(c->segments * c->n) * sizeof *c->start);
    c->start[0] = 0;
}

/* ---- segments ----------------------------------------------------------------------------------
 */

/* Wide enough that a row has some entries in each, narrow enough for the cache; whole words of the
 * pattern, and columns fit 16 bits. */
static gvc_idx segment_width(gvc_idx n, double nonzeros)
{
    enum { LEAST = 128, MOST = 4096, ENTRIES = 24 };
    double density = n > 0 ? nonzeros / ((double)n * (double)n) : 1;
    double width = density > 0 ? ENTRIES / density : MOST;
    return width < LEAST ? LEAST : width > MOST ? MOST : (gvc_idx)width / TILE * TILE;
}

static bool allocate_entries(gvc_coefficients *c, size_t count, int precisions)
{
    c->col = gvc_malloc(count, sizeof *c->col);
    bool done = c->col != NULL;
    if (done && (precisions & GVC_IN_FLOAT) != 0) {
        c->value = gvc_malloc(count, sizeof *c->value);
        done = c->value != NULL;
    }
    if (done && (precisions & GVC_IN_DOUBLE) != 0) {
        c->exact = gvc_malloc(count, sizeof *c->exact);
        done = c->exact != NULL;
    }
    return done;
}

static gvc_mat_code build_sparse(building *b, gvc_idx nonzeros, int precisions, int threads)
{
    gvc_coefficients *c = b->c;
    gvc_idx tiles = (c->n + TILE - 1) / TILE;
    c->offset = b->s->offset;
    c->width = segment_width(c->n, (double)nonzeros);
    c->segments = (c->n + c->width - 1) / c->width;
    c->start = gvc_calloc((size_t)(c->segments * c->n) + 1, sizeof *c->start);
    if (c->start == NULL) {
        return GVC_MAT_NOMEM;
    }
    if (b->s->sparse != NULL) {
        count_sparse(b);
    } else {
        gvc_parallel(threads, tiles, c->left ? count_columns : count_rows, b);
    }
    if (!allocate_entries(c, (size_t)add_up(b), precisions)) {
        return GVC_MAT_NOMEM;
    }
    if (b->s->sparse != NULL) {
        fill_sparse(b);
    } else {
        gvc_parallel(threads, tiles, c->left ? fill_columns : fill_rows, b);
    }
    return GVC_MAT_OK;
}

/* Blocks of the rows; NULL when memory is out. */
static gvc_idx *blocks_of(const gvc_system *s)
{
    gvc_idx *block = gvc_malloc((size_t)s->n, sizeof *block);
    for (gvc_idx g = 0; g < s->blocks && block != NULL; g++) {
        for (gvc_idx i = s->offset[g]; i < s->offset[g + 1]; i++) {
            block[i] = g;
        }
    }
    return block;
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
    gvc_idx segments = n / segment_width(n, (double)nonzeros) + 1;
    return (size_t)nonzeros * (number + sizeof(uint16_t)) +
           (size_t)((segments + 1) * n) * sizeof(int64_t);
}

gvc_report gvc_coefficients_new(gvc_coefficients *c, const gvc_system *s, bool left,
                                const gvc_pattern *pattern, gvc_storage storage, gvc_idx nonzeros,
                                int precisions, int threads)
{
    gvc_report report = {.code = GVC_MAT_NOMEM, .where = -1};
    building b = {c, s, pattern, NULL};
    *c = (gvc_coefficients){.n = s->n, .left = left, .storage = storage};
    if (storage == GVC_STORAGE_DENSE) {
        report.code = build_dense(&b, precisions, threads);
        return report;
    }
    b.block = blocks_of(s);
    if (b.block != NULL) {
        report.code = build_sparse(&b, nonzeros, precisions, threads);
    }
    gvc_release(b.block);
    return report;
}

/* ---- other flows -------------------------------------------------------------------------------
 */

/* The entries of row i of block g in segment q: flows step apart, times 1 / output of their column
 * (right), or of the row (left, by). */
static void renew_row(const building *b, gvc_idx g, gvc_idx q, gvc_idx i)
{
    const gvc_coefficients *c = b->c;
    const gvc_dense *z = &b->s->z;
    const int64_t *start = gvc_coefficients_start(c, g, q, i);
    gvc_idx first = q * c->width, count = start[1] - start[0], step = c->left ? z->stride : 1;
    const double *from = z->data + (c->left ? first * step + i : i * z->stride + first);
    const double *inv_x = b->s->inv_x + (c->left ? i : first);
    const uint16_t *col = c->col + start[0];
    float *value = c->value == NULL ? NULL : c->value + start[0];
    double *exact = c->exact == NULL ? NULL : c->exact + start[0];
    for (gvc_idx e = 0; e < count && exact != NULL; e++) {
        exact[e] = from[col[e] * step] * inv_x[c->left ? 0 : col[e]];
    }
    for (gvc_idx e = 0; e < count && value != NULL; e++) {
        value[e] =
            (float)(exact != NULL ? exact[e] : from[col[e] * step] * inv_x[c->left ? 0 : col[e]]);
    }
}

static void renew_block(gvc_idx g, int worker, void *user)
{
    (void)worker;
    const building *b = user;
    for (gvc_idx q = 0; q < b->c->segments; q++) {
        for (gvc_idx i = b->c->offset[g]; i < b->c->offset[g + 1]; i++) {
            renew_row(b, g, q, i);
        }
    }
}

void gvc_coefficients_renew(gvc_coefficients *c, const gvc_system *s, int threads)
{
    building b = {c, s, NULL, NULL};
    c->offset = s->offset;
    if (c->storage == GVC_STORAGE_DENSE) {
        gvc_parallel(threads, (c->n + TILE - 1) / TILE, c->left ? copy_columns : copy_rows, &b);
        return;
    }
    gvc_parallel(threads, s->blocks, renew_block, &b);
}

void gvc_coefficients_free(gvc_coefficients *c)
{
    void *all[] = {c->start, c->col, c->value, c->exact, c->dense, c->dense_exact};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        gvc_release(all[k]);
    }
    *c = (gvc_coefficients){0};
}
