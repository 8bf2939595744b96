/* scenario_about.c - what a scenario says of itself: the shocks, what is kept, what gives way */
#include "methods/scenario.h"

#include <math.h>
#include <string.h>

#include "methods/amounts.h"

void gvc_scenario_say(gvc_text *to, const char *const *labels, const char *all)
{
    if (labels == NULL) {
        gvc_text_addf(to, "%s", all);
    }
    for (const char *const *l = labels; l != NULL && *l != NULL; l++) {
        gvc_text_addf(to, "%s%s", l == labels ? "" : ", ", *l);
    }
}

void gvc_scenario_say_share(gvc_text *to, const gvc_shock *shock)
{
    gvc_text_addf(to, "%.12g %%", 100 * (isnan(shock->by) ? 1 : shock->by));
}

void gvc_scenario_say_size(gvc_text *to, const gvc_model *m, const gvc_shock *shock)
{
    if (!shock->absolute) {
        gvc_scenario_say_share(to, shock);
        return;
    }
    gvc_text_add_number(to, shock->by, 12);
    gvc_say_units(to, m, NULL);
}

/* Amounts as people write percents, of next to nothing of what they hit. */
static bool looks_like_percent(double by, double share)
{
    return by >= -100 && by <= 100 && by != 0 && fabs(share) < 1e-4;
}

void gvc_scenario_say_hit(gvc_ctx *ctx, gvc_scenario_about *a, const gvc_model *m,
                          const gvc_shock *shock, double all)
{
    double share = all == 0 ? (double)NAN : shock->by / all;
    gvc_scenario_say_size(&a->shocks, m, shock);
    if (!shock->absolute || isnan(share)) {
        return;
    }
    gvc_text_addf(&a->shocks, ", ");
    gvc_text_add_number(&a->shocks, 100 * share, 2);
    gvc_text_addf(&a->shocks, " %% of it");
    if (looks_like_percent(shock->by, share)) {
        gvc_text line = {0};
        gvc_text_addf(&line, "a shock of ");
        gvc_scenario_say_size(&line, m, shock);
        gvc_text_addf(&line, " is next to nothing of what it hits (");
        gvc_text_add_number(&line, 100 * share, 2);
        gvc_text_addf(&line, " %%); did you mean %.12g%%?", shock->by);
        gvc_log(ctx, GVC_WARN, "%s", gvc_text_str(&line));
        gvc_text_addf(&a->warnings, "%s%s", a->warnings.length > 0 ? "\n" : "",
                      gvc_text_str(&line));
        gvc_text_free(&line);
    }
}

void gvc_scenario_about_free(gvc_scenario_about *a)
{
    gvc_text_free(&a->shocks);
    gvc_text_free(&a->left_out);
    gvc_text_free(&a->remark);
    gvc_text_free(&a->warnings);
}

void gvc_scenario_warn_of_nothing(gvc_ctx *ctx, const double *change, gvc_idx n,
                                  gvc_scenario_about *about)
{
    static const char says[] = "the scenario changes nothing: the table has no flow of what its "
                               "shocks name, or their size is 0";
    for (gvc_idx i = 0; i < n; i++) {
        if (change[i] != 0) {
            return;
        }
    }
    gvc_log(ctx, GVC_WARN, "%s", says);
    gvc_text_addf(&about->remark, "%s%s", about->remark.length > 0 ? "\n" : "", says);
}

bool gvc_scenario_notes(const gvc_scenario_about *a, const char *world, gvc_attributes *to)
{
    gvc_text notes = {0};
    gvc_text_addf(&notes, "%s\n%s\nassumed: %s", gvc_text_str(&a->shocks), world, a->closure);
    if (a->left_out.length > 0) {
        gvc_text_addf(&notes, "\nleft out, no output: %s", gvc_text_str(&a->left_out));
    }
    if (a->remark.length > 0) {
        gvc_text_addf(&notes, "\n%s", gvc_text_str(&a->remark));
    }
    bool done = !notes.failed && !a->shocks.failed && !a->left_out.failed && !a->warnings.failed &&
                (a->warnings.length == 0 ||
                 gvc_attributes_add_line(to, "warnings", gvc_text_str(&a->warnings))) &&
                gvc_attributes_set_text(to, "shocks", gvc_text_str(&a->shocks)) &&
                gvc_attributes_set_text(to, "closure", a->closure) &&
                gvc_attributes_set_text(
                    to, "left_out", a->left_out.length > 0 ? gvc_text_str(&a->left_out) : NULL) &&
                gvc_attributes_set_text(to, "notes", notes.chars);
    gvc_text_free(&notes);
    return done;
}

gvc_status gvc_scenario_vector(gvc_ctx *ctx, const gvc_model *m, double **out)
{
    *out = gvc_calloc((size_t)m->n, sizeof **out);
    return *out == NULL ? gvc_fail_memory(ctx, (size_t)m->n * sizeof **out, "a vector of changes")
                        : GVC_OK;
}

static gvc_dense row_of(const double *vector, gvc_idx n)
{
    return (gvc_dense){(double *)(uintptr_t)vector, 1, n, n};
}

gvc_status gvc_scenario_right(gvc_ctx *ctx, const gvc_model *m, const double *from, double *to)
{
    gvc_dense f = row_of(from, m->n), y = row_of(to, m->n);
    return gvc_model_right(ctx, m, &f, NULL, &y);
}

gvc_status gvc_scenario_left(gvc_ctx *ctx, const gvc_model *m, const double *from, double *to)
{
    gvc_dense v = row_of(from, m->n), w = row_of(to, m->n);
    return gvc_model_left(ctx, m, &v, NULL, &w);
}

static const char *account_label(const void *table, gvc_idx i)
{
    return gvc_table_label(table, GVC_EXTENSION, i);
}

gvc_status gvc_scenario_account(gvc_ctx *ctx, const gvc_model *m, const char *name, double **out)
{
    const gvc_dense *e = gvc_table_e(m->table);
    gvc_idx row = gvc_table_find(m->table, GVC_EXTENSION, name);
    if (row < 0 || e == NULL) {
        gvc_text near = {0};
        gvc_suggest(&near, name, account_label, m->table, gvc_table_count(m->table, GVC_EXTENSION));
        gvc_status status = gvc_fail(ctx, GVC_EUNKNOWN,
                                     "--satellite: the table has no account '%s'%s; give a file of "
                                     "accounts, or see gvc info",
                                     name, gvc_text_str(&near));
        gvc_text_free(&near);
        return status;
    }
    gvc_status status = gvc_scenario_vector(ctx, m, out);
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        (*out)[i] = e->data[row * e->stride + m->industry[i]];
    }
    return status;
}
