/* levels.c - the columns of each level, in the order of indicators.def */
#include "indicators/indicator.h"

const char *const gvc_indicator_level_names[GVC_LEVELS + 1] = {"country", "sector", "pair",
                                                               "bilateral", NULL};

/* What a level has is a column. */
#define KEEP_1(name, long_name, formula, units) {#name, long_name, formula, units, false},
#define KEEP_0(name, long_name, formula, units)
#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }
#define GVC_INDICATORS(name)

#define GVC_INDICATOR(country, sector, pair, bilateral, name, long_name, formula, units, ...)      \
    KEEP_##country(name, long_name, formula, units)
static const gvc_term of_country[] = {
#include "indicators/indicators.def"
    END,
};
#undef GVC_INDICATOR

#define GVC_INDICATOR(country, sector, pair, bilateral, name, long_name, formula, units, ...)      \
    KEEP_##sector(name, long_name, formula, units)
static const gvc_term of_sector[] = {
#include "indicators/indicators.def"
    END,
};
#undef GVC_INDICATOR

#define GVC_INDICATOR(country, sector, pair, bilateral, name, long_name, formula, units, ...)      \
    KEEP_##pair(name, long_name, formula, units)
static const gvc_term of_pair[] = {
#include "indicators/indicators.def"
    END,
};
#undef GVC_INDICATOR

#define GVC_INDICATOR(country, sector, pair, bilateral, name, long_name, formula, units, ...)      \
    KEEP_##bilateral(name, long_name, formula, units)
static const gvc_term of_bilateral[] = {
#include "indicators/indicators.def"
    END,
};
#undef GVC_INDICATOR

const gvc_variant gvc_indicator_variants[GVC_LEVELS + 1] = {
    {"country", "a row for each country", of_country, NULL,
     "exgr imgr exgr_dvash dexfvapsh fexdvapsh vax_ratio gvc_sh"},
    {"sector", "a row for each country and sector: of its industries, or of the products it buys",
     of_sector, NULL, "exgr imgr exgr_dvash exgr_ddc gvc_sh rca_gross rca_va"},
    {"pair", "a row for each country and partner", of_pair, NULL,
     "exgr imgr balgr exgr_dvash ffd_dva balvafd vax_ratio"},
    {"bilateral", "a row for each country, sector and partner", of_bilateral, NULL,
     "exgr imgr balgr exgr_dvash exgr_fvash ffd_dva"},
    {NULL, NULL, NULL, NULL, NULL},
};

bool gvc_indicator_has(const gvc_indicator_info *i, int level)
{
    const bool has[GVC_LEVELS] = {i->country, i->sector, i->pair, i->bilateral};
    return has[level];
}
