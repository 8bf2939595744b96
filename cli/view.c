/* view.c - the rows and columns that were asked for, out of a computed or stored result */
#include <stdlib.h>
#include <string.h>

#include "app.h"

/* *r becomes `next`, which the caller owns from then on. */
static int replace(gvc_app *app, gvc_result **r, gvc_result *next, gvc_status s)
{
    if (s != GVC_OK) {
        return gvc_cli_failed(app, s);
    }
    gvc_result_free(*r);
    *r = next;
    return GVC_EXIT_DONE;
}

int gvc_cli_keep(gvc_app *app, gvc_result **r, const char *dim, const gvc_list *labels)
{
    if (labels->count == 0) {
        return GVC_EXIT_DONE;
    }
    gvc_result *next = NULL;
    gvc_status s = gvc_result_select(app->ctx, &next, *r, dim, (const char *const *)labels->items);
    if (s == GVC_EUNKNOWN && gvc_result_find_dim(*r, dim) < 0) {
        /* Not a wrong label: the level and the filter do not go together. */
        return gvc_cli_usage(app, "--%s: %s", dim, gvc_ctx_error(app->ctx));
    }
    return replace(app, r, next, s);
}

int gvc_cli_filter(gvc_app *app, gvc_result **r)
{
    int code = GVC_EXIT_DONE;
    for (const gvc_filter *f = gvc_cli_filters; f->key != NULL && code == GVC_EXIT_DONE; f++) {
        code = gvc_cli_keep(app, r, f->key, gvc_cli_filter_list(&app->set, f));
    }
    return code;
}

static bool add_once(gvc_list *l, const char *text, size_t length)
{
    for (size_t i = 0; i < l->count; i++) {
        if (strlen(l->items[i]) == length && memcmp(l->items[i], text, length) == 0) {
            return true;
        }
    }
    return gvc_cli_list_add(l, text, length);
}

/* Shares are wanted for their own sake, or because a column of them was named. */
static bool wants_shares(const gvc_settings *set)
{
    bool wanted = set->share;
    for (size_t i = 0; i < set->terms.count; i++) {
        wanted = wanted || gvc_cli_share_of(set->terms.items[i]) > 0;
    }
    return wanted;
}

bool gvc_cli_needed_terms(const gvc_settings *set, const gvc_variant *view, const char *total,
                          gvc_list *out)
{
    for (size_t i = 0; i < set->terms.count; i++) {
        const char *term = set->terms.items[i];
        size_t base = gvc_cli_is_column(view, term) ? 0 : gvc_cli_share_of(term);
        if (!add_once(out, term, base > 0 ? base : strlen(term))) {
            return false;
        }
    }
    bool more = total != NULL && set->terms.count > 0 && wants_shares(set);
    return !more || add_once(out, total, strlen(total));
}

/* Adds NAME and the suffix, where the result has such a column. */
static bool add_with(const gvc_result *r, const char *term, const char *suffix, gvc_list *out)
{
    char name[256];
    int length = snprintf(name, sizeof name, "%s%s", term, suffix);
    bool known = length > 0 && (size_t)length < sizeof name && gvc_result_find_term(r, name) >= 0;
    return !known || add_once(out, name, strlen(name));
}

/* How sure a column is. */
static bool add_errors(const gvc_result *r, const char *term, gvc_list *out)
{
    static const char *const sure[] = {"_se", "_se1", "_lo", "_hi"};
    bool added = true;
    for (size_t k = 0; k < sizeof sure / sizeof *sure && added; k++) {
        added = add_with(r, term, sure[k], out);
    }
    return added;
}

/* The chosen columns: each term, how sure it is, and with --share the same of its share. */
static bool chosen_terms(const gvc_settings *set, const gvc_result *r, gvc_list *out)
{
    bool unsure = set->uncertainty != NULL;
    for (size_t i = 0; i < set->terms.count; i++) {
        const char *term = set->terms.items[i];
        char share[256];
        int length = snprintf(share, sizeof share, "%s_sh", term);
        bool fits = length > 0 && (size_t)length < sizeof share;
        bool added = add_once(out, term, strlen(term)) && (!unsure || add_errors(r, term, out));
        if (set->share && fits) {
            added =
                added && add_with(r, term, "_sh", out) && (!unsure || add_errors(r, share, out));
        }
        if (!added) {
            return false;
        }
    }
    return true;
}

static int pick(gvc_app *app, gvc_result **r, const gvc_list *terms)
{
    gvc_result *next = NULL;
    gvc_status s = gvc_result_pick(app->ctx, &next, *r, (const char *const *)terms->items);
    return replace(app, r, next, s);
}

/* Only what the shares need is kept before they are made: they double the columns. */
static int add_shares(gvc_app *app, gvc_result **r)
{
    const gvc_settings *set = &app->set;
    const char *total = gvc_result_text(*r, "identity");
    gvc_list base = {0};
    int code = GVC_EXIT_DONE;
    bool whole = total != NULL && gvc_result_find_term(*r, total) >= 0; /* else it says why not */
    if (set->terms.count > 0 && whole) {
        bool added = gvc_cli_needed_terms(set, NULL, total, &base);
        code = added ? pick(app, r, &base) : gvc_cli_nomem(app);
    }
    gvc_cli_list_free(&base);
    if (code != GVC_EXIT_DONE) {
        return code;
    }
    gvc_result *next = NULL;
    gvc_status s = gvc_result_add_shares(app->ctx, &next, *r);
    return replace(app, r, next, s);
}

/* Every column asked for is there, or the share of one that is. */
static int check_columns(gvc_app *app, const gvc_result *r)
{
    enum { MOST = 256 };
    const char *names[MOST], *total = gvc_result_text(r, "identity");
    for (size_t i = 0; i < app->set.terms.count; i++) {
        const char *term = app->set.terms.items[i];
        char base[256];
        snprintf(base, sizeof base, "%.*s", (int)gvc_cli_share_of(term), term);
        if (gvc_result_find_term(r, term) < 0 && gvc_result_find_term(r, base) < 0) {
            size_t count = 0;
            for (; (gvc_idx)count < gvc_result_nterms(r) && count < MOST; count++) {
                names[count] = gvc_result_term(r, (gvc_idx)count)->name;
            }
            return gvc_cli_no_term(app, term, names, count);
        }
        if (gvc_result_find_term(r, term) < 0 && total != NULL && strcmp(base, total) == 0) {
            return gvc_cli_no_share(app, total);
        }
    }
    return GVC_EXIT_DONE;
}

int gvc_cli_columns(gvc_app *app, gvc_result **r)
{
    const gvc_settings *set = &app->set;
    int code = check_columns(app, *r);
    if (code != GVC_EXIT_DONE) {
        return code;
    }
    bool missing = set->share && set->uncertainty == NULL; /* else they are there, draw by draw */
    for (size_t i = 0; i < set->terms.count; i++) {
        missing = missing || gvc_result_find_term(*r, set->terms.items[i]) < 0;
    }
    if (missing && wants_shares(set)) {
        code = add_shares(app, r);
    }
    if (code == GVC_EXIT_DONE && set->terms.count > 0) {
        gvc_list chosen = {0};
        code = chosen_terms(set, *r, &chosen) ? pick(app, r, &chosen) : gvc_cli_nomem(app);
        gvc_cli_list_free(&chosen);
    }
    return code;
}
