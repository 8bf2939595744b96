/* deflators.c - prices and exchange rates of countries by year: a CSV file with a header */
#include <gvc/io.h>

#include <math.h>

#include "text/rows.h"

enum { COUNTRY, YEAR, DEFLATOR, RATE, COLUMNS };

static const gvc_column items[COLUMNS] = {
    {.name = "country", .needed = true, .nonempty = "names no country"},
    {.name = "year", .number = true, .needed = true},
    {.name = "deflator", .number = true, .needed = true},
    {.name = "rate", .number = true}};
static gvc_status take(gvc_ctx *ctx, const gvc_rows *rows, gvc_idx k, void *record)
{
    gvc_deflator *to = record;
    const gvc_row *row = &rows->items[k];
    double year = row->number[YEAR];
    *to = (gvc_deflator){.country = row->word[COUNTRY],
                         .year = year >= 1 && year < 10000 ? (int)year : 0,
                         .deflator = row->number[DEFLATOR],
                         .rate = rows->has[RATE] ? row->number[RATE] : 1};
    if (to->year == 0 || (double)to->year != year) {
        return gvc_rows_fail(ctx, rows, k, "the year is no year");
    }
    const double both[] = {to->deflator, to->rate};
    for (int b = 0; b < 2; b++) {
        if (!(both[b] > 0)) {
            return gvc_rows_fail(ctx, rows, k, "deflators and exchange rates are numbers above 0");
        }
        if (!(fabs(log10(both[b])) <= GVC_DEFLATOR_DECADES)) {
            return gvc_rows_fail(ctx, rows, k,
                                 "deflators and exchange rates lie between 1e-%d and 1e%d, got %g",
                                 GVC_DEFLATOR_DECADES, GVC_DEFLATOR_DECADES, both[b]);
        }
    }
    return GVC_OK;
}

static const gvc_columns columns = {
    .items = items,
    .count = COLUMNS,
    .expected = "expected a header line: country,year,deflator and, where currencies differ, rate",
    .what = "the deflators",
    .once = 1U << COUNTRY | 1U << YEAR,
    .take = take,
    .record = sizeof(gvc_deflator),
};

gvc_status gvc_deflators_read(gvc_ctx *ctx, gvc_deflator **out, gvc_idx *count, const char *path)
{
    void *all = NULL;
    gvc_status status = gvc_records_read(ctx, &columns, path, &all, count);
    if (status == GVC_OK) {
        *out = all;
    }
    return status;
}

void gvc_deflators_free(gvc_deflator *deflators)
{
    gvc_release(deflators);
}
