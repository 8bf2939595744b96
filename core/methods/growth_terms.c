/* growth_terms.c - the columns of growth accounting, in money, of a satellite, of a share */
#include "methods/growth.h"

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }
#define POINTS "percentage points"
#define FACTOR_TERMS(UNITS)                                                                        \
    {                                                                                              \
        {"points", "Contribution to growth, in points of the first year",                          \
         "100 value / sum_r VA0_cr", POINTS, false},                                               \
            {"value", "Contribution to growth", "phi_k, of demand of the row's absorbers", UNITS,  \
             false},                                                                               \
            END                                                                                    \
    }
#define LEVEL_TERMS(UNITS)                                                                         \
    {                                                                                              \
        {"growth", "Growth of the country", "100 sum_r (VA1_cr - VA0_cr) / sum_r VA0_cr",          \
         "percent", false},                                                                        \
            {"points", "Growth absorbed there, in points of the first year",                       \
             "100 value / sum_r VA0_cr", POINTS, false},                                           \
            {"value", "Change of what is absorbed there", "VA1_cr - VA0_cr", UNITS, false},        \
            {"first", "Absorbed there in the first year", "VA0_cr = v_c B_c. Y_.r", UNITS, false}, \
            {"last", "Absorbed there in the last year", "first + value", UNITS, false},            \
            {"export_led_share_simple", "Part of the country's growth absorbed abroad",            \
             "foreign / growth; empty where growth is under 1 % or the two parts differ in sign",  \
             "1", false},                                                                          \
            END                                                                                    \
    }
#define SUMMARY_TERMS(UNITS)                                                                       \
    {                                                                                              \
        {"growth", "Growth", "100 sum_r (VA1_cr - VA0_cr) / sum_r VA0_cr", "percent", false},      \
            {"home", "Growth absorbed at home", "100 (VA1_cc - VA0_cc) / sum_r VA0_cr", POINTS,    \
             false},                                                                               \
            {"foreign", "Growth absorbed abroad", "growth - home", POINTS, false},                 \
            {"export_led_share_simple", "Part of growth absorbed abroad",                          \
             "foreign / growth; empty where growth is under 1 % or the two parts differ in sign",  \
             "1", false},                                                                          \
            {"eli", "Export-led index",                                                            \
             "(demand_abroad + market_share_won) / growth; empty where growth is under 1 % or of " \
             "the other sign",                                                                     \
             "1", false},                                                                          \
            {"demand_abroad", "Growth of the world: demand and technology of others",              \
             "fd_level and fd_mix of foreign demand, tech_foreign of all", POINTS, false},         \
            {"market_share_won", "Competitiveness: being chosen by buyers abroad",                 \
             "fd_src of foreign demand, src_foreign of all", POINTS, false},                       \
            {"own_structure", "What cannot vary freely: input use and its counterpart",            \
             "first factor + tech_own + src_own", POINTS, false},                                  \
            {"rest", "Demand that no factor expresses", "rest", POINTS, false},                    \
            {"first", "Total of the first year", "sum_r VA0_cr", UNITS, false},                    \
            {"last", "Total of the last year", "first (1 + growth / 100)", UNITS, false}, END      \
    }
#define NATIONAL_TERMS(UNITS)                                                                      \
    {                                                                                              \
        {"growth", "Growth of the country", "100 (va1_c - va0_c) / va0_c", "percent", false},      \
            {"points", "Growth of value added that the demand holds, in points of the first year", \
             "100 value / va0_c", POINTS, false},                                                  \
            {"value", "Change of the value added that it holds", "change of v_c L_cc f", UNITS,    \
             false},                                                                               \
            {"first", "Value added that it held in the first year", "v_c L_cc f", UNITS, false},   \
            {"last", "Value added that it holds in the last year", "first + value", UNITS, false}, \
            {"net", "National accounts: change of the demand, imports off exports",                \
             "100 / va0_c times the change of c's purchases of the category, or of e - m", POINTS, \
             false},                                                                               \
            {"gross", "Change of the demand itself, imports and all",                              \
             "100 / va0_c times the change of c's purchases of the category, or of e", POINTS,     \
             false},                                                                               \
            END                                                                                    \
    }
#define ACCOUNT_UNITS "unit of the account"
#define SHARE_UNITS "share of the world"

static const gvc_term factor_terms[][3] = {FACTOR_TERMS(NULL), FACTOR_TERMS(ACCOUNT_UNITS),
                                           FACTOR_TERMS(SHARE_UNITS)};
static const gvc_term level_terms[][7] = {LEVEL_TERMS(NULL), LEVEL_TERMS(ACCOUNT_UNITS),
                                          LEVEL_TERMS(SHARE_UNITS)};
static const gvc_term summary_terms[][12] = {SUMMARY_TERMS(NULL), SUMMARY_TERMS(ACCOUNT_UNITS),
                                             SUMMARY_TERMS(SHARE_UNITS)};
static const gvc_term national_terms[][8] = {NATIONAL_TERMS(NULL), NATIONAL_TERMS(ACCOUNT_UNITS),
                                             NATIONAL_TERMS(SHARE_UNITS)};

#define SUMMARY_HEADLINE                                                                           \
    "growth home foreign export_led_share_simple eli demand_abroad market_share_won own_structure"
#define NATIONAL_HEADLINE "growth points value net gross"
const gvc_variant gvc_growth_variants[] = {
    {"factors", "what each factor contributes, by demand at home and abroad",
     factor_terms[GVC_GROWTH_MONEY], NULL, NULL},
    {"factors of a satellite", "the same of jobs, emissions, ... (--satellite)",
     factor_terms[GVC_GROWTH_ACCOUNT], NULL, NULL},
    {"factors of a share", "the same of the share in the world (--relative-to world)",
     factor_terms[GVC_GROWTH_SHARE], NULL, NULL},
    {"levels", "by who absorbs it, without factors (--levels)", level_terms[GVC_GROWTH_MONEY], NULL,
     "growth points value first last export_led_share_simple"},
    {"levels of a satellite", "the same of jobs, emissions, ...", level_terms[GVC_GROWTH_ACCOUNT],
     NULL, "growth points value first last export_led_share_simple"},
    {"levels of a share", "the same of the share in the world", level_terms[GVC_GROWTH_SHARE], NULL,
     "growth points value first last export_led_share_simple"},
    {"summary", "a row a country: levels, export-led index and its parts (--summary)",
     summary_terms[GVC_GROWTH_MONEY], NULL, SUMMARY_HEADLINE},
    {"summary of a satellite", "the same of jobs, emissions, ...",
     summary_terms[GVC_GROWTH_ACCOUNT], NULL, SUMMARY_HEADLINE},
    {"summary of a share", "the same of the share in the world", summary_terms[GVC_GROWTH_SHARE],
     NULL, SUMMARY_HEADLINE},
    {"national", "by the demand for the country's own products (--national)",
     national_terms[GVC_GROWTH_MONEY], NULL, NATIONAL_HEADLINE},
    {"national, of a satellite", "the same of jobs, emissions, ...; net and gross stay empty",
     national_terms[GVC_GROWTH_ACCOUNT], NULL, NATIONAL_HEADLINE},
    {"national, of a share", "the same of the share in the world", national_terms[GVC_GROWTH_SHARE],
     NULL, NATIONAL_HEADLINE},
    {NULL, NULL, NULL, NULL, NULL},
};
