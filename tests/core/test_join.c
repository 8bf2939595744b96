/* test_join.c - results of several years as a panel */
#include "expect.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "result/result.h"

#include <gvc/join.h>

static gvc_ctx *ctx;

static void setup(void)
{
    expect_ok(NULL, gvc_ctx_new(&ctx));
}

static void teardown(void)
{
    gvc_ctx_free(ctx);
}

TestSuite(join, .init = setup, .fini = teardown);

/* A result of the years, keys exporter and sector; values say what they are of: the year, 0.1 for
 * each letter of the exporter behind A, 0.01 for each of the sector behind a. */
typedef struct sample {
    const int32_t *years;
    gvc_idx count;
    const char *exporters, *sectors; /* a letter each */
    const char *title, *note;
    double residual;
    const char *units;
    const unsigned char *mask;    /* industries there are; NULL: all */
    const char *attribute, *text; /* another one, NULL: none */
} sample;

static double value(int32_t year, char exporter, char sector)
{
    return year + 0.1 * (exporter - 'A') + 0.01 * (sector - 'a');
}

static void add_letters(gvc_result *r, const char *dim, const char *letters)
{
    char texts[16][2] = {{0}};
    const char *labels[16];
    gvc_idx count = (gvc_idx)strlen(letters);
    for (gvc_idx i = 0; i < count; i++) {
        texts[i][0] = letters[i];
        labels[i] = texts[i];
    }
    expect_ok(ctx, gvc_result_add_dim(ctx, r, dim, labels, count));
}

static gvc_result *make(const sample *s)
{
    gvc_result *r = NULL;
    const gvc_term term = {"gexp", "Gross exports", NULL, s->units == NULL ? "USD" : s->units,
                           false};
    expect_ok(ctx, gvc_result_new(ctx, &r));
    expect_ok(ctx, gvc_result_add_int_dim(ctx, r, "year", s->years, s->count));
    add_letters(r, "exporter", s->exporters);
    add_letters(r, "sector", s->sectors);
    expect_ok(ctx, gvc_result_add_term(ctx, r, &term));
    expect_ok(ctx, gvc_result_allocate(ctx, r));
    if (s->mask != NULL) {
        expect_ok(ctx, gvc_result_set_present(ctx, r, "exporter", "sector", s->mask));
    }
    double *to = gvc_result_fill(r, 0);
    for (gvc_idx y = 0; y < s->count; y++) {
        for (const char *e = s->exporters; *e != '\0'; e++) {
            for (const char *c = s->sectors; *c != '\0'; c++) {
                *to++ = value(s->years[y], *e, *c);
            }
        }
    }
    const gvc_attribute residual = {"residual", GVC_ATTR_NUMBER, NULL, s->residual, 0};
    expect_ok(ctx, gvc_result_set_text(ctx, r, "title", s->title));
    expect_ok(ctx, gvc_result_set_text(ctx, r, "method", "bm"));
    expect_ok(ctx, gvc_result_set_text(ctx, r, "source_notes", s->note));
    expect_ok(ctx, gvc_result_set_attribute(ctx, r, &residual));
    if (s->attribute != NULL) {
        expect_ok(ctx, gvc_result_set_text(ctx, r, s->attribute, s->text));
    }
    return r;
}

typedef struct given {
    const sample *samples;
    int loads;
    const sample *later; /* what they are when they come whole; NULL: the same */
} given;

static gvc_status load(gvc_ctx *c, gvc_result **out, gvc_idx i, bool frame, void *user)
{
    given *g = user;
    (void)c;
    *out = make(frame || g->later == NULL ? &g->samples[i] : &g->later[i]);
    g->loads += !frame;
    return GVC_OK;
}

static const char *name(gvc_idx i, void *user)
{
    static const char *const names[] = {"first", "second", "third"};
    (void)user;
    return names[i];
}

static gvc_status join(const sample *samples, gvc_idx count, gvc_result **out, int *loads)
{
    given g = {samples, 0, NULL};
    const gvc_join_parts parts = {count, load, name, &g, NULL};
    gvc_collector *c = NULL;
    expect_ok(ctx, gvc_collector_new(ctx, &c));
    gvc_sink sink = gvc_collector_sink(c);
    gvc_status s = gvc_result_join(ctx, &parts, &sink);
    if (out != NULL) {
        *out = s == GVC_OK ? gvc_collector_take(c) : NULL;
    }
    if (loads != NULL) {
        *loads = g.loads;
    }
    gvc_collector_free(c);
    return s;
}

static const int32_t y95[] = {1995}, y00[] = {2000}, y05[] = {2005}, unknown[] = {0},
                     ends[] = {1995, 2005};

/* Each cell is what its labels say, or NaN where `has` (a letter of the year's exporters) lacks it.
 */
static void expect_cells(const gvc_result *r, const char *const *has)
{
    gvc_idx cell = 0;
    for (gvc_idx y = 0; y < gvc_result_extent(r, 0); y++) {
        for (gvc_idx e = 0; e < gvc_result_extent(r, 1); e++) {
            for (gvc_idx s = 0; s < gvc_result_extent(r, 2); s++, cell++) {
                char exporter = gvc_result_label(r, 1, e)[0], sector = gvc_result_label(r, 2, s)[0];
                double got = gvc_result_values(r, 0)[cell],
                       want = value(gvc_result_number(r, 0, y), exporter, sector);
                bool there = strchr(has[y], exporter) != NULL && strchr(has[y], sector) != NULL;
                cr_expect(there ? got == want : isnan(got), "%d %c %c: %g, not %g",
                          (int)gvc_result_number(r, 0, y), exporter, sector, got, want);
            }
        }
    }
}

Test(join, puts_years_in_order)
{
    const sample samples[] = {
        {y05, 1, "ABC", "ab", "T, WIOD, 2005", "n", 1e-14, NULL, NULL, NULL, NULL},
        {y95, 1, "ABC", "ab", "T, WIOD, 1995", "n", 3e-14, NULL, NULL, NULL, NULL},
        {y00, 1, "ABC", "ab", "T, WIOD, 2000", "n", 2e-14, NULL, NULL, NULL, NULL}};
    gvc_result *r = NULL;
    int loads = 0;
    expect_ok(ctx, join(samples, 3, &r, &loads));
    cr_expect_eq(gvc_result_extent(r, 0), 3);
    cr_expect_eq(gvc_result_number(r, 0, 0), 1995);
    cr_expect_eq(gvc_result_number(r, 0, 2), 2005);
    expect_cells(r, (const char *[]){"ABCab", "ABCab", "ABCab"});
    cr_expect_eq(loads, 3);
    cr_expect_str_eq(gvc_result_text(r, "title"), "T, WIOD, 1995-2005");
    cr_expect_str_eq(gvc_result_text(r, "source_notes"), "n");
    cr_expect_str_eq(gvc_result_text(r, "method"), "bm");
    cr_expect_null(gvc_result_text(r, "by_year"));
    cr_expect_null(gvc_result_text(r, "warnings"));
    cr_expect_float_eq(gvc_result_find_attribute(r, "residual")->number, 3e-14, 0);
    gvc_result_free(r);
}

Test(join, unites_labels_and_says_which_are_missing)
{
    const sample samples[] = {
        {y95, 1, "ACD", "ab", "T, x", "one", 0, NULL, NULL, NULL, NULL},
        {y00, 1, "XABC", "abc", "T, x", "two\nthree", 0, NULL, NULL, NULL, NULL}};
    gvc_result *r = NULL;
    expect_ok(ctx, join(samples, 2, &r, NULL));
    const char *order = "XABCD";
    cr_assert_eq(gvc_result_extent(r, 1), 5);
    for (gvc_idx i = 0; i < 5; i++) {
        cr_expect_eq(gvc_result_label(r, 1, i)[0], order[i]);
    }
    expect_cells(r, (const char *[]){"ACDab", "XABCabc"});
    cr_expect_str_eq(gvc_result_text(r, "warnings"),
                     "not in every year, and NaN where absent: exporter X, B, D; sector c");
    cr_expect_str_eq(gvc_result_text(r, "source_notes"), "1995: one\n2000: two\n2000: three");
    cr_expect_str_eq(gvc_result_text(r, "by_year"), "source_notes");
    gvc_result_free(r);
}

/* Fewer years: their lines alone, and of one year the texts themselves. */
Test(join, gives_back_the_texts_of_a_year)
{
    const sample samples[] = {{y95, 1, "A", "a", "T, x", "one", 0, NULL, NULL, NULL, NULL},
                              {y00, 1, "A", "a", "T, x", "two\nthree", 0, NULL, NULL, NULL, NULL},
                              {y05, 1, "A", "a", "T, x", "four", 0, NULL, NULL, NULL, NULL}};
    gvc_result *all = NULL, *some = NULL;
    expect_ok(ctx, join(samples, 3, &all, NULL));
    expect_ok(ctx,
              gvc_result_select(ctx, &some, all, "year", (const char *[]){"2000", "2005", NULL}));
    cr_expect_str_eq(gvc_result_text(some, "source_notes"), "2000: two\n2000: three\n2005: four");
    cr_expect_str_eq(gvc_result_text(some, "by_year"), "source_notes");
    gvc_result_free(some);
    expect_ok(ctx, gvc_result_select(ctx, &some, all, "year", (const char *[]){"2000", NULL}));
    cr_expect_str_eq(gvc_result_text(some, "source_notes"), "two\nthree");
    cr_expect_null(gvc_result_text(some, "by_year"));
    gvc_result_free(some);
    gvc_result_free(all);
}

/* A panel of a panel and a year between its years is the panel of all at once. */
Test(join, joins_panels)
{
    const sample samples[] = {{ends, 2, "AB", "ab", "T, 1995-2005", "n", 0, NULL, NULL, NULL, NULL},
                              {y00, 1, "ABC", "ab", "T, w, 2000", "m", 0, NULL, NULL, NULL, NULL}};
    gvc_result *r = NULL;
    int loads = 0;
    expect_ok(ctx, join(samples, 2, &r, &loads));
    expect_cells(r, (const char *[]){"ABab", "ABCab", "ABab"});
    cr_expect_eq(loads, 3);
    cr_expect_str_eq(gvc_result_text(r, "source_notes"), "1995: n\n2000: m\n2005: n");
    cr_expect_str_eq(gvc_result_text(r, "title"), "T, 1995-2005");
    gvc_result_free(r);
}

static void expect_refused(const sample *samples, const char *says)
{
    cr_expect_eq(join(samples, 2, NULL, NULL), GVC_EARG);
    cr_expect(strstr(gvc_ctx_error(ctx), says) != NULL, "'%s'", gvc_ctx_error(ctx));
}

Test(join, refuses_what_has_no_place)
{
    const sample twice[] = {{y95, 1, "A", "a", "T", "n", 0, NULL, NULL, NULL, NULL},
                            {ends, 2, "A", "a", "T", "n", 0, NULL, NULL, NULL, NULL}};
    expect_refused(twice, "first and second: both are of 1995");
    const sample no_year[] = {{y95, 1, "A", "a", "T", "n", 0, NULL, NULL, NULL, NULL},
                              {unknown, 1, "A", "a", "T", "n", 0, NULL, NULL, NULL, NULL}};
    expect_refused(no_year, "second: its year is not known");
    const sample units[] = {{y95, 1, "A", "a", "T", "n", 0, NULL, NULL, NULL, NULL},
                            {y00, 1, "A", "a", "T", "n", 0, "EUR", NULL, NULL, NULL}};
    expect_refused(units, "second: unit 'EUR', where first has 'USD'");
    cr_expect_eq(join(units, 0, NULL, NULL), GVC_EARG);
}

/* Columns of one name, made in another way. */
Test(join, refuses_other_methods)
{
    static const char *const names[] = {
        "view",          "method",      "variant",     "perspective", "approach",
        "detail",        "value_added", "output",      "groups",      "dropped_final_use",
        "sector_groups", "shocks",      "uncertainty", "satellite"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const sample samples[] = {{y95, 1, "A", "a", "T", "n", 0, NULL, NULL, names[i], "one"},
                                  {y00, 1, "A", "a", "T", "n", 0, NULL, NULL, names[i], "other"}};
        char says[200];
        snprintf(says, sizeof says,
                 "second: %s 'other', where first has 'one'; a panel takes results of one measure, "
                 "made with the same options",
                 names[i]);
        expect_refused(samples, says);
    }
    const sample absent[] = {{y95, 1, "A", "a", "T", "n", 0, NULL, NULL, NULL, NULL},
                             {y00, 1, "A", "a", "T", "n", 0, NULL, NULL, "approach", "sink"}};
    expect_refused(absent, "second: approach 'sink', where first has 'none'");
}

/* Attribute `options` of two parts, what is said of them, NULL: they are joined. */
static void expect_options(const char *one, const char *other, const char *says)
{
    const sample samples[] = {{y95, 1, "A", "a", "T", "n", 0, NULL, NULL, "options", one},
                              {y00, 1, "A", "a", "T", "n", 0, NULL, NULL, "options", other}};
    if (says != NULL) {
        expect_refused(samples, says);
    } else {
        cr_expect_eq(join(samples, 2, NULL, NULL), GVC_OK, "%s and %s", one, other);
    }
}

Test(join, refuses_other_options)
{
    expect_options("{\"resilience\":0.5}", "{\"resilience\":0.25}",
                   "second: --resilience '0.25', where first has '0.5'; a panel takes results of "
                   "one measure, made with the same options");
    expect_options("{\"by\":\"a, }\\\" b\",\"rest\":[]}",
                   "{\"by\":\"a, }\\\" b\",\"rest\":[\"A\",\"B\"]}",
                   "second: --rest 'A,B', where first has 'none'");
    expect_options("{ \"deep\" : {\"x\":[1, {\"y\":2}]} , \"tiers\" : 3 }",
                   "{\"deep\":{\"x\":[1, {\"y\":2}]}}", "--tiers 'none', where first has '3'");
    expect_options("{\"deep\":{\"x\":[1]}}", "{\"deep\":{\"x\":[2]}}",
                   "--deep '{x:[2]}', where first has '{x:[1]}'");
    expect_options("{\"erp\":true}", "{}", "--erp 'none', where first has 'true'");
    expect_options("{\"exporter\":\"A\"}", "{\"exporter\":\"B\"}", "--exporter 'B'");
}

/* Table, run and rows; versions that did not know an option; a text that is no object. */
Test(join, lets_some_options_differ)
{
    expect_options("{\"year\":1995,\"output\":\"a.h5\",\"solver\":\"lu\",\"exporter\":[\"A\"]}",
                   "{\"year\":2000,\"output\":\"b.h5\",\"solver\":\"auto\",\"exporter\":[\"B\"]}",
                   NULL);
    expect_options("{\"erp\":false,\"rest\":[],\"missing\":\"error\",\"group\":{}}",
                   "{\"old\":null}", NULL);
    expect_options("{\"tiers\":3}", NULL, NULL);
    expect_options(NULL, "{\"tiers\":3}", NULL);
    expect_options("no object", "{\"tiers", NULL);
    expect_options("{\"tiers\":[\"", "{\"tiers\":3", NULL);
}

/* Lines by year of a panel, each as the part before. */
Test(join, compares_options_of_panels)
{
    const sample samples[] = {
        {y00, 1, "A", "a", "T", "n", 0, NULL, NULL, NULL, NULL},
        {ends, 2, "A", "a", "T", "n", 0, NULL, NULL, "options",
         "1995: {\"output\":\"a\",\"tiers\":3}\n2005: {\"output\":\"b\",\"tiers\":3}"},
        {unknown, 1, "A", "a", "T", "n", 0, NULL, NULL, "options", "{\"tiers\":4}"}};
    cr_expect_eq(join(samples, 2, NULL, NULL), GVC_OK);
    cr_expect_eq(join(samples, 3, NULL, NULL), GVC_EARG);
    cr_expect(strstr(gvc_ctx_error(ctx), "third: --tiers '4', where second has '3'") != NULL, "%s",
              gvc_ctx_error(ctx));
}

/* How well the worst year was solved is not known where that of one is not, whatever the order. */
Test(join, knows_no_worst_year_where_one_is_not_known)
{
    for (int unsure = 0; unsure < 3; unsure++) {
        sample samples[] = {{y95, 1, "A", "a", "T", "n", 1e-14, NULL, NULL, NULL, NULL},
                            {y00, 1, "A", "a", "T", "n", 3e-14, NULL, NULL, NULL, NULL},
                            {y05, 1, "A", "a", "T", "n", 2e-14, NULL, NULL, NULL, NULL}};
        samples[unsure].residual = (double)NAN;
        gvc_result *r = NULL;
        expect_ok(ctx, join(samples, 3, &r, NULL));
        cr_expect(isnan(gvc_result_find_attribute(r, "residual")->number), "%d", unsure);
        gvc_result_free(r);
    }
}

/* A file written anew between its frame and its values. */
Test(join, refuses_parts_that_change)
{
    static const sample then[] = {{ends, 2, "A", "a", "T", "n", 0, NULL, NULL, NULL, NULL}};
    static const sample now[] = {{y95, 1, "A", "a", "T", "n", 0, NULL, NULL, NULL, NULL},
                                 {ends, 2, "A", "a", "T", "n", 0, "EUR", NULL, NULL, NULL}};
    for (size_t i = 0; i < sizeof now / sizeof *now; i++) {
        given g = {then, 0, &now[i]};
        const gvc_join_parts parts = {1, load, name, &g, NULL};
        gvc_collector *c = NULL;
        expect_ok(ctx, gvc_collector_new(ctx, &c));
        gvc_sink sink = gvc_collector_sink(c);
        expect_error(ctx, gvc_result_join(ctx, &parts, &sink), GVC_EIO,
                     "first: changed while it was read; join again when it is complete");
        gvc_collector_free(c);
    }
}

/* The industries that some year has are those of the panel. */
Test(join, keeps_the_mask)
{
    static const unsigned char one[] = {1, 1, 0, 0}, two[] = {1, 1, 1, 0};
    const sample samples[] = {{y95, 1, "AB", "ab", "T", "n", 0, NULL, one, NULL, NULL},
                              {y00, 1, "AB", "ab", "T", "n", 0, NULL, two, NULL, NULL}};
    gvc_result *r = NULL;
    expect_ok(ctx, join(samples, 2, &r, NULL));
    for (gvc_idx cell = 0; cell < 8; cell++) {
        cr_expect_eq(gvc_result_is_row(r, cell), two[cell % 4] != 0, "cell %d", (int)cell);
    }
    gvc_result_free(r);
}
