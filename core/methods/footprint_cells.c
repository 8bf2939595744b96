/* footprint_cells.c - the cells of the accounts of satellites, and their ratios from sums */
#include <math.h>
#include <string.h>

#include "methods/footprint.h"

/* The slabs of a piece: terms, then those of the ratios, then hidden arrays. */
typedef struct slabs {
    double *const *term, *const *hidden;
    gvc_idx accounts; /* cells of the last axis */
} slabs;

static slabs slabs_of(const gvc_footprint *f, double *const *all)
{
    return (slabs){all, all + F_TERMS + (f->ratios ? F_RATIOS : 0), f->accounts.count};
}

static gvc_idx slab_count(const gvc_footprint *f)
{
    return F_TERMS + (f->ratios ? F_RATIOS + F_HIDDEN_RATIOS : F_HIDDEN);
}

/* What industry i adds to a cell, as producer. */
static void add_producer(const gvc_model *m, const gvc_footprint *f, const slabs *to, gvc_idx i,
                         gvc_idx k, gvc_idx cell)
{
    const gvc_satellites *a = &f->accounts;
    double s = a->s.data[k * a->s.stride + i], y = 0;
    double content =
        f->multiplier.data == NULL ? 0 : f->multiplier.data[k * f->multiplier.stride + i];
    for (gvc_idx r = 0; r < m->blocks; r++) {
        y += m->y.data[i * m->y.stride + r];
    }
    to->term[F_PBA][cell] += a->f.data[k * a->f.stride + i];
    to->term[F_EXP][cell] += s * f->abroad[i];
    to->term[F_IN_EXPORTS][cell] += s * f->exported.data[i];
    to->term[F_INTENSITY][cell] += s * m->x[i];
    to->term[F_MULTIPLIER][cell] += content * y;
    to->hidden[F_OUTPUT][cell] += m->x[i];
    to->hidden[F_FINAL][cell] += y;
    to->hidden[F_UNWEIGHED][cell] += content;
    to->hidden[F_INDUSTRIES][cell] += 1;
    if (f->ratios) {
        double v = m->v[i];
        to->hidden[F_VA][cell] += m->va[i];
        to->hidden[F_VA_EXP][cell] += v * f->abroad[i];
        to->hidden[F_VA_IN_EXPORTS][cell] += v * f->exported.data[i];
        to->hidden[F_EXPORTS][cell] += m->e_total[i];
    }
}

/* What absorber s uses of account k, abroad and in all. */
static void absorbed(const gvc_model *m, const gvc_footprint *f, gvc_idx k, gvc_idx s,
                     double *abroad, double *all)
{
    const double *by = gvc_row(&m->by, s), *per_unit = f->accounts.s.data;
    double home = 0;
    per_unit += k * f->accounts.s.stride;
    *abroad = 0;
    for (gvc_idx i = 0; i < m->n && by != NULL; i++) {
        *(m->block[i] == s ? &home : abroad) += per_unit[i] * by[i];
    }
    *all = home + *abroad;
}

static void fill_country(const gvc_model *m, const gvc_footprint *f, gvc_idx s, const slabs *to)
{
    gvc_idx accounts = f->accounts.count;
    double va_abroad = 0, va_all;
    if (f->ratios) {
        absorbed(m, f, accounts, s, &va_abroad, &va_all);
    }
    for (gvc_idx k = 0; k < accounts; k++) {
        double direct = f->accounts.direct.data[k * f->accounts.direct.stride + s], abroad, all;
        absorbed(m, f, k, s, &abroad, &all);
        to->term[F_PBA][k] += direct;
        to->term[F_CBA][k] = all + direct;
        to->term[F_IMP][k] = abroad;
        to->term[F_NET][k] = to->term[F_EXP][k] - abroad;
        to->term[F_DIRECT][k] = direct;
        if (f->ratios) {
            to->hidden[F_VA_IMP][k] = va_abroad;
        }
    }
}

static void fill_products(const gvc_model *m, const gvc_footprint *f, gvc_idx s, const slabs *to)
{
    gvc_idx sectors = gvc_table_count(m->table, GVC_SECTOR), accounts = f->accounts.count;
    for (gvc_idx p = 0; p < sectors; p++) {
        for (gvc_idx k = 0; k < accounts; k++) {
            gvc_idx cell = p * accounts + k, at = s * sectors + p;
            if (f->cba.data != NULL) {
                to->term[F_CBA][cell] = f->cba.data[k * f->cba.stride + at];
            }
            if (f->imp.data != NULL) {
                to->term[F_IMP][cell] = f->imp.data[k * f->imp.stride + at];
            }
        }
    }
}

/* What absorber s uses of the industries of other countries, by sector of these. */
static void fill_producers(const gvc_model *m, const gvc_footprint *f, gvc_idx s, const slabs *to)
{
    gvc_idx accounts = f->accounts.count;
    const double *by = gvc_row(&m->by, s);
    for (gvc_idx i = 0; i < m->n && by != NULL; i++) {
        for (gvc_idx k = 0; k < accounts && m->block[i] != s; k++) {
            gvc_idx cell = m->sector[i] * accounts + k;
            double used = f->accounts.s.data[k * f->accounts.s.stride + i] * by[i];
            to->term[F_IMP_PRODUCER][cell] += used;
            to->term[F_NET][cell] -= used;
            if (f->ratios) {
                to->hidden[F_VA_IMP][cell] += m->v[i] * by[i];
            }
        }
    }
}

static void fill_accounts(const gvc_model *m, const gvc_footprint *f, gvc_idx s, double *const *all)
{
    slabs to = slabs_of(f, all);
    bool sector = f->level == GVC_FOOTPRINT_SECTOR;
    gvc_idx cells = to.accounts * (sector ? gvc_table_count(m->table, GVC_SECTOR) : 1);
    for (gvc_idx t = 0; t < slab_count(f); t++) {
        memset(all[t], 0, (size_t)cells * sizeof(double));
    }
    for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++) {
        gvc_idx row = sector ? m->sector[i] : 0;
        for (gvc_idx k = 0; k < to.accounts; k++) {
            add_producer(m, f, &to, i, k, row * to.accounts + k);
        }
    }
    if (!sector) {
        fill_country(m, f, s, &to);
        return;
    }
    memcpy(all[F_NET], all[F_EXP], (size_t)cells * sizeof(double));
    fill_products(m, f, s, &to);
    fill_producers(m, f, s, &to);
}

/* sum over i in s of per_unit o output; output NULL: 0. */
static double content_in(const gvc_model *m, gvc_idx s, const double *per_unit,
                         const double *output)
{
    double sum = 0;
    for (gvc_idx i = m->offset[s]; i < m->offset[s + 1] && output != NULL; i++) {
        sum += per_unit[i] * output[i];
    }
    return sum;
}

static void fill_pairs(const gvc_model *m, const gvc_footprint *f, gvc_idx s, double *const *all)
{
    gvc_idx accounts = f->accounts.count;
    for (gvc_idx r = 0; r < m->blocks; r++) {
        for (gvc_idx k = 0; k < accounts; k++) {
            gvc_idx cell = r * accounts + k;
            const double *per_unit = f->accounts.s.data + k * f->accounts.s.stride;
            double flow = content_in(m, s, per_unit, gvc_row(&m->by, r));
            all[F_FLOW][cell] = flow;
            all[F_BALANCE][cell] = flow - content_in(m, r, per_unit, gvc_row(&m->by, s));
            all[F_EEBT][cell] = content_in(m, s, per_unit, gvc_row(&f->exported, r));
        }
    }
}

gvc_report gvc_footprint_piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                               double *const *all)
{
    (void)worker;
    const gvc_footprint *f = state;
    (f->level == GVC_FOOTPRINT_PAIR ? fill_pairs : fill_accounts)(m, f, s, all);
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

/* ---- ratios ------------------------------------------------------------------------------------
 */

static double ratio(double a, double b)
{
    return b == 0 ? (double)NAN : a / b;
}

static void derive_ratios(double *const *term, double imp, double *const *hidden, gvc_idx c)
{
    double *const *to = term + F_TERMS;
    double in_exports = term[F_IN_EXPORTS][c], va_in_exports = hidden[F_VA_IN_EXPORTS][c];
    double gdp = hidden[F_VA][c], pba = term[F_PBA][c];
    double vax = ratio(term[F_EXP][c], hidden[F_VA_EXP][c]);
    double productivity = ratio(va_in_exports, in_exports);
    double intensity = ratio(in_exports, va_in_exports);
    to[F_PRODUCTIVITY][c] = productivity;
    to[F_RELATIVE_PRODUCTIVITY][c] = ratio(productivity, ratio(gdp, pba));
    to[F_PER_EXPORTS][c] = ratio(in_exports, hidden[F_EXPORTS][c]);
    to[F_INTENSITY_EXPORTS][c] = intensity;
    to[F_RELATIVE_INTENSITY][c] = ratio(intensity, ratio(pba, gdp));
    to[F_INTENSITY_VAX][c] = vax;
    to[F_TERMS_OF_TRADE][c] = ratio(vax, ratio(imp, hidden[F_VA_IMP][c]));
}

void gvc_footprint_derive(const gvc_model *m, void *state, double *const *values, gvc_idx cells)
{
    (void)m;
    const gvc_footprint *f = state;
    if (f->level == GVC_FOOTPRINT_PAIR) {
        return;
    }
    slabs at = slabs_of(f, values);
    int imp = f->level == GVC_FOOTPRINT_COUNTRY ? F_IMP : F_IMP_PRODUCER;
    for (gvc_idx c = 0; c < cells; c++) {
        double output = at.hidden[F_OUTPUT][c], last = at.hidden[F_FINAL][c];
        bool makes = at.hidden[F_INDUSTRIES][c] > 0;
        values[F_INTENSITY][c] = makes && output == 0 ? 0 : ratio(values[F_INTENSITY][c], output);
        values[F_MULTIPLIER][c] = last == 0
                                      ? ratio(at.hidden[F_UNWEIGHED][c], at.hidden[F_INDUSTRIES][c])
                                      : values[F_MULTIPLIER][c] / last;
        if (f->ratios) {
            derive_ratios(values, values[imp][c], at.hidden, c);
        }
    }
}
