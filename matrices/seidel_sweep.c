/* seidel_sweep.c - sweeps for a correction, in float or in double, and their extrapolation */
#include <string.h>

#include "seidel_parts.h"

#define REAL float
#define NAME(name) name##_f
#define SPARSE sparse_f
#define DENSE dense_f
#define VALUE value
#define COPY dense
#include "seidel_real.inc"
#undef REAL
#undef NAME
#undef SPARSE
#undef DENSE
#undef VALUE
#undef COPY

#define REAL double
#define NAME(name) name##_d
#define SPARSE sparse_d
#define DENSE dense_d
#define VALUE exact
#define COPY dense_exact
#include "seidel_real.inc"
#undef REAL
#undef NAME
#undef SPARSE
#undef DENSE
#undef VALUE
#undef COPY

static void start_strip(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    gvc_seidel_run *v = user;
    (v->p->mixed ? start_f : start_d)(v->p, &v->strips[turn]);
}

static void sweep_strip(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    gvc_seidel_run *v = user;
    (v->p->mixed ? sweep_f : sweep_d)(v->p, &v->strips[turn], v->first);
}

static void remains_strip(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    gvc_seidel_run *v = user;
    (v->p->mixed ? remains_f : remains_d)(v->p, &v->strips[turn]);
}

static void extrapolate_strip(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    gvc_seidel_run *v = user;
    (v->p->mixed ? extrapolate_f : extrapolate_d)(v->p, &v->strips[turn]);
}

static void finish_strip(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    gvc_seidel_run *v = user;
    gvc_seidel_strip *s = &v->strips[turn];
    gvc_idx width = s->w * GVC_LANES;
    (v->p->mixed ? finish_f : finish_d)(v->p, s);
    for (gvc_idx k = 0; k < s->count && s->rounds == 0 && !v->p->left; k++) {
        if (s->cut[k] >= 0) {
            gvc_idx first = v->p->job.system->offset[s->cut[k]];
            gvc_seidel_own_block(v->p, s->cut[k],
                                 v->f->data + (s->first + k) * v->f->stride + first, 1,
                                 s->x + first * width + k, width);
        }
    }
    s->rounds++;
}

void gvc_seidel_start(gvc_seidel_run *v)
{
    gvc_seidel_each(v, start_strip);
}

void gvc_seidel_sweep(gvc_seidel_run *v)
{
    gvc_seidel_each(v, sweep_strip);
}

double gvc_seidel_remains(gvc_seidel_run *v)
{
    gvc_seidel_each(v, remains_strip);
    return gvc_seidel_worst(v);
}

void gvc_seidel_extrapolate(gvc_seidel_run *v)
{
    gvc_seidel_each(v, extrapolate_strip);
}

void gvc_seidel_finish(gvc_seidel_run *v)
{
    gvc_seidel_each(v, finish_strip);
}
