/* records.h - how a file of indicators makes its array of records out of its NAME.def; sources */
#ifndef GVC_INDICATORS_RECORDS_H
#define GVC_INDICATORS_RECORDS_H

#include "indicators/indicator.h"

#define GVC_INDICATORS(name)
#define GVC_INDICATOR(at_country, at_sector, at_pair, at_bilateral, title, long, plain, unit, ...) \
    {.info.name = #title,                                                                          \
     .info.long_name = long,                                                                       \
     .info.formula = plain,                                                                        \
     .info.units = unit,                                                                           \
     .info.country = at_country,                                                                   \
     .info.sector = at_sector,                                                                     \
     .info.pair = at_pair,                                                                         \
     .info.bilateral = at_bilateral,                                                               \
     .info __VA_ARGS__},
#define GVC_INDICATORS_END                                                                         \
    {                                                                                              \
        .fill = NULL                                                                               \
    }

#define GVC_TIVA "OECD, Guide to OECD's Trade in Value Added indicators, 2021 edition"

#endif
