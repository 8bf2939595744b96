/* test_print.c - printed numbers read back to the same double, and no shorter text does */
#include <criterion/criterion.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/number.h"

static uint64_t next_random(uint64_t *state)
{
    uint64_t x = (*state += 0x9e3779b97f4a7c15u); /* splitmix64 */
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

static double from_bits(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static double finite_from(uint64_t bits)
{
    double x = from_bits(bits);
    return isfinite(x) ? x : from_bits(bits & ~(UINT64_C(1) << 62));
}

/* Significant digits of a printed number: without sign, dot, exponent and zeros at either end. */
static int significant(const char *text, char digits[40])
{
    int count = 0;
    for (; *text != '\0' && *text != 'e'; text++) {
        if (*text >= '0' && *text <= '9' && (count > 0 || *text != '0') && count < 39) {
            digits[count++] = *text;
        }
    }
    while (count > 0 && digits[count - 1] == '0') {
        count--;
    }
    digits[count] = '\0';
    return count;
}

/* Compares with the fewest digits with which printf's decimal, the nearest of its length, reads
 * back. */
static bool is_shortest(double x)
{
    char text[GVC_NUMBER_CHARS], reference[40], got[40], expected[40];
    size_t length = gvc_print_double(text, x);
    bool good = length == strlen(text) && length <= 25 && strtod(text, NULL) == x;
    int count = significant(text, got), needed = 1;
    for (; needed <= 17; needed++) {
        snprintf(reference, sizeof reference, "%.*e", needed - 1, x);
        if (strtod(reference, NULL) == x) {
            break;
        }
    }
    significant(reference, expected);
    /* At a power of two the interval is wider above than below, so a decimal that is not the
     * nearest of its length may read back: fewer digits than printf needs are right too. */
    good = good && (count < needed || strcmp(got, expected) == 0);
    cr_expect(good, "%.17g printed as '%s'", x, text);
    return good;
}

Test(print, is_shortest_for_random_doubles)
{
    uint64_t state = 1;
    for (int i = 0; i < 300000; i++) {
        if (!is_shortest(finite_from(next_random(&state)))) {
            return;
        }
    }
}

Test(print, is_shortest_for_numbers_of_tables)
{
    uint64_t state = 2;
    for (int i = 0; i < 100000; i++) {
        uint64_t r = next_random(&state);
        double whole = (double)(r >> 40);
        bool good = is_shortest(whole) && is_shortest(whole / 1000) && is_shortest(-whole / 7) &&
                    is_shortest((double)(r >> (r & 63))) && is_shortest(whole * 1e-9) &&
                    is_shortest(nextafter(whole, 0)) && is_shortest(exp2((double)(r % 60)) + whole);
        if (!good) {
            return;
        }
    }
}

Test(print, is_shortest_at_powers)
{
    for (int e = -1074; e < 1024; e++) {
        double x = ldexp(1.0, e);
        cr_assert(is_shortest(x) && is_shortest(nextafter(x, 0)) &&
                  is_shortest(nextafter(x, 1e300)));
    }
    for (int e = -323; e <= 308; e++) {
        char text[16];
        snprintf(text, sizeof text, "1e%d", e);
        double x = strtod(text, NULL);
        cr_assert(is_shortest(x) && is_shortest(nextafter(x, 0)) &&
                  is_shortest(nextafter(x, 1e300)));
    }
    for (uint64_t bits = 1; bits < 3000; bits++) {
        cr_assert(is_shortest(from_bits(bits)));
        cr_assert(is_shortest(from_bits((UINT64_C(1) << 52) - 1500 + bits)));
    }
}

static void expect_print(double x, const char *expected)
{
    char text[GVC_NUMBER_CHARS];
    gvc_print_double(text, x);
    cr_expect_str_eq(text, expected);
}

Test(print, has_the_form_people_expect)
{
    expect_print(326743, "326743");
    expect_print(0.1, "0.1");
    expect_print(0.1 + 0.2, "0.30000000000000004");
    expect_print(12564277.956053412, "12564277.956053412");
    expect_print(0, "0");
    expect_print(-0.0, "-0");
    expect_print(-1.5, "-1.5");
    expect_print(100, "100");
    expect_print(1e16, "10000000000000000");
    expect_print(9.9e16, "99000000000000000");
    expect_print(1e17, "1e+17");
    expect_print(1.5e300, "1.5e+300");
    expect_print(1e-5, "0.00001");
    expect_print(-1.2345678901234567e-5, "-0.000012345678901234568");
    expect_print(1e-6, "1e-06");
    expect_print(1e-7, "1e-07");
    expect_print(-1.7976931348623157e308, "-1.7976931348623157e+308");
    expect_print(5e-324, "5e-324");
    expect_print(9007199254740994, "9007199254740994");
    expect_print(HUGE_VAL, "inf");
    expect_print(-HUGE_VAL, "-inf");
    expect_print((double)NAN, "NaN");
    expect_print(-(double)NAN, "NaN");
}

Test(print, reads_back_through_our_own_reader)
{
    uint64_t state = 5;
    for (int i = 0; i < 1000000; i++) {
        double x = finite_from(next_random(&state)), back = 0;
        char text[GVC_NUMBER_CHARS];
        size_t length = gvc_print_double(text, x);
        cr_assert(gvc_parse_double(text, text + length, &back) == text + length);
        cr_assert(memcmp(&x, &back, sizeof x) == 0, "%.17g printed as '%s'", x, text);
    }
}
