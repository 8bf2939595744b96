/* exposure_suppliers_loss.c - what every supplier sells, and what is lost without it */
#include "methods/exposure_suppliers.h"
#include "table/find.h"

gvc_idx gvc_suppliers_candidates(const gvc_model *m, const char *product)
{
    gvc_idx sector = product == NULL ? -1 : gvc_table_find(m->table, GVC_SECTOR, product);
    gvc_idx count = 0;
    for (gvc_idx i = 0; i < m->n; i++) {
        count += m->sector[i] == sector;
    }
    return count;
}

size_t gvc_suppliers_bytes(const gvc_model *m, const char *product)
{
    gvc_idx sectors = product == NULL ? gvc_table_count(m->table, GVC_SECTOR) : 1;
    size_t cells = (size_t)(m->blocks * sectors), n = (size_t)m->n;
    size_t columns = 2 * (size_t)gvc_suppliers_candidates(m, product) * n;
    return (GVC_SUPPLIER_NUMBERS * cells + columns + 3 * n) * sizeof(double);
}

void gvc_suppliers_free(void *state)
{
    gvc_suppliers *all = state;
    if (all != NULL) {
        for (int k = 0; k < GVC_SUPPLIER_NUMBERS; k++) {
            gvc_release(all->cell[k]);
        }
        gvc_release(all->world[0]);
        gvc_release(all->world[1]);
        gvc_release(all->columns.data);
        gvc_release(all->column);
        gvc_release(all);
    }
}

static gvc_status allocate(gvc_ctx *ctx, const gvc_model *m, gvc_suppliers *all)
{
    size_t cells = (size_t)(m->blocks * all->sectors);
    bool done = true;
    for (int k = 0; k < GVC_SUPPLIER_NUMBERS; k++) {
        all->cell[k] = gvc_calloc(cells, sizeof(double));
        done = done && all->cell[k] != NULL;
    }
    for (int k = 0; k < 2; k++) {
        all->world[k] = gvc_calloc((size_t)all->sectors, sizeof(double));
        done = done && all->world[k] != NULL;
    }
    return done ? GVC_OK
                : gvc_fail_memory(ctx, cells * GVC_SUPPLIER_NUMBERS * sizeof(double),
                                  "the suppliers");
}

/* The cell of industry i; -1: of another product. */
static gvc_idx cell_of(const gvc_model *m, const gvc_suppliers *all, gvc_idx i)
{
    gvc_idx q = m->sector[i] - all->first;
    return q < 0 || q >= all->sectors ? -1 : m->block[i] * all->sectors + q;
}

/* What industry i sells to producers: what it makes less what goes to final use. */
static double sold_on(const gvc_model *m, gvc_idx i)
{
    const double *row = m->z.data + i * m->z.stride;
    double sum = 0;
    for (gvc_idx j = 0; j < m->n; j++) {
        sum += row[j];
    }
    return sum;
}

static gvc_status fill_sales(gvc_ctx *ctx, const gvc_model *m, gvc_suppliers *all)
{
    double *value = NULL;
    bool content = m->cb != NULL;
    gvc_status status = gvc_exposure_in_exports(ctx, m, NULL, &value);
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        gvc_idx cell = cell_of(m, all, i);
        if (cell >= 0) {
            all->cell[GVC_SUPPLIER_EXPORTS][cell] += m->e_total[i];
            all->cell[GVC_SUPPLIER_VALUE][cell] += value[i];
            all->world[0][m->sector[i] - all->first] += m->e_total[i];
            all->world[1][m->sector[i] - all->first] += value[i];
            all->cell[GVC_SUPPLIER_THROUGH][cell] +=
                content ? (m->cb[i] + m->cf[i] - m->v[i]) * sold_on(m, i) : 0;
        }
    }
    gvc_release(value);
    return status;
}

/* ---- what is lost ------------------------------------------------------------------------------
 */

/* B e_j of every candidate. */
static gvc_status solve(gvc_ctx *ctx, const gvc_model *m, gvc_suppliers *all)
{
    gvc_idx count = gvc_suppliers_candidates(m, all->product), next = 0;
    gvc_dense unit = {0};
    gvc_status status = gvc_model_panel(ctx, &unit, count, m->n);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &all->columns, count, m->n);
    }
    all->column = gvc_calloc((size_t)m->n, sizeof *all->column);
    if (status == GVC_OK && all->column == NULL) {
        status = gvc_fail_memory(ctx, (size_t)m->n * sizeof *all->column, "the suppliers");
    }
    for (gvc_idx j = 0; j < m->n && status == GVC_OK; j++) {
        if (cell_of(m, all, j) >= 0) {
            unit.data[next * unit.stride + j] = 1;
            all->column[j] = next++;
        }
    }
    if (status == GVC_OK && count > 0) {
        status = gvc_model_right(ctx, m, &unit, NULL, &all->columns);
    }
    gvc_release(unit.data);
    return status;
}

/* B_ij */
static double entry(const gvc_model *m, const gvc_suppliers *all, gvc_idx i, gvc_idx j)
{
    if (all->columns.data != NULL) {
        return all->columns.data[all->column[j] * all->columns.stride + i];
    }
    const gvc_dense b = gvc_leontief_inverse(m->leontief);
    return b.data[i * b.stride + j];
}

/* The industries of country c that make sector q, into `list`. */
static gvc_idx members(const gvc_model *m, const gvc_suppliers *all, gvc_idx c, gvc_idx q,
                       gvc_idx *list)
{
    gvc_idx count = 0;
    for (gvc_idx i = m->offset[c]; i < m->offset[c + 1]; i++) {
        if (m->sector[i] == all->first + q) {
            list[count++] = i;
        }
    }
    return count;
}

/* (B_SS)^-1 x_S into `lost`; scratch: count^2. */
static gvc_status without(gvc_ctx *ctx, const gvc_model *m, const gvc_suppliers *all,
                          const gvc_idx *list, gvc_idx count, double *scratch, double *lost)
{
    for (gvc_idx p = 0; p < count; p++) {
        lost[p] = m->x[list[p]];
        for (gvc_idx q = 0; q < count; q++) {
            scratch[p * count + q] = entry(m, all, list[p], list[q]);
        }
    }
    if (count == 1) {
        lost[0] /= scratch[0];
        return GVC_OK;
    }
    gvc_dense block = {scratch, count, count, count}, right = {lost, 1, count, count};
    gvc_report report = gvc_solve_right(&block, &right);
    report.where = -1;
    return gvc_model_report(ctx, m, report);
}

static gvc_status fill_losses(gvc_ctx *ctx, const gvc_model *m, gvc_suppliers *all)
{
    gvc_idx most = gvc_model_most(m);
    gvc_idx *list = gvc_calloc((size_t)most, sizeof *list);
    double *scratch = gvc_calloc((size_t)most * (size_t)(most + 1), sizeof *scratch);
    gvc_status status = list != NULL && scratch != NULL
                            ? GVC_OK
                            : gvc_fail_memory(ctx, (size_t)most * sizeof *list, "the suppliers");
    for (gvc_idx cell = 0; cell < m->blocks * all->sectors && status == GVC_OK; cell++) {
        double *lost = scratch + most * most;
        gvc_idx count = members(m, all, cell / all->sectors, cell % all->sectors, list);
        status = count == 0 ? GVC_OK : without(ctx, m, all, list, count, scratch, lost);
        for (gvc_idx p = 0; p < count && status == GVC_OK; p++) {
            gvc_idx i = list[p];
            all->cell[GVC_SUPPLIER_LOST][cell] += (m->cb[i] + m->cf[i]) * lost[p];
            all->cell[GVC_SUPPLIER_LOST_ABROAD][cell] += m->cf[i] * lost[p];
        }
    }
    gvc_release(list);
    gvc_release(scratch);
    return status;
}

/* Equal ones share the better rank. */
static void fill_ranks(const gvc_model *m, gvc_suppliers *all)
{
    const double *lost = all->cell[GVC_SUPPLIER_LOST_ABROAD];
    for (gvc_idx a = 0; a < m->blocks * all->sectors; a++) {
        double rank = 1;
        for (gvc_idx b = 0; b < m->blocks * all->sectors; b++) {
            rank += lost[b] > lost[a];
        }
        all->cell[GVC_SUPPLIER_RANK][a] = rank;
    }
}

gvc_status gvc_suppliers_new(gvc_ctx *ctx, const gvc_model *m, const char *product, bool loss,
                             gvc_suppliers **out)
{
    gvc_suppliers *all = gvc_calloc(1, sizeof *all);
    *out = all;
    if (all == NULL) {
        return gvc_fail_memory(ctx, sizeof *all, "the suppliers");
    }
    all->product = product;
    all->sectors = product == NULL ? gvc_table_count(m->table, GVC_SECTOR) : 1;
    gvc_status status = product == NULL ? GVC_OK
                                        : gvc_table_named(ctx, m->table, GVC_SECTOR, product,
                                                          "--suppliers", &all->first);
    if (status == GVC_OK) {
        status = allocate(ctx, m, all);
    }
    if (status == GVC_OK) {
        status = fill_sales(ctx, m, all);
    }
    if (status == GVC_OK && loss && product != NULL) {
        status = solve(ctx, m, all);
    }
    if (status == GVC_OK && loss) {
        status = fill_losses(ctx, m, all);
        fill_ranks(m, all);
    }
    return status;
}
