/* rebalance.c - the totals that a table shall have, GRAS on Z and Y side by side, and the primary
 * rows after it */
#include <gvc/balance.h>

#include <math.h>

#include "table/scaling.h"
#include "table/table.h"

static const double default_tolerance = 1e-10;
enum { DEFAULT_SWEEPS = 10000 };
/* Sums of rows and of columns may differ by rounding of published totals, no more. */
static const double same_sum = 1e-9;

typedef struct work {
    gvc_table *t; /* of the builder */
    gvc_builder *b;
    const gvc_rebalance_options *o;
    double *output, *inputs, *uses; /* totals, all given now */
    double *others;                 /* n: primary rows that are not value added */
    double *added;                  /* n: value added */
    gvc_rebalanced done;
} work;

static gvc_status allocate(gvc_ctx *ctx, work *w)
{
    size_t n = (size_t)w->t->z.rows, f = (size_t)w->t->y.cols;
    w->output = gvc_calloc(n, sizeof(double));
    w->inputs = gvc_calloc(n, sizeof(double));
    w->uses = gvc_calloc(f, sizeof(double));
    w->others = gvc_calloc(n, sizeof(double));
    w->added = gvc_calloc(n, sizeof(double));
    bool there = w->output != NULL && w->inputs != NULL && w->uses != NULL && w->others != NULL &&
                 w->added != NULL;
    return there ? GVC_OK : gvc_fail_memory(ctx, (4 * n + f) * 8, "the totals of a table");
}

/* The totals that the table has. */
static void sum_up(work *w)
{
    const gvc_table *t = w->t;
    for (gvc_idx i = 0; i < t->z.rows; i++) {
        for (gvc_idx j = 0; j < t->z.cols; j++) {
            double cell = t->z.data[i * t->z.stride + j];
            w->output[i] += cell;
            w->inputs[j] += cell;
        }
        for (gvc_idx j = 0; j < t->y.cols; j++) {
            double cell = t->y.data[i * t->y.stride + j];
            w->output[i] += cell;
            w->uses[j] += cell;
        }
    }
    for (gvc_idx k = 0; k < t->v.rows; k++) {
        double *to = gvc_table_role(t, k) == GVC_ROLE_VALUE_ADDED ? w->added : w->others;
        for (gvc_idx j = 0; j < t->v.cols; j++) {
            to[j] += t->v.data[k * t->v.stride + j];
        }
    }
}

/* Without targets: what the source states. */
static gvc_status take_stated(gvc_ctx *ctx, work *w)
{
    const gvc_table *t = w->t;
    if (t->x_given == NULL && !gvc_table_has_given_va(t)) {
        return gvc_fail(ctx, GVC_EARG,
                        "the table states neither output nor value added, so that its accounts "
                        "agree as they are; give it totals to be balanced to");
    }
    for (gvc_idx i = 0; i < t->z.rows; i++) {
        w->output[i] = t->x_given != NULL ? t->x_given[i] : w->output[i];
        w->inputs[i] =
            gvc_table_has_given_va(t) ? w->output[i] - w->added[i] - w->others[i] : w->inputs[i];
    }
    return GVC_OK;
}

static void take(double *to, const double *from, gvc_idx count)
{
    for (gvc_idx i = 0; from != NULL && i < count; i++) {
        to[i] = isnan(from[i]) ? to[i] : from[i];
    }
}

static double sum(const double *x, gvc_idx count)
{
    double all = 0;
    for (gvc_idx i = 0; i < count; i++) {
        all += x[i];
    }
    return all;
}

/* Final uses without a total of their own take what is left of the rows, by one factor. */
static gvc_status close_uses(gvc_ctx *ctx, work *w, const double *given)
{
    gvc_idx n = w->t->z.rows, f = w->t->y.cols, free = 0;
    double rows = sum(w->output, n), left = rows - sum(w->inputs, n), own = 0;
    for (gvc_idx j = 0; j < f; j++) {
        bool fixed = given != NULL && !isnan(given[j]);
        left -= fixed ? w->uses[j] : 0;
        own += fixed ? 0 : w->uses[j];
        free += !fixed;
    }
    w->done.factor = 1;
    if (fabs(left - own) <= same_sum * fabs(rows)) {
        return GVC_OK;
    }
    if (free == 0 || own == 0 || !(left / own > 0)) {
        return gvc_fail(
            ctx, GVC_EBALANCE,
            free == 0 ? "the rows shall add up to %.10g, the columns to %.10g; they must agree"
                      : "the rows shall add up to %.10g, inputs and given final uses to "
                        "%.10g; what is left cannot be the final use without a total",
            rows, rows - left);
    }
    w->done.factor = left / own;
    for (gvc_idx j = 0; j < f; j++) {
        w->uses[j] *= given != NULL && !isnan(given[j]) ? 1 : w->done.factor;
    }
    return GVC_OK;
}

static gvc_status find_totals(gvc_ctx *ctx, work *w)
{
    const gvc_targets *targets = w->o->targets;
    gvc_status s = allocate(ctx, w);
    if (s != GVC_OK) {
        return s;
    }
    sum_up(w);
    if (targets == NULL) {
        s = take_stated(ctx, w);
    } else {
        take(w->output, targets->output, w->t->z.rows);
        take(w->inputs, targets->inputs, w->t->z.cols);
        take(w->uses, targets->final_use, w->t->y.cols);
    }
    return s == GVC_OK ? close_uses(ctx, w, targets == NULL ? NULL : targets->final_use) : s;
}

static const char *label_of(const work *w, gvc_line line)
{
    return gvc_table_label(w->t, line.part == 1 ? GVC_FINAL_USE : GVC_INDUSTRY, line.at);
}

static gvc_status check_signs(gvc_ctx *ctx, const work *w)
{
    gvc_table_cell cell;
    static const gvc_axis columns[] = {GVC_INDUSTRY, GVC_FINAL_USE};
    for (int k = 0; k < 2 && w->o->ras; k++) {
        gvc_idx count = 0;
        gvc_status s = gvc_table_worst_cells(ctx, w->t, columns[k], 1, &cell, &count);
        if (s != GVC_OK || count > 0) {
            return s != GVC_OK ? s
                               : gvc_fail(ctx, GVC_EBALANCE,
                                          "RAS needs cells of 0 or more, and %s -> %s is %g; GRAS "
                                          "takes them as they are",
                                          gvc_table_label(w->t, GVC_INDUSTRY, cell.row),
                                          gvc_table_label(w->t, columns[k], cell.col), cell.value);
        }
    }
    return GVC_OK;
}

static gvc_status check_reach(gvc_ctx *ctx, const work *w, const gvc_scaling *m)
{
    static const char *const why[] = {
        [GVC_LINE_EMPTY] = "has no cell that is not 0",
        [GVC_LINE_POSITIVE] = "has no cell below 0",
        [GVC_LINE_NEGATIVE] = "has no cell above 0",
    };
    gvc_line first = {0, 0};
    gvc_line_fault fault = GVC_LINE_EMPTY;
    gvc_idx count = 0;
    gvc_status s = gvc_scaling_check(ctx, m, &first, &fault, &count);
    if (s != GVC_OK || count == 0) {
        return s;
    }
    double total = first.part < 0 ? m->rows[first.at] : m->columns[first.part][first.at];
    gvc_text more = {0};
    if (count > 1) {
        gvc_text_addf(&more, " (and %lld more)", (long long)count - 1);
    }
    s = gvc_fail(ctx, GVC_EBALANCE, "the %s of %s %s and cannot add up to %.10g%s",
                 first.part < 0 ? "row" : "column", label_of(w, first), why[fault], total,
                 gvc_text_str(&more));
    gvc_text_free(&more);
    return s;
}

static gvc_status scale(gvc_ctx *ctx, work *w)
{
    double tolerance = w->o->tolerance > 0 ? w->o->tolerance : default_tolerance;
    int sweeps = w->o->sweeps > 0 ? w->o->sweeps : DEFAULT_SWEEPS;
    const gvc_scaling m = {{&w->t->z, &w->t->y}, w->output, {w->inputs, w->uses}};
    gvc_scaled found = {0};
    gvc_status s = check_signs(ctx, w);
    if (s == GVC_OK) {
        s = check_reach(ctx, w, &m);
    }
    if (s == GVC_OK) {
        s = gvc_scale(ctx, &m, tolerance, sweeps, &found);
    }
    w->done.sweeps = found.sweeps;
    w->done.gap = found.gap;
    if (s == GVC_OK && !found.done) {
        s = gvc_fail(ctx, GVC_ECONVERGE,
                     "not balanced after %d sweeps: the %s of %s misses its total by %.2g of its "
                     "cells (allowed: %.2g); totals that the cells cannot reach, or more sweeps "
                     "are needed",
                     found.sweeps, found.worst.part < 0 ? "row" : "column",
                     label_of(w, found.worst), found.gap, tolerance);
    }
    return s;
}

/* Value added is what output leaves after inputs, taxes and adjustments. */
static gvc_status follow(gvc_ctx *ctx, work *w)
{
    gvc_table *t = w->t;
    gvc_idx first = -1, turned = 0;
    for (gvc_idx k = t->v.rows; k-- > 0;) {
        first = gvc_table_role(t, k) == GVC_ROLE_VALUE_ADDED ? k : first;
    }
    for (gvc_idx j = 0; first >= 0 && j < t->z.cols; j++) {
        double rest = w->output[j] - w->inputs[j] - w->others[j], had = w->added[j];
        if (fabs(rest - had) <= same_sum * fabs(w->output[j])) {
            continue;
        }
        turned += rest < 0 && had >= 0;
        for (gvc_idx k = first; k < t->v.rows && had != 0; k++) {
            t->v.data[k * t->v.stride + j] *=
                gvc_table_role(t, k) == GVC_ROLE_VALUE_ADDED ? rest / had : 1;
        }
        if (had == 0) {
            t->v.data[first * t->v.stride + j] += rest;
        }
    }
    for (gvc_idx i = 0; t->x_given != NULL && i < t->z.rows; i++) {
        t->x_given[i] = w->output[i];
    }
    return turned == 0 ? GVC_OK
                       : gvc_builder_note(ctx, w->b, "value added of %lld industr%s is below 0 now",
                                          (long long)turned, turned == 1 ? "y" : "ies");
}

static gvc_status record(gvc_ctx *ctx, work *w)
{
    const gvc_targets *targets = w->o->targets;
    const char *method = w->o->ras ? "RAS" : "GRAS";
    const gvc_attribute facts[] = {
        {"balance_method", GVC_ATTR_TEXT, method, 0, 0},
        {"balance_targets", GVC_ATTR_TEXT, targets == NULL ? "stated totals" : targets->name, 0, 0},
        {"balance_targets_sha256", GVC_ATTR_TEXT, targets == NULL ? NULL : targets->sha256, 0, 0},
        {"balance_sweeps", GVC_ATTR_INTEGER, NULL, 0, (int32_t)w->done.sweeps},
        {"balance_gap", GVC_ATTR_NUMBER, NULL, w->done.gap, 0},
    };
    gvc_status s = gvc_builder_note(ctx, w->b, "balanced by %s to %s in %d sweeps, gap %.2g",
                                    method, targets == NULL ? "the stated totals" : targets->name,
                                    w->done.sweeps, w->done.gap);
    if (s == GVC_OK && w->done.factor != 1) {
        s = gvc_builder_note(ctx, w->b,
                             "final use without a total was multiplied by %.6g, so that rows and "
                             "columns have the same sum",
                             w->done.factor);
    }
    for (size_t k = 0; k < sizeof facts / sizeof *facts && s == GVC_OK; k++) {
        s = gvc_builder_set_attribute(ctx, w->b, &facts[k]);
    }
    return s;
}

gvc_status gvc_table_rebalance(gvc_ctx *ctx, gvc_table **out, gvc_table *t,
                               const gvc_rebalance_options *options, gvc_rebalanced *report)
{
    static const gvc_rebalance_options defaults = GVC_REBALANCE_OPTIONS_INIT;
    work w = {.t = t, .o = options == NULL ? &defaults : options};
    gvc_status s = gvc_table_reopen(ctx, &w.b, t);
    if (s != GVC_OK) {
        return s;
    }
    s = gvc_need_version(ctx, "gvc_rebalance_options", w.o->version, GVC_REBALANCE_OPTIONS_VERSION);
    if (s == GVC_OK) {
        s = find_totals(ctx, &w);
    }
    if (s == GVC_OK) {
        s = scale(ctx, &w);
    }
    if (s == GVC_OK) {
        s = follow(ctx, &w);
    }
    if (s == GVC_OK) {
        s = record(ctx, &w);
    }
    if (report != NULL) {
        *report = w.done;
    }
    gvc_release(w.output);
    gvc_release(w.inputs);
    gvc_release(w.uses);
    gvc_release(w.others);
    gvc_release(w.added);
    if (s == GVC_OK) {
        return gvc_builder_seal(ctx, w.b, out);
    }
    gvc_builder_free(w.b);
    return s;
}
