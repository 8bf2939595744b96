/* print.c - the shortest decimal text that reads back to the same double, and of several such the
 * nearest to it
 *
 * R. Giulietti, "The Schubfach way to render doubles" (2021). The doubles that round to x = c 2^q
 * fill the interval between (4c - 2) 2^(q-2) and (4c + 2) 2^(q-2). With 10^k <= its width <
 * 10^(k+1) it holds at most one multiple of 10^(k+1), which is the answer if there is one, and
 * otherwise one or more of 10^k, among which the nearest to x is. Each of the three products by
 * 10^-k is taken with 126 bits and a sticky last bit, which the paper proves to be enough. */
#include <string.h>

#include "text/number.h"
#include "text/powers.h"

__extension__ typedef unsigned __int128 wide;

enum {
    FRACTION_BITS = 52,
    EXPONENT_BIAS = 1075,
    PLAIN_MIN = -5, /* smallest and largest decimal exponent of a plain number: 0.00001 .. */
    PLAIN_MAX = 16  /* .. 99999999999999999 */
};

/* value = digits 10^exponent */
typedef struct decimal {
    uint64_t digits;
    int exponent;
} decimal;

/* floor(e log10(2)) or, for an interval of three quarters the width, floor(log10(3/4 2^e)); shifts
 * of negative numbers round down with the compilers we build with. */
static int floor_log10_power2(int e, bool three_quarters)
{
    return (e * 1262611 - (three_quarters ? 524031 : 0)) >> 22;
}

static int floor_log2_power10(int e)
{
    return (e * 1741647) >> 19;
}

/* g c / 2^128, with the last bit set when bits were lost. */
static uint64_t product(const uint64_t g[2], uint64_t c)
{
    wide low = (wide)g[1] * c;
    wide high = (wide)g[0] * c + (uint64_t)(low >> 64);
    return (uint64_t)(high >> 64) | ((uint64_t)high > 1);
}

static decimal shortest(uint64_t c, int q, bool power_of_two)
{
    uint64_t odd = c & 1; /* ends of the interval belong to x when c is even */
    int k = floor_log10_power2(q, power_of_two);
    int h = q + floor_log2_power10(-k) + 1;
    const uint64_t *power = gvc_powers[-k - GVC_POWER_FIRST];
    uint64_t g[2] = {power[0], power[1] + (-k < 0 || -k > 55)}; /* rounded up */
    uint64_t lower = product(g, (4 * c - 2 + power_of_two) << h) + odd;
    uint64_t middle = product(g, (4 * c) << h);
    uint64_t upper = product(g, (4 * c + 2) << h) - odd;
    uint64_t s = middle / 4;
    if (s >= 10) {
        uint64_t tens = s / 10;
        bool under = lower <= 40 * tens, over = 40 * tens + 40 <= upper;
        if (under != over) {
            return (decimal){tens + over, k + 1};
        }
    }
    bool under = lower <= 4 * s, over = 4 * s + 4 <= upper;
    if (under != over) {
        return (decimal){s + over, k};
    }
    uint64_t half = 4 * s + 2;
    return (decimal){s + (middle > half || (middle == half && (s & 1) != 0)), k};
}

static decimal to_decimal(uint64_t bits)
{
    uint64_t fraction = bits & ((UINT64_C(1) << FRACTION_BITS) - 1);
    int exponent = (int)(bits >> FRACTION_BITS & 0x7ff);
    if (exponent == 0) {
        return shortest(fraction, 1 - EXPONENT_BIAS, false);
    }
    uint64_t c = fraction | UINT64_C(1) << FRACTION_BITS;
    int q = exponent - EXPONENT_BIAS;
    if (q <= 0 && q >= -FRACTION_BITS && (c & ((UINT64_C(1) << -q) - 1)) == 0) {
        return (decimal){c >> -q, 0}; /* an integer below 2^53 */
    }
    return shortest(c, q, fraction == 0 && exponent > 1);
}

static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                            "25262728293031323334353637383940414243444546474849"
                            "50515253545556575859606162636465666768697071727374"
                            "75767778798081828384858687888990919293949596979899";

/* Digits of m so that they end before `end`; returns how many. */
static int digits_before(char *end, uint64_t m)
{
    char *at = end;
    while (m >= 100) {
        at -= 2;
        memcpy(at, pairs + 2 * (m % 100), 2);
        m /= 100;
    }
    if (m >= 10) {
        at -= 2;
        memcpy(at, pairs + 2 * m, 2);
    } else {
        *--at = (char)('0' + m);
    }
    return (int)(end - at);
}

static char *put(char *at, const char *chars, int count)
{
    memcpy(at, chars, (size_t)count);
    return at + count;
}

static char *put_zeros(char *at, int count)
{
    memset(at, '0', (size_t)count);
    return at + count;
}

/* d.ddde+XX */
static char *put_scientific(char *at, const char *digits, int count, int e10)
{
    *at++ = digits[0];
    if (count > 1) {
        *at++ = '.';
        at = put(at, digits + 1, count - 1);
    }
    *at++ = 'e';
    *at++ = e10 < 0 ? '-' : '+';
    unsigned size = (unsigned)(e10 < 0 ? -e10 : e10);
    if (size >= 100) {
        *at++ = (char)('0' + size / 100);
    }
    return put(at, pairs + 2 * (size % 100), 2);
}

/* Digits without zeros at the end, the first of them worth 10^e10. */
static char *put_digits(char *at, const char *digits, int count, int e10)
{
    if (e10 < PLAIN_MIN || e10 > PLAIN_MAX) {
        return put_scientific(at, digits, count, e10);
    }
    if (e10 < 0) {
        at = put_zeros(put(at, "0.", 2), -e10 - 1);
        return put(at, digits, count);
    }
    if (count <= e10 + 1) {
        at = put(at, digits, count);
        return put_zeros(at, e10 + 1 - count);
    }
    at = put(at, digits, e10 + 1);
    *at++ = '.';
    return put(at, digits + e10 + 1, count - e10 - 1);
}

static size_t put_word(char *out, const char *word)
{
    size_t length = strlen(word);
    memcpy(out, word, length + 1);
    return length;
}

size_t gvc_print_double(char out[GVC_NUMBER_CHARS], double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    bool negative = bits >> 63 != 0;
    bits &= ~(UINT64_C(1) << 63);
    if (bits >= UINT64_C(0x7ff) << FRACTION_BITS) {
        bool nan = bits != UINT64_C(0x7ff) << FRACTION_BITS;
        return put_word(out, nan ? "NaN" : negative ? "-inf" : "inf");
    }
    char *at = out;
    if (negative) {
        *at++ = '-';
    }
    if (bits == 0) {
        *at++ = '0';
    } else {
        decimal d = to_decimal(bits);
        char digits[20];
        char *end = digits + sizeof digits;
        int count = digits_before(end, d.digits);
        int e10 = d.exponent + count - 1;
        const char *first = end - count;
        while (end[-1] == '0') {
            end--;
            count--;
        }
        at = put_digits(at, first, count, e10);
    }
    *at = '\0';
    return (size_t)(at - out);
}
