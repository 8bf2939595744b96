/* footprint_terms.c - the columns of the accounts of satellites */
#include "methods/footprint.h"

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }

static const char unit[] = "unit of the account";
static const char per_money[] = "unit of the account / money";
static const char money_per[] = "money / unit of the account";

#define ACCOUNT_TERMS(PBA, CBA, EXP, IMP, NET)                                                     \
    {"pba", "Production account: used by producers at home", PBA, unit, false},                    \
        {"cba", "Consumption account: used anywhere for final use at home", CBA, unit, false},     \
        {"exp", "Used at home for final use abroad", EXP, unit, false},                            \
        {"imp", "Used abroad for final use at home", IMP, unit, false},                            \
        {"net", "Net trade", NET, unit, false},                                                    \
        {"in_exports", "Used at home for gross exports", "sum_i S_i (L e)_i", unit, false},        \
        {"intensity", "Amount for a unit of output", "sum_i F_i / sum_i x_i", per_money, false},   \
        {"multiplier", "Amount anywhere for a unit of final output",                               \
         "sum_j M_j y_j / sum_j y_j, M = S B", per_money, false},
#define DIRECT_TERM {"direct", "Used by final use itself, in pba and cba", "F_Y", unit, false},
#define PRODUCER_TERM                                                                              \
    {"imp_producer", "Used abroad in industries of this sector for final use at home",             \
     "sum_i S_i X_is, i not in s, of this sector", unit, false},
#define RATIO_TERMS                                                                                \
    {"productivity_exports", "Value added in exports for a unit of the account in them",           \
     "va in_exports / in_exports", money_per, false},                                              \
        {"relative_productivity", "Productivity of exports over that of the whole economy",        \
         "productivity_exports / (GDP / pba)", "1", false},                                        \
        {"per_exports", "Amount for a unit of gross exports", "in_exports / sum_i e_i", per_money, \
         false},                                                                                   \
        {"intensity_exports",                                                                      \
         "Amount for a unit of value added in exports (of labour income: the wage share)",         \
         "in_exports / va in_exports", per_money, false},                                          \
        {"relative_intensity", "Intensity of exports over that of the whole economy",              \
         "intensity_exports / (pba / GDP)", "1", false},                                           \
        {"intensity_vax", "Amount for a unit of value added that is absorbed abroad",              \
         "exp / va exp", per_money, false},                                                        \
        {"terms_of_trade",                                                                         \
         "Content of exports over that of imports, both per unit of value added",                  \
         "(exp / va exp) / (imp / va imp); by sector imp_producer", "1", false},

#define COUNTRY_TERMS                                                                              \
    ACCOUNT_TERMS("sum_i F_i + F_Y, i in s", "sum_i S_i X_is + F_Y, all i",                        \
                  "sum_i S_i sum_(r != s) X_ir, i in s", "sum_i S_i X_is, i not in s",             \
                  "exp - imp")
#define SECTOR_TERMS                                                                               \
    ACCOUNT_TERMS("F_i, by producer", "sum_i M_i Y_is, i of this product",                         \
                  "S_i sum_(r != s) X_ir, by producer",                                            \
                  "sum_i (M_i less the content of s) Y_is, i of this product",                     \
                  "exp - imp_producer")

static const gvc_term country[] = {COUNTRY_TERMS DIRECT_TERM END};
static const gvc_term country_ratios[] = {COUNTRY_TERMS DIRECT_TERM RATIO_TERMS END};
static const gvc_term sector[] = {SECTOR_TERMS PRODUCER_TERM END};
static const gvc_term sector_ratios[] = {SECTOR_TERMS PRODUCER_TERM RATIO_TERMS END};
static const gvc_term pair[] = {{"flow", "Used in the country for final use of the partner",
                                 "sum_i S_i X_ir, i in s", unit, false},
                                {"balance",
                                 "Less what the partner uses for final use of the country",
                                 "flow_sr - flow_rs", unit, false},
                                {"eebt", "Used in the country for its gross exports to the partner",
                                 "sum_i S_i (L e_r)_i, i in s", unit, false},
                                END};

static const char accounts_headline[] = "pba cba exp imp net in_exports";
static const char ratios_headline[] =
    "in_exports productivity_exports relative_productivity intensity_exports relative_intensity "
    "terms_of_trade";

const gvc_variant gvc_footprint_variants[] = {
    {"country", "the four accounts of every country", country, NULL, accounts_headline},
    {"ratios", "the same with --ratios", country_ratios, NULL, ratios_headline},
    {"sector",
     "pba, exp, net and in_exports by producing industry; cba and imp by absorbing country and "
     "product (--level sector)",
     sector, NULL, accounts_headline},
    {"sector, ratios", "the same with --ratios", sector_ratios, NULL, ratios_headline},
    {"pair", "who uses it for whom (--level pair)", pair, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

const gvc_variant *gvc_footprint_variant(gvc_footprint_level level, bool ratios)
{
    return &gvc_footprint_variants[2 * (int)level + (ratios ? 1 : 0)];
}
