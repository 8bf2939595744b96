/* cell.c - rounded numbers, made from integers, so that no locale can change the dot */
#include "writers/cell.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Digits that the largest number of a column shows. */
enum { DIGITS = 6, MOST_DECIMALS = 9, MOST_PERCENT = 6 };
/* Outside these a column is scientific: longer than a column should be, or mostly zeros. */
#define LARGEST 1e15
#define SMALLEST 1e-4

/* Three digits of the largest, one behind the dot at least. */
static int decimals_of_percent(double largest)
{
    int decimals = largest > 0 ? 2 - (int)floor(log10(100 * largest)) : 1;
    return decimals < 1 ? 1 : decimals > MOST_PERCENT ? MOST_PERCENT : decimals;
}

gvc_cell_style gvc_cell_style_for(double largest, bool whole, bool percent)
{
    if (percent && largest < LARGEST / 1000) {
        return (gvc_cell_style){.percent = true, .decimals = decimals_of_percent(largest)};
    }
    if (largest >= LARGEST || (largest > 0 && largest < SMALLEST)) {
        return (gvc_cell_style){.scientific = true};
    }
    if (whole) {
        return (gvc_cell_style){.decimals = 0};
    }
    int decimals = DIGITS - 1 - (int)floor(log10(largest));
    decimals = decimals < 0 ? 0 : decimals > MOST_DECIMALS ? MOST_DECIMALS : decimals;
    return (gvc_cell_style){.decimals = decimals};
}

/* n with commas between thousands. */
static size_t print_grouped(char *out, long long n)
{
    char digits[24];
    int count = snprintf(digits, sizeof digits, "%lld", n);
    size_t length = 0;
    for (int i = 0; i < count; i++) {
        out[length++] = digits[i];
        if ((count - 1 - i) % 3 == 0 && i < count - 1) {
            out[length++] = ',';
        }
    }
    return length;
}

/* m.mmmmme+XX */
static size_t print_scientific(char *out, double size)
{
    static const long long unit = 100000;
    int e10 = size == 0 ? 0 : (int)floor(log10(size));
    /* In two steps, as 10^-e10 of the smallest doubles is infinite. */
    double scaled = e10 < -300 ? size * 1e300 * pow(10, 5 - (e10 + 300)) : size * pow(10, 5 - e10);
    long long n = llround(scaled);
    if (n >= 10 * unit) { /* rounded up, or log10 a little off */
        n = (n + 5) / 10;
        e10++;
    }
    return (size_t)snprintf(out, GVC_CELL_CHARS - 1, "%lld.%05llde%+03d", n / unit, n % unit, e10);
}

size_t gvc_cell_print(char out[GVC_CELL_CHARS], double x, gvc_cell_style style)
{
    static const long long powers[MOST_DECIMALS + 1] = {
        1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};
    if (isnan(x)) {
        memcpy(out, "-", 2);
        return 1;
    }
    char *at = out;
    double size = fabs(x) * (style.percent ? 100 : 1);
    long long unit = powers[style.decimals];
    bool large = !style.scientific && size >= 9e18 / (double)unit;
    long long n = style.scientific || large ? 1 : llround(size * (double)unit);
    if (x < 0 && n > 0 && size > 0) {
        *at++ = '-';
    }
    if (isinf(x)) {
        memcpy(at, "inf", 3);
        at += 3;
    } else if (style.scientific || large) {
        at += print_scientific(at, size);
    } else {
        at += print_grouped(at, n / unit);
        if (style.decimals > 0) {
            at += snprintf(at, 12, ".%0*lld", style.decimals, n % unit);
        }
    }
    if (style.percent) {
        *at++ = '%';
    }
    *at = '\0';
    return (size_t)(at - out);
}
