/* seidel_strip.c - vectors of a panel side by side, a strip of them at a time, and back */
#include <string.h>

#include "alloc.h"
#include "seidel_parts.h"

void gvc_seidel_own_block(const gvc_seidel *p, gvc_idx g, const double *from, gvc_idx step,
                          double *to, gvc_idx step_to)
{
    gvc_dense l = gvc_local_block(p->job.local, g);
    for (gvc_idx i = 0; i < l.rows; i++) {
        double sum = 0;
        for (gvc_idx j = 0; j < l.rows; j++) {
            sum += l.data[p->left ? j * l.stride + i : i * l.stride + j] * from[j * step];
        }
        to[i * step_to] = sum;
    }
}

/* On the boundary of a cache line, or every second group of lanes would straddle one. */
static void *allocate(size_t count, size_t size, bool *done)
{
    void *block = gvc_malloc(count, size);
    *done = *done && block != NULL;
    return block;
}

/* Zeros, where lanes beyond the vectors are read before anybody writes them. */
static void *allocate_zeros(size_t count, size_t size, bool *done)
{
    void *block = allocate(count, size, done);
    if (block != NULL) {
        memset(block, 0, count * size);
    }
    return block;
}

static bool new_strip(const gvc_seidel *p, gvc_seidel_strip *s, gvc_idx most, bool guess)
{
    bool done = true;
    size_t real = p->mixed ? sizeof(float) : sizeof(double), width = (size_t)s->w * GVC_LANES;
    size_t numbers = (size_t)p->n * width;
    s->d = allocate(numbers, real, &done);
    s->b = allocate(numbers, real, &done);
    s->t = allocate((size_t)most * width, real, &done);
    s->u[0] = allocate(GVC_SEIDEL_DEPTH * numbers, real, &done);
    for (int k = 1; k < GVC_SEIDEL_DEPTH && done; k++) {
        s->u[k] = (char *)s->u[0] + (size_t)k * numbers * real;
    }
    s->x = allocate_zeros(numbers, sizeof(double), &done);
    /* The residual of a guess is made whole. */
    s->r = (guess ? allocate : allocate_zeros)(numbers, sizeof(double), &done);
    s->scale = allocate_zeros(3 * width, sizeof(double), &done);
    s->scaled = s->u[0]; /* updates are of no use any more where residuals are computed */
    s->gram = allocate_zeros(GVC_SEIDEL_DEPTH * GVC_SEIDEL_DEPTH * width, sizeof(double), &done);
    s->cut = allocate_zeros((size_t)s->count, sizeof *s->cut, &done);
    s->unscale = done ? s->scale + width : NULL;
    s->top = done ? s->scale + 2 * width : NULL;
    return done;
}

static void free_strip(gvc_seidel_strip *s)
{
    void *all[] = {s->d, s->b, s->t, s->u[0], s->x, s->r, s->scale, s->gram, s->cut};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        gvc_release(all[k]);
    }
}

static void load_strip(const gvc_seidel_run *v, gvc_seidel_strip *s, const gvc_idx *cut)
{
    gvc_idx width = s->w * GVC_LANES;
    for (gvc_idx k = 0; k < s->count; k++) {
        const double *from = v->f->data + (s->first + k) * v->f->stride;
        s->cut[k] = cut == NULL ? -1 : cut[s->first + k];
        for (gvc_idx i = 0; i < v->p->n && !v->guess; i++) {
            s->r[i * width + k] = from[i];
        }
    }
}

/* What the vectors are now, as after a first round: the own block of a cut one is exact (right), or
 * follows in the end (left). */
static void load_guess(const gvc_seidel_run *v, gvc_seidel_strip *s)
{
    const gvc_idx *offset = v->p->job.system->offset;
    gvc_idx width = s->w * GVC_LANES;
    s->rounds = 1;
    for (gvc_idx k = 0; k < s->count; k++) {
        const double *from = v->y->data + (s->first + k) * v->y->stride;
        const double *f = v->f->data + (s->first + k) * v->f->stride;
        gvc_idx g = s->cut[k], first = g < 0 ? v->p->n : offset[g];
        gvc_idx end = g < 0 ? v->p->n : offset[g + 1];
        for (gvc_idx i = 0; i < v->p->n; i++) {
            s->x[i * width + k] = i >= first && i < end ? 0 : from[i];
        }
        if (g >= 0 && !v->p->left) {
            gvc_seidel_own_block(v->p, g, f + first, 1, s->x + first * width + k, width);
        }
    }
}

/* Left: the own block of a cut vector, from what the others send it. */
static void unload_strip(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    gvc_seidel_run *v = user;
    gvc_seidel_strip *s = &v->strips[turn];
    gvc_idx width = s->w * GVC_LANES;
    for (gvc_idx k = 0; k < s->count; k++) {
        double *to = v->y->data + (s->first + k) * v->y->stride;
        for (gvc_idx i = 0; i < v->p->n; i++) {
            to[i] = s->x[i * width + k];
        }
        gvc_idx g = s->cut[k];
        if (v->p->left && g >= 0) {
            gvc_idx first = v->p->job.system->offset[g];
            gvc_seidel_own_block(v->p, g, s->r + first * width + k, width, to + first, 1);
        }
    }
}

/* Groups of lanes a strip: one strip a thread, if they are not too wide for the registers. */
static int strip_width(gvc_idx vectors, int threads)
{
    gvc_idx groups = (vectors + GVC_LANES - 1) / GVC_LANES;
    gvc_idx strips = (groups + GVC_STRIP_MOST - 1) / GVC_STRIP_MOST;
    strips = strips < threads ? (groups < threads ? groups : threads) : strips;
    return (int)((groups + strips - 1) / strips);
}

static gvc_idx largest_block(const gvc_system *s)
{
    gvc_idx most = 0;
    for (gvc_idx g = 0; g < s->blocks; g++) {
        gvc_idx size = s->offset[g + 1] - s->offset[g];
        most = size > most ? size : most;
    }
    return most;
}

static bool new_strips(gvc_seidel_run *v)
{
    gvc_seidel *p = v->p;
    int threads = p->job.options->threads, w = strip_width(v->f->rows, threads);
    gvc_idx each = w * GVC_LANES, most = largest_block(p->job.system);
    v->count = (v->f->rows + each - 1) / each;
    v->strips = gvc_calloc((size_t)v->count, sizeof *v->strips);
    bool done = v->strips != NULL;
    for (gvc_idx k = 0; k < v->count && done; k++) {
        gvc_seidel_strip *s = &v->strips[k];
        gvc_idx left = v->f->rows - k * each;
        gvc_idx count = left < each ? left : each;
        *s = (gvc_seidel_strip){
            .first = k * each, .count = count, .w = (int)((count + GVC_LANES - 1) / GVC_LANES)};
        done = new_strip(p, s, most, v->guess);
    }
    return done;
}

/* Those of the last panel, where it had as many vectors. Lanes beyond the vectors hold zeros, as
 * nothing ever came to them. */
static bool take_kept(gvc_seidel_run *v)
{
    gvc_seidel *p = v->p;
    if (p->kept == NULL || p->kept_rows != v->f->rows) {
        return false;
    }
    v->strips = p->kept;
    v->count = p->kept_count;
    p->kept = NULL;
    for (gvc_idx k = 0; k < v->count; k++) {
        gvc_seidel_strip *s = &v->strips[k];
        size_t bytes = (size_t)p->n * (size_t)s->w * GVC_LANES * sizeof(double);
        s->rounds = 0;
        if (!v->guess) {
            memset(s->x, 0, bytes);
            memset(s->r, 0, bytes);
        }
    }
    return true;
}

gvc_mat_code gvc_seidel_load(gvc_seidel_run *v, const gvc_idx *cut)
{
    if (!take_kept(v) && !new_strips(v)) {
        return GVC_MAT_NOMEM;
    }
    for (gvc_idx k = 0; k < v->count; k++) {
        load_strip(v, &v->strips[k], cut);
        if (v->guess) {
            load_guess(v, &v->strips[k]);
        }
    }
    return GVC_MAT_OK;
}

void gvc_seidel_unload(gvc_seidel_run *v)
{
    gvc_seidel_each(v, unload_strip);
}

static void free_strips(gvc_seidel_strip *strips, gvc_idx count)
{
    for (gvc_idx k = 0; k < count && strips != NULL; k++) {
        free_strip(&strips[k]);
    }
    gvc_release(strips);
}

void gvc_seidel_end(gvc_seidel_run *v, bool keep)
{
    gvc_seidel *p = v->p;
    if (keep) {
        gvc_seidel_forget(p);
        p->kept = v->strips;
        p->kept_count = v->count;
        p->kept_rows = v->f->rows;
    } else {
        free_strips(v->strips, v->count);
    }
    v->strips = NULL;
}

void gvc_seidel_forget(gvc_seidel *p)
{
    free_strips(p->kept, p->kept_count);
    p->kept = NULL;
}

/* What a vector needs in a strip. */
static size_t vector_bytes(gvc_idx n, bool mixed)
{
    size_t real = mixed ? sizeof(float) : sizeof(double);
    return (size_t)n * ((2 + GVC_SEIDEL_DEPTH) * real + 2 * sizeof(double));
}

gvc_idx gvc_seidel_batch(gvc_idx n, bool mixed)
{
    const size_t most = (size_t)256 << 20;
    gvc_idx strip = GVC_STRIP_MOST * GVC_LANES;
    gvc_idx strips = n > 0 ? (gvc_idx)(most / vector_bytes(n, mixed)) / strip : 1;
    return (strips > 0 ? strips : 1) * strip;
}

size_t gvc_seidel_strip_bytes(gvc_idx n, gvc_idx vectors, bool mixed)
{
    gvc_idx batch = gvc_seidel_batch(n, mixed), some = vectors < batch ? vectors : batch;
    return (size_t)((some + GVC_LANES - 1) / GVC_LANES * GVC_LANES) * vector_bytes(n, mixed);
}
