/* check.c - what a check of a table looks at, in its order */
#include "methods/check.h"

#include <math.h>

#include "gvc/measure.h"

const char *gvc_check_level_name(gvc_check_level level)
{
    static const char *const names[] = {"fine", "warning", "error"};
    return names[level];
}

gvc_check_level gvc_check_judge(const gvc_finding *f)
{
    return f->value > f->error     ? GVC_CHECK_ERROR
           : f->value > f->warning ? GVC_CHECK_WARNING
                                   : GVC_CHECK_FINE;
}

gvc_status gvc_check_add(gvc_checker *c, gvc_finding f, gvc_text *text)
{
    gvc_check *all = c->check;
    bool room = all->count < all->room;
    if (!room) {
        gvc_idx more = all->room == 0 ? 32 : 2 * all->room;
        gvc_finding *grown =
            gvc_realloc(all->items, (size_t)all->count, (size_t)more, sizeof *grown);
        all->items = grown == NULL ? all->items : grown;
        all->room = grown == NULL ? all->room : more;
        room = grown != NULL;
    }
    f.text = text->failed || !room ? NULL : gvc_strdup(gvc_text_str(text));
    gvc_text_free(text);
    if (f.text == NULL) {
        return gvc_fail_memory(c->ctx, 1024, "the check of a table");
    }
    all->items[all->count++] = f;
    return GVC_OK;
}

gvc_status gvc_check_add_fault(gvc_checker *c, const char *name, const char *title, gvc_fault fault,
                               gvc_check_level level)
{
    gvc_idx all = gvc_table_count(c->t, GVC_INDUSTRY), count = 0;
    gvc_idx most = c->named < all ? c->named : all;
    gvc_idx *list = gvc_calloc((size_t)most, sizeof *list);
    if (list == NULL) {
        return gvc_fail_memory(c->ctx, (size_t)most * sizeof *list, "the check of a table");
    }
    gvc_text text = {0};
    gvc_status s = gvc_table_faults(c->ctx, c->t, fault, most, list, &count);
    if (s == GVC_OK) {
        gvc_text_addf(&text, "%lld", (long long)count);
        for (gvc_idx i = 0; i < count && i < most; i++) {
            gvc_text_addf(&text, "%s%s", i == 0 ? ": " : ", ",
                          gvc_table_label(c->t, GVC_INDUSTRY, list[i]));
        }
        if (count > most && most > 0) {
            gvc_text_addf(&text, " and %lld more", (long long)(count - most));
        }
        double none = (double)NAN;
        gvc_finding f = {.name = name,
                         .title = title,
                         .level = count > 0 ? level : GVC_CHECK_FINE,
                         .value = (double)count,
                         .warning = level == GVC_CHECK_WARNING ? 0 : none,
                         .error = level == GVC_CHECK_ERROR ? 0 : none};
        s = gvc_check_add(c, f, &text);
    }
    gvc_text_free(&text);
    gvc_release(list);
    return s;
}

static gvc_status add_faults(gvc_checker *c)
{
    static const struct {
        const char *name, *title;
        gvc_fault fault;
        gvc_check_level level;
    } faults[] = {
        {"zero_output", "no output", GVC_FAULT_ZERO_OUTPUT, GVC_CHECK_FINE},
        {"orphans", "exports without output", GVC_FAULT_ORPHAN, GVC_CHECK_ERROR},
        {"stray_flows", "flows without output", GVC_FAULT_STRAY, GVC_CHECK_ERROR},
        {"negative_output", "output below 0", GVC_FAULT_NEGATIVE_OUTPUT, GVC_CHECK_ERROR},
        {"negative_value_added", "negative value added", GVC_FAULT_NEGATIVE_VA, GVC_CHECK_WARNING},
    };
    gvc_status s = GVC_OK;
    for (size_t k = 0; k < sizeof faults / sizeof *faults && s == GVC_OK; k++) {
        s = gvc_check_add_fault(c, faults[k].name, faults[k].title, faults[k].fault,
                                faults[k].level);
    }
    return s;
}

static gvc_status add_leontief(gvc_checker *c)
{
    gvc_leontief_check l;
    double none = (double)NAN;
    gvc_text text = {0};
    gvc_status s = gvc_check_leontief(c->ctx, c->t, &l);
    if (s != GVC_OK) {
        return s;
    }
    gvc_finding rho = {
        "spectral_radius", "rho(A)", GVC_CHECK_FINE, l.spectral_radius, none, 1.0, NULL};
    if (isnan(l.spectral_radius)) {
        rho.level = GVC_CHECK_WARNING;
        gvc_text_addf(&text, "not known: the iteration did not settle; it must be below 1");
    } else {
        rho.level = l.spectral_radius >= 1 ? GVC_CHECK_ERROR : GVC_CHECK_FINE;
        gvc_text_addf(&text, "%.4g%s", l.spectral_radius,
                      rho.level == GVC_CHECK_ERROR ? " must be below 1" : "");
    }
    s = gvc_check_add(c, rho, &text);
    if (s == GVC_OK) {
        gvc_text_addf(&text, "%.3g", l.condition);
        s = gvc_check_add(c,
                          (gvc_finding){"condition", "condition of I - A", GVC_CHECK_FINE,
                                        l.condition, none, none, NULL},
                          &text);
    }
    /* Less is rounding: the largest entry of an inverse is 1 or more. */
    const double rounding = -1e-12;
    if (s == GVC_OK && l.smallest < rounding) {
        gvc_text_addf(&text,
                      "has negative entries (smallest %.3g): an industry would make less to meet "
                      "more demand",
                      l.smallest);
        s = gvc_check_add(c,
                          (gvc_finding){"inverse", "Leontief inverse", GVC_CHECK_ERROR, l.smallest,
                                        none, none, NULL},
                          &text);
    }
    return s;
}

gvc_status gvc_table_check(gvc_ctx *ctx, gvc_check **out, const gvc_table *t, gvc_idx named,
                           bool leontief)
{
    gvc_checker c = {ctx, t, gvc_calloc(1, sizeof *c.check), named > 0 ? named : 0};
    gvc_status s = c.check == NULL ? gvc_fail_memory(ctx, sizeof *c.check, "the check of a table")
                                   : gvc_check_accounts(&c);
    if (s == GVC_OK) {
        s = add_faults(&c);
    }
    if (s == GVC_OK) {
        s = gvc_check_cells(&c);
    }
    if (s == GVC_OK && leontief) {
        s = add_leontief(&c);
    }
    if (s == GVC_OK) {
        *out = c.check;
    } else {
        gvc_check_free(c.check);
    }
    return s;
}

const gvc_finding *gvc_check_at(const gvc_check *c, gvc_idx i)
{
    return i >= 0 && i < c->count ? &c->items[i] : NULL;
}

gvc_check_level gvc_check_worst(const gvc_check *c)
{
    gvc_check_level worst = GVC_CHECK_FINE;
    for (gvc_idx i = 0; i < c->count; i++) {
        worst = c->items[i].level > worst ? c->items[i].level : worst;
    }
    return worst;
}

void gvc_check_free(gvc_check *c)
{
    if (c != NULL) {
        for (gvc_idx i = 0; i < c->count; i++) {
            gvc_release((char *)c->items[i].text);
        }
        gvc_release(c->items);
        gvc_release(c);
    }
}
