/* growth.c - growth accounting between two tables in memory: one country, all countries, all
 * factors; the earlier table is the subject with every cell changed by up to a third */
#include <string.h>

#include "alloc.h"
#include "random.h"
#include "subject.h"

#define VERSION .version = GVC_MEASURE_OPTIONS_VERSION, .method = "growth"

typedef struct figure {
    const char *name;
    bool one; /* country */
    gvc_measure_options options;
} figure;

static const figure figures[] = {
    {"one_country", true, {VERSION}},
    {"all_countries", false, {VERSION}},
    {"levels", false, {VERSION, .level = "demand"}},
};

/* ---- the earlier table
 * ---------------------------------------------------------------------------
 */

static gvc_status name_axes(gvc_ctx *ctx, gvc_builder *to, const gvc_table *t)
{
    gvc_status status = GVC_OK;
    for (gvc_idx i = 0; status == GVC_OK && i < gvc_table_count(t, GVC_INDUSTRY); i++) {
        status = gvc_builder_industry(
            ctx, to, gvc_table_label(t, GVC_INDUSTRY, i),
            gvc_table_label(t, GVC_COUNTRY, gvc_table_country_of(t, GVC_INDUSTRY, i)),
            gvc_table_label(t, GVC_SECTOR, gvc_table_sector_of(t, i)));
    }
    for (gvc_idx f = 0; status == GVC_OK && f < gvc_table_count(t, GVC_FINAL_USE); f++) {
        status = gvc_builder_final_use(
            ctx, to, gvc_table_label(t, GVC_FINAL_USE, f),
            gvc_table_label(t, GVC_COUNTRY, gvc_table_country_of(t, GVC_FINAL_USE, f)),
            gvc_table_label(t, GVC_CATEGORY, gvc_table_category_of(t, f)));
    }
    return status;
}

static void change(const gvc_dense *from, uint64_t *seed, gvc_dense *to)
{
    for (gvc_idx i = 0; i < from->rows; i++) {
        for (gvc_idx j = 0; j < from->cols; j++) {
            double factor = 1 - gvc_bench_uniform(seed) / 3;
            to->data[i * to->stride + j] = factor * from->data[i * from->stride + j];
        }
    }
}

static bool make_earlier(gvc_bench *b, const gvc_table *t, gvc_table **out)
{
    gvc_builder *to = NULL;
    uint64_t seed = b->set.seed + 1;
    gvc_status status = gvc_builder_new(b->ctx, &to);
    if (status == GVC_OK) {
        status = name_axes(b->ctx, to, t);
    }
    if (status == GVC_OK) {
        status = gvc_builder_allocate(b->ctx, to);
    }
    if (status == GVC_OK) {
        change(gvc_table_z(t), &seed, gvc_builder_z(to));
        change(gvc_table_y(t), &seed, gvc_builder_y(to));
        gvc_builder_set_year(to, gvc_table_year(t) - 1);
        status = gvc_builder_set_text(b->ctx, to, "units", gvc_table_text(t, "units"));
    }
    if (status == GVC_OK) {
        status = gvc_builder_seal(b->ctx, to, out);
        to = NULL;
    }
    gvc_builder_free(to);
    return status == GVC_OK || gvc_bench_failed(b);
}

/* ---- the race ----------------------------------------------------------------------------------
 */

typedef struct race {
    gvc_bench *bench;
    const gvc_table *tables[2];
    gvc_measure_options options;
    gvc_result *result;
} race;

static void forget(void *user)
{
    race *r = user;
    gvc_result_free(r->result);
    r->result = NULL;
}

static bool run_once(void *user)
{
    race *r = user;
    return gvc_measure(r->bench->ctx, &r->result, r->tables[1], &r->options) == GVC_OK ||
           gvc_bench_failed(r->bench);
}

static bool measure(gvc_bench *b, const gvc_table *earlier, const gvc_table *t,
                    gvc_bench_lapack *lu, const figure *f)
{
    /* a country of middling size, as most are */
    const char *country[] = {gvc_table_label(t, GVC_COUNTRY, gvc_table_count(t, GVC_COUNTRY) / 2),
                             NULL};
    race r = {.bench = b, .tables = {earlier, t}, .options = f->options};
    r.options.countries = f->one ? country : NULL;
    r.options.solver = b->set.solver;
    r.options.others = r.tables;
    r.options.other_count = 1;
    gvc_bench_job own = {forget, run_once, &r, 0}, yard = gvc_bench_lapack_job(lu);
    bool done = gvc_bench_compare(b, &own, &yard);
    forget(&r);
    if (done) {
        gvc_bench_print_time(b, f->name, own.seconds, "dgetrf", yard.seconds);
    }
    return done;
}

static bool run(gvc_bench *b)
{
    gvc_bench_subject s;
    gvc_bench_lapack lu = {0};
    gvc_table *earlier = NULL;
    bool done =
        gvc_bench_subject_make(b, &s) && make_earlier(b, s.table, &earlier) &&
        (gvc_bench_lapack_new(&lu, &s, GVC_BENCH_LU, NULL) || gvc_bench_fail(b, "out of memory"));
    for (size_t k = 0; k < sizeof figures / sizeof *figures && done; k++) {
        bool wanted = b->set.only == NULL || strcmp(b->set.only, figures[k].name) == 0;
        done = !wanted || measure(b, earlier, s.table, &lu, &figures[k]);
    }
    gvc_bench_lapack_free(&lu);
    gvc_table_free(earlier);
    gvc_bench_subject_free(&s);
    return done;
}

const gvc_bench_case gvc_bench_case_growth = {
    "growth", "growth accounting between two tables, all factors / dgetrf", 1435, 41, run};
