/* diff_about.c - what the difference of two results or tables says about itself */
#include "result/diff.h"

#include <math.h>

#include "base/numeric.h"

gvc_status gvc_diff_options_check(gvc_ctx *ctx, const gvc_diff_options **options)
{
    static const gvc_diff_options defaults = GVC_DIFF_OPTIONS_INIT;
    if (*options == NULL) {
        *options = &defaults;
    }
    const gvc_diff_options *o = *options;
    gvc_status s = gvc_need_version(ctx, "gvc_diff_options", o->version, GVC_DIFF_OPTIONS_VERSION);
    if (s == GVC_OK && (!(o->tolerance >= 0) || isinf(o->tolerance) || o->top < 0)) {
        s = gvc_fail(ctx, GVC_EARG, "a difference: tolerance and top may not be below 0");
    }
    return s;
}

gvc_status gvc_diff_hand_over(gvc_status s, gvc_result *r, gvc_diff *found, gvc_result **out,
                              gvc_diff *report)
{
    if (s != GVC_OK) {
        gvc_result_free(r);
        return s;
    }
    found->bound = GVC_TOL_IDENTITY;
    found->rounding = found->differ > 0 && found->undefined == 0 && found->relative <= found->bound;
    if (report != NULL) {
        *report = *found;
    }
    *out = r;
    return GVC_OK;
}

void gvc_diff_say_count(gvc_text *to, const gvc_diff *found, double tolerance)
{
    if (found->differ > 0) {
        gvc_text_addf(to, "%lld of %lld cells differ", (long long)found->differ,
                      (long long)found->cells);
    } else {
        gvc_text_addf(to, "all %lld cells are %s", (long long)found->cells,
                      found->relative > 0 ? "within the tolerance" : "equal");
    }
    if (found->differ > 0 && tolerance > 0) {
        gvc_text_addf(to, " beyond %g", tolerance);
    }
    if (found->relative > 0) {
        gvc_text_addf(to, ", by at most %.2g of their scale", found->relative);
    }
    if (found->undefined > 0) {
        gvc_text_addf(to, "; %lld are undefined in one of the two alone",
                      (long long)found->undefined);
    }
}

/* What could be the reason: facts of the two that are not the same. */
static bool add_differing(gvc_text *to, const gvc_diff_about *about)
{
    static const char *const facts[] = {"method",       "perspective",   "approach",
                                        "detail",       "value_added",   "output",
                                        "flow_traced",  "traced_by",     "dropped_final_use",
                                        "groups",       "sector_groups", "units",
                                        "prices",       "source",        "source_file",
                                        "table_sha256", "solver",        "blas_kernel"};
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        const char *a = gvc_attributes_text(about->a, facts[i]);
        const char *b = gvc_attributes_text(about->b, facts[i]);
        if (!gvc_same(a, b)) {
            gvc_text_addf(to, "%s%s: %s -> %s", to->length > 0 ? "\n" : "", facts[i],
                          a == NULL ? "(none)" : a, b == NULL ? "(none)" : b);
        }
    }
    return !to->failed;
}

gvc_status gvc_diff_set_about(gvc_ctx *ctx, gvc_result *r, const gvc_diff_about *about)
{
    gvc_attributes *to = gvc_result_attributes(r);
    gvc_text title = {0}, differing = {0};
    gvc_text_addf(&title, "%s, %s -> %s", about->title, about->name_a, about->name_b);
    const char *units = gvc_attributes_text(about->a, "units");
    bool same_units = gvc_same(units, gvc_attributes_text(about->b, "units"));
    const struct {
        const char *name, *text;
    } texts[] = {{"title", title.chars},
                 {"units", same_units ? units : NULL},
                 {"name_a", about->name_a},
                 {"name_b", about->name_b},
                 {"only_a", about->alone->a.chars},
                 {"only_b", about->alone->b.chars},
                 {"notes", about->notes->chars},
                 {"history_a", gvc_attributes_text(about->a, "history")},
                 {"history_b", gvc_attributes_text(about->b, "history")}};
    bool done = !title.failed && add_differing(&differing, about) &&
                gvc_attributes_set_text(to, "differing", differing.chars) &&
                gvc_attributes_set_number(to, "tolerance", about->tolerance);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0] && done; i++) {
        done = gvc_attributes_set_text(to, texts[i].name, texts[i].text);
    }
    gvc_text_free(&title);
    gvc_text_free(&differing);
    return done ? GVC_OK : gvc_fail_memory(ctx, 1, "the attributes of a difference");
}
