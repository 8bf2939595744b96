/* ticks.c - round numbers along an axis, and how numbers are written */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "figures/page.h"

/* Thousands are set apart by a comma, or beside a decimal comma by a blank that does not break. */
void gvc_write_number(char *out, size_t size, double x, int decimals, char decimal, bool years)
{
    char plain[64];
    gvc_text text = {0};
    gvc_print_plain(plain, sizeof plain, "%.*f", decimals, fabs(x));
    size_t whole = strcspn(plain, ".");
    bool zero = strspn(plain, "0.") == strlen(plain);
    gvc_text_addf(&text, "%s", x < 0 && !zero ? "\xe2\x88\x92" : "");
    for (size_t i = 0; plain[i] != '\0'; i++) {
        bool apart = !years && i > 0 && i < whole && (whole - i) % 3 == 0 && whole > 3;
        gvc_text_addf(&text, "%s", !apart ? "" : decimal == ',' ? "\xc2\xa0" : ",");
        gvc_text_addf(&text, "%c", plain[i] == '.' ? decimal : plain[i]);
    }
    snprintf(out, size, "%s", gvc_text_str(&text));
    gvc_text_free(&text);
}

/* How far, in steps, an axis may run past its last tick rather than on to the next. */
#define SLACK 0.02

static double round_step(double rough)
{
    static const double steps[] = {1, 2, 2.5, 5, 10};
    double power = pow(10, floor(log10(rough)));
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (steps[i] * power >= rough * (1 - SLACK)) {
            return steps[i] * power;
        }
    }
    return 10 * power;
}

/* Digits behind the dot that tell multiples of the step apart. */
static int decimals_of(double step)
{
    int decimals = 0;
    while (decimals < 9 && fabs(step - round(step)) > 1e-6 * step) {
        step *= 10;
        decimals++;
    }
    return decimals;
}

int gvc_ticks_linear(gvc_tick *out, double *least, double *most, int wanted, char decimal, bool fit)
{
    if (!(*most > *least)) {
        double wide = *least == 0 ? 1 : fabs(*least) * 0.1;
        *least -= wide;
        *most += wide;
    }
    double step = round_step((*most - *least) / wanted);
    if (!isfinite(step)) {
        return 0; /* a span beyond all numbers */
    }
    double first = fit ? floor(*least / step + SLACK) : ceil(*least / step - 1e-9);
    double last = fit ? ceil(*most / step - SLACK) : floor(*most / step + 1e-9);
    int count = 0;
    for (double k = first; k <= last && count < GVC_PAGE_TICKS; k++) {
        out[count].at = k * step;
        gvc_write_number(out[count].text, sizeof out->text, k * step, decimals_of(step), decimal,
                         false);
        count++;
    }
    if (fit) {
        *least = fmin(*least, first * step);
        *most = fmax(*most, last * step);
    }
    return count;
}

int gvc_ticks_log(gvc_tick *out, double *least, double *most, char decimal)
{
    static const double in_decade[] = {1, 2, 5};
    double room = pow(*most / *least, 0.04);
    *least /= room;
    *most *= room;
    double decades = log10(*most / *least);
    int count = 0;
    size_t each = decades > 2.5 ? 1 : 3;
    for (double k = floor(log10(*least)); k <= log10(*most) + 1; k++) {
        for (size_t i = 0; i < each && count < GVC_PAGE_TICKS; i++) {
            double at = in_decade[i] * pow(10, k);
            if (at >= *least * (1 - 1e-9) && at <= *most * (1 + 1e-9)) {
                out[count].at = at;
                gvc_write_number(out[count].text, sizeof out->text, at, k < 0 ? (int)-k : 0,
                                 decimal, false);
                count++;
            }
        }
    }
    return count;
}

int gvc_ticks_years(gvc_tick *out, const gvc_figure_series *s, double room)
{
    double first = s->points[0].x, last = s->points[s->count - 1].x;
    double need = gvc_text_width("2000", GVC_TICK_SIZE) * 1.4, span = last - first;
    int count = 0;
    double each = span == 0 ? room : room / span; /* points a year */
    double step = 1;
    static const double steps[] = {1, 2, 5, 10, 20, 50};
    for (size_t i = 0; i < sizeof steps / sizeof *steps && step * each < need; i++) {
        step = steps[i];
    }
    double before = -HUGE_VAL;
    bool few = s->count <= 6;
    for (gvc_idx i = 0; i < s->count && count < GVC_PAGE_TICKS; i++) {
        double x = s->points[i].x;
        bool fits = (x - before) * each >= need && (x == last || (last - x) * each >= need);
        if (few ? fits : fmod(x, step) == 0) {
            out[count].at = before = x;
            gvc_write_number(out[count].text, sizeof out->text, x, 0, '.', true);
            count++;
        }
    }
    return count;
}

int gvc_axis_ticks(gvc_tick *out, double *least, double *most, int wanted, const gvc_page *page,
                   bool log)
{
    return log ? gvc_ticks_log(out, least, most, page->style->decimal)
               : gvc_ticks_linear(out, least, most, wanted, page->style->decimal, true);
}

double gvc_ticks_width(const gvc_tick *ticks, int count)
{
    double most = 0;
    for (int i = 0; i < count; i++) {
        most = fmax(most, gvc_text_width(ticks[i].text, GVC_TICK_SIZE));
    }
    return most;
}
