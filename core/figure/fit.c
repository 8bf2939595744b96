/* fit.c - weighted least squares of y on 1, x, x^2
 *
 * In z = (x - mean) / spread the moments of the weights are 1, 0, 1, m3, m4, and the determinant of
 * the system is m4 - m3^2 - 1, which is 0 where there are fewer than three different x. */
#include <math.h>

#include "figure/draft.h"

typedef struct moments {
    double all, mean, spread, m3, m4, y0, y1, y2; /* y_k = sum w y z^k / sum w */
} moments;

static void add_up(moments *m, const gvc_figure_point *p, const double *w, gvc_idx count)
{
    double square = 0;
    for (gvc_idx i = 0; i < count; i++) {
        m->all += w[i];
        m->mean += w[i] * p[i].x;
    }
    m->mean /= m->all;
    for (gvc_idx i = 0; i < count; i++) {
        square += w[i] * (p[i].x - m->mean) * (p[i].x - m->mean);
    }
    m->spread = sqrt(square / m->all);
    for (gvc_idx i = 0; i < count; i++) {
        double z = (p[i].x - m->mean) / m->spread, share = w[i] / m->all;
        m->m3 += share * z * z * z;
        m->m4 += share * z * z * z * z;
        m->y0 += share * p[i].y;
        m->y1 += share * p[i].y * z;
        m->y2 += share * p[i].y * z * z;
    }
}

bool gvc_fit_parabola(const gvc_figure_point *points, const double *weights, gvc_idx count,
                      double fit[3])
{
    moments m = {0};
    add_up(&m, points, weights, count);
    double det = m.m4 - m.m3 * m.m3 - 1;
    if (!(m.all > 0) || !(m.spread > 0) || !(det > 1e-9)) {
        return false;
    }
    double c2 = (m.y2 - m.m3 * m.y1 - m.y0) / det, c1 = m.y1 - m.m3 * c2, c0 = m.y0 - c2;
    double slope = c1 / m.spread, bend = c2 / (m.spread * m.spread);
    fit[2] = bend;
    fit[1] = slope - 2 * bend * m.mean;
    fit[0] = c0 - slope * m.mean + bend * m.mean * m.mean;
    return true;
}
