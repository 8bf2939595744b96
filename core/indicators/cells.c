/* cells.c - the few ways in which indicators fill cells */
#include "indicators/indicator.h"

static void put(const gvc_cells *to, gvc_idx sector, gvc_idx partner, double value)
{
    to->values[sector * to->by_sector + partner * to->by_partner] += value;
}

void gvc_put_own(const gvc_indicator_work *w, const double *a, const double *b, const gvc_cells *to)
{
    const gvc_model *m = w->m;
    for (gvc_idx i = m->offset[w->c]; i < m->offset[w->c + 1]; i++) {
        put(to, m->sector[i], 0, b == NULL ? a[i] : a[i] * b[i]);
    }
}

/* factor (gross - part) of the partners first .. end - 1 of one industry; part may be NULL.
 * Partners lie side by side or are summed. */
static void put_partners(const gvc_cells *to, gvc_idx sector, gvc_idx first, gvc_idx end,
                         double factor, const double *gross, const double *part)
{
    double *cells = to->values + sector * to->by_sector, sum = 0;
    if (to->by_partner == 0) {
        for (gvc_idx p = first; p < end; p++) {
            sum += part == NULL ? gross[p] : gross[p] - part[p];
        }
        *cells += factor * sum;
    } else if (part == NULL) {
        for (gvc_idx p = first; p < end; p++) {
            cells[p] += factor * gross[p];
        }
    } else {
        for (gvc_idx p = first; p < end; p++) {
            cells[p] += factor * (gross[p] - part[p]);
        }
    }
}

void gvc_put_exports(const gvc_indicator_work *w, const double *coefficient, const gvc_dense *flow,
                     const gvc_dense *less, const gvc_cells *to)
{
    const gvc_model *m = w->m;
    for (gvc_idx i = m->offset[w->c]; i < m->offset[w->c + 1]; i++) {
        double factor = coefficient == NULL ? 1 : coefficient[i];
        const double *gross = gvc_row(flow, i), *part = less == NULL ? NULL : gvc_row(less, i);
        put_partners(to, m->sector[i], 0, w->c, factor, gross, part);
        put_partners(to, m->sector[i], w->c + 1, m->blocks, factor, gross, part);
    }
}

void gvc_put_rows(const gvc_indicator_work *w, const double *coefficient, const gvc_dense *rows,
                  const gvc_cells *to)
{
    const gvc_model *m = w->m;
    for (gvc_idx p = 0; p < m->blocks; p++) {
        const double *row = gvc_row(rows, p);
        for (gvc_idx i = m->offset[w->c]; i < m->offset[w->c + 1] && p != w->c; i++) {
            put(to, m->sector[i], p, coefficient[i] * row[i]);
        }
    }
}

void gvc_put_imports(const gvc_indicator_work *w, double sign, const double *coefficient,
                     const gvc_dense *flow, const gvc_dense *less, const gvc_cells *to)
{
    const gvc_model *m = w->m;
    for (gvc_idx j = 0; j < m->n; j++) {
        if (m->block[j] != w->c) {
            double gross = gvc_row(flow, j)[w->c];
            double factor = coefficient == NULL ? sign : sign * coefficient[j];
            put(to, m->sector[j], m->block[j],
                factor * (less == NULL ? gross : gross - gvc_row(less, j)[w->c]));
        }
    }
}

void gvc_put_abroad(const gvc_indicator_work *w, double sign, const double *a, const double *b,
                    const gvc_cells *to)
{
    const gvc_model *m = w->m;
    for (gvc_idx j = 0; j < m->n; j++) {
        if (m->block[j] != w->c) {
            put(to, m->sector[j], m->block[j], sign * a[j] * b[j]);
        }
    }
}

void gvc_put_here(const gvc_indicator_work *w, const gvc_cells *to)
{
    const gvc_model *m = w->m;
    for (gvc_idx i = m->offset[w->c]; i < m->offset[w->c + 1]; i++) {
        for (gvc_idx p = 0; p < m->blocks; p++) {
            put(to, m->sector[i], p, 1);
        }
    }
}

void gvc_put_there(const gvc_indicator_work *w, const gvc_cells *to)
{
    const gvc_model *m = w->m;
    for (gvc_idx j = 0; j < m->n; j++) {
        if (m->block[j] != w->c) {
            put(to, m->sector[j], m->block[j], 1);
        }
    }
}

void gvc_put_gross(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_exports(w, NULL, &w->m->e, NULL, to);
}
