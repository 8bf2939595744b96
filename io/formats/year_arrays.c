/* year_arrays.c - arrays of R with a dimension of years */
#include "formats/year_arrays.h"

#include <stdlib.h>
#include <string.h>

const char *gvc_year_array_label(const gvc_year_array *a, gvc_idx dimension, gvc_idx i)
{
    const gvc_rvalue *names = gvc_rvalue_dimnames(a->v, dimension);
    const char *name =
        names == NULL || names->texts == NULL || i >= names->length ? NULL : names->texts[i];
    return name == NULL ? "" : name;
}

static int year_at(const gvc_year_array *a, gvc_idx i)
{
    const char *label = gvc_year_array_label(a, a->year, i);
    return strlen(label) == 4 ? gvc_year_in_name(label) : 0;
}

/* Every name along the dimension is a year. */
static bool is_years(gvc_year_array *a, gvc_idx dimension)
{
    a->year = dimension;
    for (gvc_idx i = 0; i < a->extents[dimension]; i++) {
        if (year_at(a, i) == 0) {
            return false;
        }
    }
    return a->extents[dimension] > 0;
}

static bool is_array(const gvc_rvalue *v, gvc_year_array *a)
{
    a->v = v;
    a->others = 0;
    a->count =
        gvc_rvalue_is_numbers(v) ? gvc_rvalue_extents(v, a->extents, GVC_YEAR_DIMENSIONS) : 0;
    bool found = false;
    gvc_idx year = 0;
    for (gvc_idx d = 0; a->count >= 2 && d < a->count; d++) {
        if (!found && is_years(a, d)) {
            found = true;
            year = d;
        } else {
            a->other[a->others++] = d;
        }
    }
    a->year = year;
    return found;
}

bool gvc_year_array_in(gvc_rdata *r, gvc_year_array *out)
{
    for (gvc_idx i = 0; i < gvc_rdata_count(r); i++) {
        gvc_year_array a = {.r = r};
        if (is_array(gvc_rdata_object(r, i), &a)) {
            *out = a;
            out->name = gvc_strdup(gvc_rdata_name(r, i));
            return true;
        }
    }
    return false;
}

gvc_status gvc_year_array_open(gvc_ctx *ctx, const gvc_files *files, gvc_idx at,
                               gvc_year_array *out, bool *there)
{
    gvc_source *source = NULL;
    gvc_rdata *r = NULL;
    *there = false;
    gvc_status status = gvc_files_source(ctx, files, at, &source);
    if (status == GVC_OK) {
        status = gvc_rdata_open(ctx, &r, source);
    }
    if (status == GVC_OK && gvc_year_array_in(r, out)) {
        *there = true;
        out->own = true;
        out->source = source;
        return GVC_OK;
    }
    gvc_rdata_close(r);
    gvc_source_close(source);
    return status == GVC_OK ? GVC_OK : gvc_fail_in(ctx, status, "%s", gvc_files_name(files, at));
}

void gvc_year_array_close(gvc_year_array *a)
{
    if (a->own) {
        gvc_rdata_close(a->r);
        gvc_source_close(a->source);
    }
    gvc_release(a->name);
    *a = (gvc_year_array){0};
}

gvc_idx gvc_year_array_at(const gvc_year_array *a, int year)
{
    for (gvc_idx i = 0; i < a->extents[a->year]; i++) {
        if (year_at(a, i) == year) {
            return i;
        }
    }
    return -1;
}

static int by_value(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

gvc_status gvc_year_array_list(gvc_ctx *ctx, const gvc_year_array *a, gvc_year_list *out)
{
    gvc_status status = GVC_OK;
    for (gvc_idx i = 0; status == GVC_OK && i < a->extents[a->year]; i++) {
        status = gvc_years_add(ctx, out, year_at(a, i));
    }
    return status;
}

gvc_status gvc_year_array_choose(gvc_ctx *ctx, const gvc_year_array *a, const char *name, int asked,
                                 int *year)
{
    gvc_idx count = a->extents[a->year];
    int *years = gvc_calloc((size_t)count + 1, sizeof *years);
    if (years == NULL) {
        return gvc_fail_memory(ctx, (size_t)count * sizeof *years, "a list of years");
    }
    for (gvc_idx i = 0; i < count; i++) {
        years[i] = year_at(a, i);
    }
    qsort(years, (size_t)count, sizeof *years, by_value);
    gvc_status status = gvc_choose_year(ctx, name, years, count, asked, year);
    gvc_release(years);
    return status;
}

/* ---- cells ----------------------------------------------------------------------------------- */
typedef struct reading {
    const gvc_year_array *a;
    gvc_idx at;
    gvc_year_cell *cell;
    void *user;
} reading;

static bool wants(const gvc_rvalue *v, void *user)
{
    const reading *r = user;
    return v == r->a->v;
}

static gvc_status take(gvc_ctx *ctx, const gvc_rvalue *v, gvc_idx first, const double *values,
                       gvc_idx count, void *user)
{
    const reading *r = user;
    const gvc_year_array *a = r->a;
    gvc_idx c[GVC_YEAR_DIMENSIONS] = {0};
    gvc_status status = GVC_OK;
    (void)v;
    for (gvc_idx d = 0, rest = first; d < a->count; d++) {
        c[d] = rest % a->extents[d];
        rest /= a->extents[d];
    }
    for (gvc_idx k = 0; status == GVC_OK && k < count; k++) {
        if (c[a->year] == r->at) {
            status = r->cell(ctx, r->user, c[a->other[0]], a->others > 1 ? c[a->other[1]] : 0,
                             values[k]);
        }
        for (gvc_idx d = 0; d < a->count && ++c[d] == a->extents[d]; d++) {
            c[d] = 0;
        }
    }
    return status;
}

gvc_status gvc_year_array_read(gvc_ctx *ctx, const gvc_year_array *a, gvc_idx at,
                               gvc_year_cell *cell, void *user)
{
    reading r = {a, at, cell, user};
    return gvc_rdata_stream(ctx, a->r, a->source, &(gvc_rsink){wants, take, &r});
}
