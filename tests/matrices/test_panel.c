/* test_panel.c - the products of every kernel against plain loops in long double, and that what a
 * vector gets has the same bits wherever it stands and whoever stands beside it */
#include "panel.h"

#include "economy.h"

enum { COLUMNS = 37, ROWS = 9, MOST = GVC_STRIP_MOST * GVC_LANES, WIDER = MOST + GVC_LANES };

/* The kernels this processor can run: NULL past the end. */
static const gvc_panel_kernel *kernel_at(int i)
{
    return i == 0 ? gvc_panel_kernel_best() : NULL;
}

/* The products with a matrix; picked and wide ones are in double alone. */
typedef enum product {
    SPARSE,
    PICKED,
    WIDE,
    BY_ROWS,
    TRANSPOSED,
    PRODUCTS,
} product;

static const char *const names[] = {"sparse", "picked", "wide", "by rows", "transposed"};

/* A matrix in all the ways the kernels read one. Row 3 is empty, as is column 5. */
typedef struct matrix {
    double full[ROWS * COLUMNS], turned[COLUMNS * ROWS], value[ROWS * COLUMNS];
    float full_f[ROWS * COLUMNS], turned_f[COLUMNS * ROWS], value_f[ROWS * COLUMNS];
    int64_t start[ROWS + 1];
    uint16_t col[ROWS * COLUMNS];
    int32_t col_wide[ROWS * COLUMNS];
} matrix;

static matrix *matrix_new(void)
{
    matrix *m = calloc(1, sizeof *m);
    uint64_t seed = 4;
    int64_t count = 0;
    for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < COLUMNS; j++) {
            bool filled = i != 3 && j != 5 && random_unit(&seed) < 0.5;
            double a = filled ? (double)(float)(random_unit(&seed) - 0.4) : 0;
            m->full[i * COLUMNS + j] = m->turned[j * ROWS + i] = a;
            m->full_f[i * COLUMNS + j] = m->turned_f[j * ROWS + i] = (float)a;
            if (filled) {
                m->value[count] = a;
                m->value_f[count] = (float)a;
                m->col[count] = (uint16_t)j;
                m->col_wide[count++] = j;
            }
        }
        m->start[i + 1] = count;
    }
    return m;
}

static void run_d(const gvc_panel_kernel *k, product p, const matrix *m, gvc_idx rows, int w,
                  gvc_idx lanes, const double *x, double *t)
{
    switch (p) {
    case SPARSE:
        k->sparse_d(m->start, rows, m->col, m->value, w, lanes, x, t);
        break;
    case PICKED:
        k->picked_d(m->start, rows, m->col, m->full, COLUMNS, w, lanes, x, t);
        break;
    case WIDE:
        k->wide_d(m->start, rows, m->col_wide, m->value, w, lanes, x, t);
        break;
    case BY_ROWS:
        k->dense_d(m->full, COLUMNS, 1, rows, COLUMNS, w, lanes, x, t);
        break;
    case TRANSPOSED:
        k->dense_d(m->turned, 1, ROWS, rows, COLUMNS, w, lanes, x, t);
        break;
    case PRODUCTS:
        break;
    }
}

/* False where there is no such product in float. */
static bool run_f(const gvc_panel_kernel *k, product p, const matrix *m, gvc_idx rows, int w,
                  gvc_idx lanes, const float *x, float *t)
{
    switch (p) {
    case SPARSE:
        k->sparse_f(m->start, rows, m->col, m->value_f, w, lanes, x, t);
        return true;
    case BY_ROWS:
        k->dense_f(m->full_f, COLUMNS, 1, rows, COLUMNS, w, lanes, x, t);
        return true;
    case TRANSPOSED:
        k->dense_f(m->turned_f, 1, ROWS, rows, COLUMNS, w, lanes, x, t);
        return true;
    default:
        return false;
    }
}

/* Vector c of x is the same for any number of lanes. */
static double entry(gvc_idx j, gvc_idx c)
{
    uint64_t seed = (uint64_t)(j * 1000 + c) * 2654435761u + 17;
    random_unit(&seed);
    return (double)(float)(random_unit(&seed) - 0.5);
}

/* Values of x at the columns of m, and of t beforehand, which the product is added to. */
static void fill(double *x, float *x_f, double *t, float *t_f, gvc_idx lanes)
{
    for (gvc_idx e = 0; e < COLUMNS * lanes; e++) {
        x[e] = entry(e / lanes, e % lanes);
        x_f[e] = (float)x[e];
    }
    for (gvc_idx e = 0; e < ROWS * lanes; e++) {
        t[e] = entry(e / lanes + 500, e % lanes);
        t_f[e] = (float)t[e];
    }
}

static void expect_products(const gvc_panel_kernel *k, product p, const matrix *m, gvc_idx rows,
                            int w, gvc_idx lanes)
{
    static double x[COLUMNS * WIDER], t[ROWS * WIDER];
    static float x_f[COLUMNS * WIDER], t_f[ROWS * WIDER];
    fill(x, x_f, t, t_f, lanes);
    run_d(k, p, m, rows, w, lanes, x, t);
    bool in_float = run_f(k, p, m, rows, w, lanes, x_f, t_f);
    for (gvc_idx i = 0; i < ROWS; i++) {
        for (gvc_idx c = 0; c < lanes; c++) {
            long double sum = (long double)entry(i + 500, c);
            bool touched = i < rows && c < w * GVC_LANES;
            for (gvc_idx j = 0; j < COLUMNS && touched; j++) {
                sum += (long double)m->full[i * COLUMNS + j] * (long double)x[j * lanes + c];
            }
            double gap = fabs(t[i * lanes + c] - (double)sum);
            double gap_f = fabs((double)t_f[i * lanes + c] - (double)sum);
            cr_expect(gap <= (touched ? 4e-15 : 0), "%s, %s, width %d of %d, %d of %d rows: %g",
                      k->name, names[p], w, (int)lanes, (int)i, (int)rows, gap);
            cr_expect(!in_float || gap_f <= (touched ? 2e-6 : 0), "%s, %s in float, width %d: %g",
                      k->name, names[p], w, gap_f);
        }
    }
}

Test(panel, products_are_those_of_plain_loops)
{
    matrix *m = matrix_new();
    const gvc_panel_kernel *k;
    for (int i = 0; (k = kernel_at(i)) != NULL; i++) {
        for (product p = SPARSE; p < PRODUCTS; p++) {
            for (int w = 1; w <= GVC_STRIP_MOST; w++) {
                for (gvc_idx rows = 0; rows <= ROWS; rows++) {
                    expect_products(k, p, m, rows, w, w * GVC_LANES);
                    expect_products(k, p, m, rows, w, WIDER);
                }
            }
        }
    }
    free(m);
}

/* Vector 0 alone in a strip, the others zero, against its copy in place c of a strip of any width
 * among others; rows in any number at once. */
static void expect_same_bits(const gvc_panel_kernel *k, product p, const matrix *m, int w,
                             gvc_idx rows)
{
    static double x[COLUMNS * MOST], t[ROWS * MOST], alone[COLUMNS * GVC_LANES];
    static double result[ROWS * GVC_LANES];
    static float x_f[COLUMNS * MOST], t_f[ROWS * MOST], alone_f[COLUMNS * GVC_LANES];
    static float result_f[ROWS * GVC_LANES];
    gvc_idx lanes = w * GVC_LANES;
    memset(result, 0, sizeof result);
    memset(result_f, 0, sizeof result_f);
    for (gvc_idx j = 0; j < COLUMNS; j++) {
        alone[j * GVC_LANES] = entry(j, 0);
        alone_f[j * GVC_LANES] = (float)entry(j, 0);
    }
    run_d(k, p, m, ROWS, 1, GVC_LANES, alone, result);
    run_f(k, p, m, ROWS, 1, GVC_LANES, alone_f, result_f);
    for (gvc_idx at = 0; at < lanes; at += 7) {
        fill(x, x_f, t, t_f, lanes);
        for (gvc_idx j = 0; j < COLUMNS; j++) {
            x[j * lanes + at] = entry(j, 0);
            x_f[j * lanes + at] = (float)entry(j, 0);
        }
        for (gvc_idx i = 0; i < ROWS; i++) {
            t[i * lanes + at] = 0;
            t_f[i * lanes + at] = 0;
        }
        run_d(k, p, m, rows, w, lanes, x, t);
        bool in_float = run_f(k, p, m, rows, w, lanes, x_f, t_f);
        for (gvc_idx i = 0; i < rows; i++) {
            cr_expect_eq(t[i * lanes + at], result[i * GVC_LANES], "%s, %s, width %d, place %d",
                         k->name, names[p], w, (int)at);
            cr_expect(!in_float || t_f[i * lanes + at] == result_f[i * GVC_LANES],
                      "%s, %s in float, width %d, place %d", k->name, names[p], w, (int)at);
        }
    }
}

Test(panel, a_vector_does_not_depend_on_its_neighbours)
{
    matrix *m = matrix_new();
    const gvc_panel_kernel *k;
    for (int i = 0; (k = kernel_at(i)) != NULL; i++) {
        for (product p = SPARSE; p < PRODUCTS; p++) {
            for (int w = 1; w <= GVC_STRIP_MOST; w++) {
                for (gvc_idx rows = 1; rows <= ROWS; rows++) {
                    expect_same_bits(k, p, m, w, rows);
                }
            }
        }
    }
    free(m);
}

Test(panel, differences_sums_and_the_largest)
{
    enum { COUNT = 200 };
    double a[COUNT], b[COUNT], t[COUNT];
    float a_f[COUNT], b_f[COUNT], t_f[COUNT];
    const gvc_panel_kernel *k;
    for (int e = 0; e < COUNT; e++) {
        a[e] = entry(e, 1);
        b[e] = entry(e, 2);
        a_f[e] = (float)a[e];
        b_f[e] = (float)b[e];
    }
    for (int i = 0; (k = kernel_at(i)) != NULL; i++) {
        for (int count = 0; count <= COUNT; count += count < 70 ? 1 : 65) {
            double most = 0, most_f = 0;
            memset(t, 0, sizeof t);
            memset(t_f, 0, sizeof t_f);
            k->subtract_d(a, b, count, t);
            k->subtract_f(a_f, b_f, count, t_f);
            for (int e = 0; e < COUNT; e++) {
                cr_expect_eq(t[e], e < count ? a[e] - b[e] : 0);
                cr_expect_eq(t_f[e], e < count ? a_f[e] - b_f[e] : 0);
                most = fmax(most, fabs(t[e]));
                most_f = fmax(most_f, fabs((double)t_f[e]));
            }
            cr_expect_eq(k->largest_d(t, count), most, "%s: %d", k->name, count);
            cr_expect_eq(k->largest_f(t_f, count), most_f, "%s: %d", k->name, count);
            k->add_d(b, count, t);
            k->add_f(b_f, count, t_f);
            for (int e = 0; e < COUNT; e++) {
                cr_expect_eq(t[e], e < count ? (a[e] - b[e]) + b[e] : 0);
                cr_expect_eq(t_f[e], e < count ? (a_f[e] - b_f[e]) + b_f[e] : 0);
            }
        }
    }
}

Test(panel, the_largest_sees_every_place_and_a_nan_anywhere)
{
    enum { COUNT = 200 };
    double t[COUNT] = {0};
    float t_f[COUNT] = {0};
    const gvc_panel_kernel *k;
    for (int i = 0; (k = kernel_at(i)) != NULL; i++) {
        for (int e = 0; e < COUNT; e++) {
            t[e] = -2;
            t_f[e] = -2;
            cr_expect_eq(k->largest_d(t, COUNT), 2, "%s: place %d", k->name, e);
            cr_expect_eq(k->largest_f(t_f, COUNT), 2, "%s: place %d", k->name, e);
            t[e] = (double)NAN;
            t_f[e] = (float)NAN;
            cr_expect(isnan(k->largest_d(t, COUNT)), "%s: place %d", k->name, e);
            cr_expect(isnan(k->largest_f(t_f, COUNT)), "%s: place %d", k->name, e);
            t[e] = 0;
            t_f[e] = 0;
        }
    }
}

Test(panel, dots_stop_at_block_borders)
{
    enum { LENGTH = 61, BLOCKS_OF_DOTS = 6 };
    static const gvc_idx offset[BLOCKS_OF_DOTS + 1] = {0, 1, 1, 9, 17, 46, LENGTH};
    double z[ROWS * (LENGTH + 2)], u[GVC_DOTS_MOST][LENGTH];
    double out[GVC_DOTS_MOST][ROWS * BLOCKS_OF_DOTS], alone[ROWS * BLOCKS_OF_DOTS];
    const double *from[GVC_DOTS_MOST];
    double *to[GVC_DOTS_MOST], *only = alone;
    gvc_dense rows = {z, ROWS, LENGTH, LENGTH + 2};
    const gvc_panel_kernel *k;
    for (gvc_idx e = 0; e < ROWS * (LENGTH + 2); e++) {
        z[e] = entry(e, 3);
    }
    for (int v = 0; v < GVC_DOTS_MOST; v++) {
        from[v] = u[v];
        to[v] = out[v];
        for (gvc_idx j = 0; j < LENGTH; j++) {
            u[v][j] = entry(j, 4 + v);
        }
    }
    for (int i = 0; (k = kernel_at(i)) != NULL; i++) {
        for (int vectors = 1; vectors <= GVC_DOTS_MOST; vectors++) {
            k->dots_d(&rows, from, vectors, offset, BLOCKS_OF_DOTS, to);
            for (int v = 0; v < vectors; v++) {
                k->dots_d(&rows, from + v, 1, offset, BLOCKS_OF_DOTS, &only);
                cr_expect_eq(memcmp(out[v], alone, sizeof alone), 0, "%s: %d of %d", k->name, v,
                             vectors);
                for (gvc_idx e = 0; e < ROWS * BLOCKS_OF_DOTS; e++) {
                    gvc_idx row = e / BLOCKS_OF_DOTS, g = e % BLOCKS_OF_DOTS;
                    long double sum = 0;
                    for (gvc_idx j = offset[g]; j < offset[g + 1]; j++) {
                        sum += (long double)z[row * rows.stride + j] * (long double)u[v][j];
                    }
                    cr_expect(fabs(out[v][e] - (double)sum) < 4e-15, "%s", k->name);
                }
            }
        }
    }
}
