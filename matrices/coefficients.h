/* coefficients.h - A, or its transpose, as iterative solvers read it again and again: in float for
 * the sweeps, and for the residuals in double where that is cheaper than the flows themselves.
 *
 * Right (x = B f) reads the rows of A, left (w = v B) the rows of its transpose. */
#ifndef GVC_COEFFICIENTS_H
#define GVC_COEFFICIENTS_H

#include "pattern.h"

typedef struct gvc_coefficients {
    gvc_idx n;
    bool left;
    gvc_storage storage;
    /* Sparse: the columns are cut into `segments` of `width`, so that the part of a panel that a
     * segment meets stays in the cache, and entries lie in the order in which they are read: for
     * every block the segments, for every segment the rows of the block. */
    gvc_idx segments, width;
    const gvc_idx *offset; /* of the blocks; borrowed */
    int64_t *start;        /* gvc_coefficients_start, and one more at the end */
    uint16_t *col;         /* column less q * width */
    float *value;          /* NULL where not asked for */
    double *exact;         /* likewise */
    /* Dense: row-major n x n; NULL where not asked for. */
    float *dense;
    double *dense_exact;
} gvc_coefficients;

/* Where the entries of row i, in block g, start in segment q; those of the next row of the block
 * come behind them. */
static inline int64_t *gvc_coefficients_start(const gvc_coefficients *c, gvc_idx g, gvc_idx q,
                                              gvc_idx i)
{
    gvc_idx first = c->offset[g], size = c->offset[g + 1] - first;
    return c->start + c->segments * first + q * size + (i - first);
}

enum { GVC_IN_FLOAT = 1, GVC_IN_DOUBLE = 2 };

/* precisions: which of the two to keep, GVC_IN_FLOAT | GVC_IN_DOUBLE; pattern: of
 * the flows, for sparse storage of dense ones; nonzeros:
 * about how many. Code GVC_MAT_OK, _NOMEM. Free
 * in any case. */
gvc_report gvc_coefficients_new(gvc_coefficients *c, const gvc_system *s, bool left,
                                const gvc_pattern *pattern, gvc_storage storage, gvc_idx nonzeros,
                                int precisions, int threads);
/* The flows of another system, which are zero wherever those of the first were. */
void gvc_coefficients_renew(gvc_coefficients *c, const gvc_system *s, int threads);
/* Bytes of it with that many entries. */
size_t gvc_coefficients_bytes(gvc_idx n, gvc_idx nonzeros, gvc_storage storage, int precisions);
void gvc_coefficients_free(gvc_coefficients *c);

#endif
