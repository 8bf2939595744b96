/* memory.c - what a run holds at its peak, known before anything is solved
 *
 * The table, the model and L stay all the time; beside them come, one after the other, the panel of
 * left vectors with its solver, the panel of right ones with its solver, and the exporters. */
#include "model/model.h"
#include "table/table.h"

/* Code and buffers of the libraries that every run touches. */
static const size_t program = (size_t)20 << 20;

/* Of a table that was opened for its labels alone: what it would hold. */
static size_t labelled_bytes(const gvc_table *t)
{
    gvc_idx n = gvc_table_count(t, GVC_INDUSTRY), f = gvc_table_count(t, GVC_FINAL_USE);
    gvc_idx rows = gvc_table_count(t, GVC_VALUE_ADDED) + gvc_table_count(t, GVC_EXTENSION);
    return gvc_table_bytes(n, n) + gvc_table_bytes(n, f) + gvc_table_bytes(rows, n) +
           gvc_table_bytes(rows, f);
}

static size_t table_bytes(const gvc_table *t)
{
    if (t->z.data == NULL) {
        return labelled_bytes(t);
    }
    const gvc_dense *all[] = {&t->z, &t->y, &t->v, &t->e, &t->ey};
    size_t bytes = 0;
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        bytes += all[k]->data == NULL ? 0 : gvc_table_bytes(all[k]->rows, all[k]->cols);
    }
    return bytes;
}

size_t gvc_model_table_bytes(const gvc_model *m)
{
    return table_bytes(m->table);
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t always(const gvc_model *m)
{
    const size_t vectors = 20; /* of the model and of the table's labels */
    size_t one = (size_t)m->n * sizeof(double), panels = 2 * (size_t)m->blocks; /* y, e */
    return program + table_bytes(m->table) + (vectors + panels) * one +
           (gvc_model_in_table_order(m) ? 0 : gvc_table_bytes(m->n, m->n)) +
           gvc_local_bytes(m->offset, m->blocks);
}

static size_t right_panel(const gvc_model *m, const gvc_workload *work)
{
    return (size_t)(work->right + work->cut_right) * (size_t)m->n * sizeof(double);
}

size_t gvc_model_beside_bytes(const gvc_model *m, const gvc_workload *work, size_t later)
{
    size_t left = (size_t)(work->left + work->cut_left) * (size_t)m->n * sizeof(double);
    size_t right = right_panel(m, work), panels = 2 * larger(left, right);
    return always(m) + (work->inverse ? larger(panels, right + later) : panels);
}

size_t gvc_model_peak_bytes(const gvc_model *m, const gvc_plan *plan, size_t later)
{
    size_t solving = gvc_model_beside_bytes(m, &plan->work, later) + plan->bytes;
    return larger(solving, always(m) + right_panel(m, &plan->work) + later);
}
