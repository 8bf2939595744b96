/* test_seidel_combine.c - weights of extrapolation against sequences whose limit is known */
#include "economy.h"
#include "seidel_parts.h"

enum { DEPTH = GVC_SEIDEL_DEPTH, LENGTH = 5, WIDTH = 3 };

static void gram_of(double u[DEPTH][LENGTH], int count, double *gram, gvc_idx lane)
{
    for (int a = 0; a < count; a++) {
        for (int b = 0; b <= a; b++) {
            double sum = 0;
            for (int i = 0; i < LENGTH; i++) {
                sum += u[a][i] * u[b][i];
            }
            gram[(a * count + b) * WIDTH + lane] = sum;
        }
    }
}

/* |sum of gamma_a u_a|^2 of the weights, gamma_a = weight_a - weight_a+1. */
static double size_of(double u[DEPTH][LENGTH], int count, const double *weight)
{
    double total = 0;
    for (int i = 0; i < LENGTH; i++) {
        double sum = 0;
        for (int a = 0; a < count; a++) {
            sum += (weight[a] - (a + 1 < count ? weight[a + 1] : 0)) * u[a][i];
        }
        total += sum * sum;
    }
    return total;
}

Test(seidel_combine, nothing_beside_its_weights_is_smaller)
{
    double u[DEPTH][LENGTH], gram[DEPTH * DEPTH * WIDTH] = {0}, weight[DEPTH];
    uint64_t seed = 3;
    for (int round = 0; round < 60; round++) {
        int count = 2 + round % 2;
        for (int k = 0; k < DEPTH; k++) {
            for (int i = 0; i < LENGTH; i++) {
                u[k][i] = pow(0.4, k) * (random_unit(&seed) - 0.5);
            }
        }
        gram_of(u, count, gram, round % WIDTH);
        gvc_seidel_combine(gram + round % WIDTH, WIDTH, count, weight);
        cr_expect_eq(weight[0], 1);
        double least = size_of(u, count, weight);
        for (int a = 1; a < count; a++) {
            for (double step = -1e-3; step < 2e-3; step += 2e-3) {
                weight[a] += step;
                cr_expect(size_of(u, count, weight) > least, "round %d, weight %d", round, a);
                weight[a] -= step;
            }
        }
    }
}

/* c r^k, and a little of something else: near the whole series c / (1 - r). */
Test(seidel_combine, sees_where_a_series_goes)
{
    static const double c[LENGTH] = {1, 2, -1, 0.5, 3}, rate = 0.6;
    double u[DEPTH][LENGTH], gram[DEPTH * DEPTH * WIDTH] = {0}, weight[DEPTH];
    uint64_t seed = 4;
    for (int count = 2; count <= DEPTH; count++) {
        for (int k = 0; k < DEPTH; k++) {
            for (int i = 0; i < LENGTH; i++) {
                u[k][i] = c[i] * pow(rate, k) + 1e-3 * pow(0.1, k) * random_unit(&seed);
            }
        }
        gram_of(u, count, gram, 1);
        gvc_seidel_combine(gram + 1, WIDTH, count, weight);
        for (int i = 0; i < LENGTH; i++) {
            double sum = 0, limit = c[i] / (1 - rate);
            for (int k = 0; k < count; k++) {
                sum += weight[k] * u[k][i];
            }
            cr_expect(fabs(sum - limit) < 0.01, "%d updates, entry %d: %g, not %g", count, i, sum,
                      limit);
        }
    }
}

/* One update, none that differ, zeros, no numbers at all, or weights beyond reason. */
Test(seidel_combine, leaves_the_updates_alone_where_it_knows_nothing)
{
    double gram[DEPTH * DEPTH * WIDTH] = {0}, weight[DEPTH];
    gram[0] = 4;
    gvc_seidel_combine(gram, WIDTH, 1, weight);
    cr_expect_eq(weight[0], 1);
    static const double fill[] = {0, 1, (double)NAN, (double)INFINITY};
    for (int k = 0; k < 4; k++) {
        for (int e = 0; e < DEPTH * DEPTH * WIDTH; e++) {
            gram[e] = fill[k];
        }
        gvc_seidel_combine(gram, WIDTH, DEPTH, weight);
        for (int a = 0; a < DEPTH; a++) {
            cr_expect_eq(weight[a], 1, "filled with %g", fill[k]);
        }
    }
    double u[DEPTH][LENGTH] = {{1, 1, 1, 1, 1}, {0.99, 0.99, 0.99, 0.99, 0.99}};
    gram_of(u, 2, gram, 0); /* the limit is 100 times the first */
    gvc_seidel_combine(gram, WIDTH, 2, weight);
    cr_expect_eq(weight[1], 1);
}
