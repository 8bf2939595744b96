/* alone.h - one solver without the door: what it says itself, before any fall-back */
#ifndef GVC_TESTS_ALONE_H
#define GVC_TESTS_ALONE_H

#include "economy.h"
#include "solver.h"

typedef struct alone {
    const gvc_solver *solver;
    void *state;
    gvc_local *local;
    gvc_leontief_options options;
    gvc_solver_job job;
    gvc_report made, right, left; /* of prepare and the two products, without a cut */
    double gap_right, gap_left;   /* their residuals by plain loops */
} alone;

/* Prepares the solver of that name and, where it is ready, asks for three vectors either way. */
static inline alone *alone_new(const char *name, const economy *e, double tolerance)
{
    alone *a = calloc(1, sizeof *a);
    a->options = gvc_leontief_settled(&(gvc_leontief_options){.tolerance = tolerance});
    a->solver = gvc_solver_named(name);
    cr_assert_not_null(a->solver);
    gvc_local_new(&a->local, &e->dense); /* NULL where a block has no inverse of its own */
    a->job = (gvc_solver_job){.system = &e->dense,
                              .local = a->local,
                              .options = &a->options,
                              .storage = GVC_STORAGE_SPARSE,
                              .nonzeros = e->start[e->n]};
    a->made = a->solver->prepare(&a->state, &a->job);
    cr_expect_eq(a->state != NULL, a->made.code == GVC_MAT_OK);
    if (a->state == NULL) {
        return a;
    }
    gvc_dense f = economy_panel(e, 3, 1), x = economy_panel(e, 3, 2);
    a->right = a->solver->right(a->state, &a->job, &f, NULL, &x);
    for (gvc_idx k = 0; k < 3; k++) {
        a->gap_right = fmax(a->gap_right, economy_residual(e, false, -1, f.data + k * f.stride,
                                                           x.data + k * x.stride));
    }
    a->left = a->solver->left(a->state, &a->job, &f, NULL, &x);
    for (gvc_idx k = 0; k < 3; k++) {
        a->gap_left = fmax(a->gap_left, economy_residual(e, true, -1, f.data + k * f.stride,
                                                         x.data + k * x.stride));
    }
    free(f.data);
    free(x.data);
    return a;
}

static inline void alone_free(alone *a)
{
    if (a->state != NULL) {
        a->solver->release(a->state);
    }
    gvc_local_free(a->local);
    free(a);
}

static const int alone_sizes[] = {7, 0, 33, 20, 40, -1};

/* Industry 0 uses 1 - eps of its own product and nothing else, but for industry 71: nearly a zero
 * where elimination begins, and yet regular. */
static inline economy *alone_small_pivot(double eps)
{
    economy *e = economy_new(12, alone_sizes, 0.4, 0.5);
    memset(e->z, 0, (size_t)e->n * sizeof *e->z);
    e->inv_x[71] = 0.01;
    e->z[0] = (1 - eps) / e->inv_x[0];
    e->z[71] = 0.5 / e->inv_x[71];
    e->z[71 * e->n] = 1 / e->inv_x[0];
    economy_settle(e);
    return e;
}

/* Industry 23 eats all it makes. */
static inline economy *alone_singular(void)
{
    economy *e = economy_new(4, alone_sizes, 0.4, 0.5);
    memset(e->z + 23 * e->n, 0, (size_t)e->n * sizeof *e->z);
    e->inv_x[23] = 0.25;
    e->z[23 * e->n + 23] = 4;
    economy_settle(e);
    return e;
}

#endif
