/* test_wwz.c - the sixteen terms of Wang, Wei and Zhu against their definitions written with plain
 * loops */
#include "brute.h"

/* What the nth of the outputs is that industry k of r makes for exports of s (terms 2 to 9). */
static double output(const brute *q, int nth, gvc_idx s, gvc_idx r, gvc_idx k)
{
    double sum = 0;
    for (gvc_idx j = 0; j < q->w->n; j++) {
        gvc_idx t = q->w->country[j];
        bool at_r = t == r, third = t != r && t != s, at_s = t == s;
        double use = nth == 0   ? (at_r ? final_use(q, j, r) : 0)
                     : nth == 1 ? (third ? final_use(q, j, t) : 0)
                     : nth == 2 ? (at_r ? sold_on(q, j, s) : 0)
                     : nth == 3 ? (third ? sold_on(q, j, s) : 0)
                     : nth == 4 ? (at_r ? final_use(q, j, s) : 0)
                     : nth == 5 ? (third ? final_use(q, j, s) : 0)
                     : nth == 6 ? (at_s ? final_use(q, j, s) : 0)
                                : (at_s ? sold_on(q, j, s) : 0);
        sum += q->b[k * q->w->n + j] * use;
    }
    return sum;
}

/* v_s L_ss, for industry i. */
static double local_content(const brute *q, gvc_idx i)
{
    double sum = 0;
    for (gvc_idx j = 0; j < q->w->n; j++) {
        sum += q->v[j] * q->l[j * q->w->n + i];
    }
    return sum;
}

enum { DOMESTIC = 8, ABSORBED = 8, PASSED, USED, OUTPUTS };

/* The products (A_sr p)_i: the outputs above, L Y, L E, and X_r itself. */
static void products(const brute *q, const double *outputs, gvc_idx i, gvc_idx r, double *to)
{
    const world *w = q->w;
    for (int k = 0; k < OUTPUTS; k++) {
        to[k] = 0;
        for (gvc_idx j = w->offset[r]; j < w->offset[r + 1]; j++) {
            to[k] += k == USED ? w->z[i * w->n + j] : q->a[i * w->n + j] * outputs[k * w->n + j];
        }
    }
}

static gvc_idx sectors_of(const gvc_result *r)
{
    return gvc_result_extent(r, gvc_result_find_dim(r, "sector"));
}

static void expect_cell(const brute *q, const gvc_result *result, const double *outputs, gvc_idx i,
                        gvc_idx r, double bound, const char *what)
{
    static const char *const domestic[] = {"dva_int", "dva_intrexi1", "dva_intrexf", "dva_intrexi2",
                                           "rdv_fin", "rdv_fin2",     "rdv_int",     "ddc_fin"};
    const world *w = q->w;
    gvc_idx s = w->country[i];
    gvc_idx cell = place(result, "exporter", 'C', s);
    cell = cell * sectors_of(result) + place(result, "sector", 'S', w->sector[i]);
    cell = cell * w->countries + place(result, "importer", 'C', r);
    double p[OUTPUTS], cl = local_content(q, i), cb = content(q, s, i), mine = content(q, r, i);
    double third = 0, y = final_use(q, i, r), made = 0;
    for (gvc_idx t = 0; t < w->countries; t++) {
        third += t == s || t == r ? 0 : content(q, t, i);
    }
    for (gvc_idx j = w->offset[s]; j < w->offset[s + 1]; j++) {
        made += q->l[i * w->n + j] * q->e[j * w->countries + r];
    }
    products(q, outputs, i, r, p);
    for (int k = 0; k < DOMESTIC; k++) {
        expect_value(result, domestic[k], cell, cl * p[k], bound, what);
    }
    expect_value(result, "dva_fin", cell, cb * y, bound, what);
    expect_value(result, "ddc_int", cell, (cb - cl) * p[USED], bound, what);
    expect_value(result, "mva_fin", cell, mine * y, bound, what);
    expect_value(result, "mva_int", cell, mine * p[ABSORBED], bound, what);
    expect_value(result, "mdc", cell, mine * p[PASSED], bound, what);
    expect_value(result, "ova_fin", cell, third * y, bound, what);
    expect_value(result, "ova_int", cell, third * p[ABSORBED], bound, what);
    expect_value(result, "odc", cell, third * p[PASSED], bound, what);
    expect_value(result, "texp", cell, q->e[i * w->countries + r], bound, what);
    expect_value(result, "texpint", cell, p[USED], bound, what);
    expect_value(result, "dvix_fsr", cell, q->v[i] * made, bound, what);
}

/* The outputs of all industries of r, for exports of s. */
static void fill_outputs(const brute *q, gvc_idx s, gvc_idx r, double *outputs)
{
    for (gvc_idx k = q->w->offset[r]; k < q->w->offset[r + 1]; k++) {
        for (int nth = 0; nth < DOMESTIC; nth++) {
            outputs[nth * q->w->n + k] = output(q, nth, s, r, k);
        }
        outputs[ABSORBED * q->w->n + k] = local_output(q, false, k);
        outputs[PASSED * q->w->n + k] = local_output(q, true, k);
    }
}

Test(wwz, sixteen_terms_are_their_formulas)
{
    for (size_t k = 0; k < RECIPES; k++) {
        gvc_ctx *ctx = new_ctx();
        world w = make_world(&recipes[k], 21 + k);
        brute q = new_brute(&w);
        gvc_table *t = table_of(ctx, &w, false);
        gvc_result *result = measure_of(ctx, t, "wwz", NULL, "bilateral");
        double *outputs = calloc((size_t)(OUTPUTS * w.n), sizeof *outputs);
        double bound = 1e-12 * world_exports(&q);
        for (gvc_idx s = 0; s < w.countries; s++) {
            for (gvc_idx r = 0; r < w.countries; r++) {
                fill_outputs(&q, s, r, outputs);
                for (gvc_idx i = w.offset[s]; r != s && i < w.offset[s + 1]; i++) {
                    expect_cell(&q, result, outputs, i, r, bound, recipes[k].name);
                }
            }
        }
        free(outputs);
        gvc_result_free(result);
        gvc_table_free(t);
        free_brute(&q);
        free_world(&w);
        gvc_ctx_free(ctx);
    }
}
