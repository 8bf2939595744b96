/* paths_summary.c - how much of the total a list of paths covers, in all and tier by tier */
#include <math.h>
#include <string.h>

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

static double ratio(double a, double b)
{
    return b == 0 ? (double)NAN : a / b;
}

/* Differences that a tenth of a percent shows. */
static const double visible = 5e-4;

static void add_notes(gvc_text *to, const gvc_paths_question *q, const gvc_paths_found *found,
                      const gvc_paths_summary *s)
{
    gvc_text_addf(to, "%lld paths carry %.1f %% of %.6g", (long long)found->count,
                  100 * ratio(s->sum, q->total), q->total);
    if (fabs(q->absolute - q->total) > visible * fabs(q->total)) {
        gvc_text_addf(to, "; in absolute values %.1f %% of %.6g",
                      100 * ratio(s->absolute, q->absolute), q->absolute);
    }
    if (found->next > 0) {
        gvc_text_addf(to, "\nno path that is missing carries more than %.3g", found->next);
    } else {
        gvc_text_addf(to, "\nthese are all paths");
    }
    gvc_text_addf(to, "\nfound of all, ");
    add_tiers(to, s);
}

bool gvc_paths_say(const gvc_paths_question *q, const gvc_paths_found *found,
                   const gvc_paths_summary *s, gvc_attributes *to)
{
    gvc_text notes = {0}, tiers = {0};
    add_notes(&notes, q, found, s);
    add_tiers(&tiers, s);
    bool done =
        !notes.failed && !tiers.failed && gvc_paths_say_solved(q, to) &&
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
    return done;
}

void gvc_paths_summary_free(gvc_paths_summary *s)
{
    gvc_release(s->found);
    gvc_release(s->total);
    *s = (gvc_paths_summary){0};
}
