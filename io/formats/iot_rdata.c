/* iot_rdata.c - tables of the R packages wiod and decompr: lists with inter, final, countries and
 * industries, rows country by country, final use country by country */
#include <math.h>
#include <string.h>

#include "format.h"

typedef struct iot {
    const gvc_rvalue *v;
    const gvc_rvalue *inter, *final, *output; /* output: NULL where there is none */
    const gvc_rvalue *countries, *industries;
    gvc_idx n, f;
    gvc_builder *b;
    double *x;
} iot;

/* The name of output in decompr's own example is "out". */
static const gvc_rvalue *output_of(const gvc_rvalue *v)
{
    const gvc_rvalue *output = gvc_rvalue_item(v, "output");
    return output != NULL ? output : gvc_rvalue_item(v, "out");
}

static bool is_iot(const gvc_rvalue *v)
{
    static const char *const parts[] = {"inter", "final", "countries", "industries"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (gvc_rvalue_item(v, parts[i]) == NULL) {
            return false;
        }
    }
    return true;
}

static int year_of(const gvc_rvalue *v)
{
    char room[32];
    const gvc_rvalue *year = gvc_rvalue_item(v, "year");
    const char *text = year == NULL || year->length != 1 ? NULL : gvc_rvalue_text(year, 0, room);
    return text == NULL ? 0 : gvc_year_in_name(text);
}

static int score(gvc_ctx *ctx, gvc_input *in)
{
    gvc_rdata *r = NULL;
    bool found = false;
    if (gvc_input_rdata(ctx, in, &r) == GVC_OK && r != NULL) {
        for (gvc_idx i = 0; i < gvc_rdata_count(r); i++) {
            found = found || is_iot(gvc_rdata_object(r, i));
        }
    }
    return found ? 90 : 0;
}

/* ---- which object ---------------------------------------------------------------------------- */
/* Of several the one of the year that is asked for. */
static gvc_status choose(gvc_ctx *ctx, const gvc_rdata *r, int year, const gvc_rvalue **out)
{
    gvc_idx fits = 0, count = 0;
    gvc_text names = {0};
    for (gvc_idx i = 0; i < gvc_rdata_count(r); i++) {
        const gvc_rvalue *v = gvc_rdata_object(r, i);
        if (!is_iot(v)) {
            continue;
        }
        gvc_text_addf(&names, "%s%s", count++ == 0 ? "" : ", ", gvc_rdata_name(r, i));
        if (year == 0 || year_of(v) == year || (count == 1 && year_of(v) == 0)) {
            fits++;
            *out = v;
        }
    }
    gvc_status status = GVC_OK;
    if (count == 0) {
        status =
            gvc_fail(ctx, GVC_EFORMAT, "holds no list with inter, final, countries and industries");
    } else if (fits != 1) {
        status = gvc_fail(ctx, GVC_EUNKNOWN,
                          "holds %lld tables (%s), %s of the year asked for; choose one with "
                          "--year",
                          (long long)count, gvc_text_str(&names), fits == 0 ? "none" : "several");
    }
    gvc_text_free(&names);
    return status;
}

/* ---- shape and labels ------------------------------------------------------------------------ */
static gvc_status check_matrix(gvc_ctx *ctx, const gvc_rvalue *v, const char *name, gvc_idx rows,
                               gvc_idx *columns)
{
    gvc_idx extents[2] = {0};
    if (!gvc_rvalue_is_numbers(v) || gvc_rvalue_extents(v, extents, 2) != 2) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s is no matrix of numbers", name);
    }
    if (extents[0] != rows || extents[1] == 0 || (*columns != 0 && extents[1] != *columns)) {
        return gvc_fail(ctx, GVC_ESHAPE, "%s is %lld x %lld, expected %lld rows%s", name,
                        (long long)extents[0], (long long)extents[1], (long long)rows,
                        *columns != 0 ? " and columns, countries x industries" : "");
    }
    *columns = extents[1];
    return GVC_OK;
}

static gvc_status check_labels(gvc_ctx *ctx, const gvc_rvalue *v, const char *name)
{
    for (gvc_idx i = 0; i < v->length; i++) {
        char room[32];
        const char *label = gvc_rvalue_text(v, i, room);
        if (label == NULL || label[0] == '\0') {
            return gvc_fail(ctx, GVC_EFORMAT, "%s: label %lld is empty or cannot be read", name,
                            (long long)i + 1);
        }
    }
    return v->length > 0 ? GVC_OK : gvc_fail(ctx, GVC_EFORMAT, "%s: holds no label", name);
}

static gvc_status check_shape(gvc_ctx *ctx, iot *t)
{
    gvc_status status = check_labels(ctx, t->countries, "countries");
    if (status == GVC_OK) {
        status = check_labels(ctx, t->industries, "industries");
    }
    if (status != GVC_OK) {
        return status;
    }
    t->n = t->countries->length * t->industries->length;
    gvc_idx columns = t->n;
    status = check_matrix(ctx, t->inter, "inter", t->n, &columns);
    if (status == GVC_OK) {
        status = check_matrix(ctx, t->final, "final", t->n, &t->f);
    }
    if (status == GVC_OK && t->f % t->countries->length != 0) {
        status =
            gvc_fail(ctx, GVC_ESHAPE, "final has %lld columns, not a multiple of %lld countries",
                     (long long)t->f, (long long)t->countries->length);
    }
    if (status == GVC_OK && t->output != NULL &&
        (!gvc_rvalue_is_numbers(t->output) || t->output->length != t->n)) {
        status = gvc_fail(ctx, GVC_ESHAPE, "output has %lld values, expected %lld numbers",
                          (long long)t->output->length, (long long)t->n);
    }
    return status;
}

/* Rows that have names have to be in the order that the lists say: the name begins with the
 * country, as in "Argentina.Agriculture", unless it begins with none. */
static gvc_status check_order(gvc_ctx *ctx, const iot *t)
{
    const gvc_rvalue *names = gvc_rvalue_dimnames(t->inter, 0);
    for (gvc_idx i = 0; names != NULL && names->texts != NULL && i < names->length; i++) {
        char room[32], own[32];
        gvc_idx per = t->industries->length;
        const char *country = gvc_rvalue_text(t->countries, i / per, own), *name = names->texts[i];
        if (name == NULL || strncmp(name, country, strlen(country)) == 0) {
            continue;
        }
        for (gvc_idx c = 0; c < t->countries->length; c++) {
            const char *other = gvc_rvalue_text(t->countries, c, room);
            if (strncmp(name, other, strlen(other)) == 0) {
                return gvc_fail(ctx, GVC_EFORMAT,
                                "row %lld of inter is named '%s', expected one of %s: rows are to "
                                "be country by country, as in countries",
                                (long long)i + 1, name, country);
            }
        }
    }
    return GVC_OK;
}

/* Categories are not named in the list. Those of WIOD are known by its industries. */
static bool is_wiod(const iot *t)
{
    char room[32];
    return t->industries->length == 35 && t->f == 5 * t->countries->length &&
           gvc_same(gvc_rvalue_text(t->industries, 0, room), "c1") &&
           gvc_same(gvc_rvalue_text(t->industries, 34, room), "c35");
}

static gvc_status name_final_use(gvc_ctx *ctx, const iot *t)
{
    static const char *const wiod[] = {"c37", "c38", "c39", "c41", "c42"};
    gvc_status status = GVC_OK;
    gvc_idx per = t->f / t->countries->length;
    for (gvc_idx k = 0; status == GVC_OK && k < t->f; k++) {
        gvc_text category = {0};
        char room[32];
        if (is_wiod(t)) {
            gvc_text_addf(&category, "%s", wiod[k % per]);
        } else if (per == 1) {
            gvc_text_addf(&category, "FD");
        } else {
            gvc_text_addf(&category, "F%lld", (long long)(k % per + 1));
        }
        status = category.failed
                     ? gvc_fail_memory(ctx, 64, "the labels of a table")
                     : gvc_builder_final_use(ctx, t->b, NULL,
                                             gvc_rvalue_text(t->countries, k / per, room),
                                             gvc_text_str(&category));
        gvc_text_free(&category);
    }
    return status;
}

static gvc_status name_labels(gvc_ctx *ctx, const iot *t)
{
    gvc_status status = check_order(ctx, t);
    gvc_idx per = t->industries->length;
    for (gvc_idx i = 0; status == GVC_OK && i < t->n; i++) {
        char country[32], industry[32];
        status =
            gvc_builder_industry(ctx, t->b, NULL, gvc_rvalue_text(t->countries, i / per, country),
                                 gvc_rvalue_text(t->industries, i % per, industry));
    }
    return status == GVC_OK ? name_final_use(ctx, t) : status;
}

/* ---- cells ----------------------------------------------------------------------------------- */
static bool wants(const gvc_rvalue *v, void *user)
{
    const iot *t = user;
    return v == t->inter || v == t->final || v == t->output;
}

static gvc_status take(gvc_ctx *ctx, const gvc_rvalue *v, gvc_idx first, const double *values,
                       gvc_idx count, void *user)
{
    const iot *t = user;
    const gvc_dense *to = v == t->inter ? gvc_builder_z(t->b) : gvc_builder_y(t->b);
    gvc_idx row = first % t->n, column = first / t->n;
    for (gvc_idx i = 0; i < count; i++) {
        if (!isfinite(values[i])) {
            return gvc_fail(ctx, GVC_EFORMAT, "%s: row %lld, column %lld: %s is not a number",
                            v == t->inter   ? "inter"
                            : v == t->final ? "final"
                                            : "output",
                            (long long)row + 1, (long long)column + 1,
                            gvc_r_is_na(values[i]) ? "NA"
                            : isnan(values[i])     ? "NaN"
                            : values[i] > 0        ? "Inf"
                                                   : "-Inf");
        }
        if (v == t->output) {
            t->x[row] = values[i];
        } else {
            to->data[row * to->stride + column] = values[i];
        }
        row++;
        if (row == t->n) {
            row = 0;
            column++;
        }
    }
    return GVC_OK;
}

static gvc_status fill(gvc_ctx *ctx, gvc_input *in, const gvc_rdata *r, iot *t,
                       const gvc_read_options *options)
{
    gvc_status status = gvc_builder_allocate(ctx, t->b);
    if (status == GVC_OK && t->output != NULL) {
        t->x = gvc_builder_x_given(t->b);
        status = t->x == NULL ? gvc_fail_memory(ctx, (size_t)t->n * 8, "given output") : GVC_OK;
    }
    if (status == GVC_OK) {
        status = gvc_rdata_stream(ctx, r, in->source, &(gvc_rsink){wants, take, t});
    }
    if (status == GVC_OK && year_of(t->v) != 0) {
        gvc_builder_set_year(t->b, year_of(t->v));
    }
    if (status == GVC_OK && is_wiod(t)) {
        status =
            gvc_set_units(ctx, t->b, options, "million USD", "documentation of the provider, WIOD");
    }
    return status;
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    gvc_rdata *r = NULL;
    iot t = {.b = b};
    gvc_status status = gvc_input_rdata(ctx, in, &r);
    if (status == GVC_OK && r == NULL) {
        status = gvc_fail(ctx, GVC_EFORMAT, "is no R data");
    }
    if (status == GVC_OK) {
        status = choose(ctx, r, options->year, &t.v);
    }
    if (status == GVC_OK) {
        t.inter = gvc_rvalue_item(t.v, "inter");
        t.final = gvc_rvalue_item(t.v, "final");
        t.countries = gvc_rvalue_item(t.v, "countries");
        t.industries = gvc_rvalue_item(t.v, "industries");
        t.output = output_of(t.v);
        status = check_shape(ctx, &t);
    }
    if (status == GVC_OK) {
        status = name_labels(ctx, &t);
    }
    if (status == GVC_OK) {
        status = fill(ctx, in, r, &t, options);
    }
    return status == GVC_OK ? GVC_OK : gvc_input_fail(ctx, in, status);
}

static gvc_status list_years(gvc_ctx *ctx, gvc_input *in, gvc_year_list *out)
{
    gvc_rdata *r = NULL;
    gvc_status status = gvc_input_rdata(ctx, in, &r);
    for (gvc_idx i = 0; status == GVC_OK && r != NULL && i < gvc_rdata_count(r); i++) {
        const gvc_rvalue *v = gvc_rdata_object(r, i);
        status = is_iot(v) ? gvc_years_add(ctx, out, year_of(v)) : GVC_OK;
    }
    return status;
}

const gvc_format gvc_format_iot_rdata = {
    .info = {"iot-rdata", "tables of the R packages wiod and decompr",
             "R data with a list of class iot: countries, industries, inter (n x n), final (n x a "
             "number of columns a country), output or out, year, in any order; rows and columns "
             "country by country. Of several such lists --year chooses one. The categories of "
             "final use are not named in the list: WIOD's are known by its 35 industries, others "
             "are F1, F2 and so on, or FD where a country has one.",
             "RData rda rds"},
    .score = score,
    .read = read_table,
    .years = list_years,
};
