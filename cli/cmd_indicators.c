/* cmd_indicators.c - gvc indicators: TiVA's and others, and the list of them */
#include <ctype.h>
#include <jansson.h>
#include <string.h>
#include <strings.h>

#include "measure.h"

#define AT(field) offsetof(gvc_settings, field)

static const char *levels(const gvc_settings *set, size_t i)
{
    (void)set;
    return gvc_cli_level_of("indicators", i);
}

static const gvc_option level = {
    "level",
    0,
    GVC_OPTION_WORD,
    false,
    AT(level),
    "LEVEL",
    levels,
    "a row for each country, country and sector, country and partner, or all three; country unless "
    "the indicators named are found elsewhere",
};
static const gvc_option only = {
    "only",
    0,
    GVC_OPTION_LIST,
    false,
    AT(terms),
    "NAME,...",
    NULL,
    "only these indicators, in this order; upper or lower case",
};
static const gvc_option list = {
    "list",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(list),
    NULL,
    NULL,
    "what there is: name, unit, levels, definition; with --level those of one level",
};
static const gvc_option json = {
    "json",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(json),
    NULL,
    NULL,
    "with --list: as JSON, with the source",
};

/* ---- the list -----------------------------------------------------------------------------------
 */

enum { LEVELS = 4 };

/* "country, pair" */
static void join_levels(const gvc_indicator_info *info, char *text, size_t size)
{
    const bool has[LEVELS] = {info->country, info->sector, info->pair, info->bilateral};
    size_t used = 0;
    text[0] = '\0';
    for (size_t k = 0; k < LEVELS; k++) {
        if (has[k]) {
            gvc_cli_add(text, size, &used, "%s%s", used == 0 ? "" : ", ", levels(NULL, k));
        }
    }
}

static bool is_listed(const gvc_settings *set, const gvc_indicator_info *info)
{
    char text[64];
    join_levels(info, text, sizeof text);
    bool named = set->terms.count == 0;
    for (size_t k = 0; k < set->terms.count; k++) {
        named = named || strcasecmp(set->terms.items[k], info->name) == 0;
    }
    return named && (set->level == NULL || strstr(text, set->level) != NULL);
}

static void print_indicator(const gvc_indicator_info *info)
{
    char where[64], text[512];
    join_levels(info, where, sizeof where);
    snprintf(text, sizeof text, "%s = %s", info->long_name, info->formula);
    printf("%-18s %-5s %s\n    ", info->name, info->units == NULL ? "-" : info->units, where);
    gvc_cli_wrap(stdout, text, 4, 4);
}

static int print_list(const gvc_settings *set)
{
    fputs("name, unit (%: per cent, 1: ratio, index: 1 is the world, -: the table's)"
          ", levels\n"
          "c is the country, i its industries, p the partner, j the partner's industries\n\n",
          stdout);
    const gvc_indicator_info *info;
    for (gvc_idx i = 0; (info = gvc_indicator_list(i)) != NULL; i++) {
        if (is_listed(set, info)) {
            print_indicator(info);
        }
    }
    fputs("\nEXGR_BSCI, FDVA_BSCI and FD_VA of TiVA have the industry of origin as one more\n"
          "key, EXGR_SERV_DVA and EXGR_SERV_FVA are sums over it: gvc trace --origin-level\n"
          "sector, --sector-groups; CONS_VA and GFCF_VA: gvc trace --in final-demand\n"
          "--absorber-category. 'gvc methods indicators' says what adds up to what.\n",
          stdout);
    return GVC_EXIT_DONE;
}

static json_t *as_object(const gvc_indicator_info *info)
{
    const bool has[LEVELS] = {info->country, info->sector, info->pair, info->bilateral};
    json_t *object = json_object(), *where = json_array();
    for (size_t k = 0; k < LEVELS; k++) {
        if (has[k]) {
            json_array_append_new(where, json_string(levels(NULL, k)));
        }
    }
    json_object_set_new(object, "name", json_string(info->name));
    json_object_set_new(object, "unit",
                        info->units == NULL ? json_null() : json_string(info->units));
    json_object_set_new(object, "levels", where);
    json_object_set_new(object, "description", json_string(info->long_name));
    json_object_set_new(object, "formula", json_string(info->formula));
    json_object_set_new(object, "source", json_string(info->source));
    return object;
}

static int print_json(gvc_app *app)
{
    json_t *all = json_array();
    bool done = all != NULL;
    const gvc_indicator_info *info;
    for (gvc_idx i = 0; (info = gvc_indicator_list(i)) != NULL && done; i++) {
        if (is_listed(&app->set, info)) {
            done = json_array_append_new(all, as_object(info)) == 0;
        }
    }
    done = done && json_dumpf(all, stdout, JSON_INDENT(2)) == 0;
    fputc('\n', stdout);
    json_decref(all);
    return done ? GVC_EXIT_DONE : gvc_cli_nomem(app);
}

/* ---- a run --------------------------------------------------------------------------------------
 */

/* TiVA writes names in capitals, columns are lower case. The level is that of the names. */
static int fill(gvc_app *app, gvc_measure_options *o)
{
    const gvc_list *names = &app->set.terms;
    o->method = "indicators";
    if (names->count == 0) {
        return GVC_EXIT_DONE;
    }
    for (size_t i = 0; i < names->count; i++) {
        for (char *c = names->items[i]; *c != '\0'; c++) {
            *c = (char)tolower((unsigned char)*c);
        }
    }
    gvc_status s = gvc_indicator_level(app->ctx, (const char *const *)names->items, &o->level);
    return s == GVC_OK     ? GVC_EXIT_DONE
           : s == GVC_EARG ? gvc_cli_usage(app, "--only: %s", gvc_ctx_error(app->ctx))
                           : gvc_cli_wrong(app, "--only: %s", gvc_ctx_error(app->ctx));
}

static int run(gvc_app *app)
{
    if (!app->set.list) {
        return app->set.json
                   ? gvc_cli_usage(app, "--json goes with --list; for numbers -o FILE.json")
                   : gvc_cli_measure(app, fill);
    }
    if (app->set.files.count > 0) {
        return gvc_cli_usage(app, "--list takes no table, got '%s'", app->set.files.items[0]);
    }
    return app->set.json ? print_json(app) : print_list(&app->set);
}

static const gvc_option *const options[] = {
    &level,
    &only,
    &list,
    &json,
    &gvc_option_country,
    &gvc_option_sector,
    &gvc_option_partner,
    GVC_UNCERTAINTY_OPTIONS,
    GVC_MEASURE_OPTIONS_UNSHARED,
};

static const gvc_example examples[] = {
    {"gvc indicators example.h5", "those of countries, the main ones shown on a terminal"},
    {"gvc indicators example.h5 --only EXGR_DVASH,DEXFVAPSH,FEXDVAPSH,GVC_SH -o gvc.csv",
     "some of them, by TiVA's names or ours"},
    {"gvc indicators example.h5 --level pair --country UPG -o upg.csv",
     "one country with each of its partners"},
    {"gvc indicators example.h5 --only rca_gross,rca_va --country UPG",
     "comparative advantage: the level is that of the indicators"},
    {"gvc indicators example.h5 --only EXGR_DVASH,GVC_SH --uncertainty size --draws 200",
     "how sure they are where small cells have larger errors"},
    {"gvc indicators --list --level sector", "what there is at one level"},
    {NULL, NULL},
};

const gvc_command gvc_command_indicators = {
    .name = "indicators",
    .group = "measures",
    .summary = "TiVA, vertical specialisation, VAX, participation, RCA",
    .usage = "indicators TABLE [OPTION]...",
    .details =
        "Every indicator has its levels, and a run yields those of one level: of countries, of "
        "countries and sectors, of countries and partners, or of all three. --only names some, "
        "and picks the level by itself. 'gvc indicators --list' defines them all; only what the "
        "chosen ones need is solved for. Shares are taken after all sums, those of TiVA in per "
        "cent. Numbers about imports stand with the country that imports, the sector is then the "
        "product.",
    .options = options,
    .examples = examples,
    .run = run,
};
