/* exact.c - decimal digits to the nearest double by long division of big integers
 *
 * value = D 10^e = (D 5^e) 2^e, or (D / 5^-e) 2^e for negative e. The quotient is scaled to 55 or
 * more bits, divided bit by bit, and rounded by hand; a remainder counts as a bit below the last.
 * Only numbers that are too near a half-way point for number.c come here, so speed does not matter.
 */
#include "text/exact.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* A half-way point between doubles has at most 767 significant digits, so what lies beyond
 * KEPT_DIGITS can only say "a little more". */
enum { KEPT_DIGITS = 780, LIMBS = 104, QUOTIENT_BITS = 57 };

/* Little-endian 32-bit limbs. The largest numbers here: 780 digits (2592 bits), 5^1126 (2615 bits),
 * either of them shifted to the other's length plus 57 bits; 104 limbs are 3328 bits. */
typedef struct big {
    uint32_t limb[LIMBS];
    int count; /* the highest used limb is not 0; count 0 is zero */
} big;

/* b = b factor + plus */
static void multiply(big *b, uint32_t factor, uint32_t plus)
{
    uint64_t carry = plus;
    for (int i = 0; i < b->count; i++) {
        carry += (uint64_t)b->limb[i] * factor;
        b->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry != 0) {
        b->limb[b->count++] = (uint32_t)carry;
    }
}

static void multiply_power_of_five(big *b, int64_t power)
{
    for (; power >= 13; power -= 13) {
        multiply(b, 1220703125u, 0); /* 5^13, the largest in 32 bits */
    }
    for (; power > 0; power--) {
        multiply(b, 5, 0);
    }
}

static void shift_left(big *b, int bits)
{
    int limbs = bits / 32, rest = bits % 32;
    memmove(b->limb + limbs, b->limb, (size_t)b->count * sizeof b->limb[0]);
    memset(b->limb, 0, (size_t)limbs * sizeof b->limb[0]);
    b->count += limbs;
    if (rest > 0) {
        multiply(b, 1u << rest, 0);
    }
}

static int bit_length(const big *b)
{
    int bits = 32 * b->count;
    for (uint32_t top = b->limb[b->count - 1]; top < 0x80000000u; top <<= 1) {
        bits--;
    }
    return bits;
}

static int compare(const big *a, const big *b)
{
    if (a->count != b->count) {
        return a->count < b->count ? -1 : 1;
    }
    for (int i = a->count - 1; i >= 0; i--) {
        if (a->limb[i] != b->limb[i]) {
            return a->limb[i] < b->limb[i] ? -1 : 1;
        }
    }
    return 0;
}

/* a = a - b, where b <= a */
static void subtract(big *a, const big *b)
{
    uint64_t borrow = 0;
    for (int i = 0; i < a->count; i++) {
        uint64_t less = (i < b->count ? b->limb[i] : 0) + borrow;
        borrow = a->limb[i] < less;
        a->limb[i] = (uint32_t)(a->limb[i] - less);
    }
    while (a->count > 0 && a->limb[a->count - 1] == 0) {
        a->count--;
    }
}

/* Significant digits into b; *position is that of the dot relative to the first of them, so that
 * the value is 0.ddd times 10^position. Returns how many digits b holds. */
static int read_digits(big *b, const char *digits, const char *end, int64_t *position)
{
    int kept = 0;
    int64_t before_dot = 0;
    bool dot = false, more = false;
    b->count = 0;
    for (const char *at = digits; at < end; at++) {
        if (*at == '.') {
            dot = true;
            continue;
        }
        if (kept > 0 || *at != '0') {
            before_dot += !dot;
            if (kept < KEPT_DIGITS) {
                multiply(b, 10, (uint32_t)(*at - '0'));
                kept++;
            } else {
                more = more || *at != '0';
            }
        } else if (dot) {
            before_dot--; /* a zero between the dot and the first digit */
        }
    }
    if (more) {
        multiply(b, 10, 1);
        kept++;
    }
    *position = before_dot;
    return kept;
}

/* q 2^exponent, with more below the last bit of q where `rest`, rounded half to even; q has at
 * least 55 bits. */
static double round_bits(uint64_t q, bool rest, int exponent)
{
    int length = 64;
    for (uint64_t top = q; top < UINT64_C(1) << 63; top <<= 1) {
        length--;
    }
    int drop = length - 53;
    if (exponent + drop < -1074) {
        drop = -1074 - exponent; /* subnormal: fewer bits */
    }
    if (drop > 63) {
        return 0.0; /* q < 2^57, so below a quarter of the smallest double */
    }
    uint64_t kept = q >> drop, cut = q & ((UINT64_C(1) << drop) - 1);
    uint64_t half = UINT64_C(1) << (drop - 1);
    if (cut > half || (cut == half && (rest || (kept & 1) != 0))) {
        kept++;
    }
    return ldexp((double)kept, exponent + drop); /* at most 53 bits: exact, or infinite */
}

double gvc_exact_double(const char *digits, const char *end, int64_t exponent)
{
    big above, below = {{1}, 1};
    int64_t position = 0;
    int kept = read_digits(&above, digits, end, &position);
    position += exponent;
    if (kept == 0 || position < -330) {
        return 0.0; /* below 1e-330, the smallest double is 4.9e-324 */
    }
    if (position > 310) {
        return HUGE_VAL; /* at least 1e310, the largest is 1.8e308 */
    }
    int64_t power = position - kept;
    multiply_power_of_five(power < 0 ? &below : &above, power < 0 ? -power : power);
    /* Scale to 2^54 < above / below < 2^56. */
    int shift = 55 - (bit_length(&above) - bit_length(&below));
    shift_left(shift > 0 ? &above : &below, shift > 0 ? shift : -shift);
    shift_left(&below, QUOTIENT_BITS);
    uint64_t q = 0;
    for (int i = 0; i < QUOTIENT_BITS; i++) {
        shift_left(&above, 1);
        q <<= 1;
        if (compare(&above, &below) >= 0) {
            subtract(&above, &below);
            q |= 1;
        }
    }
    return round_bits(q, above.count > 0, (int)power - shift);
}
