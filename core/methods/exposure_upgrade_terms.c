/* exposure_upgrade_terms.c - the columns of the upgrading panel; those of functions are made from
 * the file that names them */
#include <stdio.h>
#include <string.h>

#include "methods/exposure_upgrade.h"
#include "methods/weights.h"

#define LEVEL_TERMS                                                                                \
    {"exports_gdp", "Gross exports over value added", "E / gdp", "1", false},                      \
        {"dva_share", "Domestic share of exports", "(E - u A_F L E) / E", "1", false},             \
        {"net_fx", "Foreign exchange that exports leave", "E - u A_F L E", NULL, false},           \
        {"gvc_share", "Share of exports that crosses more than one border", "1 - davax / E", "1",  \
         false},                                                                                   \
        {"kpww_fv", "Foreign value added in exports", "FV / E", "1", false},                       \
        {"kpww_iv", "Own value added in the exports of others", "IV / E", "1", false},             \
        {"kpww_position", "Position in chains, above 0 = upstream",                                \
         "ln(1 + IV / E) - ln(1 + FV / E)", "index", false},                                       \
        {"upstreamness_exports", "Upstreamness of exports", "sum_i E_i U_i / E, U = (B x) / x",    \
         "stages", false},                                                                         \
        {"primary_share", "Share of primary sectors in own value added in exports", "of v L E",    \
         "1", false},                                                                              \
        {"high_tech_share",                                                                        \
         "Share of high-technology manufacturing in own value added in "                           \
         "exports",                                                                                \
         "of v L E", "1", false},                                                                  \
        {"services_share",                                                                         \
         "Share of trade, transport and business services in own value added "                     \
         "in exports",                                                                             \
         "of v L E", "1", false},                                                                  \
        {"gvc_income_share", "Share in the world's income from manufactures",                      \
         "v_c B f over the world's, f = final demand for manufactures", "1", false},
#define JOB_TERM                                                                                   \
    {"va_per_job", "Own value added per job in exports", "v L E / (jobs per output) L E",          \
     "money / unit of the account", false},
#define CHANGE_OF(NAME, UNITS)                                                                     \
    {NAME "_change", "Change of " NAME " since the first table",                                   \
     NAME " - " NAME " of the first table", UNITS, false},
#define CHANGE_TERMS                                                                               \
    CHANGE_OF("exports_gdp", "1")                                                                  \
    CHANGE_OF("dva_share", "1")                                                                    \
    CHANGE_OF("net_fx", NULL)                                                                      \
    CHANGE_OF("gvc_share", "1")                                                                    \
    CHANGE_OF("kpww_fv", "1")                                                                      \
    CHANGE_OF("kpww_iv", "1")                                                                      \
    CHANGE_OF("kpww_position", "index")                                                            \
    CHANGE_OF("upstreamness_exports", "stages")                                                    \
    CHANGE_OF("primary_share", "1")                                                                \
    CHANGE_OF("high_tech_share", "1")                                                              \
    CHANGE_OF("services_share", "1")                                                               \
    CHANGE_OF("gvc_income_share", "1")
#define TRAP_TERM                                                                                  \
    {"trap_signal", "1: exports/GDP up, domestic share down, GVC income share not up; else 0",     \
     "exports_gdp_change > 0, dva_share_change < 0, gvc_income_share_change <= 0", "flag", false},

static const gvc_term plain[] = {LEVEL_TERMS GVC_EXPOSURE_END};
static const gvc_term with_jobs[] = {LEVEL_TERMS JOB_TERM GVC_EXPOSURE_END};
static const gvc_term change[] = {LEVEL_TERMS CHANGE_TERMS TRAP_TERM GVC_EXPOSURE_END};
static const gvc_term change_with_jobs[] = {LEVEL_TERMS JOB_TERM CHANGE_TERMS CHANGE_OF(
    "va_per_job", "money / unit of the account") TRAP_TERM GVC_EXPOSURE_END};

#define LEVELS_SHOWN "exports_gdp dva_share gvc_share high_tech_share gvc_income_share"
#define CHANGES_SHOWN "exports_gdp_change dva_share_change gvc_income_share_change trap_signal"
const gvc_variant gvc_upgrade_variants[] = {
    {"levels", "one table", plain, NULL, LEVELS_SHOWN},
    {"levels, jobs", "one table, with --satellite", with_jobs, NULL, LEVELS_SHOWN " va_per_job"},
    {"change", "several tables: the last, and its change since the first", change, NULL,
     CHANGES_SHOWN},
    {"change, jobs", "several tables, with --satellite", change_with_jobs, NULL, CHANGES_SHOWN},
    GVC_EXPOSURE_VARIANTS_END,
};

/* ---- functions ---------------------------------------------------------------------------------
 */

enum { AROUND = 96 };

static const char *write_text(char **at, const char *format, const char *name)
{
    char *text = *at;
    *at += sprintf(text, format, name) + 1;
    return text;
}

static gvc_term new_term(char **at, const char *name, bool changed)
{
    char *column = *at;
    write_text(at, changed ? "function_%s_change" : "function_%s", name);
    gvc_weights_column(column);
    return (gvc_term){column,
                      write_text(at,
                                 changed ? "Change of the share of %s since the first table"
                                         : "Share of %s in own value added in exports",
                                 name),
                      changed ? "that of the last less that of the first table"
                              : "sum_i W_ik v_i (L E)_i / sum_i v_i (L E)_i",
                      "1", false};
}

/* The variant with a column, and one of its change, for every function; one block. */
static gvc_variant *new_variant(const gvc_variant *base, const char *const *name, gvc_idx names,
                                bool change_too)
{
    gvc_idx fixed = 0, most = 0;
    size_t texts = 0;
    for (const gvc_term *t = base->terms; t->name != NULL; t++) {
        fixed++;
    }
    for (gvc_idx k = 0; k < names; k++) {
        texts += 2 * (2 * strlen(name[k]) + AROUND);
    }
    most = fixed + 2 * names + 1;
    size_t head = sizeof(gvc_variant) + (size_t)most * sizeof(gvc_term);
    gvc_variant *variant = gvc_calloc(head + texts, 1);
    if (variant == NULL) {
        return NULL;
    }
    gvc_term *term = (gvc_term *)(void *)(variant + 1);
    char *at = (char *)(term + most);
    *variant = *base;
    variant->terms = term;
    memcpy(term, base->terms, (size_t)fixed * sizeof *term);
    term += fixed;
    for (gvc_idx k = 0; k < (change_too ? 2 * names : names); k++) {
        *term++ = new_term(&at, name[k % names], k >= names);
    }
    return variant;
}

gvc_status gvc_upgrade_terms(gvc_ctx *ctx, const gvc_measure_options *o, gvc_layout *out)
{
    const char **name = NULL;
    gvc_idx names = 0;
    bool several = o->other_count > 0;
    out->variant = &gvc_upgrade_variants[(several ? 2 : 0) + (o->satellite != NULL ? 1 : 0)];
    if (o->weight_count == 0) {
        return GVC_OK;
    }
    gvc_status status = gvc_weights_names(ctx, o->weights, o->weight_count, &name, &names);
    if (status != GVC_OK) {
        return status;
    }
    gvc_variant *variant = new_variant(out->variant, name, names, several);
    gvc_release(name);
    if (variant == NULL) {
        return gvc_fail_memory(ctx, (size_t)names * sizeof(gvc_term), "the columns");
    }
    out->memory = variant;
    out->variant = variant;
    return gvc_weights_check_columns(ctx, variant);
}
