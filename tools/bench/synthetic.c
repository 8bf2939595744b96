/* synthetic.c - a synthetic table as a whole, and the compressed form of a dense one */
#include "synthetic.h"

#include "alloc.h"

static bool make_offsets(gvc_bench_world *w)
{
    w->offset = gvc_calloc((size_t)w->countries + 1, sizeof *w->offset);
    for (gvc_idx g = 0; w->offset != NULL && g <= w->countries; g++) {
        w->offset[g] = g * w->sectors;
    }
    return w->offset != NULL;
}

bool gvc_bench_world_make(gvc_bench_world *w, const gvc_bench_recipe *r)
{
    gvc_bench_plan plan;
    *w = (gvc_bench_world){
        .n = r->countries * r->sectors, .countries = r->countries, .sectors = r->sectors};
    bool made = gvc_bench_plan_make(&plan, r) && make_offsets(w) &&
                gvc_bench_draw_inputs(w, &plan, r->seed) &&
                gvc_bench_draw_demand(w, &plan, r->seed);
    gvc_bench_plan_free(&plan);
    return made;
}

static int64_t count_cells(const gvc_dense *z)
{
    int64_t count = 0;
    for (gvc_idx i = 0; i < z->rows; i++) {
        for (gvc_idx j = 0; j < z->cols; j++) {
            count += z->data[i * z->stride + j] != 0;
        }
    }
    return count;
}

bool gvc_bench_world_of(gvc_bench_world *w, const gvc_dense *z, const double *inv_x,
                        const gvc_idx *offset, gvc_idx countries)
{
    size_t n = (size_t)z->rows, cells = (size_t)count_cells(z);
    *w = (gvc_bench_world){.n = z->rows, .countries = countries};
    w->start = gvc_calloc(n + 1, sizeof *w->start);
    w->col = gvc_malloc(cells, sizeof *w->col);
    w->value = gvc_malloc(cells, sizeof *w->value);
    w->inv_x = gvc_malloc(n, sizeof *w->inv_x);
    w->offset = gvc_malloc((size_t)countries + 1, sizeof *w->offset);
    if (w->start == NULL || w->col == NULL || w->value == NULL || w->inv_x == NULL ||
        w->offset == NULL) {
        return false;
    }
    int64_t at = 0;
    for (gvc_idx i = 0; i < w->n; i++) {
        for (gvc_idx j = 0; j < w->n; j++) {
            double flow = z->data[i * z->stride + j];
            if (flow != 0) {
                w->col[at] = (int32_t)j;
                w->value[at++] = flow;
            }
        }
        w->start[i + 1] = at;
        w->inv_x[i] = inv_x[i];
    }
    for (gvc_idx g = 0; g <= countries; g++) {
        w->offset[g] = offset[g];
    }
    return true;
}

void gvc_bench_world_free(gvc_bench_world *w)
{
    gvc_release(w->start);
    gvc_release(w->col);
    gvc_release(w->value);
    gvc_release(w->y);
    gvc_release(w->x);
    gvc_release(w->inv_x);
    gvc_release(w->offset);
    *w = (gvc_bench_world){0};
}
