/* warnings.c - a warning about industries whose rows a filter leaves out is kept in the result and
 * not printed */
#include <string.h>

#include "app.h"

/* The country itself, or the group that holds it, is among the exporters. */
static bool is_kept(const gvc_app *app, const char *country)
{
    const gvc_groups *g = &app->set.groups;
    const gvc_list *labels = app->set.exporter.count > 0 ? &app->set.exporter : &app->set.country;
    bool kept = gvc_cli_list_has(labels, country);
    for (size_t k = 0; k < g->count && !kept; k++) {
        kept = gvc_cli_list_has(&g->members[k], country) && gvc_cli_list_has(labels, g->names[k]);
    }
    return kept;
}

/* A list of industries stands between ": " and "; ". What is no industry, "LUX_c5 and 3 more" too,
 * may concern anybody. */
bool gvc_cli_concerns(const gvc_app *app, const char *warning)
{
    const char *word = strstr(warning, ": ");
    if (app->table == NULL || app->set.strict ||
        app->set.exporter.count + app->set.country.count == 0 || word == NULL) {
        return true;
    }
    for (word += 2;;) {
        size_t length = strcspn(word, ",;");
        char label[256];
        snprintf(label, sizeof label, "%.*s", (int)length, word);
        gvc_idx industry = gvc_table_find(app->table, GVC_INDUSTRY, label);
        if (industry < 0) {
            return true;
        }
        gvc_idx country = gvc_table_country_of(app->table, GVC_INDUSTRY, industry);
        if (is_kept(app, gvc_table_label(app->table, GVC_COUNTRY, country))) {
            return true;
        }
        if (word[length] != ',') {
            return false;
        }
        word += length + 1;
        word += *word == ' ';
    }
}
