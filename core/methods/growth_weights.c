/* growth_weights.c - what the value of a combination counts for in the contribution of a factor
 *
 * shapley: phi_k = sum over S without k of |S|! (m - |S| - 1)! / m! (value(S + k) - value(S)), the
 * mean of all m! orders (de Boer and Rodrigues 2020); polar: the mean of the first order and its
 * reverse (Dietzenbacher and Los 1998). */
#include <string.h>

#include "methods/growth.h"

static int size_of(int subset)
{
    int size = 0;
    for (; subset > 0; subset &= subset - 1) {
        size++;
    }
    return size;
}

/* |S|! (m - |S| - 1)! / m! = 1 / (m choose(m - 1, |S|)). */
static double shapley(int size)
{
    double choose = 1;
    for (int k = 0; k < size; k++) {
        choose = choose * (GVC_GROWTH_FACTORS - 1 - k) / (k + 1);
    }
    return 1 / (GVC_GROWTH_FACTORS * choose);
}

static void fill_shapley(double *weight)
{
    for (int k = 0; k < GVC_GROWTH_FACTORS; k++) {
        for (int s = 0; s < GVC_GROWTH_SUBSETS; s++) {
            bool in = (s >> k & 1) != 0;
            weight[k * GVC_GROWTH_SUBSETS + s] =
                in ? shapley(size_of(s) - 1) : -shapley(size_of(s));
        }
    }
}

static void fill_polar(double *weight)
{
    memset(weight, 0, (size_t)GVC_GROWTH_FACTORS * GVC_GROWTH_SUBSETS * sizeof *weight);
    for (int k = 0; k < GVC_GROWTH_FACTORS; k++) {
        double *of = weight + k * GVC_GROWTH_SUBSETS;
        int before = (1 << k) - 1, after = GVC_GROWTH_SUBSETS - (2 << k);
        of[before | 1 << k] += 0.5;
        of[before] -= 0.5;
        of[after | 1 << k] += 0.5;
        of[after] -= 0.5;
    }
}

void gvc_growth_weights(gvc_growth_way way, double *weight)
{
    if (way == GVC_GROWTH_POLAR) {
        fill_polar(weight);
    } else {
        fill_shapley(weight);
    }
}
