/* seidel_new.c - a direction of block Gauss-Seidel: coefficients and inverses of the own blocks as
 * its sweeps read them */
#include "alloc.h"
#include "seidel_parts.h"

/* L_gg, or its transpose, in the precision of the sweeps; to: where the block starts. */
static void copy_inverse(const gvc_seidel *p, gvc_idx g, gvc_idx to)
{
    gvc_dense l = gvc_local_block(p->job.local, g);
    for (gvc_idx i = 0; i < l.rows; i++) {
        for (gvc_idx j = 0; j < l.rows; j++) {
            gvc_idx at = to + (p->left ? j * l.rows + i : i * l.rows + j);
            double value = l.data[i * l.stride + j];
            if (p->mixed) {
                ((float *)p->inverse)[at] = (float)value;
            } else {
                ((double *)p->inverse)[at] = value;
            }
        }
    }
}

static bool copy_inverses(gvc_seidel *p)
{
    const gvc_system *s = p->job.system;
    size_t real = p->mixed ? sizeof(float) : sizeof(double);
    p->inverse = gvc_malloc(gvc_local_bytes(s->offset, s->blocks) / sizeof(double), real);
    p->at = gvc_malloc((size_t)s->blocks, sizeof *p->at);
    p->block = gvc_malloc((size_t)s->n, sizeof *p->block);
    if (p->inverse == NULL || p->at == NULL || p->block == NULL) {
        return false;
    }
    gvc_idx numbers = 0;
    for (gvc_idx g = 0; g < s->blocks; g++) {
        gvc_idx first = s->offset[g], size = s->offset[g + 1] - first;
        for (gvc_idx i = 0; i < size; i++) {
            p->block[first + i] = g;
        }
        p->at[g] = numbers;
        copy_inverse(p, g, numbers);
        numbers += size * size;
    }
    return true;
}

/* Flows lie in rows, which is what the right direction reads; the transpose is copied, and so is
 * what will be met again and again. */
static gvc_seidel_source source_of(bool mixed, gvc_storage storage, bool flows_are_dense, bool left)
{
    if (storage == GVC_STORAGE_DENSE) {
        return mixed ? GVC_FROM_FLOWS : GVC_FROM_DENSE;
    }
    return left || !mixed ? GVC_FROM_EXACT : flows_are_dense ? GVC_FROM_PICKED : GVC_FROM_SPARSE;
}

static int precisions(bool mixed, gvc_seidel_source from)
{
    return (mixed ? GVC_IN_FLOAT : 0) |
           (from == GVC_FROM_EXACT || from == GVC_FROM_DENSE ? GVC_IN_DOUBLE : 0);
}

gvc_report gvc_seidel_new(gvc_seidel **out, const gvc_solver_job *job, const gvc_pattern *pattern,
                          bool left, bool mixed)
{
    gvc_report report = {.code = GVC_MAT_NOMEM, .where = -1};
    gvc_seidel *p = gvc_calloc(1, sizeof *p);
    if (p == NULL) {
        return report;
    }
    *p = (gvc_seidel){.job = *job, .n = job->system->n, .left = left, .mixed = mixed};
    p->kernel = gvc_panel_kernel_best();
    p->from = source_of(mixed, job->storage, job->system->sparse == NULL,
                        left || job->options->renewable);
    if (copy_inverses(p)) {
        report =
            gvc_coefficients_new(&p->a, job->system, left, pattern, job->storage, job->nonzeros,
                                 precisions(mixed, p->from), job->options->threads);
    }
    if (report.code == GVC_MAT_OK) {
        *out = p;
    } else {
        gvc_seidel_free(p);
    }
    return report;
}

void gvc_seidel_renew(gvc_seidel *p, const gvc_solver_job *job)
{
    p->job = *job;
    for (gvc_idx g = 0; g < job->system->blocks; g++) {
        copy_inverse(p, g, p->at[g]);
    }
    gvc_coefficients_renew(&p->a, job->system, job->options->threads);
}

void gvc_seidel_free(gvc_seidel *p)
{
    if (p != NULL) {
        gvc_seidel_forget(p);
        gvc_coefficients_free(&p->a);
        gvc_release(p->inverse);
        gvc_release(p->at);
        gvc_release(p->block);
        gvc_release(p);
    }
}

size_t gvc_seidel_bytes(const gvc_system *s, gvc_idx nonzeros, gvc_storage storage, bool left,
                        gvc_idx vectors, bool mixed)
{
    gvc_seidel_source from = source_of(mixed, storage, s->sparse == NULL, left);
    return gvc_coefficients_bytes(s->n, nonzeros, storage, precisions(mixed, from)) +
           gvc_seidel_strip_bytes(s->n, vectors, mixed) +
           gvc_local_bytes(s->offset, s->blocks) / (mixed ? 2 : 1);
}
