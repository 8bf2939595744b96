/* number.c - decimal text to the nearest double, in three steps of growing cost
 *
 * 1. up to 53 bits and a power of ten up to 22: both are doubles, one multiplication or division is
 *    rounded once (W. D. Clinger, PLDI 1990). Nearly all cells of published tables end here.
 * 2. 64 bits times a 128-bit power of ten (D. Lemire, Software: Practice and Experience 51, 2021),
 *    which also notices when the product is too near a half-way point to tell.
 * 3. big integers (exact.c). */
#include "text/number.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "text/digits.h"
#include "text/exact.h"
#include "text/powers.h"
#include "text/short_number.h"

__extension__ typedef unsigned __int128 wide;

/* More digits than this do not fit into 64 bits. */
enum { DIGITS_64 = 19 };
/* An exponent that no count of digits can bring back: texts are shorter than 2^53 bytes. */
#define EXPONENT_MAX (INT64_C(1) << 54)

/* Reads digits onto *m, which wraps around beyond 19 of them. */
static inline const char *read_digits(const char *at, const char *end, uint64_t *m)
{
    uint64_t sum = *m;
    while (at < end && gvc_is_digit(*at)) {
        sum = 10 * sum + (uint64_t)(*at - '0');
        at++;
    }
    *m = sum;
    return at;
}

/* The same for fractions, which are long where the source prints doubles in full. */
static inline const char *read_fraction(const char *at, const char *end, uint64_t *m)
{
    static const uint64_t scale[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};
    while (end - at >= 8) {
        uint64_t sum;
        int count = gvc_leading_digits(at, &sum);
        *m = scale[count] * *m + sum;
        at += count;
        if (count < 8) {
            return at;
        }
    }
    return read_digits(at, end, m);
}

/* "e5", "E+05" at `at`; nothing is taken from a lone 'e'. */
static const char *read_exponent(const char *at, const char *end, int64_t *exponent)
{
    const char *e = at + 1;
    bool negative = false;
    if (e < end && (*e == '-' || *e == '+')) {
        negative = *e == '-';
        e++;
    }
    if (e == end || !gvc_is_digit(*e)) {
        return at;
    }
    int64_t sum = 0;
    for (; e < end && gvc_is_digit(*e); e++) {
        sum = sum < EXPONENT_MAX ? 10 * sum + (*e - '0') : sum;
    }
    sum = sum < EXPONENT_MAX ? sum : EXPONENT_MAX;
    *exponent = negative ? -sum : sum;
    return e;
}

static bool starts_with(const char *at, const char *end, const char *word)
{
    for (; *word != '\0'; word++, at++) {
        if (at == end || (*at | 0x20) != *word) { /* lower case of a letter */
            return false;
        }
    }
    return true;
}

static const char *read_word(const char *at, const char *end, bool negative, double *value)
{
    if (starts_with(at, end, "inf")) {
        *value = negative ? -HUGE_VAL : HUGE_VAL;
        return at + (starts_with(at, end, "infinity") ? 8 : 3);
    }
    if (starts_with(at, end, "nan")) {
        *value = copysign((double)NAN, negative ? -1.0 : 1.0);
        return at + 3;
    }
    return NULL;
}

static inline int leading_zeros(uint64_t m)
{
    return __builtin_clzll(m);
}

/* Step 2. m 10^e10 for normal doubles; false where the 128-bit product cannot tell. */
static bool by_product(uint64_t m, int64_t e10, double *value)
{
    if (m == 0 || e10 < GVC_POWER_FIRST || e10 > 308) {
        *value = 0;
        return m == 0;
    }
    const uint64_t *power = gvc_powers[e10 - GVC_POWER_FIRST];
    int zeros = leading_zeros(m);
    m <<= zeros;
    /* 217706 / 2^16 is log2(10), near enough for these exponents. The shift of a negative number
     * rounds down, so the sum is made positive first. */
    int64_t exponent = ((217706 * e10 + (INT64_C(2048) << 16)) >> 16) - 2048 + 64 + 1023 - zeros;
    wide x = (wide)m * power[0];
    uint64_t high = (uint64_t)(x >> 64), low = (uint64_t)x;
    if ((high & 0x1ff) == 0x1ff && low + m < m) {
        /* The cut-off half of the power could carry into the bits that are kept. */
        wide y = (wide)m * power[1];
        uint64_t sum = low + (uint64_t)(y >> 64);
        high += sum < low;
        low = sum;
        if ((high & 0x1ff) == 0x1ff && low + 1 == 0 && (uint64_t)y + m < m) {
            return false;
        }
    }
    int top = (int)(high >> 63);
    uint64_t bits = high >> (top + 9); /* 54 of them */
    exponent -= 1 - top;
    if (low == 0 && (high & 0x1ff) == 0 && (bits & 3) == 1) {
        return false; /* perhaps half-way */
    }
    bits = (bits + (bits & 1)) >> 1;
    if (bits >> 53 != 0) {
        bits >>= 1;
        exponent++;
    }
    if (exponent <= 0 || exponent >= 2047) {
        return false; /* subnormal or infinite */
    }
    bits = (bits & ((UINT64_C(1) << 52) - 1)) | (uint64_t)exponent << 52;
    memcpy(value, &bits, sizeof bits);
    return true;
}

/* The first 19 significant digits, and the exponent that then belongs to them. *cut: the others are
 * not all zeros. */
static uint64_t first_digits(const char *at, const char *end, int64_t *e10, bool *cut)
{
    uint64_t m = 0;
    int taken = 0;
    int64_t scale = 0;
    bool dot = false;
    *cut = false;
    for (; at < end; at++) {
        if (*at == '.') {
            dot = true;
        } else if (taken < DIGITS_64) {
            m = 10 * m + (uint64_t)(*at - '0');
            taken += m != 0;
            scale -= dot;
        } else {
            scale += !dot;
            *cut = *cut || *at != '0';
        }
    }
    *e10 += scale;
    return m;
}

/* Numbers that step 1 did not take; `digits` .. `end` has at least one digit. */
static double read_hard(const char *digits, const char *end, uint64_t m, int64_t fraction,
                        int64_t exponent, bool many)
{
    double value, above;
    int64_t e10 = exponent - fraction;
    bool cut = false;
    if (many) {
        e10 = exponent;
        m = first_digits(digits, end, &e10, &cut);
        if (!cut && gvc_one_operation(m, e10, &value)) {
            return value;
        }
    }
    if (by_product(m, e10, &value)) {
        /* The digits that were cut make less than one unit of m. */
        if (!cut || (by_product(m + 1, e10, &above) && value >= above)) {
            return value;
        }
    }
    return gvc_exact_double(digits, end, exponent);
}

/* What follows the digits before the dot: `at` is behind them, m their value. */
static const char *parse_rest(const char *digits, const char *at, const char *end, uint64_t m,
                              bool negative, double *value)
{
    int64_t fraction = 0, exponent = 0, count = at - digits;
    if (at < end && *at == '.') {
        const char *after = at + 1;
        const char *stop = read_fraction(after, end, &m);
        fraction = stop - after;
        count += fraction;
        at = count > 0 ? stop : at;
    }
    if (count == 0) {
        return read_word(digits, end, negative, value);
    }
    const char *last = at;
    if (at < end && (*at | 0x20) == 'e') {
        at = read_exponent(at, end, &exponent);
    }
    double x;
    if (count > DIGITS_64 || !gvc_one_operation(m, exponent - fraction, &x)) {
        x = read_hard(digits, last, m, fraction, exponent, count > DIGITS_64);
    }
    *value = negative ? -x : x;
    return at;
}

/* Most cells of a table are whole numbers of a few digits before a comma or a line end. All of
 * comma, blank, tab and line ends are below '.', so one comparison says that the number ends. */
const char *gvc_parse_double(const char *text, const char *end, double *value)
{
    if (end - text >= 9 && gvc_is_digit(*text)) {
        if ((unsigned char)text[1] < '.') {
            *value = (double)(text[0] - '0');
            return text + 1;
        }
        uint64_t m;
        int count = gvc_leading_digits(text, &m);
        if ((unsigned char)text[count] < '.') {
            *value = (double)(int64_t)m;
            return text + count;
        }
        const char *at = count < 8 ? text + count : read_digits(text + 8, end, &m);
        return parse_rest(text, at, end, m, false, value);
    }
    bool negative = text < end && *text == '-';
    const char *digits = text + (text < end && (*text == '-' || *text == '+'));
    uint64_t m = 0;
    const char *at = read_digits(digits, end, &m);
    return parse_rest(digits, at, end, m, negative, value);
}
