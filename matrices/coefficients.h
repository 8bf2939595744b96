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
     * segment meets stays in the cache. Row i has in segment q the entries border[q * n + i] ..
     * border[(q + 1) * n + i] - 1, their columns ascending. */
    gvc_idx segments, width;
    int64_t *border;
    int32_t *col;
    float *value;  /* NULL where not asked for */
    double *exact; /* likewise */
    /* Dense: row-major n x n; NULL where not asked for. */
    float *dense;
    double *dense_exact;
} gvc_coefficients;

enum { GVC_IN_FLOAT = 1, GVC_IN_DOUBLE = 2 };

/* precisions: which of the two to keep, GVC_IN_FLOAT | GVC_IN_DOUBLE; pattern: of
 * the flows, for sparse storage of dense ones. Code GVC_MAT_OK, _NOMEM. Free
 * in any case. */
gvc_report gvc_coefficients_new(gvc_coefficients *c, const gvc_system *s, bool left,
                                const gvc_pattern *pattern, gvc_storage storage, int precisions,
                                int threads);
/* Bytes of it with that many entries. */
size_t gvc_coefficients_bytes(gvc_idx n, gvc_idx nonzeros, gvc_storage storage, int precisions);
void gvc_coefficients_free(gvc_coefficients *c);

#endif
