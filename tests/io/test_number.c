/* test_number.c - reading numbers: bit for bit what strtod gives, on easy and on hard texts */
#include <criterion/criterion.h>
#include <float.h>
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

static uint64_t bits_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
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

/* The whole text is one number, and the one that strtod reads. */
static bool same_as_strtod(const char *text)
{
    double got = -1.0;
    const char *end = text + strlen(text);
    const char *stop = gvc_parse_double(text, end, &got);
    double expected = strtod(text, NULL);
    if (stop == end && bits_of(got) == bits_of(expected)) {
        return true;
    }
    cr_expect(false, "'%.60s' read as %a up to '%.10s', strtod gives %a", text, got,
              stop == NULL ? "(none)" : stop, expected);
    return false;
}

Test(number, reads_printed_doubles)
{
    static const char *const formats[] = {"%.17g", "%.15g", "%.20e", "%.16e", "%.3g"};
    uint64_t state = 1;
    char text[64];
    for (int i = 0; i < 250000; i++) {
        double x = finite_from(next_random(&state));
        for (size_t f = 0; f < sizeof formats / sizeof formats[0]; f++) {
            snprintf(text, sizeof text, formats[f], x);
            if (!same_as_strtod(text)) {
                return;
            }
        }
    }
}

Test(number, reads_numbers_of_tables)
{
    uint64_t state = 2;
    char text[64];
    for (int i = 0; i < 400000; i++) {
        uint64_t r = next_random(&state);
        snprintf(text, sizeof text, "%llu", (unsigned long long)(r >> (r & 63)));
        cr_assert(same_as_strtod(text));
        snprintf(text, sizeof text, "%.*f", (int)(r % 20), (double)(r >> 30) / 1e5);
        cr_assert(same_as_strtod(text));
    }
}

/* Digit strings of 1 to 40 digits, a dot anywhere, exponents over the whole range. */
Test(number, reads_random_digits)
{
    uint64_t state = 3;
    char text[96];
    for (int i = 0; i < 1000000; i++) {
        int digits = 1 + (int)(next_random(&state) % 40), length = 0;
        int dot = (int)(next_random(&state) % 80);
        uint64_t kind = next_random(&state) % 8;
        if (kind == 0) {
            text[length++] = '-';
        } else if (kind == 1) {
            text[length++] = '+';
        }
        for (int d = 0; d < digits; d++) {
            if (d == dot) {
                text[length++] = '.';
            }
            uint64_t r = next_random(&state);
            text[length++] = (char)('0' + (r >> 8) % ((r & 3) == 0 ? 1 : 10));
        }
        text[length] = '\0';
        if (kind > 2) {
            int e10 = (int)(next_random(&state) % 660) - 345;
            snprintf(text + length, sizeof text - (size_t)length, "%c%d", kind > 5 ? 'E' : 'e',
                     e10);
        }
        if (!same_as_strtod(text)) {
            return;
        }
    }
}

/* (2m + 1) 2^(k-1) lies half-way between m 2^k and (m + 1) 2^k; printed in full, and with a digit
 * more or less at its end. */
static bool half_way_and_neighbours(uint64_t m, int k)
{
    /* One bit more than a double has: needs the 64 bits of a long double on x86. */
    char text[1300];
    if (LDBL_MANT_DIG < 64) {
        return true;
    }
    long double half = ldexpl((long double)(2 * m + 1), k - 1);
    int length = snprintf(text, sizeof text - 2, "%.1100Lg", half);
    char *e = strchr(text, 'e');
    char exponent[16] = "";
    if (e != NULL) {
        snprintf(exponent, sizeof exponent, "%.12s", e);
        length = (int)(e - text);
        *e = '\0';
    }
    if (strchr(text, '.') == NULL) {
        text[length++] = '.';
    }
    text[length] = '\0';
    char longer[1400];
    snprintf(longer, sizeof longer, "%s%s", text, exponent);
    bool same = same_as_strtod(longer);
    snprintf(longer, sizeof longer, "%s000000001%s", text, exponent);
    same = same_as_strtod(longer) && same;
    if (text[length - 1] > '0') {
        text[length - 1]--;
        snprintf(longer, sizeof longer, "%s99%s", text, exponent);
        same = same_as_strtod(longer) && same;
    }
    return same;
}

Test(number, rounds_half_way_points_to_even)
{
    uint64_t state = 4;
    for (int i = 0; i < 20000; i++) {
        uint64_t m = next_random(&state) >> 11 | UINT64_C(1) << 52;
        int k = (int)(next_random(&state) % 2045) - 1074;
        cr_assert(half_way_and_neighbours(m, k));
        cr_assert(half_way_and_neighbours(m, (int)(i % 150) - 100));
        /* subnormal: fewer bits, the smallest unit */
        cr_assert(half_way_and_neighbours(m >> (next_random(&state) % 53), -1074));
    }
    cr_assert(half_way_and_neighbours(0, -1074));
    cr_assert(half_way_and_neighbours((UINT64_C(1) << 53) - 1, 971)); /* largest double, infinity */
}

/* The same with a number of digits around the limits of 19 and of what the exact way keeps. */
Test(number, tells_long_texts_apart)
{
    char text[3000];
    static const char *const heads[] = {"9007199254740993.", "0.5", "1.7976931348623158079e308",
                                        "4.9406564584124654e-324",
                                        "123456789012345678901234567890"};
    for (size_t h = 0; h < sizeof heads / sizeof heads[0]; h++) {
        const char *e = strchr(heads[h], 'e');
        int head = (int)(e == NULL ? strlen(heads[h]) : (size_t)(e - heads[h]));
        for (int zeros = 0; zeros < 2000; zeros += zeros < 30 ? 1 : 97) {
            snprintf(text, sizeof text, "%.*s%0*d%s", head, heads[h], zeros + 1, 1,
                     e == NULL ? "" : e);
            cr_assert(same_as_strtod(text));
            snprintf(text, sizeof text, "0.%0*d%s", zeros + 1, 17, e == NULL ? "" : e);
            cr_assert(same_as_strtod(text));
            snprintf(text, sizeof text, "%0*d.5e%d", zeros + 2, 17, zeros - 300);
            cr_assert(same_as_strtod(text));
        }
    }
    /* zeros undone by an exponent */
    memset(text, '0', sizeof text);
    memcpy(text + 2500, "e2502", 6);
    memcpy(text, "1", 1);
    cr_assert(same_as_strtod(text));
    memcpy(text, "0.", 2);
    memcpy(text + 2490, "123456e2490", 12);
    cr_assert(same_as_strtod(text));
}

static const char *const corners[] = {"0",
                                      "-0",
                                      "+0",
                                      "0.0",
                                      "-0.0e5",
                                      "000",
                                      "00012",
                                      "1e5",
                                      "1E+5",
                                      "1e-5",
                                      ".5",
                                      "5.",
                                      "+3",
                                      "5.e3",
                                      ".5e-3",
                                      "1e22",
                                      "1e23",
                                      "9007199254740992",
                                      "9007199254740993",
                                      "9007199254740994",
                                      "9007199254740993e0",
                                      "18446744073709551615",
                                      "18446744073709551616",
                                      "9999999999999999999",
                                      "99999999999999999999",
                                      "1e308",
                                      "1e309",
                                      "-1e309",
                                      "1e-323",
                                      "1e-324",
                                      "2e-324",
                                      "2.4703282292062327e-324",
                                      "2.4703282292062328e-324",
                                      "2.2250738585072014e-308",
                                      "2.2250738585072011e-308",
                                      "2.2250738585072012e-308",
                                      "1.7976931348623157e308",
                                      "1.7976931348623158e308",
                                      "1.7976931348623159e308",
                                      "179769313486231580793728971405301e276",
                                      "8.5e-324",
                                      "0e999999999999999999999999",
                                      "1e999999999999999999999999",
                                      "1e-999999999999999999999999",
                                      "inf",
                                      "-inf",
                                      "INFINITY",
                                      "infinity",
                                      "+Inf",
                                      "6.0221407623e+23",
                                      "1.6021766340e-19",
                                      "0.1",
                                      "0.2",
                                      "0.3",
                                      "7.2057594037927933e16",
                                      "9223372036854775807",
                                      "9223372036854775808",
                                      "12345678.12345678",
                                      "123456.12345678901234",
                                      "1448997445238699",
                                      "5e-1",
                                      "8.44674407370955161e10"};

Test(number, reads_corners)
{
    for (size_t i = 0; i < sizeof corners / sizeof corners[0]; i++) {
        same_as_strtod(corners[i]);
    }
}

/* How many bytes are taken, -1 for none. */
static long taken(const char *text, double *value)
{
    const char *stop = gvc_parse_double(text, text + strlen(text), value);
    return stop == NULL ? -1 : (long)(stop - text);
}

Test(number, stops_where_the_number_stops)
{
    static const struct {
        const char *text;
        long taken;
        double value;
    } cases[] = {
        {"12,34", 2, 12},        {"1e", 1, 1},      {"1e+", 1, 1},     {"1e+,", 1, 1},
        {"0x10", 1, 0},          {"1.5.2", 3, 1.5}, {"5.", 2, 5},      {"3 ", 1, 3},
        {"1_000", 1, 1},         {"2;", 1, 2},      {"1e5e5", 3, 1e5}, {"infx", 3, HUGE_VAL},
        {"infinit", 3, HUGE_VAL}};
    static const char *const none[] = {"",    "+",    "-",  ".",  "-.",       "e5",
                                       ".e5", "n.a.", "na", " 1", "--1",      "+-1",
                                       "i",   "in",   "x",  ",",  "\xc3\xa9", "\"1\""};
    double value = 0;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect(taken(cases[i].text, &value) == cases[i].taken && value == cases[i].value, "'%s'",
                  cases[i].text);
    }
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        cr_expect(taken(none[i], &value) == -1, "'%s'", none[i]);
    }
    cr_expect(taken("nan", &value) == 3 && isnan(value));
    cr_expect(taken("-NaN", &value) == 4 && isnan(value) && signbit(value));
}

/* No byte at or behind the end is looked at: the blocks have exactly the length of the text, so the
 * address sanitizer sees any step too far. */
Test(number, stays_inside_the_text)
{
    const char *text = "-123456789.123456789012345678901e-123";
    size_t length = strlen(text);
    for (size_t from = 0; from < length; from++) {
        for (size_t to = from; to <= length; to++) {
            char *block = malloc(to - from > 0 ? to - from : 1);
            cr_assert_not_null(block);
            memcpy(block, text + from, to - from);
            double value;
            const char *stop = gvc_parse_double(block, block + (to - from), &value);
            cr_assert(stop == NULL || stop <= block + (to - from));
            free(block);
        }
    }
}
