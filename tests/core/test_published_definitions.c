/* test_published_definitions.c - the nine terms of Koopman, Wang and Wei and the sixteen of Wang,
 * Wei and Zhu against their definitions written with plain loops */
#include "worlds.h"

typedef struct brute {
    const world *w;
    double *a, *b, *l; /* n x n: A, B, L */
    double *v;         /* n */
    double *e;         /* n x countries, 0 at home */
} brute;

/* (I - A)^-1 by elimination, of A within countries only if `local`. */
static double *invert(const world *w, const double *a, bool local)
{
    gvc_idx n = w->n, wide = 2 * n;
    double *m = calloc((size_t)(n * wide), sizeof *m), *out = calloc((size_t)(n * n), sizeof *out);
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx j = 0; j < n; j++) {
            bool in = !local || w->country[i] == w->country[j];
            m[i * wide + j] = (i == j) - (in ? a[i * n + j] : 0);
        }
        m[i * wide + n + i] = 1;
    }
    for (gvc_idx k = 0; k < n; k++) {
        for (gvc_idx i = 0; i < n; i++) {
            double factor = i == k ? 0 : m[i * wide + k] / m[k * wide + k];
            for (gvc_idx j = k; factor != 0 && j < wide; j++) {
                m[i * wide + j] -= factor * m[k * wide + j];
            }
        }
    }
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx j = 0; j < n; j++) {
            out[i * n + j] = m[i * wide + n + j] / m[i * wide + i];
        }
    }
    free(m);
    return out;
}

static brute new_brute(const world *w)
{
    gvc_idx n = w->n, g = w->countries;
    brute q = {
        w,    calloc((size_t)(n * n), sizeof(double)), NULL,
        NULL, calloc((size_t)n, sizeof(double)),       calloc((size_t)(n * g), sizeof(double))};
    double *x = calloc((size_t)n, sizeof *x);
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx j = 0; j < n; j++) {
            gvc_idx r = w->country[j];
            x[i] += w->z[i * n + j];
            q.e[i * g + r] += r == w->country[i] ? 0 : w->z[i * n + j];
        }
        for (gvc_idx d = 0; d < g; d++) {
            x[i] += w->y[i * g + d];
            q.e[i * g + d] += d == w->country[i] ? 0 : w->y[i * g + d];
        }
    }
    for (gvc_idx j = 0; j < n; j++) {
        double inputs = 0;
        for (gvc_idx i = 0; i < n; i++) {
            inputs += w->z[i * n + j];
            q.a[i * n + j] = x[j] == 0 ? 0 : w->z[i * n + j] / x[j];
        }
        q.v[j] = x[j] == 0 ? 0 : (x[j] - inputs) / x[j];
    }
    q.b = invert(w, q.a, false);
    q.l = invert(w, q.a, true);
    free(x);
    return q;
}

static void free_brute(brute *q)
{
    free(q->a);
    free(q->b);
    free(q->l);
    free(q->v);
    free(q->e);
}

static double final_use(const brute *q, gvc_idx i, gvc_idx d)
{
    return q->w->y[i * q->w->countries + d];
}

/* Final use of what j of t makes, in all countries but s and t. */
static double sold_on(const brute *q, gvc_idx j, gvc_idx s)
{
    double sum = 0;
    for (gvc_idx u = 0; u < q->w->countries; u++) {
        sum += u == s || u == q->w->country[j] ? 0 : final_use(q, j, u);
    }
    return sum;
}

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

/* L_rr Y_rr or L_rr E_r of industry k of r. */
static double local_output(const brute *q, bool exports, gvc_idx k)
{
    double sum = 0;
    for (gvc_idx j = 0; j < q->w->n; j++) {
        double sold = 0;
        for (gvc_idx d = 0; d < q->w->countries; d++) {
            sold += exports ? q->e[j * q->w->countries + d] : 0;
        }
        sum += q->l[k * q->w->n + j] * (exports ? sold : final_use(q, j, q->w->country[j]));
    }
    return sum;
}

/* Value added of country t per unit of final use of i. */
static double content(const brute *q, gvc_idx t, gvc_idx i)
{
    double sum = 0;
    for (gvc_idx j = q->w->offset[t]; j < q->w->offset[t + 1]; j++) {
        sum += q->v[j] * q->b[j * q->w->n + i];
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

static void expect_value(const gvc_result *r, const char *name, gvc_idx cell, double value,
                         double bound, const char *what)
{
    double ours = term(r, name)[cell];
    cr_expect(fabs(ours - value) <= bound, "%s %s cell %d: %.17g, not %.17g", what, name, (int)cell,
              ours, value);
}

/* Position of "C2" or "S2" on a dimension: a country without industries comes last. */
static gvc_idx place(const gvc_result *r, const char *dim, char letter, gvc_idx number)
{
    gvc_idx d = gvc_result_find_dim(r, dim);
    for (gvc_idx i = 0; i < gvc_result_extent(r, d); i++) {
        const char *label = gvc_result_label(r, d, i);
        if (label[0] == letter && strtol(label + 1, NULL, 10) == number) {
            return i;
        }
    }
    cr_assert(false, "no %c%d", letter, (int)number);
    return -1;
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

static double world_exports(const brute *q)
{
    double sum = 0;
    for (gvc_idx i = 0; i < q->w->n * q->w->countries; i++) {
        sum += fabs(q->e[i]);
    }
    return sum;
}

static gvc_result *measured(gvc_ctx *ctx, const gvc_table *t, const char *method, const char *level)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *r = NULL;
    o.method = method;
    o.level = level;
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    return r;
}

Test(published_definitions, sixteen_terms_are_their_formulas)
{
    for (size_t k = 0; k < RECIPES; k++) {
        gvc_ctx *ctx = new_ctx();
        world w = make_world(&recipes[k], 21 + k);
        brute q = new_brute(&w);
        gvc_table *t = table_of(ctx, &w, false);
        gvc_result *result = measured(ctx, t, "wwz", "bilateral");
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

/* The nine terms of exporter s, from the formulas of the paper. */
static void nine_of(const brute *q, gvc_idx s, double to[9])
{
    const world *w = q->w;
    for (gvc_idx i = 0; i < w->n; i++) {
        gvc_idx r = w->country[i];
        double from_s = content(q, s, i), foreign = 0, absorbed = 0, passed = 0;
        for (gvc_idx t = 0; t < w->countries; t++) {
            foreign += t == s ? 0 : content(q, t, i);
        }
        for (gvc_idx j = 0; j < w->n; j++) {
            bool from_abroad = r == s ? w->country[j] != s : w->country[j] == s;
            absorbed += from_abroad ? q->a[i * w->n + j] * local_output(q, false, j) : 0;
            passed += from_abroad ? q->a[i * w->n + j] * local_output(q, true, j) : 0;
        }
        if (r == s) {
            to[0] += from_s * sold_on(q, i, s);
            to[6] += foreign * sold_on(q, i, s);
            to[7] += foreign * absorbed;
            to[8] += foreign * passed;
        } else {
            to[1] += from_s * final_use(q, i, r);
            to[2] += from_s * sold_on(q, i, s);
            to[3] += from_s * final_use(q, i, s);
            to[4] += from_s * absorbed;
            to[5] += from_s * passed;
        }
    }
}

Test(published_definitions, nine_terms_are_their_formulas)
{
    static const char *const names[] = {"dva_fin", "dva_int", "dva_intrex", "rdv_fin", "rdv_int",
                                        "ddc",     "fva_fin", "fva_int",    "fdc"};
    for (size_t k = 0; k < RECIPES; k++) {
        gvc_ctx *ctx = new_ctx();
        recipe small = recipes[k];
        small.sizes[0] = small.sizes[0] > 12 ? 12 : small.sizes[0]; /* n^3 loops */
        world w = make_world(&small, 31 + k);
        brute q = new_brute(&w);
        gvc_table *t = table_of(ctx, &w, false);
        gvc_result *result = measured(ctx, t, "kww", NULL);
        for (gvc_idx s = 0; s < w.countries; s++) {
            double value[9] = {0};
            nine_of(&q, s, value);
            for (int i = 0; i < 9; i++) {
                expect_value(result, names[i], place(result, "exporter", 'C', s), value[i],
                             1e-12 * world_exports(&q), small.name);
            }
        }
        gvc_result_free(result);
        gvc_table_free(t);
        free_brute(&q);
        free_world(&w);
        gvc_ctx_free(ctx);
    }
}
