/* test_solve.c - what a result says about how it was solved; warnings and errors by name of country
 * and sector; the memory limit */
#include "model/model.h"
#include "worlds.h"

/* ---- what a result says ------------------------------------------------------------------------
 */

static gvc_result *solved_by(gvc_ctx *ctx, const gvc_table *t, const char *solver,
                             const char *approach, const char *const *terms)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *r = NULL;
    o.solver = solver;
    o.approach = approach;
    o.terms = terms;
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    return r;
}

Test(solve, a_result_says_how_it_was_solved)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 14);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *r = solved_by(ctx, t, "seidel", "source", NULL);
    cr_expect_str_eq(gvc_result_text(r, "solver"), "seidel");
    cr_expect_null(gvc_result_text(r, "solver_fallback"));
    cr_expect(gvc_result_find_attribute(r, "sweeps")->integer > 1);
    double residual = gvc_result_find_attribute(r, "residual")->number;
    cr_expect(residual > 0 && residual <= 1e-13);
    cr_expect_null(gvc_result_find_attribute(r, "condition"));
    gvc_result_free(r);
    r = solved_by(ctx, t, "lapack", "sink", NULL);
    cr_expect_str_eq(gvc_result_text(r, "solver"), "lapack");
    cr_expect_null(gvc_result_find_attribute(r, "sweeps"));
    cr_expect(gvc_result_find_attribute(r, "residual")->number > 0);
    cr_expect(gvc_result_find_attribute(r, "condition")->number > 1);
    gvc_result_free(r);
    r = solved_by(ctx, t, NULL, "source", (const char *const[]){"gexp", "davax", NULL});
    cr_expect_str_eq(gvc_result_text(r, "solver"), "none");
    cr_expect_null(gvc_result_find_attribute(r, "residual"));
    gvc_result_free(r);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

static void keep_line(gvc_level level, const char *text, void *user)
{
    char *line = user;
    if (level == GVC_INFO && strstr(text, "solved by") != NULL) {
        snprintf(line, 400, "%s", text);
    }
}

Test(solve, a_fall_back_is_told_with_the_residual_and_names)
{
    gvc_ctx *ctx = new_ctx();
    char line[400] = "", start[200];
    world w = make_world(&recipes[RECIPES - 1], 15);
    w.z[3 * w.n + 20] += 700; /* C1_S8 buys more than it makes */
    gvc_table *t = table_of(ctx, &w, false);
    gvc_ctx_set_log(ctx, GVC_INFO, keep_line, line);
    gvc_result *r = solved_by(ctx, t, "seidel", "source", NULL);
    cr_expect_str_eq(gvc_result_text(r, "solver_fallback"), "Gauss-Seidel converges too slowly");
    cr_expect_str_neq(gvc_result_text(r, "solver"), "seidel");
    snprintf(start, sizeof start, "Gauss-Seidel converges too slowly: solved by %s, residual %.1e",
             gvc_result_text(r, "solver"), gvc_result_find_attribute(r, "residual")->number);
    cr_expect(gvc_result_find_attribute(r, "residual")->number <= 1e-12);
    cr_expect(strstr(line, start) == line, "%s", line);
    cr_expect(strstr(line, "least value added per unit of output: C1_S8 -") != NULL, "%s", line);
    gvc_result_free(r);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(solve, a_solver_that_there_is_not_is_told_with_those_there_are)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 2, in_order);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *r = NULL;
    o.solver = "sorcery";
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EUNKNOWN,
                 "no solver 'sorcery'; there are gauss-jordan, lapack, lu, lu-float, seidel, "
                 "seidel-double");
    cr_expect_null(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* ---- tables that make no sense -----------------------------------------------------------------
 */

/* C1_S2 makes too little of what the others take of it and uses much more than it makes. */
static gvc_table *implausible(gvc_ctx *ctx)
{
    static const recipe r = {"implausible", {6, 5, 7, -1}, 2, 0, 0};
    world w = make_world(&r, 16);
    gvc_idx i = 8;
    double sold = 0;
    for (gvc_idx j = 0; j < w.n; j++) {
        sold += w.z[i * w.n + j];
    }
    for (gvc_idx d = 0; d < w.countries; d++) {
        w.y[i * w.countries + d] = -0.95 * sold / (double)w.countries;
    }
    gvc_table *t = table_of(ctx, &w, false);
    free_world(&w);
    return t;
}

Test(solve, negative_entries_are_told_by_name_whatever_the_way)
{
    static const char *const left_only[] = {"gexp", "fva", NULL};
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = implausible(ctx);
    gvc_leontief_check check;
    expect_ok(ctx, gvc_check_leontief(ctx, t, &check));
    cr_expect(check.spectral_radius > 1 && check.smallest < 0);
    for (gvc_idx i = 0; gvc_solver_name(i) != NULL; i++) {
        for (int k = 0; k < 2; k++) {
            gvc_result *r =
                solved_by(ctx, t, gvc_solver_name(i), "source", k == 0 ? NULL : left_only);
            const char *said = gvc_result_text(r, "warnings");
            cr_assert(said != NULL, "%s", gvc_solver_name(i));
            cr_expect(strstr(said, "one unit of final use would take negative "
                                   "output (lowest at C") == said,
                      "%s", said);
            cr_expect(strstr(said, "C1_S2 -") != NULL, "%s", said);
            gvc_result_free(r);
        }
    }
    gvc_result *r = solved_by(ctx, t, NULL, "sink", NULL);
    const char *said = gvc_result_text(r, "warnings");
    cr_assert(said != NULL);
    cr_expect(strstr(said, "the Leontief inverse has negative entries (lowest at C1_S2 -") == said,
              "%s", said);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(solve, sound_tables_are_not_warned_of)
{
    static const char *const left_only[] = {"gexp", "fva", NULL};
    gvc_ctx *ctx = new_ctx();
    for (int k = 0; k < RECIPES; k++) {
        world w = make_world(&recipes[k], 17);
        gvc_table *t = table_of(ctx, &w, false);
        for (gvc_idx i = 0; gvc_solver_name(i) != NULL && recipes[k].negative == 0; i++) {
            gvc_result *r = solved_by(ctx, t, gvc_solver_name(i), "source", NULL);
            cr_expect_null(gvc_result_text(r, "warnings"));
            gvc_result_free(r);
            r = solved_by(ctx, t, gvc_solver_name(i), "source", left_only);
            cr_expect_null(gvc_result_text(r, "warnings"));
            gvc_result_free(r);
        }
        gvc_table_free(t);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

/* C0 and C2 sell everything to each other as inputs, buy nothing elsewhere and add no value. */
static gvc_table *closed_pair(gvc_ctx *ctx)
{
    static const recipe r = {"closed", {1, 3, 1, -1}, 2, 0, 0};
    world w = make_world(&r, 18);
    const gvc_idx pair[] = {0, 4};
    for (int k = 0; k < 2; k++) {
        gvc_idx i = pair[k];
        for (gvc_idx j = 0; j < w.n; j++) {
            w.z[i * w.n + j] = w.z[j * w.n + i] = 0;
        }
        for (gvc_idx d = 0; d < w.countries; d++) {
            w.y[i * w.countries + d] = 0;
        }
    }
    w.z[0 * w.n + 4] = w.z[4 * w.n + 0] = 10;
    gvc_table *t = table_of(ctx, &w, false);
    free_world(&w);
    return t;
}

Test(solve, countries_that_feed_only_each_other_are_named)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = closed_pair(ctx);
    for (gvc_idx i = 0; gvc_solver_name(i) != NULL; i++) {
        gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
        gvc_result *r = NULL;
        o.solver = gvc_solver_name(i);
        gvc_status status = gvc_measure(ctx, &r, t, &o);
        cr_expect(status == GVC_ESINGULAR, "%s: %s", o.solver, gvc_status_name(status));
        cr_expect(strstr(gvc_ctx_error(ctx), "through C0_S0 uses") != NULL ||
                      strstr(gvc_ctx_error(ctx), "through C2_S0 uses") != NULL,
                  "%s: %s", o.solver, gvc_ctx_error(ctx));
        cr_expect_null(r);
    }
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

static gvc_plan plan_of(const gvc_model *m, gvc_needs needs, const char *solver)
{
    gvc_leontief_options o = {.version = GVC_LEONTIEF_OPTIONS_VERSION, .solver = solver};
    gvc_workload work = gvc_model_workload(m, needs);
    gvc_plan plan;
    cr_assert_eq(gvc_plan_make(&plan, &m->system, &work, &o).code, GVC_MAT_OK);
    return plan;
}

Test(solve, a_fall_back_that_does_not_fit_is_told)
{
    static const gvc_measure_options defaults = GVC_MEASURE_OPTIONS_INIT;
    static const recipe r = {"large", {60, 70, 60, 60, -1}, 0.02, 0, 0};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&r, 20);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_model *m = NULL;
    expect_ok(ctx, gvc_model_new(ctx, &m, t, &defaults));
    gvc_plan plan = plan_of(m, GVC_NEED_CONTENT | GVC_NEED_ABSORBED | GVC_NEED_FOREIGN, "seidel");
    gvc_ctx_set_memory_limit(ctx, gvc_model_peak_bytes(m, &plan, 0) + 1);
    gvc_model_free(m);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *result = NULL;
    o.solver = "seidel";
    expect_ok(ctx, gvc_ctx_set_threads(ctx, 1));
    cr_expect(gvc_measure(ctx, &result, t, &o) == GVC_ENOMEM);
    cr_expect(strstr(gvc_ctx_error(ctx), "Gauss-Seidel converges too slowly, and ") ==
                  gvc_ctx_error(ctx),
              "%s", gvc_ctx_error(ctx));
    cr_expect(strstr(gvc_ctx_error(ctx),
                     ", which is safer, does not fit the memory; raise --memory") != NULL);
    cr_expect_null(result);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* ---- memory ------------------------------------------------------------------------------------
 */

Test(solve, a_limit_takes_a_solver_that_fits_or_says_what_is_needed)
{
    static const gvc_measure_options defaults = GVC_MEASURE_OPTIONS_INIT;
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 19);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_model *m = NULL;
    expect_ok(ctx, gvc_model_new(ctx, &m, t, &defaults));
    gvc_workload work = gvc_model_workload(m, GVC_NEED_CONTENT | GVC_NEED_ABSORBED);
    cr_expect_eq(work.left, m->blocks);
    cr_expect_eq(work.right, m->blocks + 1);
    gvc_plan plan = {.work = work, .bytes = 1000};
    size_t beside = gvc_model_beside_bytes(m, &work, 0), z = (size_t)(m->n * m->n) * sizeof(double);
    cr_expect(beside > z && gvc_model_peak_bytes(m, &plan, 0) == beside + 1000);
    cr_expect_eq(gvc_model_beside_bytes(m, &work, 1 << 30), beside,
                 "what comes later is not there yet");
    cr_expect(gvc_model_peak_bytes(m, &plan, 1 << 30) > (1 << 30) + z);
    work.inverse = plan.work.inverse = true;
    cr_expect(gvc_model_beside_bytes(m, &work, 1 << 30) > (1 << 30) + z);
    gvc_model_free(m);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *r = NULL;
    gvc_ctx_set_memory_limit(ctx, beside + 1);
    cr_expect(gvc_measure(ctx, &r, t, &o) == GVC_ENOMEM);
    cr_expect(strstr(gvc_ctx_error(ctx), "the table with the solution of its Leontief system "
                                         "needs ") == gvc_ctx_error(ctx),
              "%s", gvc_ctx_error(ctx));
    gvc_ctx_set_memory_limit(ctx, beside + 4 * z);
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    gvc_result_free(r);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* ---- what was asked for ------------------------------------------------------------------------
 */

Test(solve, a_model_has_what_it_was_asked_for_and_nothing_else)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 14);
    gvc_table *t = table_of(ctx, &w, false);
    const gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    for (gvc_needs need = GVC_NEED_CONTENT; need <= GVC_NEED_IMPORTED; need <<= 1) {
        gvc_model *m = NULL;
        expect_ok(ctx, gvc_model_new(ctx, &m, t, &o));
        expect_ok(ctx, gvc_model_local(ctx, m));
        expect_ok(ctx, gvc_model_solve(ctx, m, &(gvc_model_ask){.needs = need}));
        gvc_needs with = need == GVC_NEED_ORIGIN ? need | GVC_NEED_CONTENT : need;
        cr_expect(gvc_model_has(m, with) && gvc_model_has(m, 0));
        for (gvc_needs other = GVC_NEED_CONTENT; other <= GVC_NEED_IMPORTED; other <<= 1) {
            cr_expect_eq(gvc_model_has(m, need | other), (other & with) != 0);
        }
        gvc_model_free(m);
    }
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* Residual value added leaves nothing; an industry without output has what the caller says. */
Test(solve, what_value_added_leaves_out)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[4], 14);
    gvc_table *t = table_of(ctx, &w, false);
    const gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_model *m = NULL;
    expect_ok(ctx, gvc_model_new(ctx, &m, t, &o));
    double *left = malloc((size_t)m->n * sizeof *left);
    for (int idle = 0; idle < 2; idle++) {
        gvc_model_unnamed(m, idle, left);
        for (gvc_idx j = 0; j < m->n; j++) {
            double want = m->x[j] == 0 ? idle : 0;
            cr_expect(fabs(left[j] - want) <= 1e-13);
        }
    }
    gvc_idx live = m->x[0] == 0 ? 1 : 0;
    m->va[live] -= 0.25 * m->x[live];
    gvc_model_unnamed(m, 0, left);
    cr_expect(fabs(left[live] - 0.25) <= 1e-13);
    free(left);
    gvc_model_free(m);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}
