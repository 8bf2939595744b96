/* coefficients.c - tables published as input coefficients: their output, and flows out of them
 *
 * x = A x + Y 1 is solved by sweeps over the rows of A as they lie (Gauss-Seidel), so nothing but
 * vectors is needed beside the table; for coefficients of an economy that can reproduce itself the
 * sweeps converge. */
#include <math.h>

#include "table/sums.h"
#include "table/table.h"

enum { MOST_SWEEPS = 500 }; /* after the first */

static const double settled = 1e-15; /* largest change of a sweep, relative to the largest output */

/* One sweep; returns the largest change, and the largest output through *largest. */
static double sweep(const gvc_dense *a, const double *uses, double *x, double *largest)
{
    double change = 0;
    *largest = 0;
    for (gvc_idx i = 0; i < a->rows; i++) {
        const double *row = a->data + i * a->stride;
        double sum = uses[i];
        for (gvc_idx j = 0; j < a->cols; j++) {
            sum += row[j] * x[j];
        }
        double next = (sum - row[i] * x[i]) / (1 - row[i]);
        change = fmax(change, fabs(next - x[i]));
        x[i] = next;
        *largest = fmax(*largest, fabs(next));
    }
    return change;
}

static gvc_status fail_output(gvc_ctx *ctx)
{
    return gvc_fail(ctx, GVC_ESINGULAR,
                    "the input coefficients and final use imply no output: an industry uses more "
                    "than it makes");
}

/* After the last sweep: changes that shrink would get there in the end. */
static gvc_status fail_sweeps(gvc_ctx *ctx, double before, double change, double largest)
{
    if (!(change < before)) {
        return fail_output(ctx);
    }
    return gvc_fail(
        ctx, GVC_ESINGULAR,
        "the output that the input coefficients and final use imply is not found: after "
        "%d sweeps it still changes by %.2g of its largest; industries use nearly all "
        "that they make, so look for coefficients that are too large",
        MOST_SWEEPS, change / largest);
}

gvc_status gvc_builder_implied_output(gvc_ctx *ctx, gvc_builder *b, double *x)
{
    const gvc_dense *a = gvc_builder_z(b), *y = gvc_builder_y(b);
    double *uses = gvc_calloc((size_t)a->rows, sizeof *uses);
    double *columns = gvc_calloc((size_t)y->cols, sizeof *columns);
    gvc_status status = uses == NULL || columns == NULL
                            ? gvc_fail_memory(ctx, gvc_table_bytes(1, a->rows), "output")
                            : GVC_OK;
    if (status == GVC_OK) {
        gvc_add_sums(y, uses, columns);
    }
    for (gvc_idx i = 0; status == GVC_OK && i < a->rows; i++) {
        x[i] = uses[i];
        /* Written so that a coefficient that is no number fails too. */
        status = a->data[i * a->stride + i] < 1 ? GVC_OK : fail_output(ctx);
    }
    double change = 1, largest = 1, least = (double)INFINITY;
    /* At the end rounding alone is left, which may stay above the limit but no longer shrinks. */
    for (int k = 0, stuck = 0; status == GVC_OK && change > settled * largest && stuck < 4; k++) {
        double before = change;
        change = sweep(a, uses, x, &largest);
        stuck = change < least ? 0 : stuck + (change < 1e-13 * largest);
        least = fmin(least, change);
        if (k == MOST_SWEEPS || !isfinite(change)) {
            status = fail_sweeps(ctx, before, change, largest);
        }
        if (status == GVC_OK) {
            status = gvc_progress(ctx, "output", (uint64_t)k, 0);
        }
    }
    gvc_release(uses);
    gvc_release(columns);
    return status;
}

void gvc_builder_scale_columns(gvc_dense *m, const double *x)
{
    for (gvc_idx i = 0; i < m->rows; i++) {
        double *row = m->data + i * m->stride;
        for (gvc_idx j = 0; j < m->cols; j++) {
            row[j] *= x[j];
        }
    }
}
