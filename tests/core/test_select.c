/* test_select.c - keeping some labels of one dimension */
#include "with_result.h"

#include <stdio.h>
#include <string.h>

SUITE_WITH_RESULT(select);

/* Every cell of `kept` has the value that the same labels have in r. */
static void expect_same_numbers(const gvc_result *kept)
{
    for (gvc_idx cell = 0; cell < gvc_result_cells(kept); cell++) {
        gvc_idx rest = cell, from = 0, step = 1;
        for (gvc_idx d = gvc_result_ndims(kept) - 1; d >= 0; d--) {
            const char *label = gvc_result_label(kept, d, rest % gvc_result_extent(kept, d));
            rest /= gvc_result_extent(kept, d);
            gvc_idx i = 0;
            while (strcmp(gvc_result_label(r, d, i), label) != 0) {
                i++;
            }
            from += i * step;
            step *= gvc_result_extent(r, d);
        }
        cr_expect_eq(gvc_result_is_row(kept, cell), gvc_result_is_row(r, from));
        for (gvc_idx k = 0; k < gvc_result_nterms(r); k++) {
            double a = gvc_result_values(kept, k)[cell], b = gvc_result_values(r, k)[from];
            cr_expect(a == b || (isnan(a) && isnan(b)), "cell %d, term %d: %g, not %g", (int)cell,
                      (int)k, a, b);
        }
    }
}

static void expect_selected(const char *dim, const char *const *labels, gvc_idx extent)
{
    gvc_result *kept = NULL;
    expect_ok(ctx, gvc_result_select(ctx, &kept, r, dim, labels));
    cr_expect_eq(gvc_result_extent(kept, gvc_result_find_dim(kept, dim)), extent);
    expect_same_numbers(kept);
    cr_expect_str_eq(gvc_result_text(kept, "title"), "a small result");
    cr_expect_str_eq(gvc_result_text(kept, "own_cell"), "exporter importer");
    gvc_result_free(kept);
}

Test(select, keeps_numbers_on_every_dimension)
{
    expect_selected("year", (const char *[]){"2005", NULL}, 1);
    expect_selected("exporter", (const char *[]){"BBB", NULL}, 1);
    expect_selected("exporter", (const char *[]){"KOR", "BBB", NULL}, 2);
    expect_selected("sector", (const char *[]){"b", NULL}, 1);
    expect_selected("importer", (const char *[]){"AAA", "KOR", "AAA", NULL}, 2);
}

Test(select, keeps_the_order_of_the_result)
{
    gvc_result *kept = NULL;
    expect_ok(ctx,
              gvc_result_select(ctx, &kept, r, "exporter", (const char *[]){"KOR", "AAA", NULL}));
    cr_expect_str_eq(gvc_result_label(kept, 1, 0), "AAA");
    cr_expect_str_eq(gvc_result_label(kept, 1, 1), "KOR");
    cr_expect_eq(gvc_result_number(kept, 0, 0), 2005);
    cr_expect_null(gvc_result_present(kept, NULL, NULL), "only BBB lacks an industry");
    gvc_result_free(kept);
}

Test(select, names_near_labels)
{
    gvc_result *const untouched = (gvc_result *)(uintptr_t)8;
    gvc_result *kept = untouched;
    expect_error(ctx, gvc_result_select(ctx, &kept, r, "exporter", (const char *[]){"KRO", NULL}),
                 GVC_EUNKNOWN, "no exporter 'KRO'; did you mean KOR?");
    expect_error(ctx, gvc_result_select(ctx, &kept, r, "year", (const char *[]){"2006", NULL}),
                 GVC_EUNKNOWN, "no year '2006'; there is 2005");
    expect_error(ctx, gvc_result_select(ctx, &kept, r, "origin", (const char *[]){"KOR", NULL}),
                 GVC_EUNKNOWN,
                 "this view has no 'origin'; its keys are year, exporter, sector, importer");
    expect_error(ctx, gvc_result_select(ctx, &kept, r, "sector", (const char *[]){NULL}), GVC_EARG,
                 "no sector named; name at least one to keep");
    cr_expect_eq(kept, untouched);
}

Test(select, takes_thousands_of_labels, .timeout = 20)
{
    enum { COUNT = 20000 };
    gvc_result *big = NULL, *kept = NULL;
    const char **labels = gvc_calloc(COUNT + 1, sizeof *labels);
    char(*texts)[16] = gvc_calloc(COUNT, sizeof *texts);
    for (int i = 0; i < COUNT; i++) {
        snprintf(texts[i], sizeof texts[i], "i%d", i);
        labels[i] = texts[i];
    }
    expect_ok(ctx, gvc_result_new(ctx, &big));
    expect_ok(ctx, gvc_result_add_dim(ctx, big, "industry", labels, COUNT));
    expect_ok(ctx, gvc_result_add_term(ctx, big, &(gvc_term){"u", NULL, NULL, "1", false}));
    expect_ok(ctx, gvc_result_allocate(ctx, big));
    gvc_result_fill(big, 0)[COUNT - 1] = 5;
    expect_ok(ctx, gvc_result_select(ctx, &kept, big, "industry", labels + 1));
    cr_expect_eq(gvc_result_cells(kept), COUNT - 1);
    cr_expect_eq(gvc_result_values(kept, 0)[COUNT - 2], 5.0);
    gvc_result_free(kept);
    gvc_result_free(big);
    gvc_release(texts);
    gvc_release(labels);
}
