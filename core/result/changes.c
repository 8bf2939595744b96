/* changes.c - pairs of numbers compared, one after the other */
#include "result/changes.h"

#include <math.h>
#include <string.h>

/* By how much a change counts: a number that came or went by all of it. */
static double size(const gvc_change *c)
{
    return isnan(c->a) ? fabs(c->b) : isnan(c->b) ? fabs(c->a) : fabs(c->b - c->a);
}

static bool grow(gvc_changes *all)
{
    gvc_idx room = all->room == 0 ? 16 : 2 * all->room;
    gvc_change *items =
        gvc_realloc(all->items, (size_t)all->room, (size_t)room, sizeof *all->items);
    if (items != NULL) {
        all->items = items;
        all->room = room;
    }
    return items != NULL;
}

/* Equal changes stay in the order of coming. */
static bool add(gvc_changes *all, gvc_change c)
{
    if (all->most < 0) {
        return true;
    }
    bool full = all->most > 0 && all->count == all->most;
    if (full && size(&all->items[all->count - 1]) >= size(&c)) {
        return true;
    }
    if (!full && all->count == all->room && !grow(all)) {
        return false;
    }
    gvc_idx at = full ? all->count - 1 : all->count++;
    for (; all->most > 0 && at > 0 && size(&all->items[at - 1]) < size(&c); at--) {
        all->items[at] = all->items[at - 1];
    }
    all->items[at] = c;
    return true;
}

void gvc_tally_add(gvc_tally *t, gvc_idx where, double a, double b, double total, double tolerance)
{
    double away = fabs(b - a), scale = fmax(fabs(a), fabs(b));
    if (isfinite(total)) { /* an infinite total would hide every change of its row */
        scale = fmax(total, scale);
    }
    bool undefined = isnan(a) != isnan(b);
    t->cells++;
    t->a += isnan(a) ? 0 : a;
    t->b += isnan(b) ? 0 : b;
    t->undefined += undefined;
    if (!undefined && !(away > 0)) {
        return; /* equal, both NaN or both the same infinity included */
    }
    if (!undefined) {
        t->largest = fmax(t->largest, away);
        t->relative = fmax(t->relative, isinf(away) ? HUGE_VAL : away / scale);
    }
    if (undefined || isinf(away) || away > tolerance * scale) {
        t->differ++;
        t->failed = !add(&t->changes, (gvc_change){where, a, b}) || t->failed;
    }
}

void gvc_tally_report(const gvc_tally *t, gvc_diff *report)
{
    report->cells += t->cells;
    report->differ += t->differ;
    report->undefined += t->undefined;
    report->relative = fmax(report->relative, t->relative);
}

void gvc_tally_free(gvc_tally *t)
{
    gvc_release(t->changes.items);
    t->changes = (gvc_changes){0};
}

double gvc_percent_change(double a, double b)
{
    return a == 0 ? (double)NAN : 100 * (b - a) / fabs(a);
}

void gvc_change_say(gvc_text *to, double a, double b, bool points)
{
    double percent = points ? b - a : gvc_percent_change(a, b);
    gvc_text_add_number(to, a, 6);
    gvc_text_addf(to, " -> ");
    gvc_text_add_number(to, b, 6);
    if (isfinite(percent)) {
        gvc_text_addf(to, " (");
        gvc_text_add_change(to, percent, 3);
        gvc_text_addf(to, " %s)", points ? "pp" : "%");
    }
}
