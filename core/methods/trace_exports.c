/* trace_exports.c - the first factor, what an origin adds to a unit of exports (or output) of every
 * industry, and its product with the flows.
 *
 *   content, sink, sectexp, sectbil   v_o B[o, i]
 *   source                            v_o (B_.s B_ss^-1 L_ss)[o, i], at home v_o L_ss[o, i]
 *   bilateral                         v_o (B_.s K_sr^-1)[o, i]
 *   world, source                     v_o (L_tt A_ts L_ss)[o, i], at home v_o L_ss[o, i]
 *   world, sink                       v_o B[o, i] with the flows that the importer absorbs itself,
 *                                     and, where it is the origin, with what it re-exports so
 * Borin and Mancini (2023); see Miroudot and Ye (2021) for extraction in general. Cost: for origins
 * by country G vectors of the whole world, by industry n^2 N. */
#include <string.h>

#include "blas.h"
#include "methods/trace.h"

/* Where the numbers of exporter s go in a slab. */
typedef struct target {
    double *to;
    gvc_idx origin;          /* numbers of one origin industry */
    gvc_idx cols;            /* of one exporting industry or country */
    bool summed;             /* over the industries of s */
    const gvc_idx *position; /* of the industries of s; NULL: as they come */
} target;

/* to += kernel x factor, origin by origin, from column `first` on. kernel: origins x industries of
 * s, factor: industries of s x columns. */
static void add(const target *at, const gvc_dense *kernel, const gvc_dense *factor, gvc_idx first)
{
    if (kernel->cols == 0 || kernel->rows == 0) {
        return;
    }
    if (at->summed) {
        gvc_dense out = {at->to + first, kernel->rows, factor->cols, at->origin};
        gvc_times(1.0, kernel, factor, 1.0, &out);
        return;
    }
    for (gvc_idx p = 0; p < kernel->rows; p++) {
        for (gvc_idx i = 0; i < kernel->cols; i++) {
            double share = kernel->data[p * kernel->stride + i];
            const double *from = factor->data + i * factor->stride;
            gvc_idx row = at->position == NULL ? i : at->position[i];
            double *to = at->to + p * at->origin + row * at->cols + first;
            for (gvc_idx c = 0; c < factor->cols; c++) {
                to[c] += share * from[c];
            }
        }
    }
}

static gvc_dense factor_of(const gvc_model *m, const gvc_trace *t, gvc_idx s, double *data)
{
    return (gvc_dense){data, gvc_model_size(m, s), t->cols, t->cols};
}

/* A_sr L_rr (what r exports and its importers absorb), by absorber. */
static gvc_dense passed_on(const gvc_model *m, const gvc_trace *t, gvc_idx s, gvc_idx r,
                           gvc_trace_work *w)
{
    gvc_dense rows = gvc_model_rows(m, s), out = {w->extra, rows.rows, t->width, t->width};
    gvc_idx first = m->offset[r], count = gvc_model_size(m, r);
    gvc_dense z = {rows.data + first, rows.rows, count, rows.stride};
    gvc_dense passed = {t->passed + first, t->width, count, m->n};
    memset(out.data, 0, (size_t)(rows.rows * t->width) * sizeof(double));
    if (count > 0) {
        gvc_times_transposed(1.0, &z, &passed, 1.0, &out);
    }
    return out;
}

/* The kernel for every importer: base K_sr^-1, times the flow to it. */
static void add_pairs(const gvc_model *m, const gvc_trace *t, gvc_idx s, const gvc_dense *base,
                      const gvc_trace_part *part, double *scratch, const target *at)
{
    gvc_idx size = gvc_model_size(m, s);
    gvc_dense kernel = {scratch, base->rows, size, size};
    for (gvc_idx r = 0; r < m->blocks && size > 0; r++) {
        gvc_dense cut = {part->cut + r * size * size, size, size, size};
        gvc_dense flow = {part->flow + r * t->width, size, t->width, t->cols};
        if (r != s) {
            gvc_times_transposed(1.0, base, &cut, 0.0, &kernel);
            add(at, &kernel, &flow, r * t->width);
        }
    }
}

/* ---- an origin ---------------------------------------------------------------------------------
 */

/* An origin and one exporter. */
typedef struct pair {
    const gvc_model *m;
    const gvc_trace *t;
    gvc_trace_work *w;
    gvc_idx o, s;
    gvc_trace_part part;
} pair;

/* hat(v) M of the rows of origin o, into `to`. */
static gvc_dense weighted(const gvc_model *m, gvc_idx o, const gvc_dense *from, double *to)
{
    gvc_dense out = {to, from->rows, from->cols, from->cols};
    for (gvc_idx p = 0; p < out.rows; p++) {
        double v = m->v[m->offset[o] + p];
        for (gvc_idx i = 0; i < out.cols; i++) {
            to[p * out.cols + i] = v * from->data[p * from->stride + i];
        }
    }
    return out;
}

/* v_o B_os, with a row for the country or one for each industry; nothing where B is not there. */
static gvc_dense content_of(const pair *a)
{
    const gvc_model *m = a->m;
    gvc_idx size = gvc_model_size(m, a->s);
    if (!a->t->view.origin_sector) {
        const double *row = gvc_row(&m->w, a->o);
        return row == NULL ? (gvc_dense){NULL, 0, size, m->n}
                           : (gvc_dense){(double *)row + m->offset[a->s], 1, size, m->n};
    }
    if (!m->has_inverse) {
        return (gvc_dense){NULL, 0, size, size};
    }
    gvc_dense block = gvc_model_inverse_block(m, a->o, a->s);
    return weighted(m, a->o, &block, a->w->kernel[0]);
}

/* v_o L_oo. */
static gvc_dense local_of(const pair *a)
{
    const gvc_model *m = a->m;
    gvc_idx size = gvc_model_size(m, a->o);
    if (!a->t->view.origin_sector) {
        return (gvc_dense){m->cl + m->offset[a->o], 1, size, size};
    }
    gvc_dense block = gvc_local_block(m->local, a->o);
    return weighted(m, a->o, &block, a->w->kernel[1]);
}

/* v_o B_os B_ss^-1 L_ss. */
static gvc_dense source_of(const pair *a, const gvc_dense *content)
{
    gvc_idx size = content->cols;
    gvc_dense cut = {a->part.cut, size, size, size};
    gvc_dense out = {a->w->kernel[1], content->rows, size, size};
    if (size > 0) {
        gvc_times_transposed(1.0, content, &cut, 0.0, &out);
    }
    return out;
}

/* v_o L_oo A_os L_ss: what has crossed one border. */
static gvc_dense once_of(const pair *a)
{
    const gvc_model *m = a->m;
    gvc_idx size = gvc_model_size(m, a->s), first = m->offset[a->s];
    gvc_dense home = local_of(a), rows = gvc_model_rows(m, a->o);
    gvc_dense z = {rows.data + first, rows.rows, size, rows.stride};
    gvc_dense inputs = {a->w->kernel[2], home.rows, size, size};
    gvc_dense l = gvc_local_block(m->local, a->s), out = {a->w->kernel[0], home.rows, size, size};
    if (size == 0 || rows.rows == 0) {
        return (gvc_dense){out.data, 0, size, size};
    }
    gvc_times(1.0, &home, &z, 0.0, &inputs);
    for (gvc_idx p = 0; p < inputs.rows; p++) {
        for (gvc_idx i = 0; i < size; i++) {
            inputs.data[p * size + i] *= m->inv_x[first + i];
        }
    }
    gvc_times(1.0, &inputs, &l, 0.0, &out);
    return out;
}

/* World, sink: foreign value added is what the importer absorbs itself, and of its own also what it
 * re-exports for others to absorb. */
static void add_world_sink(const pair *a, const gvc_dense *content, const target *at)
{
    const gvc_trace *t = a->t;
    gvc_dense counted = factor_of(a->m, t, a->s, a->part.counted);
    gvc_dense direct = factor_of(a->m, t, a->s, a->part.direct);
    if (a->s == a->o) {
        add(at, content, &counted, 0);
        return;
    }
    gvc_dense passed = passed_on(a->m, t, a->s, a->o, a->w);
    add(at, content, &direct, 0);
    add(at, content, &passed, t->view.importer ? a->o * t->width : 0);
}

static void add_va(const pair *a, const gvc_dense *content, const target *at)
{
    const gvc_trace *t = a->t;
    gvc_dense kernel = *content;
    gvc_dense factor = factor_of(a->m, t, a->s, a->part.counted);
    switch (t->view.rule) {
    case GVC_TRACE_SOURCE:
        kernel = a->s == a->o ? local_of(a) : source_of(a, content);
        break;
    case GVC_TRACE_WORLD_SOURCE:
        kernel = a->s == a->o ? local_of(a) : once_of(a);
        break;
    case GVC_TRACE_WORLD_SINK:
        add_world_sink(a, content, at);
        return;
    case GVC_TRACE_BILATERAL:
        if (t->view.sector) {
            add_pairs(a->m, t, a->s, content, &a->part, a->w->kernel[1], at);
            return;
        }
        break;
    case GVC_TRACE_SINK:
    case GVC_TRACE_SECTEXP:
    case GVC_TRACE_SECTBIL:
    case GVC_TRACE_NONE:
        break;
    }
    add(at, &kernel, &factor, 0);
}

/* One exporter's part of the slabs, the first row of `flow` only: the flow has no origin. */
static void add_pair(pair *a, double *const *slabs, target at, gvc_idx block)
{
    const gvc_trace *t = a->t;
    double *ones = a->w->kernel[2];
    a->part = gvc_trace_part_of(a->m, t, a->s);
    gvc_dense flow = factor_of(a->m, t, a->s, a->part.flow);
    gvc_dense each = {ones, 1, flow.rows, flow.rows};
    for (gvc_idx i = 0; i < flow.rows; i++) {
        ones[i] = 1;
    }
    at.to = slabs[GVC_TRACE_FLOW] + a->s * block;
    add(&at, &each, &flow, 0);
    gvc_dense content = content_of(a);
    if (t->has[GVC_TRACE_CONTENT]) {
        at.to = slabs[GVC_TRACE_CONTENT] + a->s * block;
        add(&at, &content, &flow, 0);
    }
    if (t->has[GVC_TRACE_VA]) {
        at.to = slabs[GVC_TRACE_VA] + a->s * block;
        add_va(a, &content, &at);
    }
}

/* GVC_TRACE_CONTENT or one more. */
static int terms_of(const gvc_trace *t)
{
    return t->view.rule == GVC_TRACE_NONE ? GVC_TRACE_CONTENT : GVC_TRACE_CONTENT + 1;
}

void gvc_trace_origin(const gvc_model *m, const gvc_trace *t, gvc_idx o, gvc_trace_work *w,
                      double *const *slabs)
{
    const gvc_trace_view *v = &t->view;
    gvc_idx sectors = v->sector ? gvc_table_count(m->table, GVC_SECTOR) : 1;
    gvc_idx block = sectors * t->cols, origin = block * m->blocks;
    gvc_idx rows = v->origin_sector ? gvc_model_size(m, o) : 1;
    for (int k = 0; k < terms_of(t); k++) {
        memset(slabs[k], 0, (size_t)(rows * origin) * sizeof(double));
    }
    for (gvc_idx s = 0; s < m->blocks && rows > 0; s++) {
        pair a = {.m = m, .t = t, .w = w, .o = o, .s = s};
        target at = {NULL, origin, t->cols, !v->sector, m->sector + m->offset[s]};
        add_pair(&a, slabs, at, block);
    }
    for (gvc_idx p = 1; p < rows; p++) {
        memcpy(slabs[GVC_TRACE_FLOW] + p * origin, slabs[GVC_TRACE_FLOW],
               (size_t)origin * sizeof(double));
    }
}

/* ---- an exporter, whatever the origin ----------------------------------------------------------
 */

/* (sum over t != s of cL_t A_ts) L_ss. */
static void once_abroad(const gvc_model *m, gvc_idx s, gvc_trace_work *w, double *to)
{
    gvc_idx first = m->offset[s], size = gvc_model_size(m, s), end = m->offset[s + 1];
    gvc_dense before = {m->z.data + first, first, size, m->z.stride};
    gvc_dense after = {m->z.data + end * m->z.stride + first, m->n - end, size, m->z.stride};
    gvc_dense cl_before = {m->cl, 1, first, m->n}, cl_after = {m->cl + end, 1, m->n - end, m->n};
    gvc_dense inputs = {w->scaled, 1, size, size}, l = gvc_local_block(m->local, s);
    memset(inputs.data, 0, (size_t)size * sizeof(double));
    if (before.rows > 0) {
        gvc_times(1.0, &cl_before, &before, 1.0, &inputs);
    }
    if (after.rows > 0) {
        gvc_times(1.0, &cl_after, &after, 1.0, &inputs);
    }
    for (gvc_idx i = 0; i < size; i++) {
        inputs.data[i] *= m->inv_x[first + i];
    }
    gvc_row_times(inputs.data, &l, to);
}

/* What all origins together add to a unit of exports of s. */
static gvc_dense all_origins(const gvc_model *m, const gvc_trace *t, gvc_idx s, gvc_trace_work *w)
{
    gvc_idx size = gvc_model_size(m, s), first = m->offset[s];
    gvc_dense row = {w->kernel[0], 1, size, size};
    gvc_trace_rule rule = t->view.rule;
    if (rule == GVC_TRACE_WORLD_SOURCE) {
        once_abroad(m, s, w, row.data);
    }
    for (gvc_idx i = 0; i < size; i++) {
        row.data[i] = rule == GVC_TRACE_SOURCE         ? m->cl[first + i] + m->f[first + i]
                      : rule == GVC_TRACE_WORLD_SOURCE ? m->cl[first + i] + row.data[i]
                                                       : m->cb[first + i] + m->cf[first + i];
    }
    return row;
}

static void add_all_world_sink(const gvc_model *m, const gvc_trace *t, gvc_idx s, gvc_trace_work *w,
                               const gvc_trace_part *part, const target *at)
{
    gvc_idx size = gvc_model_size(m, s), first = m->offset[s];
    gvc_dense home = {m->cb + first, 1, size, size}, abroad = {m->cf + first, 1, size, size};
    gvc_dense counted = factor_of(m, t, s, part->counted);
    gvc_dense direct = factor_of(m, t, s, part->direct);
    add(at, &home, &counted, 0);
    add(at, &abroad, &direct, 0);
    for (gvc_idx r = 0; r < m->blocks; r++) {
        if (r != s) {
            gvc_dense passed = passed_on(m, t, s, r, w);
            gvc_dense row = {m->w.data + r * m->w.stride + first, 1, size, size};
            add(at, &row, &passed, t->view.importer ? r * t->width : 0);
        }
    }
}

static void add_all_va(const gvc_model *m, const gvc_trace *t, gvc_idx s, gvc_trace_work *w,
                       const gvc_trace_part *part, const target *at)
{
    if (t->view.rule == GVC_TRACE_WORLD_SINK) {
        add_all_world_sink(m, t, s, w, part, at);
        return;
    }
    gvc_dense row = all_origins(m, t, s, w), counted = factor_of(m, t, s, part->counted);
    if (t->view.rule == GVC_TRACE_BILATERAL && t->view.sector) {
        add_pairs(m, t, s, &row, part, w->kernel[1], at);
    } else {
        add(at, &row, &counted, 0);
    }
}

static void add_all_content(const gvc_model *m, gvc_idx s, gvc_trace_work *w, const gvc_dense *flow,
                            const target *at)
{
    gvc_idx size = gvc_model_size(m, s), first = m->offset[s];
    gvc_dense row = {w->kernel[0], 1, size, size};
    for (gvc_idx i = 0; i < size; i++) {
        row.data[i] = m->cb[first + i] + m->cf[first + i];
    }
    add(at, &row, flow, 0);
}

void gvc_trace_exporter(const gvc_model *m, const gvc_trace *t, gvc_idx s, gvc_trace_work *w,
                        const gvc_trace_part *part, double *const *slabs)
{
    gvc_idx size = gvc_model_size(m, s), rows = t->view.sector ? size : 1;
    gvc_dense flow = factor_of(m, t, s, part->flow), each = {w->kernel[2], 1, size, size};
    for (int k = 0; k < terms_of(t); k++) {
        memset(slabs[k], 0, (size_t)(rows * t->cols) * sizeof(double));
    }
    for (gvc_idx i = 0; i < size; i++) {
        each.data[i] = 1;
    }
    target at = {slabs[GVC_TRACE_FLOW], 0, t->cols, !t->view.sector, NULL};
    at.origin = rows * t->cols;
    add(&at, &each, &flow, 0);
    if (t->has[GVC_TRACE_CONTENT]) {
        at.to = slabs[GVC_TRACE_CONTENT];
        add_all_content(m, s, w, &flow, &at);
    }
    if (t->has[GVC_TRACE_VA]) {
        at.to = slabs[GVC_TRACE_VA];
        add_all_va(m, t, s, w, part, &at);
    }
}
