/* scenario_cut.c - flows that stop or move: A' = A - E_R P on the rows R and columns C, and e what
 * the rows sell less at the outputs of before. Then
 *
 *   x' - x = -B_.R (I + P B_CR)^-1 e,
 *
 * exact, with as many solves as the smaller of R and C has industries and one more (the perimeter
 * lemma, model/perimeter.h). */
#include "methods/scenario_quantities.h"
#include "model/perimeter.h"

gvc_status gvc_scenario_cut_solve(gvc_ctx *ctx, const gvc_model *m, const gvc_scenario_cut *cut,
                                  double *output)
{
    gvc_dense both = {0};
    gvc_perimeter p = {.from = cut->row,
                       .to = cut->col,
                       .from_count = cut->rows,
                       .to_count = cut->cols,
                       .e = cut->flow,
                       .cut = &cut->cells};
    gvc_status status = gvc_model_panel(ctx, &both, 2, m->n);
    if (status == GVC_OK && m->leontief == NULL) { /* `extra` had no memory to count them */
        status = gvc_fail_memory(ctx, (size_t)m->n, "the flows that change");
    }
    if (status == GVC_OK) {
        status = gvc_perimeter_solve(ctx, m, &p, both.data, both.data + both.stride);
    }
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        output[i] = 0 - both.data[i]; /* never -0 */
    }
    gvc_release(both.data);
    return status;
}

gvc_status gvc_scenario_cut_new(gvc_ctx *ctx, const gvc_model *m, const bool *row, const bool *col,
                                gvc_scenario_cut *out)
{
    gvc_status status = gvc_scenario_list(ctx, row, m->n, &out->row, &out->rows);
    if (status == GVC_OK) {
        status = gvc_scenario_list(ctx, col, m->n, &out->col, &out->cols);
    }
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &out->cells, out->rows, out->cols);
    }
    if (status == GVC_OK) {
        out->flow = gvc_calloc((size_t)out->rows, sizeof *out->flow);
        status = out->flow == NULL
                     ? gvc_fail_memory(ctx, (size_t)out->rows, "the flows that change")
                     : GVC_OK;
    }
    return status;
}

void gvc_scenario_cut_free(gvc_scenario_cut *cut)
{
    gvc_release(cut->row);
    gvc_release(cut->col);
    gvc_release(cut->cells.data);
    gvc_release(cut->flow);
    *cut = (gvc_scenario_cut){0};
}

gvc_workload gvc_scenario_cut_work(const gvc_model *m, const bool *row, const bool *col)
{
    return gvc_perimeter_work(m, gvc_scenario_count(row, m->n), gvc_scenario_count(col, m->n));
}

size_t gvc_scenario_cut_bytes(const gvc_model *m, const bool *row, const bool *col)
{
    gvc_idx rows = gvc_scenario_count(row, m->n), cols = gvc_scenario_count(col, m->n);
    return gvc_perimeter_bytes(m, rows, cols) +
           (size_t)(rows * cols + 2 * rows + cols + 2 * m->n) * sizeof(double);
}
