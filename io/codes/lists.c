/* lists.c - groups of countries and concordances of sectors that are built in: groups.csv,
 * sets.csv, sectors.csv
 *
 * A set of sectors is a column of sectors.csv, which has a row a sector of every classification. A
 * table is of the classification that knows all of its sectors. */
#include <string.h>
#include <strings.h>

#include "codes/codes.h"
#include "codes_groups.h"
#include "codes_sectors.h"
#include "codes_set_codes.h"
#include "codes_sets.h"

/* The columns of sectors.csv that are sets. */
static const struct {
    const char *set;
    int column;
} columns[] = {
    {"isic-sections", SECTORS_ISIC_SECTIONS},
    {"isic-a10", SECTORS_ISIC_A10},
    {"ggdc10", SECTORS_GGDC10},
    {"common28", SECTORS_COMMON28},
};

static bool of_countries(const char *const *set)
{
    return strcmp(set[SETS_OF], "countries") == 0;
}

bool gvc_code_list_at(gvc_idx i, gvc_code_list *out)
{
    if (i < 0 || i >= GROUPS_ROWS + SETS_ROWS) {
        return false;
    }
    if (i < GROUPS_ROWS) {
        const char *const *g = groups[i];
        *out = (gvc_code_list){.name = g[GROUPS_GROUP],
                               .axis = GVC_COUNTRY,
                               .title = g[GROUPS_TITLE],
                               .source = g[GROUPS_SOURCE],
                               .since = g[GROUPS_SINCE],
                               .until = g[GROUPS_UNTIL],
                               .members = g[GROUPS_MEMBERS],
                               .group = true};
        return true;
    }
    const char *const *s = sets[i - GROUPS_ROWS];
    *out = (gvc_code_list){.name = s[SETS_SET],
                           .axis = of_countries(s) ? GVC_COUNTRY : GVC_SECTOR,
                           .title = s[SETS_TITLE],
                           .source = s[SETS_SOURCE],
                           .since = "",
                           .until = "",
                           .members = ""};
    return true;
}

bool gvc_code_list_find(const char *name, gvc_code_list *out)
{
    for (gvc_idx i = 0; gvc_code_list_at(i, out); i++) {
        if (strcasecmp(out->name, name) == 0) {
            return true;
        }
    }
    return false;
}

static gvc_status add_group(gvc_ctx *ctx, gvc_map_maker *m, const gvc_code_list *list)
{
    gvc_status s = GVC_OK;
    gvc_text missing = {0};
    gvc_idx absent = 0, all = 0;
    for (const char *at = list->members; *at != '\0' && s == GVC_OK;) {
        char code[8];
        size_t length = strcspn(at, " ");
        gvc_idx found = 0;
        memcpy(code, at, length);
        code[length] = '\0';
        s = gvc_map_add_country(ctx, m, code, list->name, 1, &found);
        if (s == GVC_OK && found == 0) {
            gvc_text_addf(&missing, "%s%s", absent++ == 0 ? "" : ", ", code);
        }
        all++;
        at += length + (at[length] == ' ');
    }
    if (s == GVC_OK && absent == all) {
        s = gvc_fail(ctx, GVC_EUNKNOWN, "%s: none of its members is in the table", list->name);
    } else if (s == GVC_OK && absent > 0) {
        gvc_map_note(m, "%s: %lld of %lld members %s not in the table: %s", list->name,
                     (long long)absent, (long long)all, absent == 1 ? "is" : "are",
                     gvc_text_str(&missing));
    }
    gvc_text_free(&missing);
    return s;
}

static gvc_m49 level_of(const char *set)
{
    return strcmp(set, "M49") == 0 ? GVC_M49_REGION : GVC_M49_SUBREGION;
}

static gvc_status add_regions(gvc_ctx *ctx, gvc_map_maker *m, gvc_m49 level)
{
    gvc_status s = GVC_OK;
    for (gvc_idx c = 0; c < gvc_table_count(m->table, GVC_COUNTRY) && s == GVC_OK; c++) {
        const char *label = gvc_table_label(m->table, GVC_COUNTRY, c);
        const char *iso3 = gvc_country_iso3(label);
        const char *region = iso3 == NULL ? "" : gvc_country_region(iso3, level);
        if (region[0] != '\0') {
            s = gvc_map_add(ctx, m, label, region, region, 1);
        }
    }
    return s;
}

static bool is_also(const char *also, const char *label)
{
    size_t length = strlen(label);
    for (; *also != '\0'; also += strcspn(also, " "), also += *also == ' ') {
        if (strcspn(also, " ") == length && strncmp(also, label, length) == 0) {
            return true;
        }
    }
    return false;
}

/* Row of sectors.csv of this label in the classification that starts at row `first`; -1: none. */
static int sector_in(int first, const char *label)
{
    const char *name = sectors[first][SECTORS_CLASSIFICATION];
    for (int i = first; i < SECTORS_ROWS; i++) {
        if (strcmp(sectors[i][SECTORS_CLASSIFICATION], name) != 0) {
            break;
        }
        if (strcmp(sectors[i][SECTORS_CODE], label) == 0 ||
            is_also(sectors[i][SECTORS_ALSO], label)) {
            return i;
        }
    }
    return -1;
}

static int next_classification(int first)
{
    const char *name = sectors[first][SECTORS_CLASSIFICATION];
    while (first < SECTORS_ROWS && strcmp(sectors[first][SECTORS_CLASSIFICATION], name) == 0) {
        first++;
    }
    return first;
}

static int column_of(const char *set)
{
    for (size_t k = 0; k < sizeof columns / sizeof *columns; k++) {
        if (strcmp(columns[k].set, set) == 0) {
            return columns[k].column;
        }
    }
    return -1;
}

bool gvc_code_set_label(const char *set, gvc_idx i, const char **label, const char **name)
{
    if (column_of(set) < 0) {
        *label = *name = gvc_region_name(level_of(set), i);
        return *label != NULL;
    }
    for (int k = 0; k < SET_CODES_ROWS; k++) {
        if (strcmp(set_codes[k][SET_CODES_SET], set) == 0 && i-- == 0) {
            *label = set_codes[k][SET_CODES_CODE];
            *name = set_codes[k][SET_CODES_NAME];
            return true;
        }
    }
    return false;
}

const char *gvc_code_set_classification(const char *set, gvc_idx i)
{
    int column = column_of(set);
    for (int first = 0; column >= 0 && first < SECTORS_ROWS; first = next_classification(first)) {
        bool all = true;
        for (int k = first; k < next_classification(first); k++) {
            all = all && sectors[k][column][0] != '\0';
        }
        if (all && i-- == 0) {
            return sectors[first][SECTORS_CLASSIFICATION];
        }
    }
    return NULL;
}

/* The classification that knows most sectors of the table, and the first that it does not know. */
static int classify(const gvc_table *t, const char **unknown)
{
    gvc_idx most = -1, all = gvc_table_count(t, GVC_SECTOR);
    int best = 0;
    for (int first = 0; first < SECTORS_ROWS; first = next_classification(first)) {
        gvc_idx known = 0;
        const char *stranger = NULL;
        for (gvc_idx i = 0; i < all; i++) {
            const char *label = gvc_table_label(t, GVC_SECTOR, i);
            bool has = sector_in(first, label) >= 0;
            known += has;
            stranger = stranger == NULL && !has ? label : stranger;
        }
        if (known > most) {
            most = known;
            best = first;
            *unknown = stranger;
        }
    }
    return best;
}

static const char *name_of(const char *set, const char *code)
{
    for (int i = 0; i < SET_CODES_ROWS; i++) {
        if (strcmp(set_codes[i][SET_CODES_SET], set) == 0 &&
            strcmp(set_codes[i][SET_CODES_CODE], code) == 0) {
            return set_codes[i][SET_CODES_NAME];
        }
    }
    return NULL;
}

static gvc_status add_sectors(gvc_ctx *ctx, gvc_map_maker *m, const gvc_code_list *list, int column)
{
    const char *unknown = NULL;
    int first = classify(m->table, &unknown);
    const char *classification = sectors[first][SECTORS_CLASSIFICATION];
    if (unknown != NULL) {
        return gvc_fail(ctx, GVC_EUNKNOWN,
                        "%s: the sectors of the table are of no classification that is built in "
                        "(the nearest, %s, has no '%s'); give a file that maps them",
                        list->name, classification, unknown);
    }
    gvc_status s = GVC_OK;
    for (gvc_idx i = 0; i < gvc_table_count(m->table, GVC_SECTOR) && s == GVC_OK; i++) {
        const char *label = gvc_table_label(m->table, GVC_SECTOR, i);
        const char *to = sectors[sector_in(first, label)][column];
        s = to[0] == '\0'
                ? gvc_fail(ctx, GVC_EUNKNOWN,
                           "%s: sector '%s' of %s is in none of its classes alone; give a file "
                           "that maps it",
                           list->name, label, classification)
                : gvc_map_add(ctx, m, label, to, name_of(list->name, to), 1);
    }
    if (s == GVC_OK) {
        gvc_map_note(m, "%s: sectors read as those of %s", list->name, classification);
    }
    return s;
}

gvc_status gvc_map_add_list(gvc_ctx *ctx, gvc_map_maker *m, const gvc_code_list *list)
{
    if (list->axis != m->axis) {
        return gvc_fail(ctx, GVC_EARG, "%s is a list of %s, not of %s", list->name,
                        list->axis == GVC_COUNTRY ? "countries" : "sectors",
                        m->axis == GVC_COUNTRY  ? "countries"
                        : m->axis == GVC_SECTOR ? "sectors"
                                                : "categories of final use");
    }
    if (list->group) {
        return add_group(ctx, m, list);
    }
    int column = column_of(list->name);
    return column >= 0 ? add_sectors(ctx, m, list, column)
                       : add_regions(ctx, m, level_of(list->name));
}
