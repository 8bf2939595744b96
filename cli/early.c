/* early.c - labels, keys and columns that a table or a view does not have, found before anything is
 * computed */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app.h"

/* The keys that rows have besides exporter, by level. */
static const struct {
    const char *level;
    bool sector, importer;
} keys[] = {
    {"country", false, false},
    {"sector", true, false},
    {"pair", false, true},
    {"bilateral", true, true},
};

/* Levels that are not in the list have any key: the library tells when one is missing. */
static bool has_key(const char *level, bool importer)
{
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (strcmp(keys[i].level, level) == 0) {
            return importer ? keys[i].importer : keys[i].sector;
        }
    }
    return true;
}

static int need_key(gvc_app *app, const gvc_list *labels, const char *key, bool importer)
{
    const gvc_settings *set = &app->set;
    if (labels->count == 0 || has_key(set->level, importer)) {
        return GVC_EXIT_DONE;
    }
    char others[128] = "";
    size_t used = 0;
    const char *level;
    for (size_t i = 0; (level = gvc_cli_levels(set, i)) != NULL; i++) {
        if (has_key(level, importer)) {
            gvc_cli_add(others, sizeof others, &used, "%s%s", used == 0 ? "; use --level " : " or ",
                        level);
        }
    }
    return gvc_cli_usage(app, "--%s: rows at --level %s have no %s%s", key, set->level, key,
                         others);
}

int gvc_cli_check_keys(gvc_app *app)
{
    int code = need_key(app, &app->set.sector, "sector", false);
    return code == GVC_EXIT_DONE ? need_key(app, &app->set.importer, "importer", true) : code;
}

/* A variant is named by its approach, "source", or with more words: "source, elementary". */
static bool is_elementary(const gvc_variant *v)
{
    return strstr(v->name, "elementary") != NULL;
}

static bool has_approach(const gvc_variant *v, const char *approach)
{
    size_t length = strcspn(v->name, ",");
    return strlen(approach) == length && strncmp(v->name, approach, length) == 0;
}

static bool has_term(const gvc_variant *v, const char *name, size_t length)
{
    for (const gvc_term *t = v->terms; t->name != NULL; t++) {
        if (strlen(t->name) == length && strncmp(t->name, name, length) == 0) {
            return true;
        }
    }
    return false;
}

/* A column that the method has, in another variant: how to get it. */
static int elsewhere(gvc_app *app, const gvc_variant *v, const char *term)
{
    const gvc_settings *set = &app->set;
    int approach = (int)strcspn(v->name, ",");
    if (!has_approach(v, set->approach)) {
        const char *also = "";
        if (is_elementary(v) != set->elementary) {
            also = set->elementary ? " without --elementary" : " --elementary";
        }
        return gvc_cli_usage(app, "--terms: '%s' is a column of --approach %.*s%s", term, approach,
                             v->name, also);
    }
    return set->elementary
               ? gvc_cli_usage(app,
                               "--terms: '%s' is not among the elementary terms; leave out "
                               "--elementary",
                               term)
               : gvc_cli_usage(app, "--terms: '%s' is an elementary term; add --elementary", term);
}

int gvc_cli_no_term(gvc_app *app, const char *term, const char *const *names, size_t count)
{
    char columns[1024] = "";
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        gvc_cli_add(columns, sizeof columns, &used, " %s", names[i]);
    }
    const char *near = gvc_cli_near(term, names, count);
    return gvc_cli_wrong(app, "no term '%s' in this view%s%s%s columns are%s", term,
                         near == NULL ? ";" : "; did you mean ", near == NULL ? "" : near,
                         near == NULL ? " its" : "? Its", columns);
}

int gvc_cli_no_share(gvc_app *app, const char *total)
{
    return gvc_cli_usage(app, "--terms: %s is the total of the shares and has none itself", total);
}

static int unknown_term(gvc_app *app, const gvc_variant *v, const char *term)
{
    enum { MOST = 64 };
    const char *names[MOST];
    size_t count = 0;
    for (; v->terms[count].name != NULL && count < MOST; count++) {
        names[count] = v->terms[count].name;
    }
    return gvc_cli_no_term(app, term, names, count);
}

static int check_term(gvc_app *app, const gvc_method_info *m, const gvc_variant *chosen,
                      const char *term)
{
    size_t base = gvc_cli_share_of(term), length = base > 0 ? base : strlen(term);
    bool share = base > 0;
    if (share && strlen(m->variants[0].identity) == length && strncmp(term, m->variants[0].identity, length) == 0) {
        return gvc_cli_no_share(app, m->variants[0].identity);
    }
    /* The one column that a convention adds to every variant. */
    if (length == strlen("resid") && strncmp(term, "resid", length) == 0) {
        return strcmp(app->set.va, "given") == 0
                   ? GVC_EXIT_DONE
                   : gvc_cli_usage(app, "--terms: 'resid' is a column of --va given");
    }
    if (has_term(chosen, term, length)) {
        return GVC_EXIT_DONE;
    }
    /* The nearest variant first: one step away, then any. */
    for (int steps = 1; steps <= 2; steps++) {
        for (const gvc_variant *v = m->variants; v->name != NULL; v++) {
            int away =
                (is_elementary(v) != app->set.elementary) + !has_approach(v, app->set.approach);
            if (away == steps && has_term(v, term, length)) {
                return elsewhere(app, v, term);
            }
        }
    }
    return unknown_term(app, chosen, term);
}

int gvc_cli_check_terms(gvc_app *app)
{
    const gvc_method_info *m = gvc_method_find(app->set.method);
    const gvc_variant *chosen = m == NULL ? NULL : m->variants;
    while (chosen != NULL && chosen->name != NULL &&
           (is_elementary(chosen) != app->set.elementary ||
            !has_approach(chosen, app->set.approach))) {
        chosen++;
    }
    int code = GVC_EXIT_DONE;
    /* A method whose variants go by other names is left to the library. */
    if (chosen != NULL && chosen->name != NULL) {
        for (size_t i = 0; code == GVC_EXIT_DONE && i < app->set.terms.count; i++) {
            code = check_term(app, m, chosen, app->set.terms.items[i]);
        }
    }
    return code;
}

static bool is_group(const gvc_groups *g, const char *name)
{
    for (size_t i = 0; i < g->count; i++) {
        if (strcmp(g->names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* names: codes of the table, then groups. A full name is as good as a near code. */
static const char *meant(const gvc_table *t, gvc_axis axis, const char *wrong,
                         const char *const *names, size_t count)
{
    for (gvc_idx i = 0; i < gvc_table_count(t, axis); i++) {
        const char *name = gvc_table_name(t, axis, i);
        if (name != NULL && strcasecmp(name, wrong) == 0) {
            return gvc_table_label(t, axis, i);
        }
    }
    return gvc_cli_near(wrong, names, count);
}

static int unknown_label(gvc_app *app, const gvc_table *t, gvc_axis axis, const char *key,
                         const char *wrong)
{
    const gvc_groups *g = &app->set.groups;
    size_t codes = (size_t)gvc_table_count(t, axis), count = codes;
    const char **names = calloc(codes + g->count, sizeof *names);
    if (names == NULL) {
        return gvc_cli_nomem(app);
    }
    for (size_t i = 0; i < codes; i++) {
        names[i] = gvc_table_label(t, axis, (gvc_idx)i);
    }
    for (size_t i = 0; axis == GVC_COUNTRY && i < g->count; i++) {
        names[count++] = g->names[i];
    }
    const char *near = meant(t, axis, wrong, names, count);
    int code = near != NULL ? gvc_cli_wrong(app, "no %s '%s'; did you mean %s?", key, wrong, near)
                            : gvc_cli_wrong(app, "no %s '%s'; gvc info %s --%s lists them", key,
                                            wrong, app->set.files.items[0],
                                            axis == GVC_COUNTRY ? "countries" : "sectors");
    free(names);
    return code;
}

static int check_labels(gvc_app *app, const gvc_table *t, gvc_axis axis, const char *key,
                        const gvc_list *labels)
{
    for (size_t i = 0; i < labels->count; i++) {
        const char *label = labels->items[i];
        if (gvc_table_find(t, axis, label) < 0 &&
            !(axis == GVC_COUNTRY && is_group(&app->set.groups, label))) {
            return unknown_label(app, t, axis, key, label);
        }
    }
    return GVC_EXIT_DONE;
}

int gvc_cli_check_labels(gvc_app *app, const gvc_table *t)
{
    int code = check_labels(app, t, GVC_COUNTRY, "exporter", &app->set.exporter);
    if (code == GVC_EXIT_DONE) {
        code = check_labels(app, t, GVC_SECTOR, "sector", &app->set.sector);
    }
    return code == GVC_EXIT_DONE ? check_labels(app, t, GVC_COUNTRY, "importer", &app->set.importer)
                                 : code;
}
