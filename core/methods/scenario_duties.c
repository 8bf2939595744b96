/* scenario_duties.c - duties along the chain: paid once, and paid on prices with duties in them */
#include "methods/scenario_duties.h"

#include <math.h>
#include <string.h>

void gvc_duties_charge(const gvc_model *m, const double *rate, const double *p, double *charged)
{
    memset(charged, 0, (size_t)m->n * sizeof *charged);
    for (gvc_idx i = 0; i < m->n; i++) {
        const double *z = m->z.data + i * m->z.stride;
        for (gvc_idx r = 0; r < m->blocks; r++) {
            double part = rate[i * m->blocks + r] * (p == NULL ? 1 : p[i]);
            for (gvc_idx j = m->offset[r]; j < m->offset[r + 1] && part != 0; j++) {
                charged[j] += part * z[j];
            }
        }
    }
    for (gvc_idx j = 0; j < m->n; j++) {
        charged[j] *= m->inv_x[j];
    }
}

void gvc_duties_direct(const gvc_model *m, const double *rate, double *direct)
{
    for (gvc_idx r = 0; r < m->blocks; r++) {
        direct[r] = 0;
        for (gvc_idx i = 0; i < m->n; i++) {
            direct[r] += rate[i * m->blocks + r] * m->y.data[i * m->y.stride + r];
        }
    }
}

static double largest(const double *v, gvc_idx n)
{
    double most = 0;
    for (gvc_idx i = 0; i < n; i++) {
        most = fabs(v[i]) > most ? fabs(v[i]) : most;
    }
    return most;
}

/* full = first_order + what duties on duties add, round after round: the series ends exactly where
 * prices with these duties exist at all. */
static gvc_status add_rounds(gvc_ctx *ctx, const gvc_model *m, const double *rate, double *round,
                             double *charged, double *full)
{
    enum { MOST = 2000 };
    const double negligible = 1e-18, absurd = 1e8 * largest(full, m->n);
    for (int k = 0; k < MOST; k++) {
        double now = largest(round, m->n), all = largest(full, m->n);
        if (now <= negligible * all) {
            return GVC_OK;
        }
        if (!(now <= absurd)) {
            break;
        }
        gvc_duties_charge(m, rate, round, charged);
        gvc_status status = gvc_scenario_left(ctx, m, charged, round);
        if (status != GVC_OK) {
            return status;
        }
        for (gvc_idx i = 0; i < m->n; i++) {
            full[i] += round[i];
        }
    }
    return gvc_fail(ctx, GVC_ECONVERGE,
                    "with duties this high some chain of imported inputs costs more than the "
                    "product: there are no prices; use a lower --rate");
}

gvc_status gvc_duties_solve(gvc_ctx *ctx, const gvc_model *m, const double *rate,
                            const double *first, double *first_order, double *full)
{
    double *round = NULL, *charged = NULL;
    gvc_status status = gvc_scenario_left(ctx, m, first, first_order);
    if (status == GVC_OK) {
        status = gvc_scenario_vector(ctx, m, &round);
    }
    if (status == GVC_OK) {
        status = gvc_scenario_vector(ctx, m, &charged);
    }
    if (status == GVC_OK) {
        memcpy(round, first_order, (size_t)m->n * sizeof *round);
        memcpy(full, first_order, (size_t)m->n * sizeof *full);
        status = add_rounds(ctx, m, rate, round, charged, full);
    }
    gvc_release(round);
    gvc_release(charged);
    return status;
}

/* ---- protection of the product itself ---------------------------------------------------------
 */

/* Of one product bought by one country. */
typedef struct imports {
    double duty, value;  /* paid, on how much */
    double rates, count; /* for a plain mean */
} imports;

static void add_seller(const gvc_model *m, const double *rate, gvc_idx i, gvc_idx r, imports *to)
{
    const double *z = m->z.data + i * m->z.stride;
    double sold = m->y.data[i * m->y.stride + r];
    for (gvc_idx j = m->offset[r]; j < m->offset[r + 1]; j++) {
        sold += m->inv_x[j] == 0 ? 0 : z[j];
    }
    to->duty += rate[i * m->blocks + r] * sold;
    to->value += sold;
    to->rates += rate[i * m->blocks + r];
    to->count += 1;
}

gvc_status gvc_duties_protection(gvc_ctx *ctx, const gvc_model *m, const double *rate, double *own)
{
    size_t sectors = (size_t)gvc_table_count(m->table, GVC_SECTOR);
    imports *all = gvc_calloc(sectors, sizeof *all);
    if (all == NULL) {
        return gvc_fail_memory(ctx, sectors * sizeof *all, "the duties of products");
    }
    for (gvc_idx r = 0; r < m->blocks; r++) {
        memset(all, 0, sectors * sizeof *all);
        for (gvc_idx i = 0; i < m->n; i++) {
            if (m->block[i] != r) {
                add_seller(m, rate, i, r, &all[m->sector[i]]);
            }
        }
        for (gvc_idx j = m->offset[r]; j < m->offset[r + 1]; j++) {
            const imports *p = &all[m->sector[j]];
            own[j] = p->value > 0 ? p->duty / p->value : p->count > 0 ? p->rates / p->count : 0;
        }
    }
    gvc_release(all);
    return GVC_OK;
}
