/* seidel_combine.c - reduced-rank extrapolation: the weights of the last updates of one vector */
#include <math.h>

#include "seidel_parts.h"

void gvc_seidel_combine(const double *gram, gvc_idx width, int count, double *weight)
{
    double m[GVC_SEIDEL_DEPTH][GVC_SEIDEL_DEPTH + 1] = {{0}}, total = 0, gamma[GVC_SEIDEL_DEPTH];
    for (int a = 0; a < count; a++) {
        for (int b = 0; b <= a; b++) {
            m[a][b] = m[b][a] = gram[(a * count + b) * width];
        }
        m[a][count] = 1;
        weight[a] = 1;
    }
    for (int a = count - 1; a >= 0; a--) { /* the smallest pivot first */
        for (int b = 0; b < count; b++) {
            double factor = b == a ? 0 : m[b][a] / m[a][a];
            for (int c = 0; c <= count; c++) {
                m[b][c] -= factor * m[a][c];
            }
        }
    }
    for (int a = 0; a < count; a++) {
        gamma[a] = m[a][count] / m[a][a];
        total += gamma[a];
    }
    double after = 0, candidate[GVC_SEIDEL_DEPTH];
    bool sound = isfinite(total) && total != 0;
    for (int a = count - 1; a >= 0; a--) {
        after += gamma[a] / total;
        candidate[a] = after;
        sound = sound && fabs(after) < 10; /* sane tables stay near 1 */
    }
    for (int a = 1; a < count && sound; a++) {
        weight[a] = candidate[a];
    }
}
