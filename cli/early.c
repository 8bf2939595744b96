/* early.c - labels, keys and columns that a table or a view does not have, found before anything is
 * computed */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app.h"

const char *gvc_cli_filter_option(const gvc_app *app, const gvc_filter *filter)
{
    const gvc_option *const *o =
        app->options != NULL ? (const gvc_option *const *)app->options : app->command->options;
    for (; *o != NULL; o++) {
        if ((*o)->kind == GVC_OPTION_LIST && (*o)->where == filter->where) {
            return (*o)->name;
        }
    }
    return filter->key;
}

static bool has_key(const gvc_measure_view *view, const char *key)
{
    for (int k = 0; k < view->count; k++) {
        if (strcmp(view->keys[k], key) == 0) {
            return true;
        }
    }
    return false;
}

/* "; use --level sector or bilateral": the levels whose rows have the key. */
static void add_levels(gvc_app *app, const gvc_measure_options *options,
                       const gvc_measure_view *view, const char *key, char *text, size_t size)
{
    size_t used = 0;
    gvc_measure_options o = *options;
    gvc_measure_view other;
    o.terms = NULL;
    for (const char *const *level = view->method->levels; level != NULL && *level != NULL;
         level++) {
        o.level = *level;
        if (gvc_measure_check(app->ctx, &o, &other) == GVC_OK && has_key(&other, key)) {
            gvc_cli_add(text, size, &used, "%s%s", used == 0 ? "; use --level " : " or ", *level);
        }
    }
}

static int need_key(gvc_app *app, const gvc_measure_options *options, const gvc_measure_view *view,
                    const gvc_filter *filter)
{
    char others[128] = "", at[64] = "of this view", option[32];
    if (gvc_cli_filter_list(&app->set, filter)->count == 0 || has_key(view, filter->key)) {
        return GVC_EXIT_DONE;
    }
    add_levels(app, options, view, filter->key, others, sizeof others);
    if (app->set.level != NULL || others[0] != '\0') {
        snprintf(at, sizeof at, "at --level %s",
                 app->set.level != NULL ? app->set.level : view->level);
    }
    snprintf(option, sizeof option, "%s", gvc_cli_filter_option(app, filter));
    if (others[0] == '\0') {
        size_t used = 0;
        for (int k = 0; k < view->count; k++) {
            gvc_cli_add(others, sizeof others, &used, "%s%s", k == 0 ? "; their keys are " : ", ",
                        view->keys[k]);
        }
    }
    return gvc_cli_usage(app, "--%s: rows %s have no %s%s", option, at, filter->key, others);
}

int gvc_cli_check_keys(gvc_app *app, const gvc_measure_options *options,
                       const gvc_measure_view *view)
{
    int code = GVC_EXIT_DONE;
    for (const gvc_filter *f = gvc_cli_filters; f->key != NULL && code == GVC_EXIT_DONE; f++) {
        code = need_key(app, options, view, f);
    }
    return code;
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

bool gvc_cli_is_column(const gvc_variant *v, const char *term)
{
    return v != NULL && v->terms != NULL && has_term(v, term, strlen(term));
}

/* The flag of the command that chooses the variant, which is named after it; NULL: none does. */
static const char *flag_of(const gvc_app *app, const gvc_variant *v)
{
    for (const gvc_option *const *o = app->command->options; *o != NULL; o++) {
        if ((*o)->kind == GVC_OPTION_FLAG && strcmp((*o)->name, v->name) == 0) {
            return v->name;
        }
    }
    return NULL;
}

/* A column of another variant, where variants are no approaches of one decomposition. */
static int behind_flag(gvc_app *app, const gvc_measure_view *view, const gvc_variant *v,
                       const char *term)
{
    const char *wanted = flag_of(app, v), *given = flag_of(app, view->variant);
    if (wanted != NULL) {
        return gvc_cli_usage(app, "--terms: '%s' is a column of --%s", term, wanted);
    }
    if (given != NULL) {
        return gvc_cli_usage(app, "--terms: '%s' is not a column of --%s; leave that out", term,
                             given);
    }
    return gvc_cli_usage(app, "--terms: '%s' is a column of another view, %s; see gvc methods %s",
                         term, v->name, view->method->name);
}

/* A column that the method has, in another variant: how to get it. */
static int elsewhere(gvc_app *app, const gvc_measure_view *view, const gvc_variant *v,
                     const char *term)
{
    const gvc_settings *set = &app->set;
    if (view->method->details == NULL || view->approach == NULL) {
        return behind_flag(app, view, v, term);
    }
    int approach = (int)strcspn(v->name, ",");
    if (!has_approach(v, view->approach)) {
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

/* How many words away is this variant? */
static int steps_to(const gvc_app *app, const gvc_measure_view *view, const gvc_variant *v)
{
    return (is_elementary(v) != app->set.elementary) +
           (view->approach == NULL || !has_approach(v, view->approach));
}

/* The record of the same family that has the column, NULL if none has. */
static const gvc_method_info *relative_with(const gvc_measure_view *view, const char *term,
                                            size_t length)
{
    const gvc_method_info *own = view->method;
    const char *family = own->family != NULL ? own->family : own->name;
    for (const gvc_method_info *const *m = gvc_method_list(); *m != NULL; m++) {
        bool kin = strcmp((*m)->name, family) == 0 ||
                   ((*m)->family != NULL && strcmp((*m)->family, family) == 0);
        for (const gvc_variant *v = (*m)->variants; kin && v->name != NULL; v++) {
            if (v->terms != NULL && has_term(v, term, length)) {
                return *m;
            }
        }
    }
    return NULL;
}

static int check_term(gvc_app *app, const gvc_measure_view *view, const char *term)
{
    const gvc_variant *chosen = view->variant;
    size_t base = gvc_cli_share_of(term), length = base > 0 ? base : strlen(term);
    const char *total = chosen->identity;
    if (gvc_cli_is_column(chosen, term)) {
        return GVC_EXIT_DONE;
    }
    if (base > 0 && total != NULL && strlen(total) == length && strncmp(term, total, length) == 0) {
        return gvc_cli_no_share(app, total);
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
        for (const gvc_variant *v = view->method->variants; v->name != NULL; v++) {
            if (v->terms != NULL && steps_to(app, view, v) == steps && has_term(v, term, length)) {
                return elsewhere(app, view, v, term);
            }
        }
    }
    const gvc_method_info *other = relative_with(view, term, length);
    return other != NULL ? gvc_cli_usage(app, "--terms: '%s' is a column of %s (gvc %s), not of %s",
                                         term, other->name, other->usage, view->method->name)
                         : unknown_term(app, chosen, term);
}

/* The column to sort by is one that is shown. */
static int check_sort(gvc_app *app, const gvc_measure_view *view)
{
    const gvc_settings *set = &app->set;
    const char *term = set->sort == NULL ? NULL : set->sort + (set->sort[0] == '-' ? 1 : 0);
    if (term == NULL || (set->share && gvc_cli_share_of(term) > 0)) {
        return GVC_EXIT_DONE;
    }
    if (set->terms.count > 0) {
        return gvc_cli_list_has(&set->terms, term)
                   ? GVC_EXIT_DONE
                   : gvc_cli_usage(app, "--sort: '%s' is not among the columns of --terms", term);
    }
    return gvc_cli_share_of(term) > 0 && !gvc_cli_is_column(view->variant, term)
               ? gvc_cli_usage(app, "--sort: '%s' is a column of --share; add that", term)
               : check_term(app, view, term);
}

int gvc_cli_check_terms(gvc_app *app, const gvc_measure_view *view)
{
    int code = view->variant != NULL ? check_sort(app, view) : GVC_EXIT_DONE;
    for (size_t i = 0; view->variant != NULL && i < app->set.terms.count; i++) {
        if (code == GVC_EXIT_DONE) {
            code = check_term(app, view, app->set.terms.items[i]);
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

static int unknown_label(gvc_app *app, const gvc_table *t, const gvc_filter *filter,
                         const char *wrong)
{
    gvc_axis axis = filter->axis;
    const gvc_groups *g = axis == GVC_SECTOR ? &app->set.sector_groups : &app->set.groups;
    size_t codes = (size_t)gvc_table_count(t, axis), count = codes;
    const char **names = calloc(codes + g->count, sizeof *names);
    if (names == NULL) {
        return gvc_cli_nomem(app);
    }
    for (size_t i = 0; i < codes; i++) {
        names[i] = gvc_table_label(t, axis, (gvc_idx)i);
    }
    for (size_t i = 0; i < g->count; i++) {
        names[count++] = g->names[i];
    }
    const char *near = meant(t, axis, wrong, names, count);
    const char *option = gvc_cli_filter_option(app, filter);
    gvc_code_list built_in;
    bool group = axis == GVC_COUNTRY && gvc_code_list_find(wrong, &built_in) && built_in.group;
    int code =
        group ? gvc_cli_wrong(app,
                              "--%s: %s is a group that is built in, and has rows only where it is "
                              "asked for: add --group %s",
                              option, wrong, built_in.name)
        : near != NULL
            ? gvc_cli_wrong(app, "no %s '%s'; did you mean %s?", filter->key, wrong, near)
            : gvc_cli_wrong(app, "no %s '%s'; gvc info %s --%s lists them", filter->key, wrong,
                            app->set.files.items[0], axis == GVC_COUNTRY ? "countries" : "sectors");
    free(names);
    return code;
}

int gvc_cli_check_labels(gvc_app *app, const gvc_table *t)
{
    for (const gvc_filter *f = gvc_cli_filters; f->key != NULL; f++) {
        const gvc_list *labels = gvc_cli_filter_list(&app->set, f);
        const gvc_groups *g = f->axis == GVC_SECTOR ? &app->set.sector_groups : &app->set.groups;
        for (size_t i = 0; i < labels->count; i++) {
            bool bloc =
                strcmp(f->key, "partner") == 0 && is_group(&app->set.blocs, labels->items[i]);
            if (!bloc && gvc_table_find(t, f->axis, labels->items[i]) < 0 &&
                !is_group(g, labels->items[i])) {
                return unknown_label(app, t, f, labels->items[i]);
            }
        }
    }
    return GVC_EXIT_DONE;
}
