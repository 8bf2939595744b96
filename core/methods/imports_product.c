/* imports_product.c - imports of one product: S is that product of every country but r, C is r.
 *
 * For every importer r and product p the small system of model/perimeter.h, its B_CS out of the
 * block rows B_r., its A_SC out of the block columns A_.r; the q of all products of r fill a column
 * of `again`. Cost, beside B: 2 n^2 G for the products of blocks and 2/3 n min(G, N)^3 at most for
 * the systems. Several importers at once, each with a room of its own. */
#include <string.h>

#include "methods/imports.h"
#include "model/perimeter.h"
#include "threads.h"

/* Industries by sector of the table: those of sector p are list[start[p]] .. list[start[p + 1] -
 * 1].
 */
typedef struct products {
    gvc_idx *start, *list;
    gvc_idx count, most; /* sectors; industries of the largest */
} products;

typedef struct job {
    const gvc_model *m;
    products by;
    gvc_idx *from;   /* workers x most: S */
    double *numbers; /* workers x room */
    gvc_idx room;
    gvc_dense *again;
    gvc_report *reports; /* by importer */
} job;

static void free_products(products *by)
{
    gvc_release(by->start);
    gvc_release(by->list);
}

static bool sort_products(const gvc_model *m, products *by)
{
    *by = (products){.count = gvc_table_count(m->table, GVC_SECTOR)};
    by->start = gvc_calloc((size_t)by->count + 2, sizeof *by->start);
    by->list = gvc_malloc((size_t)m->n, sizeof *by->list);
    if (by->start == NULL || by->list == NULL) {
        return false;
    }
    gvc_idx *next = by->start + 1; /* one ahead: the sort moves every start to the next */
    for (gvc_idx i = 0; i < m->n; i++) {
        next[m->sector[i] + 1]++;
    }
    for (gvc_idx p = 0; p < by->count; p++) {
        by->most = next[p + 1] > by->most ? next[p + 1] : by->most;
        next[p + 1] += next[p];
    }
    for (gvc_idx i = 0; i < m->n; i++) {
        by->list[next[m->sector[i]]++] = i;
    }
    return true;
}

/* Numbers of a room: A_SC, B_CS, e, q, and what the system takes. */
static gvc_idx room_of(const gvc_model *m, gvc_idx most)
{
    gvc_idx users = gvc_model_most(m);
    return 2 * most * users + 2 * most + gvc_perimeter_scratch(most, users);
}

size_t gvc_imports_product_bytes(const gvc_model *m)
{
    products by;
    size_t room = sort_products(m, &by) ? (size_t)(room_of(m, by.most) + by.most) : 0;
    free_products(&by);
    size_t panel = (size_t)m->n * (size_t)m->blocks; /* and no more rooms than importers */
    return (panel + (size_t)m->blocks * room + 2 * (size_t)m->n) * sizeof(double);
}

/* S, and its flow. */
static gvc_idx gather_flow(const job *all, gvc_idx r, gvc_idx p, gvc_idx *from, double *e)
{
    const gvc_model *m = all->m;
    gvc_idx count = 0;
    for (gvc_idx k = all->by.start[p]; k < all->by.start[p + 1]; k++) {
        gvc_idx i = all->by.list[k];
        if (m->block[i] != r) {
            e[count] = m->e.data[i * m->e.stride + r];
            from[count++] = i;
        }
    }
    return count;
}

static void gather_blocks(const gvc_model *m, gvc_idx r, const gvc_idx *from, gvc_dense *a,
                          gvc_dense *b)
{
    gvc_dense inverse = gvc_leontief_inverse(m->leontief);
    for (gvc_idx c = 0; c < b->rows; c++) {
        const double *row = inverse.data + (m->offset[r] + c) * inverse.stride;
        for (gvc_idx s = 0; s < b->cols; s++) {
            b->data[c * b->stride + s] = row[from[s]];
        }
    }
    const double *inv_x = m->inv_x + m->offset[r];
    for (gvc_idx s = 0; s < a->rows; s++) {
        const double *row = m->z.data + from[s] * m->z.stride + m->offset[r];
        for (gvc_idx c = 0; c < a->cols; c++) {
            a->data[s * a->stride + c] = row[c] * inv_x[c];
        }
    }
}

/* One product of importer r. */
static gvc_report solve_product(const job *all, gvc_idx r, gvc_idx p, gvc_idx *from, double *room)
{
    gvc_idx users = gvc_model_size(all->m, r), most = all->by.most;
    double *e = room, *q = e + most, *blocks = q + most;
    gvc_idx count = gather_flow(all, r, p, from, e);
    gvc_dense a = {blocks, count, users, users}, b = {blocks + count * users, users, count, count};
    gather_blocks(all->m, r, from, &a, &b);
    gvc_report report = gvc_perimeter_again(&a, &b, e, b.data + users * count, q);
    for (gvc_idx s = 0; s < count; s++) {
        all->again->data[from[s] * all->again->stride + r] = q[s];
    }
    return report;
}

static void turn(gvc_idx r, int worker, void *user)
{
    const job *all = user;
    gvc_report *report = &all->reports[r];
    *report = (gvc_report){.code = GVC_MAT_OK, .where = -1};
    for (gvc_idx p = 0; p < all->by.count && report->code == GVC_MAT_OK; p++) {
        *report = solve_product(all, r, p, all->from + worker * all->by.most,
                                all->numbers + worker * all->room);
    }
}

static gvc_status run(gvc_ctx *ctx, job *all)
{
    const gvc_model *m = all->m;
    int threads = gvc_ctx_workers(ctx);
    size_t workers = (size_t)(threads < m->blocks ? threads : m->blocks);
    all->room = room_of(m, all->by.most);
    all->from = gvc_malloc(workers * (size_t)all->by.most, sizeof *all->from);
    all->numbers = gvc_malloc(workers * (size_t)all->room, sizeof *all->numbers);
    all->reports = gvc_malloc((size_t)m->blocks, sizeof *all->reports);
    if (all->from == NULL || all->numbers == NULL || all->reports == NULL) {
        return gvc_fail_memory(ctx, workers * (size_t)all->room * sizeof *all->numbers,
                               "the imports of a product");
    }
    gvc_status status = gvc_progress(ctx, "decompose", 0, (uint64_t)m->blocks);
    if (status != GVC_OK) {
        return status;
    }
    int before = gvc_blas_alone();
    gvc_parallel((int)workers, m->blocks, turn, all);
    gvc_blas_set_threads(before);
    for (gvc_idx r = 0; r < m->blocks && status == GVC_OK; r++) {
        status = gvc_model_report(ctx, m, all->reports[r]);
    }
    return status;
}

gvc_status gvc_imports_product(gvc_ctx *ctx, const gvc_model *m, gvc_imports *to)
{
    job all = {.m = m, .again = &to->again};
    gvc_status status = gvc_model_panel(ctx, &to->again, m->n, m->blocks);
    if (status == GVC_OK) {
        status = sort_products(m, &all.by)
                     ? run(ctx, &all)
                     : gvc_fail_memory(ctx, (size_t)m->n * sizeof(gvc_idx), "the list of products");
    }
    free_products(&all.by);
    gvc_release(all.from);
    gvc_release(all.numbers);
    gvc_release(all.reports);
    return status;
}

/* Adds the value added that unit coefficients make of the flows of industry i to va and dcount, by
 * importer. */
static void add_flows(const gvc_model *m, const gvc_imports *all, gvc_idx i, double unit,
                      double *va, double *dcount)
{
    const double *e = m->e.data + i * m->e.stride;
    const double *q = all->again.data + i * all->again.stride;
    for (gvc_idx r = 0; r < m->blocks; r++) {
        va[r] += unit * (e[r] - q[r]);
        dcount[r] += unit * q[r];
    }
}

static void clear(const gvc_model *m, double *const *slabs, int count)
{
    size_t cells = (size_t)(gvc_table_count(m->table, GVC_SECTOR) * m->blocks);
    for (int k = 0; k < count; k++) {
        memset(slabs[k], 0, cells * sizeof *slabs[k]);
    }
}

void gvc_imports_products(const gvc_model *m, const gvc_imports *all, double *const *slabs)
{
    clear(m, slabs, 3);
    for (gvc_idx i = 0; i < m->n; i++) {
        gvc_idx first = m->sector[i] * m->blocks;
        for (gvc_idx r = 0; r < m->blocks; r++) {
            slabs[0][first + r] += m->e.data[i * m->e.stride + r];
        }
        if (all->again.data != NULL && all->content != NULL) {
            add_flows(m, all, i, all->content[i], slabs[1] + first, slabs[2] + first);
        }
    }
}

void gvc_imports_origins(const gvc_model *m, const gvc_imports *all, gvc_idx t,
                         double *const *slabs)
{
    clear(m, slabs, 2);
    for (gvc_idx i = 0; i < m->n && all->again.data != NULL && m->w.data != NULL; i++) {
        gvc_idx first = m->sector[i] * m->blocks;
        add_flows(m, all, i, m->w.data[t * m->w.stride + i], slabs[0] + first, slabs[1] + first);
    }
}
