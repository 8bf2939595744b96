/* units.c - which values may be added up over the labels of a key: amounts may; percentages,
 * indices and multipliers may not */
#include "result/units.h"

#include <stdio.h>
#include <string.h>

#include "base/base.h"

static const char account[] = "unit of the account";

/* A new unit of a method has its line here; a test looks for those that have none. */
static const struct {
    const char *word;
    gvc_units_kind kind;
} words[] = {
    {"1", GVC_UNITS_RATIO},
    {"%", GVC_UNITS_RATIO},
    {"percent", GVC_UNITS_RATIO},
    {"index", GVC_UNITS_RATIO},
    {"ratio", GVC_UNITS_RATIO},
    {"scale", GVC_UNITS_RATIO},
    {"stages", GVC_UNITS_RATIO}, /* means */
    {"steps", GVC_UNITS_RATIO},
    {"borders", GVC_UNITS_RATIO},
    {"years", GVC_UNITS_RATIO},
    {"markets", GVC_UNITS_RATIO}, /* an effective number */
    {"number", GVC_UNITS_RATIO},
    {"rank", GVC_UNITS_RATIO},
    {"flag", GVC_UNITS_RATIO},
    {"1 to 4", GVC_UNITS_RATIO},
    {"cycles", GVC_UNITS_RATIO},
    {"industries", GVC_UNITS_RATIO}, /* in the longest */
    {"percentage points", GVC_UNITS_POINTS},
    {"paths", GVC_UNITS_AMOUNT},
    {"cells", GVC_UNITS_AMOUNT},
    {"share of the world", GVC_UNITS_AMOUNT}, /* of one total */
    {account, GVC_UNITS_AMOUNT},
    {GVC_UNITS_OF_ROW, GVC_UNITS_OF_ROWS},
};

static int find(const char *units)
{
    int count = (int)(sizeof words / sizeof *words), k = 0;
    while (k < count && strcmp(words[k].word, units) != 0) {
        k++;
    }
    return k < count ? k : -1;
}

static bool is_quotient(const char *units)
{
    return strstr(units, " per ") != NULL || strchr(units, '/') != NULL;
}

gvc_units_kind gvc_units_kind_of(const char *units)
{
    int k = find(units);
    return k >= 0 ? words[k].kind : is_quotient(units) ? GVC_UNITS_RATIO : GVC_UNITS_AMOUNT;
}

bool gvc_units_is_known(const char *units)
{
    return find(units) >= 0 || is_quotient(units);
}

bool gvc_is_percent(const char *units)
{
    return units != NULL && (strcmp(units, "%") == 0 || strcmp(units, "percent") == 0);
}

bool gvc_units_of_account(const char *units)
{
    return strstr(units, account) != NULL;
}

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (gvc_same(name, names[i])) {
            return true;
        }
    }
    return false;
}

/* Value added counts once in each flow of these perspectives, so that flows hold it twice. */
static bool counts_by_flow(const gvc_result *r)
{
    static const char *const words_of[] = {"sectexp", "bilateral", "sectbil", "sectimp"};
    return is_one_of(gvc_result_text(r, "perspective"), words_of,
                     sizeof words_of / sizeof *words_of);
}

/* Keys along which points of growth have one base: what the growth of a total is split by. */
static bool splits_growth(const char *dim)
{
    static const char *const keys[] = {"factor", "demand"};
    return is_one_of(dim, keys, sizeof keys / sizeof *keys);
}

static bool is_time(const char *dim)
{
    static const char *const keys[] = {"year", "period"};
    return is_one_of(dim, keys, sizeof keys / sizeof *keys);
}

bool gvc_tells_how_sure(const gvc_result *r, const char *name)
{
    static const char *const tails[] = {"_se", "_se1", "_lo", "_hi"};
    const char *tail = strrchr(name, '_');
    char base[256];
    if (tail == NULL || !is_one_of(tail, tails, sizeof tails / sizeof *tails)) {
        return false;
    }
    snprintf(base, sizeof base, "%.*s", (int)(tail - name), name);
    return gvc_result_find_term(r, base) >= 0;
}

const char *gvc_result_no_sum(const gvc_result *r, gvc_idx term, gvc_idx dim)
{
    const gvc_term *t = gvc_result_term(r, term);
    const char *key = gvc_result_dim(r, dim), *total = gvc_result_text(r, "identity");
    if (is_time(key)) {
        return "years and periods are no parts of a whole";
    }
    if (gvc_tells_how_sure(r, t->name)) {
        return "it says how sure another number is";
    }
    switch (gvc_units_kind_of(t->units)) {
    case GVC_UNITS_RATIO:
        return "it is a percentage, index or ratio";
    case GVC_UNITS_POINTS:
        return splits_growth(key) ? NULL : "they are points of different totals";
    case GVC_UNITS_OF_ROWS:
        return "each row has units of its own";
    case GVC_UNITS_AMOUNT:
        break;
    }
    if (gvc_units_of_account(t->units) && strcmp(key, "account") == 0) {
        return "each account has a unit of its own";
    }
    return !gvc_same(t->name, total) && counts_by_flow(r)
               ? "flows of this perspective count value added more than once"
               : NULL;
}
