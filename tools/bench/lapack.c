/* lapack.c - I - A handed to LAPACK, column by column as it likes it: no row is swapped then */
#include <lapack.h>
#include <string.h>

#include "alloc.h"
#include "subject.h"

static void fill(void *user)
{
    enum { TILE = 64 };
    gvc_bench_lapack *l = user;
    const gvc_bench_subject *s = l->subject;
    gvc_idx n = s->n;
    for (gvc_idx i0 = 0; i0 < n; i0 += TILE) {
        for (gvc_idx j = 0; j < n; j++) {
            for (gvc_idx i = i0; i < i0 + TILE && i < n; i++) {
                l->a[j * n + i] = (i == j) - s->z.data[i * s->z.stride + j] * s->inv_x[j];
            }
        }
    }
    if (l->task == GVC_BENCH_PANEL) {
        memcpy(l->x, l->panel, (size_t)(s->countries * n) * sizeof *l->x);
    }
}

static bool run(void *user)
{
    gvc_bench_lapack *l = user;
    int n = (int)l->subject->n, m = (int)l->subject->countries, info = 0;
    char trans = 'N';
    LAPACK_dgetrf(&n, &n, l->a, &n, l->pivot, &info);
    if (info == 0 && l->task == GVC_BENCH_INVERSE) {
        LAPACK_dgetri(&n, l->a, &n, l->pivot, l->work, &l->work_size, &info);
    } else if (info == 0 && l->task == GVC_BENCH_PANEL) {
        LAPACK_dgetrs(&trans, &n, &m, l->a, &n, l->pivot, l->x, &n, &info);
    }
    return info == 0;
}

bool gvc_bench_lapack_new(gvc_bench_lapack *l, const gvc_bench_subject *s, gvc_bench_task task,
                          const double *panel)
{
    size_t n = (size_t)s->n;
    *l = (gvc_bench_lapack){.subject = s, .task = task, .panel = panel, .work_size = 1};
    if (task == GVC_BENCH_INVERSE) {
        int order = (int)n, query = -1, info = 0, pivot = 0;
        double best = 0, none = 0;
        LAPACK_dgetri(&order, &none, &order, &pivot, &best, &query, &info);
        l->work_size = (int)best;
    }
    l->a = gvc_malloc(n * n, sizeof *l->a);
    l->x = gvc_malloc(task == GVC_BENCH_PANEL ? n * (size_t)s->countries : 1, sizeof *l->x);
    l->work = gvc_malloc((size_t)l->work_size, sizeof *l->work);
    l->pivot = gvc_malloc(n, sizeof *l->pivot);
    return l->a != NULL && l->x != NULL && l->work != NULL && l->pivot != NULL;
}

void gvc_bench_lapack_free(gvc_bench_lapack *l)
{
    gvc_release(l->a);
    gvc_release(l->x);
    gvc_release(l->work);
    gvc_release(l->pivot);
    *l = (gvc_bench_lapack){0};
}

gvc_bench_job gvc_bench_lapack_job(gvc_bench_lapack *l)
{
    return (gvc_bench_job){fill, run, l, 0};
}
