/* test_bm_identities.c - the decomposition against brute force extraction written with plain loops,
 * and the accounting identities */
#include "brute.h"

/* ---- against brute force ----------------------------------------------------------------------
 * Countries of unequal size in mixed order; domestic value added of s is the GDP that s loses when
 * its exports are extracted, foreign value added the GDP that the others lose. */

/* GDP by country that is lost when all exports of `exporter` stop. */
static void extract(const gvc_table *t, const char *exporter, double lost[3])
{
    const gvc_dense *z = gvc_table_z(t), *y = gvc_table_y(t);
    const double *x = gvc_table_x(t);
    double a[N][N], f[N], q[N];
    for (int i = 0; i < N; i++) {
        bool sells = strcmp(home[i], exporter) == 0;
        f[i] = 0;
        for (int j = 0; j < N; j++) {
            bool abroad = strcmp(home[j], exporter) != 0;
            a[i][j] = sells && abroad ? 0 : z->data[i * N + j] / x[j];
        }
        for (int d = 0; d < F; d++) {
            bool abroad = strcmp(buyer[d], exporter) != 0;
            f[i] += sells && abroad ? 0 : y->data[i * F + d];
        }
    }
    solve_plainly(a[0], f, N, q);
    lost[0] = lost[1] = lost[2] = 0;
    for (int j = 0; j < N; j++) {
        double va = x[j];
        for (int i = 0; i < N; i++) {
            va -= z->data[i * N + j];
        }
        lost[home[j][0] - 'A'] += va / x[j] * (x[j] - q[j]);
    }
}

Test(bm_identities, domestic_and_foreign_value_added_are_what_extraction_loses)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 7, in_order);
    static const char *const approaches[] = {"source", "sink"};
    for (int k = 0; k < 2; k++) {
        gvc_result *r = decompose(ctx, t, "country", approaches[k], false);
        for (int s = 0; s < 3; s++) {
            double lost[3];
            extract(t, buyer[s], lost);
            double others = lost[0] + lost[1] + lost[2] - lost[s];
            cr_expect(fabs(term(r, "dva")[s] - lost[s]) < 1e-11, "%s dva of %s", approaches[k],
                      buyer[s]);
            cr_expect(fabs(term(r, "fva")[s] - others) < 1e-11, "%s fva of %s", approaches[k],
                      buyer[s]);
        }
        cr_expect_eq(term(r, "gexp")[3], 0.0, "D exports nothing");
        gvc_result_free(r);
    }
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* ---- identities -------------------------------------------------------------------------------
 */

Test(bm_identities, identities_hold_in_every_cell)
{
    gvc_ctx *ctx = new_ctx();
    static const char *const levels[] = {"country", "sector", "pair", "bilateral"};
    for (uint64_t seed = 1; seed <= 20; seed++) {
        gvc_table *t = ragged(ctx, seed, in_order);
        for (int k = 0; k < 8; k++) {
            gvc_result *r = decompose(ctx, t, levels[k / 2], k % 2 == 0 ? "source" : "sink", false);
            expect_sum(r, "gexp", "dc", "fc");
            expect_sum(r, "dc", "dva", "ddc");
            expect_sum(r, "fc", "fva", "fdc");
            expect_sum(r, "dva", "vax", "ref");
            if (k % 2 == 0) {
                expect_sum(r, "gvc", "gvcb", "gvcf");
                expect_sum(r, "gexp", "gvc", "davax");
                expect_sum(r, "gvcb", "fc", "ddc");
                expect_sum(r, "dva", "gvcf", "davax");
            }
            cr_expect(gvc_result_find_attribute(r, "identity_gap")->number < 1e-14);
            gvc_result_free(r);
            r = decompose(ctx, t, levels[k / 2], k % 2 == 0 ? "source" : "sink", true);
            cr_expect(gvc_result_find_attribute(r, "identity_gap")->number < 1e-14);
            gvc_result_free(r);
        }
        gvc_table_free(t);
    }
    gvc_ctx_free(ctx);
}

/* Sum of a bilateral term over what the coarser level lacks. */
Test(bm_identities, coarser_levels_are_sums_of_finer_ones)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 3, in_order);
    static const char *const approaches[] = {"source", "sink"};
    for (int k = 0; k < 2; k++) {
        gvc_result *fine = decompose(ctx, t, "bilateral", approaches[k], false);
        gvc_result *country = decompose(ctx, t, "country", approaches[k], false);
        gvc_result *sector = decompose(ctx, t, "sector", approaches[k], false);
        gvc_result *pair = decompose(ctx, t, "pair", approaches[k], false);
        for (gvc_idx q = 0; q < gvc_result_nterms(fine); q++) {
            const double *f = gvc_result_values(fine, q);
            double by_country[4] = {0}, by_sector[16] = {0}, by_pair[16] = {0};
            for (int cell = 0; cell < 64; cell++) {
                if (gvc_result_is_row(fine, cell)) {
                    by_country[cell / 16] += f[cell];
                    by_sector[cell / 4] += f[cell];
                    by_pair[cell / 16 * 4 + cell % 4] += f[cell];
                }
            }
            for (int s = 0; s < 16; s++) {
                cr_expect(s % 4 != 0 ||
                          fabs(gvc_result_values(country, q)[s / 4] - by_country[s / 4]) < 1e-11);
                cr_expect(!gvc_result_is_row(sector, s) ||
                          fabs(gvc_result_values(sector, q)[s] - by_sector[s]) < 1e-11);
                cr_expect(fabs(gvc_result_values(pair, q)[s] - by_pair[s]) < 1e-11);
            }
        }
        gvc_result_free(fine);
        gvc_result_free(country);
        gvc_result_free(sector);
        gvc_result_free(pair);
    }
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(bm_identities, source_and_sink_agree_by_country)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 11, in_order);
    gvc_result *source = decompose(ctx, t, "country", "source", false);
    gvc_result *sink = decompose(ctx, t, "country", "sink", false);
    static const char *const shared[] = {"gexp", "dc", "dva", "vax", "ref",
                                         "ddc",  "fc", "fva", "fdc"};
    for (size_t k = 0; k < sizeof shared / sizeof *shared; k++) {
        for (int s = 0; s < 3; s++) {
            cr_expect(fabs(term(source, shared[k])[s] - term(sink, shared[k])[s]) < 1e-11, "%s",
                      shared[k]);
        }
    }
    gvc_result_free(source);
    gvc_result_free(sink);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(bm_identities, order_of_the_industries_changes_nothing)
{
    gvc_ctx *ctx = new_ctx();
    static const int mixed[N] = {6, 3, 0, 5, 2, 1, 7, 4};
    gvc_table *t = ragged(ctx, 5, in_order), *u = ragged(ctx, 5, mixed);
    gvc_result *a = decompose(ctx, t, "country", "sink", false);
    gvc_result *b = decompose(ctx, u, "country", "sink", false);
    gvc_idx d = gvc_result_find_dim(a, "exporter");
    for (gvc_idx k = 0; k < gvc_result_nterms(a); k++) {
        for (gvc_idx s = 0; s < 3; s++) {
            for (gvc_idx q = 0; q < 3; q++) {
                if (strcmp(gvc_result_label(a, d, s), gvc_result_label(b, d, q)) == 0) {
                    cr_expect(fabs(gvc_result_values(a, k)[s] - gvc_result_values(b, k)[q]) <
                              1e-11);
                }
            }
        }
    }
    gvc_result_free(a);
    gvc_result_free(b);
    gvc_table_free(t);
    gvc_table_free(u);
    gvc_ctx_free(ctx);
}
