/* test_aggregate.c - merging and splitting against the definition in plain loops; Z2 = Cr Z Cr' */
#include <string.h>

#include "measured.h"
#include "small0.h"

static gvc_ctx *ctx;

static void setup(void)
{
    ctx = new_ctx();
}

static void teardown(void)
{
    gvc_ctx_free(ctx);
}

TestSuite(aggregate, .init = setup, .fini = teardown);

enum { N = 7, F = 6 };

/* Ragged: AAA has a, b; BBB a; CCC a twice (territories C1 and C2), b, c. Everything that a table
 * may hold is there: taxes paid by final use, two satellites, direct ones of final use, output as
 * stated, a final use of no country. All numbers are multiples of 1/8, so that sums are exact. */
static gvc_builder *everything(void)
{
    static const char *const industries[N][3] = {
        {"AAA", "a", NULL},   {"AAA", "b", NULL},   {"BBB", "a", NULL},   {"CCC", "a", "C1_a"},
        {"CCC", "a", "C2_a"}, {"CCC", "b", "C1_b"}, {"CCC", "c", "CCC_c"}};
    static const char *const uses[F][2] = {{"AAA", "HH"}, {"AAA", "INV"}, {"BBB", "HH"},
                                           {"CCC", "HH"}, {"CCC", "INV"}, {"", "DISC"}};
    gvc_builder *b = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    expect_ok(ctx, gvc_builder_country(ctx, b, "AAA", "Alphaland"));
    expect_ok(ctx, gvc_builder_sector(ctx, b, "a", "agriculture"));
    for (int i = 0; i < N; i++) {
        expect_ok(ctx, gvc_builder_industry(ctx, b, industries[i][2], industries[i][0],
                                            industries[i][1]));
    }
    for (int i = 0; i < F; i++) {
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, uses[i][0], uses[i][1]));
    }
    expect_ok(ctx, gvc_builder_category(ctx, b, "HH", "households"));
    expect_ok(ctx, gvc_builder_value_added(ctx, b, "VA"));
    expect_ok(ctx, gvc_builder_primary(ctx, b, "TLS", "taxes", GVC_ROLE_TAX));
    expect_ok(ctx, gvc_builder_extension(ctx, b, "CO2", "kt"));
    expect_ok(ctx, gvc_builder_extension(ctx, b, "JOBS", NULL));
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    gvc_dense *all[] = {gvc_builder_z(b), gvc_builder_y(b),  gvc_builder_v(b),
                        gvc_builder_e(b), gvc_builder_vy(b), gvc_builder_ey(b)};
    for (int m = 0; m < 6; m++) {
        for (gvc_idx k = 0; k < all[m]->rows * all[m]->cols; k++) {
            all[m]->data[k] = (double)((37 * k + 11 * m) % 64) / 8;
        }
    }
    for (gvc_idx i = 0; i < N; i++) {
        gvc_builder_x_given(b)[i] = (double)(100 + i) / 4;
    }
    gvc_builder_set_year(b, 2010);
    expect_ok(ctx, gvc_builder_set_text(ctx, b, "units", "beans"));
    expect_ok(ctx, gvc_builder_note(ctx, b, "made up"));
    return b;
}

static gvc_table *full_table(void)
{
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_builder_seal(ctx, everything(), &t));
    return t;
}

/* ---- the definition -------------------------------------------------------------------------- */

/* Share of `from` that the map sends to `to`; 1 for itself where the map does not name it. */
static double share_of(const gvc_map *map, const char *from, const char *to)
{
    bool named = false;
    for (gvc_idx k = 0; map != NULL && k < map->count; k++) {
        if (strcmp(map->entries[k].from, from) == 0) {
            named = true;
            if (strcmp(map->entries[k].to, to) == 0) {
                return map->entries[k].share;
            }
        }
    }
    return !named && strcmp(from, to) == 0 ? 1 : 0;
}

/* Share of old position i of the axis that goes to new position k: by country and sector. Where two
 * new ones share both, the label decides. */
static double weight(const gvc_table *t, gvc_idx i, const gvc_table *made, gvc_idx k, gvc_axis axis,
                     const gvc_aggregate_options *o)
{
    bool industry = axis == GVC_INDUSTRY;
    gvc_axis kinds = industry ? GVC_SECTOR : GVC_CATEGORY;
    gvc_idx c = gvc_table_country_of(t, axis, i), c2 = gvc_table_country_of(made, axis, k);
    gvc_idx s = industry ? gvc_table_sector_of(t, i) : gvc_table_category_of(t, i);
    gvc_idx s2 = industry ? gvc_table_sector_of(made, k) : gvc_table_category_of(made, k);
    gvc_idx same = 0;
    for (gvc_idx other = 0; other < gvc_table_count(made, axis); other++) {
        gvc_idx kind =
            industry ? gvc_table_sector_of(made, other) : gvc_table_category_of(made, other);
        same += gvc_table_country_of(made, axis, other) == c2 && kind == s2;
    }
    if (same > 1) {
        return strcmp(gvc_table_label(t, axis, i), gvc_table_label(made, axis, k)) == 0;
    }
    if ((c < 0) != (c2 < 0)) {
        return 0;
    }
    double of_country = c < 0 ? 1
                              : share_of(o->countries, gvc_table_label(t, GVC_COUNTRY, c),
                                         gvc_table_label(made, GVC_COUNTRY, c2));
    return of_country * share_of(industry ? o->sectors : o->categories,
                                 gvc_table_label(t, kinds, s), gvc_table_label(made, kinds, s2));
}

/* Every cell of `made` is the sum over all cells of `old` times both weights; rows NULL: the rows
 * are the same. */
static void expect_moved(const gvc_table *t, const gvc_table *made, const gvc_dense *old,
                         const gvc_dense *new, bool rows_move, gvc_axis columns,
                         const gvc_aggregate_options *o, const char *name)
{
    cr_assert_not_null(new, "%s is gone", name);
    for (gvc_idx k = 0; k < new->rows; k++) {
        for (gvc_idx l = 0; l < new->cols; l++) {
            double sum = 0;
            for (gvc_idx i = 0; i < old->rows; i++) {
                double w = rows_move ? weight(t, i, made, k, GVC_INDUSTRY, o) : i == k;
                for (gvc_idx j = 0; j < old->cols && w != 0; j++) {
                    sum += w * weight(t, j, made, l, columns, o) * old->data[i * old->stride + j];
                }
            }
            cr_expect(fabs(new->data[k * new->stride + l] - sum) <= 1e-13 * fabs(sum),
                      "%s[%d,%d] is %.17g instead of %.17g", name, (int)k, (int)l,
                      new->data[k * new->stride + l], sum);
        }
    }
}

static void expect_definition(const gvc_table *t, const gvc_table *made,
                              const gvc_aggregate_options *o)
{
    expect_moved(t, made, gvc_table_z(t), gvc_table_z(made), true, GVC_INDUSTRY, o, "Z");
    expect_moved(t, made, gvc_table_y(t), gvc_table_y(made), true, GVC_FINAL_USE, o, "Y");
    expect_moved(t, made, gvc_table_v(t), gvc_table_v(made), false, GVC_INDUSTRY, o, "V");
    expect_moved(t, made, gvc_table_vy(t), gvc_table_vy(made), false, GVC_FINAL_USE, o, "VY");
    expect_moved(t, made, gvc_table_e(t), gvc_table_e(made), false, GVC_INDUSTRY, o, "E");
    expect_moved(t, made, gvc_table_ey(t), gvc_table_ey(made), false, GVC_FINAL_USE, o, "EY");
    gvc_idx n = gvc_table_count(t, GVC_INDUSTRY), m = gvc_table_count(made, GVC_INDUSTRY);
    gvc_dense x = {(double *)gvc_table_x_given(t), 1, n, n};
    gvc_dense x2 = {(double *)gvc_table_x_given(made), 1, m, m};
    expect_moved(t, made, &x, &x2, false, GVC_INDUSTRY, o, "stated x");
}

static gvc_table *aggregated(const gvc_table *t, const gvc_aggregate_options *o)
{
    gvc_table *made = NULL;
    expect_ok(ctx, gvc_table_aggregate(ctx, &made, t, o));
    return made;
}

/* "AAA_a AAA_b": labels of an axis with blanks between. */
static void expect_labels(const gvc_table *t, gvc_axis axis, const char *expected)
{
    char text[512] = "";
    for (gvc_idx i = 0; i < gvc_table_count(t, axis); i++) {
        strcat(text, i == 0 ? "" : " ");
        strcat(text, gvc_table_label(t, axis, i));
    }
    cr_expect_str_eq(text, expected);
}

#define MAP(name, list)                                                                            \
    {                                                                                              \
        name, NULL, NULL, list, sizeof(list) / sizeof(list)[0]                                     \
    }

/* ---- merging --------------------------------------------------------------------------------- */

Test(aggregate, countries_merge_at_the_place_of_the_first)
{
    static const gvc_map_entry list[] = {{"CCC", "XXX", "Both", 1}, {"AAA", "XXX", NULL, 1}};
    static const gvc_map map = MAP("two.csv", list);
    gvc_aggregate_options o = GVC_AGGREGATE_OPTIONS_INIT;
    o.countries = &map;
    gvc_table *t = full_table(), *made = aggregated(t, &o);
    expect_labels(made, GVC_COUNTRY, "XXX BBB");
    expect_labels(made, GVC_SECTOR, "a b c");
    /* The country's industries lie side by side, c too, which comes only with CCC. */
    expect_labels(made, GVC_INDUSTRY, "XXX_a XXX_b XXX_c BBB_a");
    expect_labels(made, GVC_FINAL_USE, "XXX_HH XXX_INV BBB_HH DISC");
    cr_expect_str_eq(gvc_table_name(made, GVC_COUNTRY, 0), "Both");
    cr_expect_str_eq(gvc_table_name(made, GVC_SECTOR, 0), "agriculture");
    cr_expect_str_eq(gvc_table_name(made, GVC_CATEGORY, 0), "households");
    cr_expect_str_eq(gvc_table_name(made, GVC_EXTENSION, 0), "kt");
    cr_expect_eq(gvc_table_role(made, 1), GVC_ROLE_TAX);
    cr_expect_eq(gvc_table_year(made), 2010);
    cr_expect_str_eq(gvc_table_text(made, "units"), "beans");
    cr_expect_str_eq(gvc_table_text(made, "country_map"), "two.csv");
    cr_expect_null(gvc_table_text(made, "sector_map"));
    cr_expect_str_eq(gvc_table_text(made, "source_notes"),
                     "made up\n"
                     "aggregated: 3 countries became 2 by two.csv\n"
                     "1 country not named by two.csv stays as it is\n"
                     "1 industry of a country and sector that had several merged into one");
    expect_definition(t, made, &o);
    gvc_table_free(made);
    gvc_table_free(t);
}

Test(aggregate, sectors_categories_and_countries_at_once)
{
    static const gvc_map_entry countries[] = {{"BBB", "CCC", NULL, 1}, {"CCC", "CCC", NULL, 1}};
    static const gvc_map_entry sectors[] = {{"a", "goods", "Goods", 1}, {"b", "goods", NULL, 1}};
    static const gvc_map_entry categories[] = {{"HH", "FD", NULL, 1}, {"INV", "FD", NULL, 1}};
    static const gvc_map c = MAP("c", countries), s = MAP("s", sectors), k = MAP("k", categories);
    gvc_aggregate_options o = GVC_AGGREGATE_OPTIONS_INIT;
    o.countries = &c;
    o.sectors = &s;
    o.categories = &k;
    gvc_table *t = full_table(), *made = aggregated(t, &o);
    expect_labels(made, GVC_COUNTRY, "AAA CCC");
    expect_labels(made, GVC_SECTOR, "goods c");
    expect_labels(made, GVC_INDUSTRY, "AAA_goods CCC_goods CCC_c");
    expect_labels(made, GVC_FINAL_USE, "AAA_FD CCC_FD DISC");
    expect_definition(t, made, &o);
    gvc_table_free(made);
    gvc_table_free(t);
}

Test(aggregate, a_split_shares_rows_and_columns_and_keeps_the_accounts)
{
    static const gvc_map_entry sectors[] = {
        {"a", "a1", NULL, 0.25}, {"a", "a2", NULL, 0.75}, {"b", "a2", NULL, 1}};
    static const gvc_map_entry countries[] = {{"AAA", "AAA", NULL, 0.5}, {"AAA", "ZZZ", NULL, 0.5}};
    static const gvc_map s = MAP("s", sectors), c = MAP("c", countries);
    gvc_aggregate_options o = GVC_AGGREGATE_OPTIONS_INIT;
    o.sectors = &s;
    o.countries = &c;
    gvc_table *t = full_table(), *made = aggregated(t, &o);
    expect_labels(made, GVC_COUNTRY, "AAA ZZZ BBB CCC");
    expect_labels(made, GVC_INDUSTRY,
                  "AAA_a1 AAA_a2 ZZZ_a1 ZZZ_a2 BBB_a1 BBB_a2 CCC_a1 CCC_a2 CCC_c");
    expect_definition(t, made, &o);
    double before = 0, after = 0;
    for (gvc_idx i = 0; i < N; i++) {
        before += gvc_table_x(t)[i];
    }
    for (gvc_idx i = 0; i < gvc_table_count(made, GVC_INDUSTRY); i++) {
        after += gvc_table_x(made)[i];
    }
    cr_expect_eq(before, after);
    gvc_table_free(made);
    gvc_table_free(t);
}

/* ---- territories ----------------------------------------------------------------------------- */

Test(aggregate, territories_stay_where_nothing_touches_them)
{
    static const gvc_map_entry countries[] = {
        {"BBB", "AAA", NULL, 1}, {"AAA", "AAA", NULL, 1}, {"CCC", "China", NULL, 1}};
    static const gvc_map_entry sectors[] = {{"b", "beta", NULL, 1}};
    static const gvc_map c = MAP("c", countries), s = MAP("s", sectors);
    gvc_aggregate_options o = GVC_AGGREGATE_OPTIONS_INIT;
    o.countries = &c;
    o.sectors = &s;
    gvc_table *t = full_table(), *made = aggregated(t, &o);
    /* Renamed, but not merged. */
    expect_labels(made, GVC_INDUSTRY, "AAA_a AAA_beta C1_a C2_a C1_beta China_c");
    expect_labels(made, GVC_FINAL_USE, "AAA_HH AAA_INV China_HH China_INV DISC");
    expect_definition(t, made, &o);
    gvc_table_free(made);
    gvc_table_free(t);
}

Test(aggregate, territories_merge_when_asked)
{
    gvc_aggregate_options o = GVC_AGGREGATE_OPTIONS_INIT;
    o.merge_territories = true;
    gvc_table *t = full_table(), *made = aggregated(t, &o);
    expect_labels(made, GVC_INDUSTRY, "AAA_a AAA_b BBB_a CCC_a CCC_b CCC_c");
    expect_definition(t, made, &o);
    gvc_table_free(made);
    gvc_table_free(t);
}

Test(aggregate, without_a_map_the_table_is_the_same)
{
    gvc_table *t = full_table(), *made = aggregated(t, NULL);
    cr_expect_arr_eq(gvc_table_z(made)->data, gvc_table_z(t)->data, N * N * sizeof(double));
    expect_labels(made, GVC_INDUSTRY, "AAA_a AAA_b BBB_a C1_a C2_a C1_b CCC_c");
    cr_expect_str_eq(gvc_table_text(made, "source_notes"), "made up");
    gvc_table_free(made);
    gvc_table_free(t);
}

Test(aggregate, residual_value_added_is_that_of_the_sums)
{
    static const gvc_map_entry list[] = {{"AAA", "X", NULL, 1}, {"BBB", "X", NULL, 1}};
    static const gvc_map map = MAP("m", list);
    gvc_aggregate_options o = GVC_AGGREGATE_OPTIONS_INIT;
    o.countries = &map;
    gvc_builder *b = everything();
    static const bool both[] = {true, true};
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_builder_drop(ctx, b, GVC_VALUE_ADDED, both));
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    gvc_table *made = aggregated(t, &o);
    cr_expect(!gvc_table_has_primary(made));
    const double *va = gvc_table_v(t)->data, *va2 = gvc_table_v(made)->data;
    cr_expect_eq(va2[0], va[0] + va[2]);
    cr_expect_eq(va2[1], va[1]);
    gvc_table_free(made);
    gvc_table_free(t);
}

/* ---- refused --------------------------------------------------------------------------------- */

static void expect_refused(const gvc_map *sectors, gvc_status code, const char *message)
{
    gvc_aggregate_options o = GVC_AGGREGATE_OPTIONS_INIT;
    o.sectors = sectors;
    o.complete = true;
    gvc_table *t = full_table(), *made = NULL;
    expect_error(ctx, gvc_table_aggregate(ctx, &made, t, &o), code, message);
    cr_expect_null(made);
    gvc_table_free(t);
}

Test(aggregate, refuses_options_of_another_version)
{
    gvc_aggregate_options o = GVC_AGGREGATE_OPTIONS_INIT;
    o.version++;
    gvc_table *t = full_table(), *made = NULL;
    expect_error(ctx, gvc_table_aggregate(ctx, &made, t, &o), GVC_EARG,
                 "gvc_aggregate_options of version 2, this library knows 1");
    cr_expect_null(made);
    gvc_table_free(t);
}

Test(aggregate, refuses_maps_that_do_not_fit)
{
    static const gvc_map_entry strange[] = {{"aa", "x", NULL, 1}};
    static const gvc_map_entry short_of[] = {{"a", "x", NULL, 0.5}, {"a", "y", NULL, 0.25}};
    static const gvc_map_entry twice[] = {{"a", "x", NULL, 0.5}, {"a", "x", NULL, 0.5}};
    static const gvc_map_entry negative[] = {{"a", "x", NULL, -1}};
    static const gvc_map_entry part[] = {{"b", "x", NULL, 1}};
    static const gvc_map one = MAP("m.csv", strange), two = MAP("m.csv", short_of),
                         three = MAP("m.csv", twice), four = MAP("m.csv", negative),
                         five = MAP("m.csv", part);
    expect_refused(&one, GVC_EUNKNOWN, "m.csv: no sector 'aa' in the table; did you mean a?");
    expect_refused(&five, GVC_EUNKNOWN, "m.csv: leaves out 2 of 3: a, c");
    static const gvc_map_entry rest[] = {{"b", "x", NULL, 1}, {"c", "x", NULL, 1}};
    gvc_map_entry all[4];
    for (int k = 0; k < 3; k++) {
        const gvc_map *maps[] = {&two, &three, &four};
        static const char *const messages[] = {
            "m.csv: the shares of 'a' add up to 0.75, expected 1", "m.csv: 'a' goes to 'x' twice",
            "m.csv: share -1 of 'a'; expected a number from 0 to 1"};
        memcpy(all, rest, sizeof rest);
        memcpy(all + 2, maps[k]->entries, (size_t)maps[k]->count * sizeof *all);
        gvc_map map = {"m.csv", NULL, NULL, all, 2 + maps[k]->count};
        expect_refused(&map, GVC_EFORMAT, messages[k]);
    }
}

/* ---- the reference program ------------------------------------------------------------------- */

Test(aggregate, as_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED does not name the shared folder");
    }
    gvc_aggregate_options o = GVC_AGGREGATE_OPTIONS_INIT;
    o.merge_territories = true;
    gvc_table *t = small_table(ctx, false), *made = aggregated(t, &o);
    static const char *const files[] = {"aggregate_Z", "aggregate_Y"};
    for (int m = 0; m < 2; m++) {
        csv *c = small_csv(files[m]);
        const gvc_dense *have = m == 0 ? gvc_table_z(made) : gvc_table_y(made);
        cr_assert_eq(have->rows, c->rows);
        cr_assert_eq(have->cols, c->columns - 1);
        for (gvc_idx i = 0; i < have->rows; i++) {
            for (gvc_idx j = 0; j < have->cols; j++) {
                cr_expect_eq(have->data[i * have->stride + j], csv_number(c, i, j + 1), "%s[%d,%d]",
                             files[m], (int)i, (int)j);
            }
        }
        free_csv(c);
    }
    gvc_table_free(made);
    gvc_table_free(t);
}
