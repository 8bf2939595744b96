/* diff.c - how two tables differ: every cell that both have, added up by the rows of a view */
#include "table/diff.h"

#include <math.h>

#include "result/diff.h"

static const struct {
    const char *name;
    gvc_axis rows, columns; /* columns of a vector: its rows again */
    const gvc_dense *(*matrix)(const gvc_table *t);
    const double *(*vector)(const gvc_table *t);
} kinds[GVC_BLOCKS] = {
    {"Z", GVC_INDUSTRY, GVC_INDUSTRY, gvc_table_z, NULL},
    {"Y", GVC_INDUSTRY, GVC_FINAL_USE, gvc_table_y, NULL},
    {"V", GVC_VALUE_ADDED, GVC_INDUSTRY, gvc_table_v, NULL},
    {"VY", GVC_VALUE_ADDED, GVC_FINAL_USE, gvc_table_vy, NULL},
    {"x", GVC_INDUSTRY, GVC_INDUSTRY, NULL, gvc_table_x},
    {"x_given", GVC_INDUSTRY, GVC_INDUSTRY, NULL, gvc_table_x_given},
    {"E", GVC_EXTENSION, GVC_INDUSTRY, gvc_table_e, NULL},
    {"EY", GVC_EXTENSION, GVC_FINAL_USE, gvc_table_ey, NULL},
};

const char *gvc_block_name(gvc_block block)
{
    return kinds[block].name;
}

bool gvc_block_adds_up(gvc_block block)
{
    return kinds[block].rows != GVC_EXTENSION;
}

gvc_idx gvc_block_columns(const gvc_table_pairing *p, gvc_block block)
{
    return kinds[block].vector != NULL ? 1 : p->axes[kinds[block].columns].count;
}

/* ---- what both have ---------------------------------------------------------------------------
 */

static gvc_status match(gvc_ctx *ctx, gvc_table_pairing *p, gvc_axis axis, const char *what)
{
    gvc_idx count_a = gvc_table_count(p->a, axis), count_b = gvc_table_count(p->b, axis);
    const char **a = gvc_malloc((size_t)count_a + 1, sizeof *a);
    const char **b = gvc_malloc((size_t)count_b + 1, sizeof *b);
    gvc_status s = a == NULL || b == NULL ? gvc_fail_memory(ctx, 1, "labels to compare") : GVC_OK;
    for (gvc_idx i = 0; i < count_a && s == GVC_OK; i++) {
        a[i] = gvc_table_label(p->a, axis, i);
    }
    for (gvc_idx i = 0; i < count_b && s == GVC_OK; i++) {
        b[i] = gvc_table_label(p->b, axis, i);
    }
    if (s == GVC_OK) {
        s = gvc_match_labels(ctx, &p->axes[axis], &p->alone,
                             &(gvc_label_lists){what, a, b, count_a, count_b});
    }
    if (s == GVC_OK && axis == GVC_INDUSTRY && p->axes[axis].count == 0) {
        s = gvc_fail(ctx, GVC_ESHAPE,
                     "no industry in common: %s has %s, ..., and %s has %s, ...; aggregate both to "
                     "the same countries and sectors",
                     p->name_a, a[0], p->name_b, b[0]);
    }
    gvc_release(a);
    gvc_release(b);
    return s;
}

static bool has(const gvc_table *t, gvc_block block)
{
    return kinds[block].vector != NULL ? kinds[block].vector(t) != NULL
                                       : kinds[block].matrix(t) != NULL;
}

static void find_blocks(gvc_table_pairing *p)
{
    for (gvc_block block = GVC_Z; block < GVC_BLOCKS; block++) {
        bool a = has(p->a, block), b = has(p->b, block);
        p->has[block] = a && b && p->axes[kinds[block].rows].count > 0 &&
                        p->axes[kinds[block].columns].count > 0;
        if (a != b) {
            gvc_text *to = a ? &p->alone.a : &p->alone.b;
            gvc_text_addf(to, "%sblock: %s", to->length > 0 ? "\n" : "", kinds[block].name);
            p->alone.count++;
        }
    }
}

static gvc_status pair(gvc_ctx *ctx, gvc_table_pairing *p)
{
    static const struct {
        gvc_axis axis;
        const char *what;
    } axes[] = {{GVC_INDUSTRY, "industry"},
                {GVC_FINAL_USE, "final use"},
                {GVC_VALUE_ADDED, "value added"},
                {GVC_EXTENSION, "satellite account"}};
    gvc_status s = GVC_OK;
    if (gvc_table_z(p->a) == NULL || gvc_table_z(p->b) == NULL) {
        s = gvc_fail(ctx, GVC_EARG,
                     "a table was opened for its labels only; open it with its matrices");
    }
    for (size_t i = 0; i < sizeof axes / sizeof axes[0] && s == GVC_OK; i++) {
        s = match(ctx, p, axes[i].axis, axes[i].what);
    }
    if (s != GVC_OK) {
        return s;
    }
    find_blocks(p);
    gvc_alone_warn(ctx, &p->alone, p->name_a, p->name_b);
    const char *a = gvc_table_text(p->a, "units"), *b = gvc_table_text(p->b, "units");
    if (!gvc_same(a, b)) {
        gvc_log(ctx, GVC_WARN, "%s is in %s and %s in %s; values are not rescaled", p->name_a,
                a == NULL ? "an unknown unit" : a, p->name_b, b == NULL ? "an unknown unit" : b);
    }
    return p->alone.a.failed || p->alone.b.failed ? gvc_fail_memory(ctx, 1, "labels to compare")
                                                  : GVC_OK;
}

static void pairing_free(gvc_table_pairing *p)
{
    for (int axis = 0; axis < GVC_AXES; axis++) {
        gvc_match_free(&p->axes[axis]);
    }
    for (int block = 0; block < GVC_BLOCKS; block++) {
        gvc_tally_free(&p->blocks[block]);
    }
    gvc_alone_free(&p->alone);
    gvc_labels_free(p->sellers);
    gvc_labels_free(p->users);
    gvc_release(p->seller);
    gvc_release(p->user);
    gvc_release(p->user_final);
    gvc_release(p->rows);
}

/* ---- the cells --------------------------------------------------------------------------------
 */

static double cell(const gvc_table *t, gvc_block block, gvc_idx i, gvc_idx j)
{
    if (kinds[block].vector != NULL) {
        return kinds[block].vector(t)[i];
    }
    const gvc_dense *m = kinds[block].matrix(t);
    return m->data[i * m->stride + j];
}

static gvc_status compare_block(gvc_ctx *ctx, gvc_table_pairing *p, gvc_block block,
                                const gvc_table_view *view)
{
    const gvc_match *rows = &p->axes[kinds[block].rows], *cols = &p->axes[kinds[block].columns];
    gvc_idx columns = gvc_block_columns(p, block);
    gvc_tally *t = &p->blocks[block];
    t->changes.most = p->options->top > 0 ? p->options->top : 1;
    gvc_status s = GVC_OK;
    for (gvc_idx i = 0; i < rows->count && s == GVC_OK; i++) {
        for (gvc_idx j = 0; j < columns; j++) {
            double a = cell(p->a, block, rows->a[i], cols->a[j]);
            double b = cell(p->b, block, rows->b[i], cols->b[j]);
            gvc_tally_add(t, i * columns + j, a, b, 0, p->options->tolerance);
            view->add(p, block, i, j, a, b);
        }
        s = gvc_progress(ctx, "comparing", (uint64_t)i, (uint64_t)rows->count);
    }
    return s == GVC_OK && t->failed ? gvc_fail_memory(ctx, 1, "the cells that differ") : s;
}

/* ---- what is said about it --------------------------------------------------------------------
 */

static void say_changes(gvc_text *to, const gvc_table_pairing *p)
{
    for (gvc_block block = GVC_Z; block < GVC_BLOCKS; block++) {
        const gvc_changes *all = &p->blocks[block].changes;
        gvc_idx columns = gvc_block_columns(p, block);
        for (gvc_idx k = 0; k < all->count; k++) {
            gvc_idx i = all->items[k].where / columns, j = all->items[k].where % columns;
            gvc_axis rows = kinds[block].rows, cols = kinds[block].columns;
            gvc_text_addf(to, "\n%s changes most at %s", kinds[block].name,
                          gvc_table_label(p->a, rows, p->axes[rows].a[i]));
            if (kinds[block].vector == NULL) {
                gvc_text_addf(to, " to %s", gvc_table_label(p->a, cols, p->axes[cols].a[j]));
            }
            gvc_text_addf(to, ": ");
            gvc_change_say(to, all->items[k].a, all->items[k].b, false);
        }
    }
}

/* "old.h5: output 5.3e+07; the stated output is off by 0.01 at most (KOR_c14)" */
static gvc_status say_accounts(gvc_ctx *ctx, gvc_text *to, const gvc_table *t, const char *name)
{
    gvc_balance b;
    gvc_status s = gvc_table_balance(ctx, t, &b);
    if (s != GVC_OK) {
        return s;
    }
    double output = 0, inputs = 0;
    for (gvc_idx i = 0; i < t->z.rows; i++) {
        output += t->x[i];
        for (gvc_idx j = 0; j < t->z.cols; j++) {
            inputs += t->z.data[i * t->z.stride + j];
        }
    }
    gvc_text_addf(to, "\n%s: world output ", name);
    gvc_text_add_number(to, output, 6);
    gvc_text_addf(to, ", output less inputs ");
    gvc_text_add_number(to, output - inputs, 6);
    if (b.worst_row >= 0) {
        gvc_text_addf(to, "; stated output off by %.2g at most (%s)", b.row_gap,
                      gvc_table_label(t, GVC_INDUSTRY, b.worst_row));
    }
    if (b.worst_col >= 0) {
        gvc_text_addf(to, "; stated value added by %.2g of output (%s)", b.col_gap,
                      gvc_table_label(t, GVC_INDUSTRY, b.worst_col));
    }
    return GVC_OK;
}

static gvc_status finish(gvc_ctx *ctx, gvc_result *r, const gvc_table_pairing *p,
                         const gvc_diff *found, const gvc_table_view *view)
{
    gvc_text notes = {0};
    gvc_diff_say_count(&notes, found, p->options->tolerance);
    say_changes(&notes, p);
    gvc_status s = say_accounts(ctx, &notes, p->a, p->name_a);
    s = s == GVC_OK ? say_accounts(ctx, &notes, p->b, p->name_b) : s;
    const gvc_diff_about about = {p->name_a, p->name_b, &p->a->attributes,     &p->b->attributes,
                                  &p->alone, &notes,    p->options->tolerance, "Difference"};
    if (s == GVC_OK) {
        s = notes.failed ? gvc_fail_memory(ctx, 1, "the notes of a difference")
                         : gvc_diff_set_about(ctx, r, &about);
    }
    s = s == GVC_OK ? gvc_result_set_text(ctx, r, "view", view->name) : s;
    gvc_text_free(&notes);
    return s;
}

enum { A, B, CHANGE, PERCENT, CELLS, DIFFER, LARGEST, RELATIVE, COLUMNS };

static gvc_status add_columns(gvc_ctx *ctx, gvc_result *r, const gvc_table_pairing *p)
{
    const char *units = gvc_table_text(p->a, "units");
    if (!gvc_same(units, gvc_table_text(p->b, "units")) || units == NULL) {
        units = "unknown";
    }
    const gvc_term terms[COLUMNS] = {
        {"a", p->name_a, "sum of cells", units, false},
        {"b", p->name_b, "sum of cells", units, false},
        {"change", "Change", "b - a", units, false},
        {"percent", "Change in per cent", "100 (b - a) / |a|", "%", false},
        {"cells", "Cells compared", NULL, "cells", false},
        {"differ", "Cells that differ beyond the tolerance", NULL, "cells", false},
        {"largest", "Largest absolute difference of a cell", "max |b - a|", units, false},
        {"relative", "Largest difference of a cell relative to the larger of the two",
         "max |b - a| / max(|a|, |b|)", "scale", false},
    };
    gvc_status s = GVC_OK;
    for (int c = 0; c < COLUMNS && s == GVC_OK; c++) {
        s = gvc_result_add_term(ctx, r, &terms[c]);
    }
    return s == GVC_OK ? gvc_result_allocate(ctx, r) : s;
}

static gvc_status make(gvc_ctx *ctx, gvc_result **out, const gvc_table_pairing *p,
                       const gvc_table_view *view)
{
    const int32_t year = gvc_table_year(p->a) == gvc_table_year(p->b) ? gvc_table_year(p->a) : 0;
    gvc_status s = gvc_result_new(ctx, out);
    gvc_result *r = *out;
    s = s == GVC_OK ? gvc_result_add_int_dim(ctx, r, "year", &year, 1) : s;
    s = s == GVC_OK ? view->dims(ctx, r, p) : s;
    s = s == GVC_OK ? add_columns(ctx, r, p) : s;
    for (gvc_idx i = 0; i < p->row_count && s == GVC_OK; i++) {
        const gvc_tally *t = &p->rows[i];
        const double values[COLUMNS] = {
            t->a,
            t->b,
            t->b - t->a,
            gvc_percent_change(t->a, t->b),
            (double)t->cells,
            (double)t->differ,
            t->largest,
            t->relative,
        };
        for (int c = 0; c < COLUMNS; c++) {
            gvc_result_fill(r, c)[i] = values[c];
        }
    }
    return s;
}

static gvc_status compare(gvc_ctx *ctx, gvc_table_pairing *p, gvc_diff *found,
                          const gvc_table_view *view)
{
    gvc_status s = pair(ctx, p);
    s = s == GVC_OK ? view->begin(ctx, p) : s;
    for (gvc_idx i = 0; i < p->row_count && s == GVC_OK; i++) {
        p->rows[i].changes.most = -1;
    }
    for (gvc_block block = GVC_Z; block < GVC_BLOCKS && s == GVC_OK; block++) {
        if (p->has[block]) {
            s = compare_block(ctx, p, block, view);
            gvc_tally_report(&p->blocks[block], found);
        }
    }
    found->alone = p->alone.count;
    return s;
}

gvc_status gvc_table_diff(gvc_ctx *ctx, gvc_result **out, const gvc_table *a, const gvc_table *b,
                          const gvc_diff_options *options, gvc_diff *report)
{
    const gvc_table_view *view = NULL;
    gvc_result *r = NULL;
    gvc_diff found = {0};
    gvc_status s = gvc_diff_options_check(ctx, &options);
    if (s == GVC_OK && options->cells) {
        s = gvc_fail(ctx, GVC_EARG,
                     "cells are listed for results; tables differ by industry or "
                     "pair, and `top` names the cells that change most");
    }
    s = s == GVC_OK ? gvc_table_view_find(ctx, options->by, &view) : s;
    if (s != GVC_OK) {
        return s;
    }
    gvc_table_pairing p = {.a = a,
                           .b = b,
                           .options = options,
                           .name_a = options->name_a == NULL ? "a" : options->name_a,
                           .name_b = options->name_b == NULL ? "b" : options->name_b};
    s = compare(ctx, &p, &found, view);
    s = s == GVC_OK ? make(ctx, &r, &p, view) : s;
    s = s == GVC_OK ? finish(ctx, r, &p, &found, view) : s;
    pairing_free(&p);
    return gvc_diff_hand_over(s, r, &found, out, report);
}
