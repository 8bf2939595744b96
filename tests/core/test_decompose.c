/* test_decompose.c - decompositions into sinks: several at once, any number of threads, sinks that
 * break, and no more than one exporter in memory */
#include <malloc.h>

#include "methods/view.h"
#include "pieces.h"
#include "ragged.h"

enum { JOBS = 10, COUNTRIES = 12, SECTORS = 5 };

/* Countries of equal size with random flows. */
static gvc_table *random_table(gvc_ctx *ctx, int countries, int sectors)
{
    uint64_t seed = 7;
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    char country[8], sector[8];
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (int i = 0; i < countries * sectors; i++) {
        snprintf(country, sizeof country, "C%d", i / sectors);
        snprintf(sector, sizeof sector, "S%d", i % sectors);
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, country, sector));
    }
    for (int c = 0; c < countries; c++) {
        snprintf(country, sizeof country, "C%d", c);
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, country, "F"));
    }
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    gvc_dense *z = gvc_builder_z(b), *y = gvc_builder_y(b);
    for (gvc_idx i = 0; i < z->rows; i++) {
        for (gvc_idx j = 0; j < z->cols; j++) {
            z->data[i * z->stride + j] = noise(&seed);
        }
        for (gvc_idx d = 0; d < y->cols; d++) {
            y->data[i * y->stride + d] = (double)sectors * noise(&seed);
        }
    }
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

static gvc_measure_options options_of(const char *level, const char *approach, bool elementary,
                                      const char *const *terms)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.level = level;
    o.approach = approach;
    o.detail = elementary ? "elementary" : NULL;
    o.terms = terms;
    return o;
}

static void fill_jobs(gvc_measure_options o[JOBS])
{
    static const char *const some[] = {"fva", "gexp", NULL};
    static const char *const none[] = {NULL};
    o[0] = options_of("country", NULL, false, NULL);
    o[1] = options_of("bilateral", "sink", false, NULL);
    o[2] = options_of("bilateral", "source", false, NULL);
    o[3] = options_of("sector", "source", false, some);
    o[4] = options_of("pair", "sink", true, NULL);
    o[5] = options_of("pair", NULL, false, NULL);
    o[6] = options_of("bilateral", "sink", true, NULL);
    o[7] = options_of("country", "source", true, NULL);
    o[8] = options_of("sector", NULL, false, NULL);
    o[9] = options_of("sector", NULL, false, NULL);
    o[8].drop_fd = NULL; /* an empty list says as much as none */
    o[9].drop_fd = none;
}

/* All but what the solver decides: what is solved together may be solved by another. */
static void expect_near(const gvc_result *a, const gvc_result *b)
{
    gvc_idx gexp = gvc_result_find_term(b, "gexp");
    cr_assert_eq(gvc_result_nterms(a), gvc_result_nterms(b));
    cr_assert_eq(gvc_result_cells(a), gvc_result_cells(b));
    for (gvc_idx k = 0; k < gvc_result_nterms(a); k++) {
        const double *x = gvc_result_values(a, k), *y = gvc_result_values(b, k);
        cr_expect_str_eq(gvc_result_term(a, k)->name, gvc_result_term(b, k)->name);
        for (gvc_idx cell = 0; cell < gvc_result_cells(a); cell++) {
            double most = 1e-12 * fabs(gvc_result_values(b, gexp)[cell]) + 1e-9;
            cr_assert_eq(gvc_result_is_row(a, cell), gvc_result_is_row(b, cell));
            cr_expect(!gvc_result_is_row(a, cell) || fabs(x[cell] - y[cell]) <= most, "%s, %d",
                      gvc_result_term(a, k)->name, (int)cell);
        }
    }
}

static void expect_jobs_equal_single_runs(gvc_ctx *ctx, const gvc_table *t)
{
    gvc_measure_options o[JOBS];
    gvc_measure_job jobs[JOBS];
    gvc_collector *c[JOBS] = {NULL};
    gvc_sink sinks[JOBS];
    fill_jobs(o);
    for (int k = 0; k < JOBS; k++) {
        expect_ok(ctx, gvc_collector_new(ctx, &c[k]));
        sinks[k] = gvc_collector_sink(c[k]);
        jobs[k] = (gvc_measure_job){&o[k], &sinks[k]};
    }
    expect_ok(ctx, gvc_measure_all(ctx, t, jobs, JOBS));
    for (int k = 0; k < JOBS; k++) {
        gvc_result *together = gvc_collector_take(c[k]), *alone = NULL;
        expect_ok(ctx, gvc_measure(ctx, &alone, t, &o[k]));
        expect_near(together, alone);
        gvc_result_free(together);
        gvc_result_free(alone);
        gvc_collector_free(c[k]);
    }
}

Test(decompose, several_at_once_equal_single_runs)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 1, in_order);
    expect_jobs_equal_single_runs(ctx, t);
    gvc_table_free(t);
    t = random_table(ctx, COUNTRIES, SECTORS);
    expect_jobs_equal_single_runs(ctx, t);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(decompose, the_size_that_is_foreseen_is_the_size_that_comes)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 1, in_order);
    gvc_measure_options o[JOBS];
    fill_jobs(o);
    for (int k = 0; k < JOBS; k++) {
        gvc_measurement d;
        gvc_model *m = NULL;
        gvc_result *r = NULL;
        gvc_idx cells, terms;
        expect_ok(ctx, gvc_measurement_complete(ctx, &o[k], &d));
        expect_ok(ctx, gvc_model_new(ctx, &m, t, &d.options));
        gvc_view *view = NULL;
        gvc_sink nowhere = {0};
        expect_ok(ctx, gvc_view_new(ctx, &view, m, &d, &nowhere));
        gvc_view_extent(view, &cells, &terms);
        expect_ok(ctx, gvc_measure(ctx, &r, t, &o[k]));
        cr_expect_eq(cells, gvc_result_cells(r), "job %d", k);
        cr_expect_eq(terms, gvc_result_nterms(r), "job %d", k);
        cr_expect_geq(gvc_view_bytes(view), (size_t)(cells / m->blocks * terms) * sizeof(double));
        gvc_result_free(r);
        gvc_view_free(view);
        gvc_measurement_free(&d);
        gvc_model_free(m);
    }
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(decompose, nothing_to_do_is_done)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 1, in_order);
    expect_ok(ctx, gvc_measure_all(ctx, t, NULL, 0));
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(decompose, one_wrong_job_stops_all_before_any_work)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 1, in_order);
    gvc_measure_options wrong = options_of("region", NULL, false, NULL);
    brittle heard = {NULL, -1, 0};
    gvc_sink sink = brittle_sink(&heard);
    const gvc_measure_job jobs[] = {{NULL, &sink}, {&wrong, &sink}};
    expect_error(ctx, gvc_measure_all(ctx, t, jobs, 2), GVC_EARG,
                 "method bm has no level 'region'; it has country, sector, pair, bilateral");
    cr_expect_eq(heard.calls, 0);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(decompose, a_sink_that_breaks_stops_everything)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = random_table(ctx, COUNTRIES, 2);
    for (int call = 0; call < COUNTRIES + 2; call++) {
        brittle before = {NULL, -1, 0}, broken = {NULL, call, 0}, behind = {NULL, -1, 0};
        gvc_sink sinks[] = {brittle_sink(&before), brittle_sink(&broken), brittle_sink(&behind)};
        const gvc_measure_job jobs[] = {{NULL, &sinks[0]}, {NULL, &sinks[1]}, {NULL, &sinks[2]}};
        expect_error(ctx, gvc_measure_all(ctx, t, jobs, 3), GVC_EUNSUPPORTED, "broken");
        cr_expect_eq(before.calls, call + 1);
        cr_expect_eq(broken.calls, call + 1);
        cr_expect_eq(behind.calls, call);
    }
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(decompose, the_number_of_threads_changes_no_bit)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = random_table(ctx, COUNTRIES, SECTORS);
    gvc_measure_options o[JOBS];
    fill_jobs(o);
    for (int k = 0; k < JOBS; k++) {
        gvc_result *one = NULL;
        expect_ok(ctx, gvc_ctx_set_threads(ctx, 1));
        expect_ok(ctx, gvc_measure(ctx, &one, t, &o[k]));
        for (int threads = 2; threads <= 3; threads++) {
            gvc_result *more = NULL;
            expect_ok(ctx, gvc_ctx_set_threads(ctx, threads));
            expect_ok(ctx, gvc_measure(ctx, &more, t, &o[k]));
            gvc_attributes *said = gvc_result_attributes(more);
            cr_expect_eq(gvc_attributes_find(said, "threads")->integer, threads);
            cr_assert(gvc_attributes_set_integer(said, "threads", 1));
            expect_equal(more, one);
            gvc_result_free(more);
        }
        gvc_result_free(one);
    }
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* ---- memory ---------------------------------------------------------------------------------- */

/* Most bytes in use when a piece came. */
typedef struct watch {
    gvc_idx pieces, cells;
    size_t most;
} watch;

static gvc_status watch_frame(gvc_ctx *ctx, const gvc_result *frame, void *user)
{
    (void)ctx;
    (void)frame;
    (void)user;
    return GVC_OK;
}

static gvc_status watch_piece(gvc_ctx *ctx, const gvc_result *piece, gvc_idx along, gvc_idx first,
                              void *user)
{
    watch *w = user;
    struct mallinfo2 now = mallinfo2();
    size_t used = now.uordblks + now.hblkhd;
    (void)ctx;
    cr_expect_eq(along, 1);
    cr_expect_eq(first, w->pieces);
    w->most = used > w->most ? used : w->most;
    w->pieces++;
    w->cells += gvc_result_cells(piece);
    return GVC_OK;
}

static watch watched(gvc_ctx *ctx, const gvc_table *t, const char *level)
{
    gvc_measure_options o = options_of(level, NULL, false, NULL);
    watch w = {0, 0, 0};
    const gvc_sink sink = {watch_frame, watch_piece, watch_frame, &w};
    expect_ok(ctx, gvc_measure_all(ctx, t, &(gvc_measure_job){&o, &sink}, 1));
    return w;
}

Test(decompose, a_bilateral_result_never_stands_in_memory_whole)
{
    enum { MANY = 100, TERMS = 13 };
    const size_t exporter = (size_t)MANY * TERMS * sizeof(double), whole = MANY * exporter;
    gvc_ctx *ctx = new_ctx();
    expect_ok(ctx, gvc_ctx_set_threads(ctx, 1));
    gvc_table *t = random_table(ctx, MANY, 1);
    gvc_measure_options o = options_of("bilateral", NULL, false, NULL);
    gvc_result *r = NULL;
    gvc_ctx_set_memory_limit(ctx, whole - 1);
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_ENOMEM,
                 "a result of 10000 rows and 13 terms needs 1.0 MB, the limit is 1.0 MB; raise "
                 "--memory");
    gvc_ctx_set_memory_limit(ctx, 0);
    watch coarse = watched(ctx, t, "country"), fine = watched(ctx, t, "bilateral");
    cr_expect_eq(fine.pieces, MANY);
    cr_expect_eq(coarse.cells, MANY);
    cr_expect_eq(fine.cells, MANY * MANY);
    /* A piece, its labels and masks come on top. */
    cr_expect_lt(fine.most, coarse.most + 4 * exporter, "%zu bytes, by country %zu", fine.most,
                 coarse.most);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(decompose, no_method_takes_words_it_does_not_know)
{
    static const char *const with[] = {"nonsense", NULL};
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    for (const gvc_method_info *const *m = gvc_method_list(); *m != NULL; m++) {
        for (int k = 0; k < 8; k++) {
            gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
            const char **const words[] = {&o.level, &o.perspective, &o.approach,    &o.detail,
                                          &o.in,    &o.by,          &o.origin_level};
            o.method = (*m)->name;
            if (k < 7) {
                *words[k] = "nonsense";
            } else {
                o.with = with;
            }
            cr_expect_eq(gvc_measure_check(ctx, &o, NULL), GVC_EARG, "%s, word %d", (*m)->name, k);
        }
    }
    gvc_ctx_free(ctx);
}
