/* stage_default.c - sector codes and their stages: manufacturing by the R&D intensity of the OECD's
 * classes, services by what they serve.
 *
 * Three families of codes: c1 .. c35 (WIOD 2013, ADB), ISIC Rev. 3 (OECD ICIO 2016, "C15T16", and
 * long-run WIOD, "D15t16"), and ISIC Rev. 4 (OECD ICIO from 2018, WIOD 2016, FIGARO and NACE:
 * "D10T12", "C10-C12", "CPA_C20", "J62_63", "L"). The first division of a code decides. C20 is wood
 * in one revision and chemicals in the other, so the whole list says which it is. */
#include "methods/stage_default.h"

#include <string.h>

typedef enum stage {
    PRIMARY,
    LOW,
    MEDIUM,
    HIGH,
    UTILITIES,
    TRADE,
    BUSINESS,
    OTHER,
    NONE,
} stage;

const char *const gvc_default_stages[GVC_DEFAULT_STAGES + 1] = {
    "primary",
    "manufacturing_low",
    "manufacturing_medium",
    "manufacturing_high",
    "utilities_construction",
    "trade_transport",
    "business_services",
    "other_services",
    NULL,
};

/* Up to and with this number, from behind the one before. */
typedef struct range {
    int last;
    stage is;
} range;

static const range wiod[] = {{2, PRIMARY}, {7, LOW},       {8, MEDIUM}, {9, HIGH},
                             {12, MEDIUM}, {15, HIGH},     {16, LOW},   {18, UTILITIES},
                             {26, TRADE},  {30, BUSINESS}, {35, OTHER}, {0, NONE}};
static const range isic3[] = {{14, PRIMARY}, {22, LOW},      {23, MEDIUM}, {24, HIGH},
                              {28, MEDIUM},  {35, HIGH},     {37, LOW},    {45, UTILITIES},
                              {63, TRADE},   {74, BUSINESS}, {99, OTHER},  {0, NONE}};
static const range isic4[] = {{9, PRIMARY},    {18, LOW},   {19, MEDIUM},   {21, HIGH},
                              {25, MEDIUM},    {30, HIGH},  {32, LOW},      {33, MEDIUM},
                              {43, UTILITIES}, {56, TRADE}, {82, BUSINESS}, {99, OTHER},
                              {0, NONE}};
/* Sections that are no manufacturing, by letter. */
static const struct {
    const char *letters;
    stage is;
} sections3[] = {{"ABC", PRIMARY}, {"EF", UTILITIES}, {"GHI", TRADE},
                 {"JK", BUSINESS}, {"LMNOPQ", OTHER}, {NULL, NONE}},
  sections4[] = {{"AB", PRIMARY},     {"DEF", UTILITIES}, {"GHI", TRADE},
                 {"JKLMN", BUSINESS}, {"OPQRSTU", OTHER}, {NULL, NONE}};

/* The world that ships with gvc. */
static const struct {
    const char *code;
    stage is;
} example[] = {{"AGR", PRIMARY},  {"MIN", PRIMARY}, {"FOO", LOW},  {"TEX", LOW},
               {"MAT", MEDIUM},   {"ELE", HIGH},    {"CAR", HIGH}, {"UTC", UTILITIES},
               {"BUS", BUSINESS}, {"PUB", OTHER},   {NULL, NONE}};

static stage in_range(const range *all, int number)
{
    while (all->last != 0 && number > all->last) {
        all++;
    }
    return number < 1 ? NONE : all->is;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* "c14" -> 14, 0 for anything else. */
static int wiod_number(const char *code)
{
    bool one = code[0] == 'c' && is_digit(code[1]);
    bool two = one && is_digit(code[2]) && code[3] == '\0';
    return two ? 10 * (code[1] - '0') + code[2] - '0' : one && code[2] == '\0' ? code[1] - '0' : 0;
}

static const char *without_prefix(const char *code)
{
    return strncmp(code, "CPA_", 4) == 0 ? code + 4 : code;
}

/* The first division of "D10T12", "10T12", "C24A", "J62_63", "15t16"; 0 for anything else. */
static int division(const char *code)
{
    code = without_prefix(code);
    code += is_upper(code[0]) && is_digit(code[1]) ? 1 : 0;
    return is_digit(code[0]) && is_digit(code[1]) ? 10 * (code[0] - '0') + code[1] - '0' : 0;
}

/* The section of "L", "R_S", "AtB", "LtQ"; 0 for anything else. */
static char section(const char *code)
{
    code = without_prefix(code);
    bool joined = is_upper(code[0]) && (code[1] == '_' || code[1] == 't' || code[1] == '-');
    bool pair = joined && is_upper(code[2]) && code[3] == '\0';
    return pair || (is_upper(code[0]) && code[1] == '\0') ? code[0] : '\0';
}

/* Would this code be impossible in Rev. 4: manufacturing (C) beyond 10 .. 33, or a "t" between? */
static bool is_rev3(const char *code)
{
    int number = division(code);
    const char *bare = without_prefix(code);
    bool outside = bare[0] == 'C' && number > 0 && (number < 10 || number > 33);
    const char *t = strchr(bare, 't');
    bool between = t != NULL && (number > 0 || section(code) != '\0');
    return outside || between;
}

static stage of_section(bool rev3, char letter)
{
    for (int k = 0; letter != '\0'; k++) {
        const char *letters = rev3 ? sections3[k].letters : sections4[k].letters;
        if (letters == NULL) {
            return NONE;
        }
        if (strchr(letters, letter) != NULL) {
            return rev3 ? sections3[k].is : sections4[k].is;
        }
    }
    return NONE;
}

static stage of_code(const char *code, bool rev3)
{
    int number = wiod_number(code), first = division(code);
    if (number > 0) {
        return in_range(wiod, number);
    }
    if (first > 0) {
        return in_range(rev3 ? isic3 : isic4, first);
    }
    for (int k = 0; example[k].code != NULL; k++) {
        if (strcmp(example[k].code, code) == 0) {
            return example[k].is;
        }
    }
    return rev3 && strcmp(code, "Dnec") == 0 ? LOW : of_section(rev3, section(code));
}

gvc_status gvc_default_weights(gvc_ctx *ctx, const gvc_table *t, gvc_weight **out)
{
    gvc_idx count = gvc_table_count(t, GVC_SECTOR);
    bool rev3 = false;
    for (gvc_idx k = 0; k < count; k++) {
        rev3 = rev3 || is_rev3(gvc_table_label(t, GVC_SECTOR, k));
    }
    gvc_weight *all = gvc_calloc((size_t)count, sizeof *all);
    if (all == NULL) {
        return gvc_fail_memory(ctx, (size_t)count * sizeof *all, "the stages of the sectors");
    }
    for (gvc_idx k = 0; k < count; k++) {
        const char *code = gvc_table_label(t, GVC_SECTOR, k);
        stage is = of_code(code, rev3);
        if (is == NONE) {
            gvc_release(all);
            return gvc_fail(ctx, GVC_EUNKNOWN,
                            "--map default: sector '%s' is in no code list that gvc knows; give a "
                            "file with lines sector,stage",
                            code);
        }
        all[k] = (gvc_weight){.sector = code, .name = gvc_default_stages[is], .share = 1};
    }
    *out = all;
    return GVC_OK;
}
