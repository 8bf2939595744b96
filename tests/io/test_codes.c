/* test_codes.c - codes of countries, groups and sets that are built in, map files */
#include <gvc/gvc.h>
#include <stdlib.h>
#include <string.h>

#include "expect.h"
#include "folder.h"

static folder here;
static gvc_ctx *ctx;

static void enter(void)
{
    folder_enter(&here);
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
}

static void leave(void)
{
    gvc_ctx_free(ctx);
    folder_leave(&here);
}

TestSuite(codes, .init = enter, .fini = leave);

/* Labels alone: blank between; every country has every sector. */
static gvc_table *labels(const char *countries, const char *sectors)
{
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    char c[64], s[64];
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (const char *at = countries; sscanf(at, "%63s", c) == 1; at = strstr(at, c) + strlen(c)) {
        for (const char *to = sectors; sscanf(to, "%63s", s) == 1; to = strstr(to, s) + strlen(s)) {
            expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, c, s));
        }
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, c, "FD"));
    }
    expect_ok(ctx, gvc_builder_seal_labels(ctx, b, &t));
    return t;
}

/* "DEU>EU27 FRA>EU27": the entries of a map, a share behind a colon. */
static void expect_map(const gvc_map *m, const char *expected)
{
    char text[2048] = "";
    size_t used = 0;
    for (gvc_idx k = 0; k < m->count; k++) {
        const gvc_map_entry *e = &m->entries[k];
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s>%s", k == 0 ? "" : " ",
                                 e->from, e->to);
        if (e->share != 1) {
            used += (size_t)snprintf(text + used, sizeof text - used, ":%g", e->share);
        }
    }
    cr_expect_str_eq(text, expected);
}

static gvc_map *map_of(const gvc_table *t, gvc_axis axis, const char *name)
{
    gvc_map *m = NULL;
    expect_ok(ctx, gvc_map_read(ctx, &m, t, axis, &name, 1));
    return m;
}

static void expect_refused(const gvc_table *t, gvc_axis axis, const char *name, gvc_status code,
                           const char *message)
{
    gvc_map *m = NULL;
    expect_error(ctx, gvc_map_read(ctx, &m, t, axis, &name, 1), code, message);
    cr_expect_null(m);
}

/* ---- countries ------------------------------------------------------------------------------- */

Test(codes, countries_in_the_codes_of_every_source)
{
    static const char *const same[][2] = {
        {"DEU", "DEU"}, {"DE", "DEU"},  {"GER", "DEU"}, {"Germany", "DEU"}, {"germany", "DEU"},
        {"ROM", "ROU"}, {"ROU", "ROU"}, {"PRC", "CHN"}, {"CN2", "CHN"},     {"MX1", "MEX"},
        {"UKG", "GBR"}, {"UK", "GBR"},  {"EL", "GRC"},  {"GR", "GRC"},      {"TAP", "TWN"},
        {"SUD", "SDN"}, {"SDS", "SSD"}, {"NA", "NAM"},  {"RoW", "ROW"},     {"FIGW1", "ROW"},
        {"ROW", "ROW"},
    };
    for (size_t k = 0; k < sizeof same / sizeof *same; k++) {
        const char *found = gvc_country_iso3(same[k][0]);
        cr_expect(found != NULL && strcmp(found, same[k][1]) == 0, "%s is %s", same[k][0],
                  found == NULL ? "not known" : found);
    }
    static const char *const strangers[] = {"", "WA", "XXX", "AAA", "C1", "DE_"};
    for (size_t k = 0; k < sizeof strangers / sizeof *strangers; k++) {
        cr_expect_null(gvc_country_iso3(strangers[k]), "%s", strangers[k]);
    }
    cr_expect_null(gvc_country_iso3(NULL));
}

/* Every member of every group is a country that is known by this very code, and named once. */
Test(codes, groups_are_of_known_countries)
{
    gvc_code_list l;
    gvc_idx groups = 0;
    for (gvc_idx i = 0; gvc_code_list_at(i, &l); i++) {
        gvc_code_list again;
        cr_expect(gvc_code_list_find(l.name, &again) && again.members == l.members,
                  "%s is there twice", l.name);
        cr_expect(l.title[0] != '\0' && l.source[0] != '\0', "%s", l.name);
        groups += l.group;
        for (const char *at = l.members; *at != '\0'; at += strcspn(at, " "), at += *at == ' ') {
            char code[8];
            cr_assert_eq(strcspn(at, " "), 3, "%s", l.name);
            snprintf(code, sizeof code, "%.3s", at);
            const char *iso3 = gvc_country_iso3(code);
            cr_expect(iso3 != NULL && strcmp(iso3, code) == 0, "%s: %s", l.name, code);
            cr_expect_null(strstr(at + 3, code), "%s: %s twice", l.name, code);
        }
    }
    cr_expect(groups >= 30);
    cr_expect_not(gvc_code_list_find("EU72", &l));
    cr_expect(gvc_code_list_find("eu27", &l));
    cr_expect_str_eq(l.name, "EU27");
}

Test(codes, sizes_of_groups)
{
    static const struct {
        const char *name;
        size_t members;
    } sizes[] = {{"EU27", 27}, {"EU28", 28}, {"EU15", 15},   {"EA19", 19},  {"EA20", 20},
                 {"OECD", 38}, {"G7", 7},    {"G20", 19},    {"ASEAN", 11}, {"ASEAN10", 10},
                 {"RCEP", 15}, {"APEC", 21}, {"CPTPP", 12},  {"USMCA", 3},  {"BRICS", 10},
                 {"EEA", 30},  {"EFTA", 4},  {"MERCOSUR", 5}};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        gvc_code_list l;
        cr_assert(gvc_code_list_find(sizes[k].name, &l), "%s", sizes[k].name);
        cr_expect_eq((strlen(l.members) + 1) / 4, sizes[k].members, "%s", l.name);
    }
}

Test(codes, a_group_finds_its_members_by_any_code)
{
    gvc_table *t = labels("AT DE GER CN1 CN2 US ROW", "s");
    gvc_map *m = map_of(t, GVC_COUNTRY, "eu27");
    expect_map(m, "AT>EU27 DE>EU27 GER>EU27");
    cr_expect_str_eq(m->name, "EU27");
    cr_expect(strncmp(m->notes, "EU27: 25 of 27 members are not in the table: BEL, BGR, ", 54) == 0,
              "%s", m->notes);
    cr_expect_null(m->sha256);
    gvc_map_free(m);
    static const char *const two[] = {"BRIC", "USMCA"};
    expect_ok(ctx, gvc_map_read(ctx, &m, t, GVC_COUNTRY, two, 2));
    expect_map(m, "CN1>BRIC CN2>BRIC US>USMCA");
    cr_expect_str_eq(m->name, "BRIC, USMCA");
    gvc_map_free(m);
    expect_refused(t, GVC_COUNTRY, "ASEAN", GVC_EUNKNOWN,
                   "ASEAN: none of its members is in the table");
    expect_refused(t, GVC_SECTOR, "EU27", GVC_EARG, "EU27 is a list of countries, not of sectors");
    expect_refused(t, GVC_COUNTRY, "ggdc10", GVC_EARG,
                   "ggdc10 is a list of sectors, not of countries");
    expect_refused(t, GVC_COUNTRY, "EU72", GVC_EUNKNOWN,
                   "there is no file 'EU72' and no list of that name is built in; gvc aggregate "
                   "--list shows those that are");
    static const char *const overlap[] = {"EU27", "G7"};
    expect_error(ctx, gvc_map_read(ctx, &m, t, GVC_COUNTRY, overlap, 2), GVC_EARG,
                 "'DE' is mapped to 'EU27' and to 'G7'; name it in one map");
    gvc_table_free(t);
}

Test(codes, regions_take_every_country_that_has_one)
{
    gvc_table *t = labels("AT CHN EGY ROW NZL MEX", "s");
    gvc_map *m = map_of(t, GVC_COUNTRY, "M49");
    expect_map(m, "AT>Europe CHN>Asia EGY>Africa NZL>Oceania MEX>Americas");
    gvc_map_free(m);
    m = map_of(t, GVC_COUNTRY, "m49-subregions");
    expect_map(m, "AT>Western Europe CHN>Eastern Asia EGY>Northern Africa NZL>Australia and New "
                  "Zealand MEX>Central America");
    gvc_map_free(m);
    gvc_table_free(t);
}

/* ---- sectors --------------------------------------------------------------------------------- */

Test(codes, sectors_of_each_classification)
{
    static const struct {
        const char *sectors, *set, *expected, *note;
    } cases[] = {
        {"c1 c14 c17 c30 c34", "ggdc10", "c1>AGR c14>MAN c17>PU c30>FIRE c34>OTH",
         "ggdc10: sectors read as those of WIOD 2013"},
        {"c8 c14 c20 c27", "common28", "c8>PET c14>ELE c20>TRD c27>COM",
         "common28: sectors read as those of WIOD 2013"},
        {"AtB D15t16 LtQ", "ggdc10", "AtB>AGR D15t16>MAN LtQ>GOV_OTH",
         "ggdc10: sectors read as those of Long-run WIOD"},
        {"A01 B C10-C12 E37-E39 R_S U", "isic-sections",
         "A01>A B>B C10-C12>C E37-E39>E R_S>R_S U>U",
         "isic-sections: sectors read as those of WIOD 2016"},
        {"01T03 D05T06 35T39 49T53", "ggdc10", "01T03>AGR D05T06>MIN 35T39>PU 49T53>TRA",
         "ggdc10: sectors read as those of ICIO 2018"},
        {"A01_02 C10T12 J58T60 M", "isic-a10", "A01_02>A C10T12>B-E J58T60>J M>M-N",
         "isic-a10: sectors read as those of ICIO 2023"},
        {"C24A C24B C301 C302T309", "common28", "C24A>MET C24B>MET C301>TRQ C302T309>TRQ",
         "common28: sectors read as those of ICIO 2025"},
        {"CPA_A01 CPA_C31_32 CPA_L", "common28", "CPA_A01>AGR CPA_C31_32>OMF CPA_L>REA",
         "common28: sectors read as those of FIGARO products"},
        {"i01.a i40.11.a i72 i90.1.a", "ggdc10", "i01.a>AGR i40.11.a>PU i72>FIRE i90.1.a>OTH",
         "ggdc10: sectors read as those of EXIOBASE 3 industries"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        gvc_table *t = labels("AAA", cases[k].sectors);
        gvc_map *m = map_of(t, GVC_SECTOR, cases[k].set);
        expect_map(m, cases[k].expected);
        cr_expect_str_eq(m->notes, cases[k].note);
        cr_expect_not_null(m->entries[0].to_name);
        gvc_map_free(m);
        gvc_table_free(t);
    }
    gvc_table *t = labels("AAA", "c1 c14 x");
    expect_refused(
        t, GVC_SECTOR, "ggdc10", GVC_EUNKNOWN,
        "ggdc10: the sectors of the table are of no classification that is built in (the "
        "nearest, WIOD 2013, has no 'x'); give a file that maps them");
    gvc_table_free(t);
    t = labels("AAA", "c1 c14");
    expect_refused(
        t, GVC_SECTOR, "isic-sections", GVC_EUNKNOWN,
        "isic-sections: sector 'c1' of WIOD 2013 is in none of its classes alone; give a "
        "file that maps it");
    gvc_table_free(t);
}

/* The labels that a set offers are those that its column uses. */
Test(codes, sets_name_their_labels_and_classifications)
{
    const char *label, *name;
    cr_assert(gvc_code_set_label("ggdc10", 0, &label, &name));
    cr_expect_str_eq(label, "AGR");
    cr_expect_str_eq(name, "Agriculture");
    gvc_idx count = 0;
    while (gvc_code_set_label("isic-a10", count, &label, &name)) {
        count++;
    }
    cr_expect_eq(count, 10);
    count = 0;
    while (gvc_code_set_label("M49", count, &label, &name)) {
        count++;
    }
    cr_expect_eq(count, 5);
    cr_expect_str_eq(gvc_code_set_classification("ggdc10", 0), "WIOD 2013");
    cr_expect_str_eq(gvc_code_set_classification("isic-sections", 0), "ICIO 2018");
    cr_expect_null(gvc_code_set_classification("M49", 0));
    cr_expect_null(gvc_code_set_classification("isic-a10", 8));
}

/* ---- files ----------------------------------------------------------------------------------- */

Test(codes, map_files)
{
    gvc_table *t = labels("AUT DEU CHN USA", "s1 s2 s3");
    write_text("m.csv", "\xef\xbb\xbf"
                        "country,group\r\nAT,Europe\r\nGermany,\"Europe\"\r\n"
                        "KOR,Asia\r\nPRC,\"Asia, East\"\r\n");
    gvc_map *m = map_of(t, GVC_COUNTRY, "m.csv");
    expect_map(m, "AUT>Europe DEU>Europe CHN>Asia, East");
    cr_expect_str_eq(m->name, "m.csv");
    cr_expect_str_eq(m->notes, "m.csv: KOR is not in the table");
    cr_expect_eq(strlen(m->sha256), 64);
    gvc_map_free(m);
    write_text("s.csv", "s1;x;0.25\ns1;y;0.75\ns2;y\ns3;z;\n");
    m = map_of(t, GVC_SECTOR, "./s.csv");
    expect_map(m, "s1>x:0.25 s1>y:0.75 s2>y s3>z");
    cr_expect_str_eq(m->name, "s.csv");
    gvc_map_free(m);
    write_text("c.csv", "FD,final demand\n");
    m = map_of(t, GVC_CATEGORY, "c.csv");
    expect_map(m, "FD>final demand");
    gvc_map_free(m);
    /* A label that a header could be called is a label where the table has it. */
    gvc_table *odd = labels("AAA", "old new");
    write_text("o.csv", "old,x\nnew,x\n");
    m = map_of(odd, GVC_SECTOR, "o.csv");
    expect_map(m, "old>x new>x");
    gvc_map_free(m);
    gvc_table_free(odd);
    gvc_table_free(t);
}

Test(codes, says_where_a_map_file_is_wrong)
{
    static const struct {
        gvc_axis axis;
        const char *text, *message;
    } cases[] = {
        {GVC_SECTOR, "s1,x\ns4,x\n",
         "reading m.csv:2: no sector 's4' in the table; did you mean s1, s2, s3?"},
        {GVC_SECTOR, "s1,x\ns2\n",
         "reading m.csv:2: expected an old label, a new label and, where it is split, a share"},
        {GVC_SECTOR, "s1,\n",
         "reading m.csv:1: expected an old label, a new label and, where it is split, a share"},
        {GVC_SECTOR, "s1,x,half\n", "reading m.csv:1: column 3: 'half' is not a share from 0 to 1"},
        {GVC_SECTOR, "s1,x,nan\n", "reading m.csv:1: column 3: 'nan' is not a share from 0 to 1"},
        {GVC_SECTOR, "sector,group\n", "reading m.csv: maps nothing that the table has"},
        {GVC_COUNTRY, "AUT,x\nDUE,x\n",
         "reading m.csv:2: no country 'DUE' in the table; did you mean DEU?"},
    };
    gvc_table *t = labels("AUT DEU CHN USA", "s1 s2 s3");
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        gvc_map *m = NULL;
        const char *name = "m.csv";
        write_text("m.csv", cases[k].text);
        cr_expect(gvc_map_read(ctx, &m, t, cases[k].axis, &name, 1) != GVC_OK);
        cr_expect_str_eq(gvc_ctx_error(ctx), cases[k].message);
    }
    write_text("a.csv", "s1,x\n");
    write_text("b.csv", "s2,x\ns1,y\n");
    static const char *const both[] = {"a.csv", "b.csv"};
    gvc_map *m = NULL;
    expect_error(ctx, gvc_map_read(ctx, &m, t, GVC_SECTOR, both, 2), GVC_EARG,
                 "reading b.csv:2: 's1' is mapped to 'x' and to 'y'; name it in one map");
    gvc_map_free(NULL);
    gvc_table_free(t);
}
