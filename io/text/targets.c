/* targets.c - totals that rows and columns of a table shall have: a CSV file with a header
 *
 * The first column has labels of industries and of final use. Of an industry `output` is the sum of
 * its row, `inputs` that of its column, or `value_added` what output leaves after inputs, taxes and
 * adjustments; of a final use `total` (or `inputs`) is the sum of its column. Empty: not given. */
#include <gvc/io.h>

#include <math.h>
#include <string.h>
#include <strings.h>

#include "table/find.h"
#include "text/csv.h"

enum { OUTPUT, INPUTS, VALUE_ADDED, TOTAL, KINDS };

typedef struct reader {
    const gvc_table *t;
    gvc_csv *csv;
    gvc_targets *to;
    gvc_idx columns;
    int kind[KINDS]; /* of the columns after the first */
    bool has[KINDS];
    bool *named; /* n + f: has a line */
} reader;

static gvc_status fail(gvc_ctx *ctx, const reader *r, const char *label, const char *what)
{
    return gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: '%s' %s", gvc_csv_name(r->csv),
                    (long long)gvc_csv_line(r->csv), label, what);
}

static int kind_of(const char *name)
{
    static const struct {
        const char *name;
        int kind;
    } names[] = {
        {"output", OUTPUT}, {"row", OUTPUT},  {"inputs", INPUTS},           {"column", INPUTS},
        {"col", INPUTS},    {"total", TOTAL}, {"value_added", VALUE_ADDED}, {"va", VALUE_ADDED},
    };
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        if (strcasecmp(names[k].name, name) == 0) {
            return names[k].kind;
        }
    }
    return KINDS;
}

static gvc_status read_header(gvc_ctx *ctx, reader *r)
{
    bool more = false;
    const char *name = NULL;
    gvc_status s = gvc_csv_next(ctx, r->csv, &more);
    if (s == GVC_OK && !more) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s: holds no row", gvc_csv_name(r->csv));
    }
    s = s == GVC_OK ? gvc_csv_text(ctx, r->csv, &name) : s; /* the corner may say anything */
    while (s == GVC_OK) {
        s = gvc_csv_text(ctx, r->csv, &name);
        if (s != GVC_OK || name == NULL) {
            break;
        }
        int kind = kind_of(name);
        if (kind == KINDS || r->has[kind]) {
            return fail(ctx, r, name,
                        "is no such column, or is there twice; expected a header line: label and "
                        "some of output, inputs, value_added, total");
        }
        r->has[kind] = true;
        r->kind[r->columns++] = kind;
    }
    if (s == GVC_OK && r->columns == 0) {
        return gvc_fail(ctx, GVC_EFORMAT,
                        "%s:1: expected a header line: label and some of output, inputs, "
                        "value_added, total",
                        gvc_csv_name(r->csv));
    }
    gvc_csv_expect(r->csv, r->columns + 1);
    return s;
}

/* What output leaves: the stated taxes and adjustments belong to it. */
static double others(const gvc_table *t, gvc_idx j)
{
    double sum = 0;
    for (gvc_idx k = 0; gvc_table_has_primary(t) && k < gvc_table_count(t, GVC_VALUE_ADDED); k++) {
        const gvc_dense *v = gvc_table_v(t);
        sum += gvc_table_role(t, k) == GVC_ROLE_VALUE_ADDED ? 0 : v->data[k * v->stride + j];
    }
    return sum;
}

static gvc_status set_industry(gvc_ctx *ctx, reader *r, const char *label, gvc_idx i,
                               const double *values)
{
    double x = isnan(values[OUTPUT]) ? gvc_table_x(r->t)[i] : values[OUTPUT];
    if (!isnan(values[VALUE_ADDED]) && !isnan(values[INPUTS])) {
        return fail(ctx, r, label, "has both inputs and value added; one follows from the other");
    }
    if (!isnan(values[TOTAL])) {
        return fail(ctx, r, label, "is an industry; the total of its column is called inputs");
    }
    r->to->output[i] = values[OUTPUT];
    r->to->inputs[i] =
        isnan(values[VALUE_ADDED]) ? values[INPUTS] : x - values[VALUE_ADDED] - others(r->t, i);
    return GVC_OK;
}

static gvc_status set_line(gvc_ctx *ctx, reader *r, const char *label, const double *values)
{
    gvc_idx n = gvc_table_count(r->t, GVC_INDUSTRY), i = gvc_table_find(r->t, GVC_INDUSTRY, label);
    gvc_idx use = i < 0 ? gvc_table_find(r->t, GVC_FINAL_USE, label) : -1, at = i < 0 ? n + use : i;
    if (i < 0 && use < 0) {
        gvc_status s = gvc_table_named(ctx, r->t, GVC_INDUSTRY, label, NULL, &i);
        return gvc_fail_in(ctx, s, "%s:%lld", gvc_csv_name(r->csv),
                           (long long)gvc_csv_line(r->csv));
    }
    if (r->named[at]) {
        return fail(ctx, r, label, "is there twice");
    }
    r->named[at] = true;
    if (i >= 0) {
        return set_industry(ctx, r, label, i, values);
    }
    if (!isnan(values[OUTPUT]) || !isnan(values[VALUE_ADDED])) {
        return fail(ctx, r, label, "is a final use and has a column total only");
    }
    if (!isnan(values[TOTAL]) && !isnan(values[INPUTS])) {
        return fail(ctx, r, label, "has both inputs and a total, which mean the same");
    }
    r->to->final_use[use] = isnan(values[TOTAL]) ? values[INPUTS] : values[TOTAL];
    return GVC_OK;
}

static gvc_status read_line(gvc_ctx *ctx, reader *r)
{
    gvc_text label = {0};
    const char *text = NULL;
    double cells[KINDS], values[KINDS] = {(double)NAN, (double)NAN, (double)NAN, (double)NAN};
    gvc_status s = gvc_csv_text(ctx, r->csv, &text);
    if (s == GVC_OK) {
        gvc_text_add(&label, text, strlen(text));
        s = label.failed ? gvc_fail_memory(ctx, 64, "a label") : GVC_OK;
    }
    if (s == GVC_OK) {
        s = gvc_csv_numbers(ctx, r->csv, cells, r->columns, true);
    }
    if (s == GVC_OK) {
        s = gvc_csv_end(ctx, r->csv);
    }
    for (gvc_idx k = 0; k < r->columns && s == GVC_OK; k++) {
        values[r->kind[k]] = cells[k];
    }
    if (s == GVC_OK) {
        s = set_line(ctx, r, gvc_text_str(&label), values);
    }
    gvc_text_free(&label);
    return s;
}

static double *unknown(gvc_idx count)
{
    double *x = gvc_malloc((size_t)count, sizeof *x);
    for (gvc_idx i = 0; x != NULL && i < count; i++) {
        x[i] = (double)NAN;
    }
    return x;
}

static gvc_status allocate(gvc_ctx *ctx, reader *r, const char *path)
{
    gvc_idx n = gvc_table_count(r->t, GVC_INDUSTRY), f = gvc_table_count(r->t, GVC_FINAL_USE);
    char hex[65];
    gvc_status s = gvc_file_sha256(ctx, path, hex);
    if (s != GVC_OK) {
        return s;
    }
    *r->to = (gvc_targets){gvc_strdup(gvc_base_name(path)), gvc_strdup(hex), unknown(n), unknown(n),
                           unknown(f)};
    r->named = gvc_calloc((size_t)(n + f), sizeof *r->named);
    bool there = r->to->name != NULL && r->to->sha256 != NULL && r->to->output != NULL &&
                 r->to->inputs != NULL && r->to->final_use != NULL && r->named != NULL;
    return there ? GVC_OK : gvc_fail_memory(ctx, (size_t)(2 * n + f) * 8, "totals");
}

gvc_status gvc_targets_read(gvc_ctx *ctx, gvc_targets **out, const gvc_table *t, const char *path)
{
    gvc_source *source = NULL;
    reader r = {.t = t, .to = gvc_calloc(1, sizeof *r.to)};
    bool more = true;
    gvc_status s = r.to == NULL ? gvc_fail_memory(ctx, sizeof *r.to, "totals")
                                : gvc_source_open(ctx, &source, path, NULL, 0);
    if (s == GVC_OK) {
        s = allocate(ctx, &r, path);
    }
    if (s == GVC_OK) {
        s = gvc_csv_open(ctx, &r.csv, source);
    }
    if (s == GVC_OK) {
        s = read_header(ctx, &r);
    }
    while (s == GVC_OK && more) {
        s = gvc_csv_next(ctx, r.csv, &more);
        if (s == GVC_OK && more) {
            s = read_line(ctx, &r);
        }
    }
    gvc_csv_close(r.csv);
    gvc_source_close(source);
    gvc_release(r.named);
    if (s != GVC_OK) {
        gvc_targets_free(r.to);
        return gvc_fail_reading(ctx, s, path);
    }
    *out = r.to;
    return s;
}

void gvc_targets_free(gvc_targets *t)
{
    if (t != NULL) {
        /* They are ours, and const for those who read them. */
        gvc_release((char *)t->name);
        gvc_release((char *)t->sha256);
        gvc_release(t->output);
        gvc_release(t->inputs);
        gvc_release(t->final_use);
        gvc_release(t);
    }
}
