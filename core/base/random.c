#include "base/random.h"

#include <math.h>
#include <string.h>

#include "processor.h"

static const uint64_t golden = 0x9e3779b97f4a7c15u;

static inline uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

uint64_t gvc_random_key(uint64_t seed, uint64_t draw)
{
    return mix(mix(seed + golden) + draw * golden + 1);
}

static inline double of_bits(uint64_t bits)
{
    double d;
    memcpy(&d, &bits, sizeof d);
    return d;
}

static inline uint64_t bits_of(double d)
{
    uint64_t bits;
    memcpy(&bits, &d, sizeof bits);
    return bits;
}

/* Horner, the highest first. */
static inline double polynomial(const double c[8], double r)
{
    double sum = c[7];
    for (int k = 6; k >= 0; k--) {
        sum = sum * r + c[k];
    }
    return sum;
}

/* AS 241, PPND16: numerator and denominator for the middle and the two parts of a tail. */
static const double middle[2][8] = {
    {3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3,
     1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
     3.3430575583588128105e+4, 2.5090809287301226727e+3},
    {1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
     2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4,
     5.2264952788528545610e+3}};
static const double near_tail[2][8] = {
    {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
     3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
     2.27238449892691845833e-2, 7.74545014278341407640e-4},
    {1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
     1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
     1.05075007164441684324e-9}};
static const double far_tail[2][8] = {
    {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
     2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
     2.71155556874348757815e-5, 2.01033439929228813265e-7},
    {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
     7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
     2.04426310338993978564e-15}};

static const double half_middle = 0.425;

/* Further out than this a tail has other numbers. */
static const double far_out = 5;

/* q: probability less 1/2; r: sqrt(-log) of the probability outside. */
static double far_away(double q, double r)
{
    double x = polynomial(far_tail[0], r - far_out) / polynomial(far_tail[1], r - far_out);
    return q < 0 ? -x : x;
}

/* ---- a block of numbers ------------------------------------------------------------------------
 * Loops of a fixed length, so that a compiler may use wide registers, but never fused operations
 * (C11 without extensions contracts nothing): all processors give the same bits. */

enum { BLOCK = 256 };
#define INLINE static inline __attribute__((always_inline))

/* Probabilities less 1/2: 52 random bits, in the middle of their step. */
INLINE void probabilities(uint64_t key, const int64_t *at, double *out)
{
    const double half_step = 0x1p-53;
    for (int k = 0; k < BLOCK; k++) {
        uint64_t h = mix(key + ((uint64_t)at[k] + 1) * golden);
        out[k] = of_bits(0x3ff0000000000000u | (h >> 12)) - 1.5 + half_step;
    }
}

INLINE void middles(const double *q, double *out)
{
    for (int k = 0; k < BLOCK; k++) {
        double r = 0.180625 - q[k] * q[k];
        out[k] = q[k] * polynomial(middle[0], r) / polynomial(middle[1], r);
    }
}

/* log(p) = k ln 2 + log(m), m around 1, by the series of its area tangent up to s^21. */
INLINE double logarithm(double p)
{
    const uint64_t root = 0x3fe6a09e667f3bcdu, one = 0x3ff0000000000000u; /* of 1/2 */
    const double ln2_high = 0x1.62e42fefa0000p-1, ln2_low = 0x1.cf79abc9e3b3ap-40;
    uint64_t bits = bits_of(p) + (one - root);
    double k = of_bits((bits >> 52) | 0x4330000000000000u) - 0x1p52 - 1023;
    double m = of_bits((bits & 0xfffffffffffffu) + root);
    double s = (m - 1) / (m + 1), z = s * s, sum = 1.0 / 21;
    for (int d = 19; d >= 1; d -= 2) {
        sum = sum * z + 1.0 / d;
    }
    return k * ln2_high + (2 * s * sum + k * ln2_low);
}

enum { TAILS = 32 };

/* Outside the middle, for those that are not far out; r: sqrt(-log) of the probability outside. */
INLINE void near_tails(const double *q, double *r, double *out)
{
    for (int k = 0; k < TAILS; k++) {
        double p = q[k] < 0 ? 0.5 + q[k] : 0.5 - q[k];
        r[k] = sqrt(-logarithm(p));
        double t = r[k] - 1.6, x = polynomial(near_tail[0], t) / polynomial(near_tail[1], t);
        out[k] = q[k] < 0 ? -x : x;
    }
}

/* exp(t) = 2^k exp(f), |f| <= ln 2 / 2, by the series up to f^13. */
INLINE double exponential(double t)
{
    static const double c[14] = {1.0,
                                 1.0,
                                 1.0 / 2,
                                 1.0 / 6,
                                 1.0 / 24,
                                 1.0 / 120,
                                 1.0 / 720,
                                 1.0 / 5040,
                                 1.0 / 40320,
                                 1.0 / 362880,
                                 1.0 / 3628800,
                                 1.0 / 39916800,
                                 1.0 / 479001600,
                                 1.0 / 6227020800.0};
    const double shift = 0x1.8p52, log2e = 0x1.71547652b82fep0;
    const double ln2_high = 0x1.62e42fefa0000p-1, ln2_low = 0x1.cf79abc9e3b3ap-40;
    double k = t * log2e + shift, whole = k - shift;
    double f = (t - whole * ln2_high) - whole * ln2_low, sum = c[13];
    for (int d = 12; d >= 0; d--) {
        sum = sum * f + c[d];
    }
    return sum * of_bits((bits_of(k) << 52) + 0x3ff0000000000000u);
}

/* x: normal numbers. */
INLINE void exponentials(const double *sigma, double *x)
{
    for (int k = 0; k < BLOCK; k++) {
        x[k] = exponential(sigma[k] * x[k] - 0.5 * sigma[k] * sigma[k]);
    }
}

#define DEFINE(NAME, TARGET)                                                                       \
    TARGET static void normals_##NAME(uint64_t key, const int64_t *at, double *q, double *out)     \
    {                                                                                              \
        probabilities(key, at, q);                                                                 \
        middles(q, out);                                                                           \
    }                                                                                              \
    TARGET static void tails_##NAME(const double *q, double *r, double *out)                       \
    {                                                                                              \
        near_tails(q, r, out);                                                                     \
    }                                                                                              \
    TARGET static void exponentials_##NAME(const double *sigma, double *x)                         \
    {                                                                                              \
        exponentials(sigma, x);                                                                    \
    }

#define NOTHING
DEFINE(plain, NOTHING)
#if defined(__x86_64__) && defined(__GNUC__)
DEFINE(avx2, __attribute__((target("avx2"))))
DEFINE(avx512, __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw"))))
#endif

typedef struct kernel {
    void (*normals)(uint64_t key, const int64_t *at, double *q, double *out);
    void (*tails)(const double *q, double *r, double *out);
    void (*exponentials)(const double *sigma, double *x);
} kernel;

static kernel kernel_here(void)
{
#if defined(__x86_64__) && defined(__GNUC__)
    switch (gvc_processor_here()) {
    case GVC_PROCESSOR_AVX512:
        return (kernel){normals_avx512, tails_avx512, exponentials_avx512};
    case GVC_PROCESSOR_AVX2:
        return (kernel){normals_avx2, tails_avx2, exponentials_avx2};
    case GVC_PROCESSOR_ANY:
        break;
    }
#endif
    return (kernel){normals_plain, tails_plain, exponentials_plain};
}

/* ---- any number of them ------------------------------------------------------------------------
 */

static void fill_block(const kernel *with, uint64_t key, const int64_t *at, double *out)
{
    double q[BLOCK], r[TAILS], x[TAILS];
    int outside[BLOCK], count = 0;
    with->normals(key, at, q, out);
    for (int k = 0; k < BLOCK; k++) { /* without a branch, which nobody could predict */
        outside[count] = k;
        count += fabs(q[k]) > half_middle;
    }
    for (int first = 0; first < count; first += TAILS) {
        int now = count - first < TAILS ? count - first : TAILS;
        double some[TAILS];
        for (int k = 0; k < TAILS; k++) {
            some[k] = q[outside[first + (k < now ? k : 0)]];
        }
        with->tails(some, r, x);
        for (int k = 0; k < now; k++) {
            out[outside[first + k]] = r[k] <= far_out ? x[k] : far_away(some[k], r[k]);
        }
    }
}

/* sigma NULL: normal numbers. The last block is filled up with what nobody sees. */
static void fill(uint64_t key, const int64_t *at, const double *sigma, bool one, gvc_idx count,
                 double *out)
{
    const kernel with = kernel_here();
    gvc_idx whole = count / BLOCK * BLOCK, rest = count - whole;
    int64_t where[BLOCK] = {0};
    double x[BLOCK], s[BLOCK] = {0};
    for (gvc_idx k = 0; k < BLOCK && one && sigma != NULL; k++) {
        s[k] = *sigma;
    }
    for (gvc_idx done = 0; done < whole; done += BLOCK) {
        fill_block(&with, key, at + done, out + done);
        if (sigma != NULL) {
            with.exponentials(one ? s : sigma + done, out + done);
        }
    }
    if (rest > 0) {
        memcpy(where, at + whole, (size_t)rest * sizeof *where);
        if (sigma != NULL && !one) {
            memcpy(s, sigma + whole, (size_t)rest * sizeof *s);
        }
        fill_block(&with, key, where, x);
        if (sigma != NULL) {
            with.exponentials(s, x);
        }
        memcpy(out + whole, x, (size_t)rest * sizeof *x);
    }
}

void gvc_random_factors(uint64_t key, const int64_t *at, const double *sigma, bool one,
                        gvc_idx count, double *out)
{
    fill(key, at, sigma, one, count, out);
}

void gvc_random_normals(uint64_t key, const int64_t *at, gvc_idx count, double *out)
{
    fill(key, at, NULL, false, count, out);
}
