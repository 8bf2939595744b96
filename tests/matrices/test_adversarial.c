/* test_adversarial.c - tables that lead solvers astray, each through every solver, plain and cut.
 *
 * A solver may answer, or hand over to a safer one and say so, or find that there is no answer
 * where there is none and name the place. What it returns with GVC_MAT_OK is checked by plain loops
 * in long double. */
#include "economy.h"
#include "solver.h"

/* Wider than one elimination block of the smaller sizes. */
static const int sizes[] = {35, 0, 41, 1, 48, 26, -1};

typedef struct trap {
    const char *name;
    void (*set)(economy *e, double value);
    double value;
    gvc_idx from, to; /* SINGULAR is right, with a place in from .. to - 1; from < 0: never */
} trap;

static double column_sum(const economy *e, gvc_idx j, gvc_idx from, gvc_idx to)
{
    double total = 0;
    for (gvc_idx i = from; i < to; i++) {
        total += e->z[i * e->n + j];
    }
    return total;
}

/* Column j of A gets this sum, by its output. */
static void set_sum(economy *e, gvc_idx j, double sum)
{
    double total = column_sum(e, j, 0, e->n);
    e->inv_x[j] = total > 0 ? sum / total : 0;
}

static void negative(economy *e, double share)
{
    uint64_t seed = 77;
    for (gvc_idx k = 0; k < e->n * e->n; k++) {
        e->z[k] *= random_unit(&seed) < share ? -3 : 1;
    }
}

static void multiply_columns(economy *e, double by)
{
    for (gvc_idx j = 2; j < e->n; j += 7) {
        for (gvc_idx i = 0; i < e->n; i++) {
            e->z[i * e->n + j] *= by;
        }
    }
}

static void some_sums(economy *e, double sum)
{
    for (gvc_idx j = 2; j < e->n; j += 7) {
        set_sum(e, j, sum);
    }
}

static void all_sums(economy *e, double sum)
{
    for (gvc_idx j = 0; j < e->n; j++) {
        set_sum(e, j, sum);
    }
}

/* The leading block of elimination has a pivot of `eps` only; rows 0 and 140 save the whole. */
static void leading_block(economy *e, double eps)
{
    memset(e->z, 0, (size_t)e->n * sizeof *e->z);
    e->z[0] = (1 - eps) / e->inv_x[0];
    e->z[141] = 0.5 / e->inv_x[141];
    e->z[141 * e->n] = 1 / e->inv_x[0];
}

static void no_value_added(economy *e, double sum)
{
    for (gvc_idx j = e->offset[2]; j < e->offset[3]; j++) {
        set_sum(e, j, sum);
    }
}

static void output_too_small(economy *e, double times)
{
    e->inv_x[50] *= times;
}

static void scale_to(economy *e, double largest)
{
    double most = 0;
    for (gvc_idx j = 0; j < e->n; j++) {
        most = fmax(most, column_sum(e, j, 0, e->n) * e->inv_x[j]);
    }
    for (gvc_idx j = 0; j < e->n; j++) {
        e->inv_x[j] *= largest / most;
    }
}

static void eats_itself(economy *e, double value)
{
    for (gvc_idx i = 0; i < e->n; i++) {
        e->z[i * e->n + 60] = i == 60 ? value / e->inv_x[60] : 0;
    }
}

/* The blocks first .. last - 1 buy from and sell to nobody else, and keep nothing. */
static void close_off(economy *e, gvc_idx first, gvc_idx last)
{
    gvc_idx from = e->offset[first], to = e->offset[last];
    for (gvc_idx j = from; j < to; j++) {
        for (gvc_idx i = 0; i < e->n; i++) {
            if (i < from || i >= to) {
                e->z[i * e->n + j] = 0;
            }
        }
        if (column_sum(e, j, from, to) == 0) {
            e->z[from * e->n + j] = 1;
        }
        set_sum(e, j, 1);
    }
}

static void closed_country(economy *e, double value)
{
    (void)value;
    close_off(e, 2, 3);
}

static void closed_pair(economy *e, double value)
{
    (void)value;
    close_off(e, 4, 6);
}

static void no_value_added_at_all(economy *e, double value)
{
    (void)value;
    close_off(e, 0, e->blocks);
}

static const trap traps[] = {
    {"2 % of entries turned to -3 a", negative, 0.02, -1, 0},
    {"0.2 % of entries turned to -3 a", negative, 0.002, -1, 0},
    {"20 columns times 4", multiply_columns, 4, -1, 0},
    {"20 columns of sum 2", some_sums, 2, -1, 0},
    {"all column sums .95", all_sums, 0.95, -1, 0},
    {"all column sums .99", all_sums, 0.99, -1, 0},
    {"all column sums .999", all_sums, 0.999, -1, 0},
    {"all columns scaled to .95", scale_to, 0.95, -1, 0},
    {"all columns scaled to .99", scale_to, 0.99, -1, 0},
    {"all columns scaled to .999", scale_to, 0.999, -1, 0},
    {"leading pivot 1e-4", leading_block, 1e-4, -1, 0},
    {"leading pivot 1e-8", leading_block, 1e-8, -1, 0},
    {"leading pivot 1e-12", leading_block, 1e-12, -1, 0},
    {"a country without value added", no_value_added, 1, -1, 0},
    {"a sector with output 5 times too small", output_too_small, 5, -1, 0},
    {"a sector that eats all it makes", eats_itself, 1, 60, 61},
    {"a country closed to itself", closed_country, 0, 35, 76},
    {"two countries closed to the others", closed_pair, 0, 77, 151},
    {"no value added anywhere", no_value_added_at_all, 0, 0, 151},
};

static void expect_place(const trap *t, const char *solver, gvc_report report)
{
    cr_expect_eq(report.code, GVC_MAT_SINGULAR, "%s, %s: %d", t->name, solver, report.code);
    cr_expect(report.where >= t->from && report.where < t->to, "%s, %s: %lld", t->name, solver,
              (long long)report.where);
}

/* Does the work; returns the report of the first step that is not OK, or of the last. */
static gvc_report answers(const trap *t, const economy *e, const gvc_system *system,
                          const gvc_local *local, const char *solver, bool left, bool with_cut)
{
    enum { ROWS = 6 };
    static const gvc_idx cut[ROWS] = {0, 2, -1, 3, 4, 5};
    gvc_leontief_options options = {.version = GVC_LEONTIEF_OPTIONS_VERSION, .solver = solver};
    gvc_workload load = {.left = ROWS, .cut_left = with_cut ? ROWS : 0};
    gvc_plan plan;
    gvc_leontief *l = NULL;
    cr_assert_eq(gvc_plan_make(&plan, system, &load, &options).code, GVC_MAT_OK);
    gvc_dense f = economy_panel(e, ROWS, 31), x = economy_panel(e, ROWS, 32);
    gvc_report report = gvc_leontief_new(&l, system, local, &plan, &options);
    if (report.code == GVC_MAT_OK) {
        report = left ? gvc_leontief_left(l, &f, with_cut ? cut : NULL, &x)
                      : gvc_leontief_right(l, &f, with_cut ? cut : NULL, &x);
    }
    if (report.code == GVC_MAT_OK) {
        double worst = 0;
        for (gvc_idx k = 0; k < ROWS; k++) {
            worst = fmax(worst, economy_residual(e, left, with_cut ? cut[k] : -1,
                                                 f.data + k * f.stride, x.data + k * x.stride));
        }
        cr_expect(worst <= 1e-12, "%s, %s, %s%s: residual %g, reported %g by %s", t->name, solver,
                  left ? "left" : "right", with_cut ? " cut" : "", worst, report.residual,
                  report.solver);
        cr_expect(report.residual <= 1e-11);
        cr_expect_eq(strcmp(report.solver, solver) != 0, report.fallback != NULL,
                     "%s, %s by %s: %s", t->name, solver, report.solver,
                     report.fallback == NULL ? "no reason" : report.fallback);
    }
    gvc_leontief_free(l);
    free(f.data);
    free(x.data);
    return report;
}

static void spring(const trap *t)
{
    economy *e = economy_new(41, sizes, 0.4, 0.8);
    t->set(e, t->value);
    economy_settle(e);
    gvc_local *local = NULL;
    gvc_report closed = gvc_local_new(&local, &e->dense);
    if (closed.code != GVC_MAT_OK) { /* a country alone is singular: told before any solver runs */
        expect_place(t, "L", closed);
        economy_free(e);
        return;
    }
    const gvc_solver *s;
    for (gvc_idx i = 0; (s = gvc_solver_at(i)) != NULL; i++) {
        for (int way = 0; way < 8; way++) {
            bool thin = (way & 4) != 0;
            if (thin && !s->sparse) {
                continue;
            }
            gvc_report report = answers(t, e, thin ? &e->thin : &e->dense, local, s->name,
                                        (way & 1) != 0, (way & 2) != 0);
            if (t->from >= 0) {
                expect_place(t, s->name, report);
            } else {
                cr_expect_eq(report.code, GVC_MAT_OK, "%s, %s, way %d: %d", t->name, s->name, way,
                             report.code);
            }
        }
    }
    gvc_local_free(local);
    economy_free(e);
}

Test(adversarial, no_wrong_number_with_code_ok)
{
    for (size_t k = 0; k < sizeof traps / sizeof *traps; k++) {
        spring(&traps[k]);
    }
}
