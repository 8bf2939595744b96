/* linkages_terms.c - the columns of linkages and multipliers */
#include <string.h>

#include "methods/linkages.h"

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }
#define LINKAGE_TERMS                                                                              \
    {"backward_direct", "Direct backward linkage: inputs for a unit of output", "u A", "1",        \
     false},                                                                                       \
        {"backward_total", "Total backward linkage: the output multiplier", "u B", "ratio",        \
         false},                                                                                   \
        {"backward_index", "Backward linkage index (power of dispersion): over its mean",          \
         "u B / mean", "index", false},                                                            \
        {"forward_direct", "Direct forward linkage: share of output sold as inputs", "O u", "1",   \
         false},                                                                                   \
        {"forward_total", "Total forward linkage: row sums of the Ghosh inverse",                  \
         "Gh u = (B x)/x", "ratio", false},                                                        \
        {"forward_index", "Forward linkage index (sensitivity of dispersion): over its mean",      \
         "Gh u / mean", "index", false},                                                           \
        {"class", "1 weak, 2 forward, 3 key, 4 backward: which index is at least 1",               \
         "backward_index and forward_index", "1 to 4", false},                                     \
        {"rasmussen_forward", "Forward linkage of Rasmussen, row sums of the Leontief inverse",    \
         "B u", "ratio", false},                                                                   \
        {"rasmussen_index", "Forward linkage of Rasmussen over its mean", "B u / mean", "index",   \
         false},                                                                                   \
        {"backward_intra", "Backward linkage: part in the own country", "u_c B", "ratio", false},  \
        {"backward_inter", "Backward linkage: part in other countries", "sum_(t != c) u_t B",      \
         "ratio", false},                                                                          \
        {"va_multiplier", "Value added anywhere for a unit of final output", "v B", "ratio",       \
         false},                                                                                   \
        {"va_ratio", "Value-added multiplier over value added in a unit of output",                \
         "(v B)_j / v_j", "ratio", false},
#define DISPERSION_TERMS                                                                           \
    {"backward_dispersion", "Coefficient of variation of the column of the Leontief inverse",      \
     "sd_i(B_ij) / mean_i(B_ij), over n - 1", "ratio", false},                                     \
        {"forward_dispersion", "Coefficient of variation of the row of the Ghosh inverse",         \
         "sd_j(Gh_ij) / mean_j(Gh_ij), over n - 1", "ratio", false},
#define SATELLITE_TERMS                                                                            \
    {"multiplier", "Amount of the account anywhere for a unit of final output", "S B",             \
     "unit of the account / money", false},                                                        \
        {"multiplier_ratio", "Multiplier over the amount in a unit of output", "(S B)_j / S_j",    \
         "ratio", false},

static const gvc_term plain[] = {LINKAGE_TERMS END};
static const gvc_term dispersion[] = {LINKAGE_TERMS DISPERSION_TERMS END};
static const gvc_term satellite[] = {LINKAGE_TERMS SATELLITE_TERMS END};
static const gvc_term all[] = {LINKAGE_TERMS DISPERSION_TERMS SATELLITE_TERMS END};

static const char headline[] =
    "backward_total forward_total backward_index forward_index class backward_inter";

const gvc_variant gvc_linkages_variants[] = {
    {"linkages", "linkages, their indices, and multipliers", plain, NULL, headline},
    {"dispersion", "the same with --dispersion", dispersion, NULL, headline},
    {"satellite", "the same with --satellite", satellite, NULL, headline},
    {"dispersion, satellite", "with both", all, NULL, headline},
    {NULL, NULL, NULL, NULL, NULL},
};

bool gvc_linkages_has(const gvc_measure_options *o, const char *word)
{
    for (const char *const *w = o->with; w != NULL && *w != NULL; w++) {
        if (strcmp(*w, word) == 0) {
            return true;
        }
    }
    return false;
}

const gvc_variant *gvc_linkages_variant(const gvc_measure_options *o)
{
    return &gvc_linkages_variants[(gvc_linkages_has(o, "dispersion") ? 1 : 0) +
                                  (gvc_linkages_has(o, "satellite") ? 2 : 0)];
}

static void add(gvc_linkage_columns *to, const gvc_linkage_column *from, size_t count)
{
    memcpy(to->items + to->count, from, count * sizeof *from);
    to->count += (int)count;
}

gvc_linkage_columns gvc_linkages_columns(const gvc_measure_options *o)
{
    static const gvc_linkage_column linkages[] = {
        {GVC_LINKAGE_MEAN, K_BACKWARD_DIRECT}, {GVC_LINKAGE_MEAN, K_BACKWARD_TOTAL},
        {GVC_LINKAGE_MEAN, K_BACKWARD_INDEX},  {GVC_LINKAGE_MEAN, K_FORWARD_DIRECT},
        {GVC_LINKAGE_MEAN, K_FORWARD_TOTAL},   {GVC_LINKAGE_MEAN, K_FORWARD_INDEX},
        {GVC_LINKAGE_CLASS, K_BACKWARD_INDEX}, {GVC_LINKAGE_MEAN, K_RASMUSSEN_FORWARD},
        {GVC_LINKAGE_MEAN, K_RASMUSSEN_INDEX}, {GVC_LINKAGE_MEAN, K_BACKWARD_INTRA},
        {GVC_LINKAGE_MEAN, K_BACKWARD_INTER},  {GVC_LINKAGE_MEAN, K_VA_MULTIPLIER},
        {GVC_LINKAGE_RATIO, K_VA_MULTIPLIER},
    };
    static const gvc_linkage_column dispersions[] = {{GVC_LINKAGE_MEAN, K_BACKWARD_DISPERSION},
                                                     {GVC_LINKAGE_MEAN, K_FORWARD_DISPERSION}};
    static const gvc_linkage_column satellites[] = {{GVC_LINKAGE_MEAN, K_MULTIPLIER},
                                                    {GVC_LINKAGE_RATIO, K_MULTIPLIER}};
    gvc_linkage_columns columns = {.count = 0};
    add(&columns, linkages, sizeof linkages / sizeof *linkages);
    if (gvc_linkages_has(o, "dispersion")) {
        add(&columns, dispersions, sizeof dispersions / sizeof *dispersions);
    }
    if (gvc_linkages_has(o, "satellite")) {
        add(&columns, satellites, sizeof satellites / sizeof *satellites);
    }
    return columns;
}
