/* trace_flow.c - the second factor: flows of one exporter, split by final absorber, and the part of
 * them that counts.
 *
 *   F_sr[., d] = [d = r] Y_sr + A_sr (B Y)_rd             sum over d: E_sr
 *   sink       B Y replaced by B^{/s} Y^{/s}              sum over d: E_sr - A_sr g^s_r
 *   sectexp    F / (1 + alpha_i), sectbil F / (1 + alpha_ir), alpha_ir = (A_sr B_rs)_ii
 *   bilateral  K^-1 F, K = I + A_sr B_rs
 * Borin and Mancini (2023), Economic Systems Research 35(4). Cost: 2 n^2 G for all exporters; sink
 * by absorber twice that again; bilateral 2 n^2 N. */
#include <string.h>

#include "blas.h"
#include "methods/exports.h"
#include "methods/self.h"
#include "methods/trace.h"
#include "model/perimeter.h"

static const gvc_report fine = {.code = GVC_MAT_OK, .where = -1};

size_t gvc_trace_part_numbers(const gvc_model *m, const gvc_trace *t, gvc_idx industries,
                              gvc_idx square, size_t counts[4])
{
    size_t cells = (size_t)industries * (size_t)t->cols;
    const gvc_trace_view *v = &t->view;
    bool by_pair = v->rule == GVC_TRACE_BILATERAL && v->sector;
    counts[0] = cells;
    counts[1] = t->separate ? cells : 0;
    counts[2] = t->has[GVC_TRACE_VA] && v->rule == GVC_TRACE_WORLD_SINK ? cells : 0;
    counts[3] = !t->has[GVC_TRACE_VA]                      ? 0
                : v->rule == GVC_TRACE_SOURCE && v->origin ? (size_t)square
                : by_pair                                  ? (size_t)square * (size_t)m->blocks
                                                           : 0;
    return counts[0] + counts[1] + counts[2] + counts[3];
}

gvc_trace_part gvc_trace_part_of(const gvc_model *m, const gvc_trace *t, gvc_idx s)
{
    gvc_trace_part p = t->all;
    gvc_idx cells = m->offset[s] * t->cols, square = t->square[s];
    square *= t->view.rule == GVC_TRACE_BILATERAL ? m->blocks : 1;
    p.flow += cells;
    p.counted = t->separate ? p.counted + cells : p.flow;
    p.direct += p.direct == NULL ? 0 : cells;
    p.cut += p.cut == NULL ? 0 : square;
    return p;
}

/* ---- flows -------------------------------------------------------------------------------------
 */

/* Spreads numbers by importer, industries x blocks, over the columns: one each, or their sum; where
 * absorbers are told apart too, importers are the absorbers. */
static void place_importers(const gvc_model *m, const gvc_trace *t, gvc_idx s, const double *from,
                            double *to)
{
    const gvc_trace_view *v = &t->view;
    memset(to, 0, (size_t)(gvc_model_size(m, s) * t->cols) * sizeof *to);
    for (gvc_idx i = 0; i < gvc_model_size(m, s); i++, from += m->blocks, to += t->cols) {
        for (gvc_idx r = 0; r < m->blocks; r++) {
            gvc_idx c = (v->importer ? r * t->width : 0) + (v->absorber ? r : 0);
            to[c] += r == s ? 0 : from[r];
        }
    }
}

/* to += A_s,first..end (output by absorber), which comes per unit of output. */
static void add_inputs(const gvc_model *m, gvc_idx s, const double *absorbed, gvc_idx first,
                       gvc_idx end, double *to, gvc_idx stride)
{
    gvc_dense rows = gvc_model_rows(m, s);
    gvc_dense z = {rows.data + first, rows.rows, end - first, rows.stride};
    gvc_dense output = {(double *)absorbed + first, m->blocks, end - first, m->n};
    gvc_dense out = {to, rows.rows, m->blocks, stride};
    if (end > first) {
        gvc_times_transposed(1.0, &z, &output, 1.0, &out);
    }
}

/* F by absorber for the output by absorber that is given, per unit of output. */
static void fill_absorbed(const gvc_model *m, const gvc_trace *t, gvc_idx s, const double *absorbed,
                          double *to)
{
    place_importers(m, t, s, m->y.data + m->offset[s] * m->y.stride, to);
    for (gvc_idx r = 0; r < m->blocks && t->view.importer; r++) {
        if (r != s) {
            add_inputs(m, s, absorbed, m->offset[r], m->offset[r + 1], to + r * t->width, t->cols);
        }
    }
    if (!t->view.importer) {
        add_inputs(m, s, absorbed, 0, m->offset[s], to, t->cols);
        add_inputs(m, s, absorbed, m->offset[s + 1], m->n, to, t->cols);
    }
}

static void fill_flow(const gvc_model *m, const gvc_trace *t, gvc_idx s, double *to)
{
    gvc_idx first = m->offset[s];
    if (t->view.in == GVC_TRACE_OUTPUT) {
        memcpy(to, m->x + first, (size_t)gvc_model_size(m, s) * sizeof *to);
    } else if (t->view.absorber) {
        fill_absorbed(m, t, s, t->absorbed, to);
    } else {
        place_importers(m, t, s, m->e.data + first * m->e.stride, to);
    }
}

/* A_sr u_r of every importer into w->products. */
static void times_importers(const gvc_model *m, gvc_idx s, const double *u, gvc_trace_work *w)
{
    gvc_exports_times(m, s, &u, 1, &w->scaled, &w->products);
}

void gvc_trace_direct(const gvc_model *m, gvc_idx s, gvc_trace_work *w)
{
    times_importers(m, s, m->ly, w);
    for (gvc_idx i = m->offset[s], c = 0; i < m->offset[s + 1]; i++) {
        for (gvc_idx r = 0; r < m->blocks; r++, c++) {
            w->products[c] = r == s ? 0 : m->y.data[i * m->y.stride + r] + w->products[c];
        }
    }
}

/* ---- sink --------------------------------------------------------------------------------------
 */

/* E_sr - A_sr g_r: without what leaves s again later. */
static void fill_last(const gvc_model *m, const gvc_trace *t, gvc_idx s, gvc_trace_work *w,
                      double *to)
{
    times_importers(m, s, m->g.data + s * m->g.stride, w);
    for (gvc_idx i = m->offset[s], c = 0; i < m->offset[s + 1]; i++) {
        for (gvc_idx r = 0; r < m->blocks; r++, c++) {
            w->products[c] = m->e.data[i * m->e.stride + r] - w->products[c];
        }
    }
    place_importers(m, t, s, w->products, to);
}

static void copy_block(const gvc_dense *from, double *to)
{
    for (gvc_idx i = 0; i < from->rows; i++) {
        memcpy(to + i * from->cols, from->data + i * from->stride, (size_t)from->cols * sizeof *to);
    }
}

/* w->panel = B^{/s} Y^{/s} per unit of output, outside s: B Y - B_.s B_ss^-1 ((B Y)_s - L_ss Y_ss),
 * the last in column s alone. */
static gvc_report cut_output(const gvc_model *m, gvc_idx s, gvc_trace_work *w)
{
    gvc_idx size = gvc_model_size(m, s), first = m->offset[s];
    gvc_dense own = gvc_model_inverse_block(m, s, s), block = {w->square[0], size, size, size};
    gvc_dense sides = {w->sides, m->blocks, size, size};
    copy_block(&own, block.data);
    for (gvc_idx d = 0; d < m->blocks; d++) {
        double *side = sides.data + d * size;
        memcpy(w->panel + d * m->n, m->by.data + d * m->by.stride, (size_t)m->n * sizeof(double));
        memcpy(side, w->panel + d * m->n + first, (size_t)size * sizeof(double));
        for (gvc_idx i = 0; i < size && d == s; i++) {
            side[i] -= m->ly[first + i];
        }
    }
    gvc_report report = gvc_solve_right(&block, &sides);
    report.where += report.where < 0 ? 0 : first;
    gvc_dense all = gvc_leontief_inverse(m->leontief), panel = {w->panel, m->blocks, m->n, m->n};
    gvc_dense columns = {all.data + first, m->n, size, all.stride};
    if (report.code == GVC_MAT_OK) {
        gvc_times_transposed(-1.0, &sides, &columns, 1.0, &panel);
    }
    for (gvc_idx d = 0; d < m->blocks; d++) {
        for (gvc_idx j = 0; j < m->n; j++) {
            w->panel[d * m->n + j] *= m->inv_x[j];
        }
    }
    return report;
}

static gvc_report fill_sink(const gvc_model *m, const gvc_trace *t, gvc_idx s, gvc_trace_work *w,
                            double *to)
{
    if (!t->view.absorber) {
        fill_last(m, t, s, w, to);
        return fine;
    }
    gvc_report report = cut_output(m, s, w);
    if (report.code == GVC_MAT_OK) {
        fill_absorbed(m, t, s, w->panel, to);
    }
    return report;
}

/* ---- perimeters of one industry, one importer, or both ------------------------------------------
 */

static gvc_report fill_industry(const gvc_model *m, const gvc_trace *t, gvc_idx s,
                                gvc_trace_work *w, const double *flow, double *to)
{
    bool pair = t->view.rule == GVC_TRACE_SECTBIL;
    gvc_report report = gvc_self_loops(m, !pair, s, w->products);
    for (gvc_idx i = 0; i < gvc_model_size(m, s); i++) {
        const double *loops = w->products + i * m->blocks;
        for (gvc_idx c = 0; c < t->cols; c++) {
            to[i * t->cols + c] = flow[i * t->cols + c] / (1 + loops[pair ? c / t->width : 0]);
        }
    }
    return report;
}

/* w->square[0] = K_sr. */
static void fill_perimeter(const gvc_model *m, gvc_idx s, gvc_idx r, gvc_trace_work *w)
{
    gvc_idx size = gvc_model_size(m, s);
    gvc_dense k = {w->square[0], size, size, size};
    gvc_perimeter_pair p = gvc_perimeter_between(m, s, r, w->square[1]);
    gvc_perimeter_loop(&p.inputs, &p.back, &k);
}

/* K^-1 F_sr for every absorber into the columns of r. */
static gvc_report solve_pair(const gvc_model *m, const gvc_trace *t, gvc_idx s, gvc_idx r,
                             gvc_trace_work *w, const gvc_trace_part *part)
{
    gvc_idx size = gvc_model_size(m, s);
    gvc_dense k = {w->square[0], size, size, size}, f = {w->sides, t->width, size, size};
    const double *from = part->flow + r * t->width;
    double *to = part->counted + r * t->width;
    for (gvc_idx i = 0; i < size; i++) {
        for (gvc_idx d = 0; d < t->width; d++) {
            f.data[d * size + i] = from[i * t->cols + d];
        }
    }
    gvc_report report = gvc_solve_right(&k, &f);
    for (gvc_idx i = 0; i < size; i++) {
        for (gvc_idx d = 0; d < t->width; d++) {
            to[i * t->cols + d] = f.data[d * size + i];
        }
    }
    return report;
}

/* Transposed K^-1 of importer r. */
static gvc_report invert_pair(gvc_idx size, gvc_trace_work *w, double *to)
{
    gvc_dense k = {w->square[0], size, size, size}, f = {to, size, size, size};
    memset(to, 0, (size_t)(size * size) * sizeof *to);
    for (gvc_idx i = 0; i < size; i++) {
        to[i * size + i] = 1;
    }
    return gvc_solve_right(&k, &f);
}

static gvc_report fill_pairs(const gvc_model *m, const gvc_trace *t, gvc_idx s, gvc_trace_work *w,
                             const gvc_trace_part *part)
{
    gvc_report report = fine;
    gvc_idx size = gvc_model_size(m, s);
    if (part->cut == NULL) {
        memset(part->counted, 0, (size_t)(size * t->cols) * sizeof(double));
    }
    for (gvc_idx r = 0; r < m->blocks && report.code == GVC_MAT_OK; r++) {
        if (r != s) {
            fill_perimeter(m, s, r, w);
            report = part->cut == NULL ? solve_pair(m, t, s, r, w, part)
                                       : invert_pair(size, w, part->cut + r * size * size);
        }
    }
    report.where += report.where < 0 ? 0 : m->offset[s];
    return report;
}

/* Transposed B_ss^-1 L_ss. */
static gvc_report fill_cut(const gvc_model *m, gvc_idx s, gvc_trace_work *w, double *to)
{
    gvc_idx size = gvc_model_size(m, s);
    gvc_dense own = gvc_model_inverse_block(m, s, s), l = gvc_local_block(m->local, s);
    gvc_dense block = {w->square[0], size, size, size}, f = {to, size, size, size};
    copy_block(&own, block.data);
    for (gvc_idx i = 0; i < size; i++) {
        for (gvc_idx j = 0; j < size; j++) {
            to[j * size + i] = l.data[i * l.stride + j];
        }
    }
    gvc_report report = gvc_solve_right(&block, &f);
    report.where += report.where < 0 ? 0 : m->offset[s];
    return report;
}

/* ---- one exporter ------------------------------------------------------------------------------
 */

gvc_report gvc_trace_fill(const gvc_model *m, const gvc_trace *t, gvc_idx s, gvc_trace_work *w,
                          const gvc_trace_part *part)
{
    if (gvc_model_size(m, s) == 0) {
        return fine;
    }
    fill_flow(m, t, s, part->flow);
    if (!t->has[GVC_TRACE_VA]) {
        return fine;
    }
    if (part->direct != NULL) {
        gvc_trace_direct(m, s, w);
        place_importers(m, t, s, w->products, part->direct);
    }
    switch (t->view.rule) {
    case GVC_TRACE_SOURCE:
        return part->cut == NULL ? fine : fill_cut(m, s, w, part->cut);
    case GVC_TRACE_SINK:
    case GVC_TRACE_WORLD_SINK:
        return fill_sink(m, t, s, w, part->counted);
    case GVC_TRACE_SECTEXP:
    case GVC_TRACE_SECTBIL:
        return fill_industry(m, t, s, w, part->flow, part->counted);
    case GVC_TRACE_BILATERAL:
        return fill_pairs(m, t, s, w, part);
    case GVC_TRACE_WORLD_SOURCE:
    case GVC_TRACE_NONE:
        break;
    }
    return fine;
}
