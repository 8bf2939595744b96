/* short_number.h - the numbers that tables are made of, read without a loop: 0.0, 1015.0788, -3,
 * 2.6813696E-06
 *
 * Up to eight digits before the dot and sixteen behind it are read eight at a time whether they are
 * there or not: their count, which a processor cannot foresee, decides no branch. Only what one
 * operation on doubles gives exactly (number.c, step 1) is taken. */
#ifndef GVC_IO_SHORT_NUMBER_H
#define GVC_IO_SHORT_NUMBER_H

#include <float.h>
#include <stddef.h>

#include "text/digits.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* For the layout of the code only. */
#define GVC_RARE(condition) __builtin_expect((condition), 0)

/* Bytes that are looked at, at most: from its first on, and before it. */
enum { GVC_SHORT_NUMBER = 40, GVC_SHORT_NUMBER_BEFORE = 16 };

static const double gvc_exact_powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                          1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                          1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* m 10^e10, where m and the power are doubles: rounded once. Without extended precision of
 * intermediate values only: those would round twice. */
static inline bool gvc_one_operation(uint64_t m, int64_t e10, double *value)
{
    if (FLT_EVAL_METHOD != 0 || m > UINT64_C(1) << 53 || e10 < -22 || e10 > 22) {
        return false;
    }
    double x = (double)(int64_t)m;
    *value = e10 <= 0 ? x / gvc_exact_powers[-e10] : x * gvc_exact_powers[e10];
    return true;
}

/* "E-06" at `at`, of one or two digits; NULL where it is something else. */
static inline const char *gvc_short_exponent(const char *at, int64_t *e10)
{
    if ((*at | 0x20) != 'e') {
        return NULL;
    }
    bool negative = at[1] == '-';
    at += 1 + (negative || at[1] == '+');
    if (!gvc_is_digit(*at)) {
        return NULL;
    }
    int exponent = *at++ - '0';
    if (gvc_is_digit(*at)) {
        exponent = 10 * exponent + (*at++ - '0');
    }
    *e10 += negative ? -exponent : exponent;
    return at;
}

/* The number at `at`, which ends with `delimiter`: the first byte behind that; NULL where it is
 * not such a number, which may well be one all the same. GVC_SHORT_NUMBER bytes can be read from
 * there on, and GVC_SHORT_NUMBER_BEFORE before it. */
static inline const char *gvc_longer_number(const char *at, char delimiter, double *value)
{
    static const uint64_t scale[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};
    enum { DIGITS = 19 }; /* that fit into m */
    bool negative = *at == '-';
    uint64_t m, first, second;
    at += negative;
    int digits = gvc_leading_digits(at, &m), fraction = 0;
    at += digits;
    if (*at == '.') {
        int some = gvc_leading_digits(at + 1, &first);
        int more = gvc_leading_digits(at + 9, &second);
        int all = -(some >> 3); /* all ones where the first eight are digits, else none */
        more &= all;
        second &= (uint64_t)(int64_t)all;
        m = (m * scale[some] + first) * scale[more] + second;
        fraction = some + more;
        at += 1 + fraction;
    }
    int64_t e10 = -fraction;
    if (*at != delimiter) {
        at = gvc_short_exponent(at, &e10);
    }
    double x;
    if (at == NULL || *at != delimiter || digits + fraction == 0 || digits + fraction > DIGITS ||
        !gvc_one_operation(m, e10, &x)) {
        return NULL;
    }
    *value = negative ? -x : x;
    return at + 1;
}

#if defined(__SSE2__) && FLT_EVAL_METHOD == 0

/* Sixteen digits, one a byte, the first in the lowest. */
static inline uint64_t gvc_join_sixteen(__m128i digits)
{
    __m128i tens = _mm_mullo_epi16(_mm_and_si128(digits, _mm_set1_epi16(0xff)), _mm_set1_epi16(10));
    __m128i pairs = _mm_add_epi16(tens, _mm_srli_epi16(digits, 8));
    __m128i fours = _mm_madd_epi16(pairs, _mm_set1_epi32(0x00010064)); /* 100, 1 */
    __m128i eights =
        _mm_madd_epi16(_mm_packs_epi32(fours, fours), _mm_set1_epi32(0x00012710)); /* 10000, 1 */
    uint64_t both = (uint64_t)_mm_cvtsi128_si64(eights);
    return (both & UINT32_MAX) * 100000000 + (both >> 32);
}

/* The `behind` digits that end at `end` and those before the dot in front of them, `digits` in all
 * (at most 15): the first come from a load that ends there, the others from one that ends a byte
 * earlier, so that the dot is gone. */
static inline uint64_t gvc_digits_before(const char *end, unsigned digits, unsigned behind)
{
    static const unsigned char last[32] = {[16] = 255, 255, 255, 255, 255, 255, 255, 255,
                                           255,        255, 255, 255, 255, 255, 255, 255};
    __m128i some = _mm_loadu_si128((const __m128i *)(last + behind));
    __m128i all = _mm_loadu_si128((const __m128i *)(last + digits));
    __m128i back = _mm_loadu_si128((const __m128i *)(end - 16));
    __m128i front = _mm_loadu_si128((const __m128i *)(end - 17));
    __m128i both =
        _mm_or_si128(_mm_and_si128(some, back), _mm_andnot_si128(some, _mm_and_si128(all, front)));
    return gvc_join_sixteen(_mm_subs_epu8(both, _mm_set1_epi8('0')));
}

/* A delimiter, and sixteen of it. */
typedef struct gvc_delimiter {
    char one;
    __m128i all;
} gvc_delimiter;

static inline gvc_delimiter gvc_delimiter_of(char c)
{
    return (gvc_delimiter){c, _mm_set1_epi8(c)};
}

/* The same in one look at sixteen bytes. Where the next number starts depends on nothing but the
 * delimiter, so a processor can be at several numbers at once. */
static inline const char *gvc_short_number(const char *at, const gvc_delimiter *delimiter,
                                           double *value)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)at);
    unsigned ends = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, delimiter->all));
    /* '0' .. '9' are the ten lowest of all then. */
    __m128i moved = _mm_sub_epi8(bytes, _mm_set1_epi8((char)('0' + 128)));
    unsigned other = (unsigned)_mm_movemask_epi8(_mm_cmpgt_epi8(moved, _mm_set1_epi8(-128 + 9)));
    if (GVC_RARE(ends == 0 || (other & 1) != 0)) {
        return gvc_longer_number(at, delimiter->one, value);
    }
    unsigned stop = (unsigned)__builtin_ctz(ends), first = (unsigned)__builtin_ctz(other);
    unsigned end = first, digits = first, behind = 0;
    if (!GVC_RARE(at[first] != '.')) {
        end = (unsigned)__builtin_ctz(other & (other - 1));
        digits = end - 1;
        behind = digits - first;
    }
    uint64_t m = gvc_digits_before(at + end, digits, end > first ? behind : digits);
    if (!GVC_RARE(end != stop)) {
        *value = (double)(int64_t)m / gvc_exact_powers[behind];
        return at + stop + 1;
    }
    int64_t e10 = -(int64_t)behind;
    return gvc_short_exponent(at + end, &e10) == at + stop && gvc_one_operation(m, e10, value)
               ? at + stop + 1
               : NULL;
}

#else

typedef struct gvc_delimiter {
    char one;
} gvc_delimiter;

static inline gvc_delimiter gvc_delimiter_of(char c)
{
    return (gvc_delimiter){c};
}

static inline const char *gvc_short_number(const char *at, const gvc_delimiter *delimiter,
                                           double *value)
{
    return gvc_longer_number(at, delimiter->one, value);
}

#endif

#endif
