/* paths_summary.c - how much of the total a list of paths covers, in all and tier by tier */
#include <math.h>
#include <string.h>

#include "methods/amounts.h"
#include "methods/paths.h"

static gvc_status sum_tiers(gvc_ctx *ctx, const gvc_model *m, const gvc_paths_question *q,
                            gvc_paths_summary *out)
{
    size_t n = (size_t)m->n;
    double *now = gvc_malloc(2 * n, sizeof *now), *next = now == NULL ? NULL : now + n;
    if (now == NULL) {
        return gvc_fail_memory(ctx, 2 * n * sizeof *now, "the tiers");
    }
    memcpy(now, q->f, n * sizeof *now);
    for (gvc_idx t = 0; t < out->tiers; t++) {
        for (gvc_idx i = 0; i < m->n; i++) {
            out->total[t] += q->s[i] * now[i];
        }
        if (t + 1 < out->tiers) {
            gvc_paths_step(q, now, next);
            memcpy(now, next, n * sizeof *now);
        }
    }
    gvc_release(now);
    return GVC_OK;
}

gvc_status gvc_paths_sum_up(gvc_ctx *ctx, const gvc_model *m, const gvc_paths_question *q,
                            const gvc_paths_found *found, gvc_paths_summary *out)
{
    for (gvc_idx k = 0; k < found->count; k++) {
        gvc_idx tiers = gvc_paths_tier(found, k) + 1;
        out->tiers = tiers > out->tiers ? tiers : out->tiers;
    }
    out->found = gvc_calloc((size_t)out->tiers, sizeof *out->found);
    out->total = gvc_calloc((size_t)out->tiers, sizeof *out->total);
    if (out->found == NULL || out->total == NULL) {
        return gvc_fail_memory(ctx, 2 * (size_t)out->tiers * sizeof(double), "the tiers");
    }
    for (gvc_idx k = 0; k < found->count; k++) {
        out->sum += found->value[k];
        out->absolute += fabs(found->value[k]);
        out->found[gvc_paths_tier(found, k)] += found->value[k];
    }
    return sum_tiers(ctx, m, q, out);
}

/* "tier 0: 59.01 of 59.01, 1: 40 of 41.2" */
static void add_tiers(gvc_text *to, const gvc_paths_summary *s)
{
    for (gvc_idx t = 0; t < s->tiers; t++) {
        gvc_text_addf(to, "%s%lld: %.6g of %.6g", t == 0 ? "tier " : ", ", (long long)t,
                      s->found[t], s->total[t]);
    }
}

/* The same for the eye: "tier 0: 59.01 of 59.01; tier 1: 1,040 of 2,041.2" */
static void say_tiers(gvc_text *to, const gvc_paths_summary *s)
{
    for (gvc_idx t = 0; t < s->tiers; t++) {
        gvc_text_addf(to, "%stier %lld: ", t == 0 ? "" : "; ", (long long)t);
        gvc_text_add_number(to, s->found[t], 6);
        gvc_text_addf(to, " of ");
        gvc_text_add_number(to, s->total[t], 6);
    }
}

static double ratio(double a, double b)
{
    return b == 0 ? (double)NAN : a / b;
}

/* Differences that a tenth of a percent shows. */
static const double visible = 5e-4;

/* "51.2 % of 215,380 million USD" */
static void say_part(gvc_text *to, const char *before, double part, double all, const char *units)
{
    gvc_text_addf(to, "%s%.1f %% of ", before, 100 * ratio(part, all));
    gvc_text_add_number(to, all, 6);
    gvc_text_addf(to, "%s", units);
}

static void add_notes(gvc_text *to, const gvc_paths_question *q, const gvc_paths_found *found,
                      const gvc_paths_summary *s, const char *units)
{
    gvc_text_addf(to, "%lld path%s", (long long)found->count, found->count == 1 ? "" : "s");
    say_part(to, found->count == 1 ? " carries " : " carry ", s->sum, q->total, units);
    if (fabs(q->absolute - q->total) > visible * fabs(q->total)) {
        say_part(to, "; in absolute values ", s->absolute, q->absolute, units);
    }
    if (found->next > 0) {
        gvc_text_addf(to, "\nno path that is missing carries more than ");
        gvc_text_add_number(to, found->next, 3);
        gvc_text_addf(to, "%s", units);
    } else {
        gvc_text_addf(to, "\nthese are all paths");
    }
    gvc_text_addf(to, "\nfound of all,%s%s ", units, units[0] == '\0' ? "" : ":");
    say_tiers(to, s);
}

bool gvc_paths_say(const gvc_model *m, const gvc_paths_question *q, const gvc_paths_found *found,
                   const gvc_paths_summary *s, gvc_attributes *to)
{
    gvc_text notes = {0}, tiers = {0}, units = {0};
    gvc_say_units(&units, m, q->satellite);
    add_notes(&notes, q, found, s, gvc_text_str(&units));
    add_tiers(&tiers, s);
    bool done =
        !notes.failed && !tiers.failed && !units.failed && gvc_paths_say_solved(q, to) &&
        gvc_attributes_set_number(to, "total", q->total) &&
        gvc_attributes_set_number(to, "total_absolute", q->absolute) &&
        gvc_attributes_set_integer(to, "paths_found", (int32_t)found->count) &&
        gvc_attributes_set_number(to, "covered", ratio(s->sum, q->total)) &&
        gvc_attributes_set_number(to, "covered_absolute", ratio(s->absolute, q->absolute)) &&
        gvc_attributes_set_number(to, "next_bound", found->next) &&
        gvc_attributes_set_integer(to, "subtrees_opened", (int32_t)found->visited) &&
        gvc_attributes_set_integer(to, "bound_sweeps", (int32_t)s->sweeps) &&
        gvc_attributes_set_text(to, "covered_tiers", gvc_text_str(&tiers)) &&
        gvc_attributes_set_text(to, "notes", gvc_text_str(&notes));
    gvc_text_free(&notes);
    gvc_text_free(&tiers);
    gvc_text_free(&units);
    return done;
}

void gvc_paths_summary_free(gvc_paths_summary *s)
{
    gvc_release(s->found);
    gvc_release(s->total);
    *s = (gvc_paths_summary){0};
}
