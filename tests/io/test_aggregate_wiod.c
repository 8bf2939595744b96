/* test_aggregate_wiod.c - the table of 2005 of WIOD aggregated: to ten countries and eight sectors
 * as summing by hand, and results of an aggregate against the aggregate of results */
#include <gvc/gvc.h>
#include <stdio.h>
#include <string.h>

#include "expect.h"
#include "reference.h"

static gvc_table *wiod(gvc_ctx *ctx)
{
    char path[512];
    const char *folder = shared_folder();
    gvc_table *t = NULL;
    if (folder == NULL) {
        cr_skip_test("GVC_SHARED does not name the shared folder");
    }
    snprintf(path, sizeof path, "%s/data/wiod2013/wiot_2005.csv.gz", folder);
    expect_ok(ctx, gvc_table_read(ctx, &t, path, NULL));
    return t;
}

static gvc_ctx *new_ctx(void)
{
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    return ctx;
}

enum { COUNTRIES = 41, SECTORS = 35, GROUPS = 10, CLASSES = 8 };

/* In which of ten groups a country is, in which of eight classes a sector, by position. */
static int group_of(const char *country)
{
    static const char *const own[] = {"CHN", "JPN", "KOR", "TWN", "USA", "DEU", "MEX", "RoW"};
    static const char east[] = "BGR CZE EST HUN LTU LVA POL ROM SVK SVN RUS TUR";
    for (int g = 0; g < 8; g++) {
        if (strcmp(own[g], country) == 0) {
            return g;
        }
    }
    return strstr(east, country) != NULL ? 8 : 9;
}

static int class_of(int sector)
{
    static const int last[CLASSES] = {1, 2, 7, 12, 16, 18, 27, 35};
    int k = 0;
    while (sector > last[k]) {
        k++;
    }
    return k;
}

/* z[g][i][h][j] and y[g][i][h], added up over all cells of the table. */
typedef struct sums {
    double z[GROUPS][CLASSES][GROUPS][CLASSES], y[GROUPS][CLASSES][GROUPS];
} sums;

static void place_of(const gvc_table *t, gvc_idx i, int *group, int *class)
{
    int number = 0;
    *group = group_of(gvc_table_label(t, GVC_COUNTRY, gvc_table_country_of(t, GVC_INDUSTRY, i)));
    cr_assert_eq(sscanf(gvc_table_label(t, GVC_SECTOR, gvc_table_sector_of(t, i)), "c%d", &number),
                 1);
    *class = class_of(number);
}

static void add_by_hand(const gvc_table *t, sums *s)
{
    const gvc_dense *z = gvc_table_z(t), *y = gvc_table_y(t);
    for (gvc_idx i = 0; i < z->rows; i++) {
        int g, k, h, l;
        place_of(t, i, &g, &k);
        for (gvc_idx j = 0; j < z->cols; j++) {
            place_of(t, j, &h, &l);
            s->z[g][k][h][l] += z->data[i * z->stride + j];
        }
        for (gvc_idx j = 0; j < y->cols; j++) {
            gvc_idx c = gvc_table_country_of(t, GVC_FINAL_USE, j);
            s->y[g][k][group_of(gvc_table_label(t, GVC_COUNTRY, c))] += y->data[i * y->stride + j];
        }
    }
}

/* Entries from label i of the axis to "g0", "g1", ... */
static void fill_map(const gvc_table *t, gvc_axis axis, gvc_map_entry *list, char names[][8])
{
    for (gvc_idx i = 0; i < gvc_table_count(t, axis); i++) {
        const char *label = gvc_table_label(t, axis, i);
        int to = axis == GVC_COUNTRY ? group_of(label) : class_of((int)i + 1);
        snprintf(names[i], sizeof names[i], "g%d", to);
        list[i] = (gvc_map_entry){label, names[i], NULL, 1};
    }
}

Test(aggregate_wiod, ten_by_eight_is_the_sum_by_hand)
{
    static sums hand;
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = wiod(ctx), *made = NULL;
    gvc_map_entry of_countries[COUNTRIES], of_sectors[SECTORS];
    char country_names[COUNTRIES][8], sector_names[SECTORS][8];
    fill_map(t, GVC_COUNTRY, of_countries, country_names);
    fill_map(t, GVC_SECTOR, of_sectors, sector_names);
    const gvc_map countries = {"countries", NULL, NULL, of_countries, COUNTRIES},
                  sectors = {"sectors", NULL, NULL, of_sectors, SECTORS};
    gvc_aggregate_options o = GVC_AGGREGATE_OPTIONS_INIT;
    o.countries = &countries;
    o.sectors = &sectors;
    o.complete = true;
    expect_ok(ctx, gvc_table_aggregate(ctx, &made, t, &o));
    add_by_hand(t, &hand);
    const gvc_dense *z = gvc_table_z(made), *y = gvc_table_y(made);
    cr_assert_eq(z->rows, GROUPS * CLASSES);
    cr_assert_eq(y->cols, GROUPS);
    for (int g = 0; g < GROUPS; g++) {
        for (int k = 0; k < CLASSES; k++) {
            char label[16];
            snprintf(label, sizeof label, "g%d_g%d", g, k);
            gvc_idx i = gvc_table_find(made, GVC_INDUSTRY, label);
            cr_assert_geq(i, 0);
            for (int h = 0; h < GROUPS; h++) {
                for (int l = 0; l < CLASSES; l++) {
                    snprintf(label, sizeof label, "g%d_g%d", h, l);
                    gvc_idx j = gvc_table_find(made, GVC_INDUSTRY, label);
                    /* Whole millions: sums in any order are the same. */
                    cr_expect_eq(z->data[i * z->stride + j], hand.z[g][k][h][l]);
                }
                snprintf(label, sizeof label, "g%d_FD", h);
                gvc_idx j = gvc_table_find(made, GVC_FINAL_USE, label);
                cr_expect_eq(y->data[i * y->stride + j], hand.y[g][k][h]);
            }
        }
    }
    gvc_table_free(made);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* Domestic value added in exports over exports, of the one exporter. */
static double content(gvc_ctx *ctx, const gvc_table *t, const char *country)
{
    static const char *const terms[] = {"gexp", "dva", NULL};
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *r = NULL;
    o.terms = terms;
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    gvc_idx c = 0;
    while (strcmp(gvc_result_label(r, 1, c), country) != 0) {
        c++;
    }
    double share = gvc_result_values(r, gvc_result_find_term(r, "dva"))[c] /
                   gvc_result_values(r, gvc_result_find_term(r, "gexp"))[c];
    gvc_result_free(r);
    return share;
}

/* One sector a country gives all exports the inputs of the average: what the manual warns of. */
Test(aggregate_wiod, aggregate_results_not_tables)
{
    static const struct {
        const char *country;
        double fine, coarse; /* percent, one decimal */
    } expected[] = {
        {"KOR", 67.4, 79.0}, {"TWN", 56.1, 71.0}, {"CHN", 73.5, 80.7}, {"MEX", 69.9, 84.8}};
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = wiod(ctx), *one = NULL;
    gvc_map_entry list[SECTORS];
    for (gvc_idx i = 0; i < SECTORS; i++) {
        list[i] = (gvc_map_entry){gvc_table_label(t, GVC_SECTOR, i), "all", NULL, 1};
    }
    const gvc_map map = {"all", NULL, NULL, list, SECTORS};
    gvc_aggregate_options o = GVC_AGGREGATE_OPTIONS_INIT;
    o.sectors = &map;
    expect_ok(ctx, gvc_table_aggregate(ctx, &one, t, &o));
    for (size_t k = 0; k < sizeof expected / sizeof *expected; k++) {
        cr_expect_float_eq(100 * content(ctx, t, expected[k].country), expected[k].fine, 0.05, "%s",
                           expected[k].country);
        cr_expect_float_eq(100 * content(ctx, one, expected[k].country), expected[k].coarse, 0.05,
                           "%s", expected[k].country);
    }
    gvc_table_free(one);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}
