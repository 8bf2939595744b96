/* scaling.c - GRAS: X = diag(r) P diag(s) - diag(1/r) N diag(1/s) with given row and column sums
 *
 * p_i = sum_j P_ij s_j, q_i = sum_j N_ij / s_j, and r_i solves r p - q / r = u_i; columns alike. A
 * sweep reads the cells once: when the factor of a row is known, the row still lies in the cache
 * and goes into the sums of the columns. Factors and their inverses are kept apart, so that a total
 * of 0 is no division by 0. Flops: 8 a cell and sweep. */
#include "table/scaling.h"

#include <math.h>

/* Factor of the positive cells of a line, and that of the negative ones, its inverse. */
typedef struct factor {
    double up, down;
} factor;

typedef struct work {
    const gvc_scaling *m;
    factor *rows;
    factor *columns[GVC_SCALING_PARTS];
    double *above[GVC_SCALING_PARTS], *below[GVC_SCALING_PARTS]; /* sums of the columns */
} work;

/* The root of r p - q / r = total, in the form that does not cancel. */
static factor solve(double total, double p, double q)
{
    if (p > 0 && q > 0) {
        double root = hypot(total, 2 * sqrt(p) * sqrt(q));
        return total >= 0 ? (factor){(total + root) / (2 * p), 2 * p / (total + root)}
                          : (factor){2 * q / (root - total), (root - total) / (2 * q)};
    }
    if (p > 0) {
        double up = total > 0 ? total / p : 0;
        return (factor){up, up > 0 ? 1 / up : 0};
    }
    if (q > 0) {
        double down = total < 0 ? -total / q : 0;
        return (factor){down > 0 ? 1 / down : 0, down};
    }
    return (factor){1, 1};
}

/* How far p up - q down is from the total, relative to the cells without sign. */
static double gap_of(double total, double p, double q, factor f)
{
    double above = p * f.up, below = q * f.down, size = fmax(fabs(total), above + below);
    return size > 0 ? fabs(above - below - total) / size : 0;
}

static void note_gap(gvc_scaled *out, double gap, int part, gvc_idx at)
{
    if (!(gap <= out->gap)) {
        out->gap = gap;
        out->worst = (gvc_line){part, at};
    }
}

/* p and q of row i. */
static void row_sums(const work *w, gvc_idx i, double *p, double *q)
{
    *p = *q = 0;
    for (int k = 0; k < GVC_SCALING_PARTS && w->m->parts[k] != NULL; k++) {
        const gvc_dense *m = w->m->parts[k];
        const double *row = m->data + i * m->stride;
        const factor *s = w->columns[k];
        double above = 0, below = 0;
        for (gvc_idx j = 0; j < m->cols; j++) {
            double cell = row[j];
            above += (cell > 0 ? cell : 0) * s[j].up;
            below += (cell < 0 ? -cell : 0) * s[j].down;
        }
        *p += above;
        *q += below;
    }
}

/* Row i with its factor goes into the sums of the columns. */
static void add_row(const work *w, gvc_idx i)
{
    factor r = w->rows[i];
    for (int k = 0; k < GVC_SCALING_PARTS && w->m->parts[k] != NULL; k++) {
        const gvc_dense *m = w->m->parts[k];
        const double *row = m->data + i * m->stride;
        double *above = w->above[k], *below = w->below[k];
        for (gvc_idx j = 0; j < m->cols; j++) {
            double cell = row[j];
            above[j] += (cell > 0 ? cell : 0) * r.up;
            below[j] += (cell < 0 ? -cell : 0) * r.down;
        }
    }
}

static void clear_sums(const work *w)
{
    for (int k = 0; k < GVC_SCALING_PARTS && w->m->parts[k] != NULL; k++) {
        for (gvc_idx j = 0; j < w->m->parts[k]->cols; j++) {
            w->above[k][j] = w->below[k][j] = 0;
        }
    }
}

/* Rows, then columns. out: the gap of the rows before; the columns had none. */
static void sweep(const work *w, gvc_scaled *out)
{
    out->gap = 0;
    out->worst = (gvc_line){-1, -1};
    clear_sums(w);
    for (gvc_idx i = 0; i < w->m->parts[0]->rows; i++) {
        double p, q;
        row_sums(w, i, &p, &q);
        note_gap(out, gap_of(w->m->rows[i], p, q, w->rows[i]), -1, i);
        w->rows[i] = solve(w->m->rows[i], p, q);
        add_row(w, i);
    }
    for (int k = 0; k < GVC_SCALING_PARTS && w->m->parts[k] != NULL; k++) {
        for (gvc_idx j = 0; j < w->m->parts[k]->cols; j++) {
            w->columns[k][j] = solve(w->m->columns[k][j], w->above[k][j], w->below[k][j]);
        }
    }
}

/* The gaps of all lines with the factors as they are. */
static void measure(const work *w, gvc_scaled *out)
{
    out->gap = 0;
    out->worst = (gvc_line){-1, -1};
    clear_sums(w);
    for (gvc_idx i = 0; i < w->m->parts[0]->rows; i++) {
        double p, q;
        row_sums(w, i, &p, &q);
        note_gap(out, gap_of(w->m->rows[i], p, q, w->rows[i]), -1, i);
        add_row(w, i);
    }
    for (int k = 0; k < GVC_SCALING_PARTS && w->m->parts[k] != NULL; k++) {
        for (gvc_idx j = 0; j < w->m->parts[k]->cols; j++) {
            note_gap(out,
                     gap_of(w->m->columns[k][j], w->above[k][j], w->below[k][j], w->columns[k][j]),
                     k, j);
        }
    }
}

static void apply(const work *w)
{
    for (int k = 0; k < GVC_SCALING_PARTS && w->m->parts[k] != NULL; k++) {
        gvc_dense *m = w->m->parts[k];
        for (gvc_idx i = 0; i < m->rows; i++) {
            double *row = m->data + i * m->stride;
            factor r = w->rows[i];
            for (gvc_idx j = 0; j < m->cols; j++) {
                const factor *s = &w->columns[k][j];
                row[j] *= row[j] > 0 ? r.up * s->up : r.down * s->down;
            }
        }
    }
}

static factor *ones(gvc_idx count)
{
    factor *f = gvc_malloc((size_t)count, sizeof *f);
    for (gvc_idx i = 0; f != NULL && i < count; i++) {
        f[i] = (factor){1, 1};
    }
    return f;
}

static bool prepare(work *w)
{
    w->rows = ones(w->m->parts[0]->rows);
    bool done = w->rows != NULL;
    for (int k = 0; k < GVC_SCALING_PARTS && w->m->parts[k] != NULL; k++) {
        size_t cols = (size_t)w->m->parts[k]->cols;
        w->columns[k] = ones(w->m->parts[k]->cols);
        w->above[k] = gvc_calloc(cols, sizeof(double));
        w->below[k] = gvc_calloc(cols, sizeof(double));
        done = done && w->columns[k] != NULL && w->above[k] != NULL && w->below[k] != NULL;
    }
    return done;
}

gvc_status gvc_scale(gvc_ctx *ctx, const gvc_scaling *m, double tolerance, int sweeps,
                     gvc_scaled *out)
{
    work w = {.m = m};
    gvc_scaled found = {.gap = HUGE_VAL};
    gvc_status s =
        prepare(&w) ? GVC_OK : gvc_fail_memory(ctx, 0, "the factors that balance a table");
    /* The first sweep has only started: its gap is that of the rows as they came. */
    while (s == GVC_OK && found.sweeps < sweeps &&
           (found.sweeps < 2 || !(found.gap <= tolerance))) {
        sweep(&w, &found);
        found.sweeps++;
        s = gvc_progress(ctx, "balancing", (uint64_t)found.sweeps, 0);
    }
    if (s == GVC_OK) {
        measure(&w, &found);
        found.done = found.gap <= tolerance;
    }
    if (s == GVC_OK && found.done) {
        apply(&w);
    }
    gvc_release(w.rows);
    for (int k = 0; k < GVC_SCALING_PARTS; k++) {
        gvc_release(w.columns[k]);
        gvc_release(w.above[k]);
        gvc_release(w.below[k]);
    }
    *out = found;
    return s;
}

/* ---- what can be said before ------------------------------------------------------------------
 */

/* Signs of the cells of a line: bit 0 above, bit 1 below zero. */
static unsigned char sign_of(double cell)
{
    return cell > 0 ? 1 : cell < 0 ? 2 : 0;
}

static bool wrong(unsigned char signs, double total, gvc_line_fault *fault)
{
    *fault = signs == 0 ? GVC_LINE_EMPTY : signs == 1 ? GVC_LINE_POSITIVE : GVC_LINE_NEGATIVE;
    return (signs == 0 && total != 0) || (signs == 1 && total < 0) || (signs == 2 && total > 0);
}

static void look_at(const unsigned char *signs, const double *totals, gvc_idx count, int part,
                    gvc_line *first, gvc_line_fault *fault, gvc_idx *found)
{
    for (gvc_idx i = 0; i < count; i++) {
        gvc_line_fault f;
        if (wrong(signs[i], totals[i], &f) && (*found)++ == 0) {
            *first = (gvc_line){part, i};
            *fault = f;
        }
    }
}

gvc_status gvc_scaling_check(gvc_ctx *ctx, const gvc_scaling *m, gvc_line *first,
                             gvc_line_fault *fault, gvc_idx *count)
{
    gvc_idx n = m->parts[0]->rows;
    unsigned char *of_rows = gvc_calloc((size_t)n, 1);
    *count = 0;
    gvc_status s =
        of_rows == NULL ? gvc_fail_memory(ctx, (size_t)n, "the signs of a table") : GVC_OK;
    for (int k = 0; k < GVC_SCALING_PARTS && m->parts[k] != NULL && s == GVC_OK; k++) {
        const gvc_dense *part = m->parts[k];
        unsigned char *of_columns = gvc_calloc((size_t)part->cols, 1);
        if (of_columns == NULL) {
            s = gvc_fail_memory(ctx, (size_t)part->cols, "the signs of a table");
            break;
        }
        for (gvc_idx i = 0; i < n; i++) {
            for (gvc_idx j = 0; j < part->cols; j++) {
                unsigned char sign = sign_of(part->data[i * part->stride + j]);
                of_rows[i] |= sign;
                of_columns[j] |= sign;
            }
        }
        look_at(of_columns, m->columns[k], part->cols, k, first, fault, count);
        gvc_release(of_columns);
    }
    if (s == GVC_OK) {
        look_at(of_rows, m->rows, n, -1, first, fault, count);
    }
    gvc_release(of_rows);
    return s;
}
