/* test_kww.c - the nine terms of Koopman, Wang and Wei against their definitions written with plain
 * loops */
#include "brute.h"

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

Test(kww, nine_terms_are_their_formulas)
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
        gvc_result *result = measure_of(ctx, t, "kww", NULL, NULL);
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
