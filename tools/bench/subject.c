/* subject.c - a table out of a file or made up, with what every case needs of it */
#include "subject.h"

#include <stdio.h>
#include <string.h>

#include "alloc.h"

bool gvc_bench_recipe_of(const gvc_bench *b, gvc_bench_recipe *out)
{
    const gvc_bench_settings *set = &b->set;
    gvc_idx n = set->n > 0 ? set->n : b->which->n;
    gvc_idx countries = set->countries > 0 ? set->countries : b->which->countries;
    if (countries <= 0 || n <= 0 || n % countries != 0) {
        return gvc_bench_fail(b, "n = %lld is no multiple of %lld countries", (long long)n,
                              (long long)countries);
    }
    double density = set->density > 0 ? set->density : n > 5000 ? .3 : .2;
    *out = (gvc_bench_recipe){countries, n / countries, density, set->seed};
    return true;
}

static gvc_status name_axes(gvc_ctx *ctx, gvc_builder *builder, const gvc_bench_world *w)
{
    gvc_status status = GVC_OK;
    char country[16], sector[16];
    for (gvc_idx i = 0; status == GVC_OK && i < w->n; i++) {
        snprintf(country, sizeof country, "C%03d", (int)(i / w->sectors + 1));
        snprintf(sector, sizeof sector, "S%03d", (int)(i % w->sectors + 1));
        status = gvc_builder_industry(ctx, builder, NULL, country, sector);
    }
    for (gvc_idx g = 0; status == GVC_OK && g < w->countries; g++) {
        snprintf(country, sizeof country, "C%03d", (int)(g + 1));
        status = gvc_builder_final_use(ctx, builder, NULL, country, "FD");
    }
    return status;
}

/* Every so manieth industry emits. */
enum { EMITS = 10 };

static void put_cells(gvc_builder *builder, const gvc_bench_world *w)
{
    gvc_dense *z = gvc_builder_z(builder), *y = gvc_builder_y(builder);
    for (gvc_idx i = 0; i < w->n; i++) {
        for (int64_t k = w->start[i]; k < w->start[i + 1]; k++) {
            z->data[i * z->stride + w->col[k]] = w->value[k];
        }
        memcpy(y->data + i * y->stride, w->y + i * w->countries,
               (size_t)w->countries * sizeof *w->y);
        gvc_builder_e(builder)->data[i] = i % EMITS == EMITS / 2 ? w->x[i] / (double)(i + 1) : 0;
    }
}

static bool make_up(gvc_bench *b, gvc_bench_subject *s)
{
    gvc_bench_recipe recipe;
    gvc_bench_world w = {0};
    gvc_builder *builder = NULL;
    if (!gvc_bench_recipe_of(b, &recipe)) {
        return false;
    }
    bool made = gvc_bench_world_make(&w, &recipe);
    gvc_status status = made ? gvc_builder_new(b->ctx, &builder) : GVC_ENOMEM;
    if (status == GVC_OK) {
        status = name_axes(b->ctx, builder, &w);
    }
    if (status == GVC_OK) {
        status = gvc_builder_extension(b->ctx, builder, "EM", "kt");
    }
    if (status == GVC_OK) {
        status = gvc_builder_allocate(b->ctx, builder);
    }
    if (status == GVC_OK) {
        put_cells(builder, &w);
        gvc_builder_set_year(builder, 2005);
        gvc_bench_world_free(&w);
        status = gvc_builder_seal(b->ctx, builder, &s->table);
        builder = NULL;
    }
    gvc_builder_free(builder);
    gvc_bench_world_free(&w);
    if (!made) {
        return gvc_bench_fail(b, "out of memory");
    }
    return status == GVC_OK || gvc_bench_failed(b);
}

static bool find_blocks(gvc_bench *b, gvc_bench_subject *s)
{
    for (gvc_idx i = 0; i < s->n; i++) {
        gvc_idx g = gvc_table_country_of(s->table, GVC_INDUSTRY, i);
        if (i > 0 && g < gvc_table_country_of(s->table, GVC_INDUSTRY, i - 1)) {
            return gvc_bench_fail(b, "%s: industries of a country do not lie side by side",
                                  b->set.table);
        }
        s->offset[g + 1] = i + 1;
    }
    for (gvc_idx g = 0; g < s->countries; g++) { /* countries without industries */
        s->offset[g + 1] = s->offset[g + 1] > s->offset[g] ? s->offset[g + 1] : s->offset[g];
    }
    return true;
}

static void take_numbers(gvc_bench *b, gvc_bench_subject *s)
{
    const gvc_dense *y = gvc_table_y(s->table);
    const double *x = gvc_table_x(s->table);
    gvc_idx n = s->n, cells = 0;
    for (gvc_idx i = 0; i < n; i++) {
        s->inv_x[i] = x[i] != 0 ? 1 / x[i] : 0;
        s->va[i] = x[i] != 0;
        for (gvc_idx f = 0; f < y->cols; f++) {
            gvc_idx d = gvc_table_country_of(s->table, GVC_FINAL_USE, f);
            s->demand[(d < 0 ? 0 : d) * n + i] += y->data[i * y->stride + f];
        }
    }
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx j = 0; j < n; j++) {
            double flow = s->z.data[i * s->z.stride + j];
            cells += flow != 0;
            s->va[j] -= flow * s->inv_x[j];
        }
    }
    b->density = (double)cells / ((double)n * (double)n);
}

bool gvc_bench_subject_make(gvc_bench *b, gvc_bench_subject *s)
{
    *s = (gvc_bench_subject){.table = NULL};
    if (b->set.table != NULL) {
        if (gvc_table_read(b->ctx, &s->table, b->set.table, NULL) != GVC_OK) {
            return gvc_bench_failed(b);
        }
    } else if (!make_up(b, s)) {
        return false;
    }
    s->z = *gvc_table_z(s->table);
    s->n = b->n = gvc_table_count(s->table, GVC_INDUSTRY);
    s->countries = b->countries = gvc_table_count(s->table, GVC_COUNTRY);
    size_t n = (size_t)s->n, g = (size_t)s->countries;
    s->offset = gvc_calloc(g + 1, sizeof *s->offset);
    s->inv_x = gvc_calloc(n, sizeof *s->inv_x);
    s->va = gvc_calloc(n, sizeof *s->va);
    s->demand = gvc_calloc(g * n, sizeof *s->demand);
    if (s->offset == NULL || s->inv_x == NULL || s->va == NULL || s->demand == NULL) {
        return gvc_bench_fail(b, "out of memory");
    }
    take_numbers(b, s);
    return find_blocks(b, s);
}

void gvc_bench_subject_free(gvc_bench_subject *s)
{
    gvc_table_free(s->table);
    gvc_release(s->offset);
    gvc_release(s->inv_x);
    gvc_release(s->va);
    gvc_release(s->demand);
    *s = (gvc_bench_subject){.table = NULL};
}
