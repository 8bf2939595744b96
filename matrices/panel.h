/* panel.h - products of sparse rows and small dense blocks with a panel of many vectors.
 *
 * A strip is n x 16 w numbers, row-major: entry i of 16 w vectors side by side, so that one
 * coefficient meets them all at once. What a vector gets does not depend on the others in its strip
 * nor on its place: same bits. Compiled for several processors, chosen once at run time. */
#ifndef GVC_PANEL_H
#define GVC_PANEL_H

#include <gvc/matrix.h>

enum { GVC_LANES = 16, GVC_STRIP_MOST = 6 }; /* vectors in a lane group; groups in a strip */
enum { GVC_DOTS_MOST = 6 };

typedef struct gvc_panel_kernel {
    const char *name; /* "avx512", "avx2", "generic" */
    /* t[i] += sum over e in start[i] .. start[i + 1] - 1 of value[e] x[col[e]], i < rows; x and t:
     * w groups out of strips of `lanes` vectors. */
    void (*sparse_f)(const int64_t *start, gvc_idx rows, const uint16_t *col, const float *value,
                     int w, gvc_idx lanes, const float *x, float *t);
    void (*sparse_d)(const int64_t *start, gvc_idx rows, const uint16_t *col, const double *value,
                     int w, gvc_idx lanes, const double *x, double *t);
    /* The same with the values picked out of dense rows: z[i * stride + col[e]]. */
    void (*picked_d)(const int64_t *start, gvc_idx rows, const uint16_t *col, const double *z,
                     gvc_idx stride, int w, gvc_idx lanes, const double *x, double *t);
    /* The same with columns as sparse flows have them. */
    void (*wide_d)(const int64_t *start, gvc_idx rows, const int32_t *col, const double *value,
                   int w, gvc_idx lanes, const double *x, double *t);
    /* t[i] += sum over k < count of a[i * row + k * next] x[k], rows i < rows: a matrix by rows
     * (next = 1) or its transpose (row = 1). */
    void (*dense_f)(const float *a, gvc_idx row, gvc_idx next, gvc_idx rows, gvc_idx count, int w,
                    gvc_idx lanes, const float *x, float *t);
    void (*dense_d)(const double *a, gvc_idx row, gvc_idx next, gvc_idx rows, gvc_idx count, int w,
                    gvc_idx lanes, const double *x, double *t);
    /* t = a - b; t += a; the largest |t|, NaN if there is one. */
    void (*subtract_f)(const float *a, const float *b, gvc_idx count, float *t);
    void (*subtract_d)(const double *a, const double *b, gvc_idx count, double *t);
    void (*add_f)(const float *a, gvc_idx count, float *t);
    void (*add_d)(const double *a, gvc_idx count, double *t);
    double (*largest_f)(const float *t, gvc_idx count);
    double (*largest_d)(const double *t, gvc_idx count);
    /* gram[(a * count + b) * width + c] += sum over i < n of u[a][i * width + c] times
     * u[b][i * width + c], b <= a < count; then d += more[a * width + c] u[a] for 0 < a < count. */
    void (*gram_f)(const float *const *u, int count, gvc_idx n, gvc_idx width, double *gram);
    void (*gram_d)(const double *const *u, int count, gvc_idx n, gvc_idx width, double *gram);
    void (*combine_f)(const float *const *u, int count, gvc_idx n, gvc_idx width, const float *more,
                      float *d);
    void (*combine_d)(const double *const *u, int count, gvc_idx n, gvc_idx width,
                      const double *more, double *d);
    /* out[v][i * blocks + g] = sum over the columns j of block g of rows[i, j] u[v][j], `vectors`
     * of them at once. */
    void (*dots_d)(const gvc_dense *rows, const double *const *u, int vectors,
                   const gvc_idx *offset, gvc_idx blocks, double *const *out);
} gvc_panel_kernel;

const gvc_panel_kernel *gvc_panel_kernel_best(void);

#endif
