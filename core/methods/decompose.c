/* decompose.c - the public call: options to method, model, view, and the provenance of the result
 */
#include <gvc/decompose.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/numeric.h"
#include "methods/registry.h"
#include "result/build.h"

static gvc_status fail_level(gvc_ctx *ctx, const gvc_method_info *method, const char *level)
{
    gvc_text all = {0};
    for (const char *const *l = method->levels; *l != NULL; l++) {
        gvc_text_addf(&all, "%s%s", l == method->levels ? "" : ", ", *l);
    }
    gvc_fail(ctx, GVC_EARG, "method %s has no level '%s'; it has %s", method->name, level,
             gvc_text_str(&all));
    gvc_text_free(&all);
    return GVC_EARG;
}

static gvc_status check_terms(gvc_ctx *ctx, const gvc_decompose_options *o,
                              const gvc_variant *variant)
{
    for (const char *const *name = o->terms; name != NULL && *name != NULL; name++) {
        const gvc_term *term = variant->terms;
        while (term->name != NULL && strcmp(term->name, *name) != 0) {
            term++;
        }
        bool resid = o->va == GVC_VA_GIVEN && strcmp(*name, "resid") == 0;
        if (term->name == NULL && !resid) {
            return gvc_fail(ctx, GVC_EUNKNOWN, "no term '%s' in %s, %s; gvc methods %s lists them",
                            *name, o->method, variant->name, o->method);
        }
    }
    return GVC_OK;
}

/* Defaults filled in, words checked. */
static gvc_status complete(gvc_ctx *ctx, const gvc_decompose_options *given,
                           gvc_decompose_options *o, const gvc_method **method)
{
    static const gvc_decompose_options defaults = GVC_DECOMPOSE_OPTIONS_INIT;
    *o = given == NULL ? defaults : *given;
    if (o->version != GVC_DECOMPOSE_OPTIONS_VERSION) {
        return gvc_fail(ctx, GVC_EARG, "options of version %d; this library knows version %d",
                        o->version, GVC_DECOMPOSE_OPTIONS_VERSION);
    }
    o->method = o->method == NULL ? "bm" : o->method;
    o->perspective = o->perspective == NULL ? "exporter" : o->perspective;
    o->approach = o->approach == NULL ? "source" : o->approach;
    *method = gvc_method_named(o->method);
    if (*method == NULL) {
        return gvc_fail(ctx, GVC_EUNKNOWN, "no method '%s'; gvc methods lists them", o->method);
    }
    const char *const *level = (*method)->info.levels;
    o->level = o->level == NULL ? level[0] : o->level;
    while (*level != NULL && strcmp(*level, o->level) != 0) {
        level++;
    }
    if (*level == NULL) {
        return fail_level(ctx, &(*method)->info, o->level);
    }
    return GVC_OK;
}

/* Facts of the table that a figure must be traceable to. */
static bool copy_provenance(gvc_attributes *to, const gvc_table *t)
{
    static const char *const names[] = {
        "units",         "prices",        "currency",     "source",       "source_file",
        "source_sha256", "source_format", "source_notes", "table_sha256", "history"};
    bool done = true;
    for (size_t k = 0; k < sizeof names / sizeof *names && done; k++) {
        done = gvc_attributes_set_text(to, names[k], gvc_table_text(t, names[k]));
    }
    static const char *const gaps[] = {"row_gap", "col_gap"};
    for (size_t k = 0; k < sizeof gaps / sizeof *gaps && done; k++) {
        const gvc_attribute *gap = gvc_table_find_attribute(t, gaps[k]);
        done = gap == NULL || gvc_attributes_set(to, gap);
    }
    return done;
}

static bool set_title(gvc_attributes *to, const gvc_table *t, const gvc_method *method,
                      const gvc_decompose_options *o)
{
    gvc_text title = {0}, variant = {0};
    const char *what = gvc_table_text(t, "title");
    gvc_text_addf(&title, "Gross exports decomposed%s%s", what == NULL ? "" : ", ",
                  what == NULL ? "" : what);
    gvc_text_addf(&variant, "%s, %s, %s%s", method->info.title, o->perspective, o->approach,
                  o->elementary ? ", elementary" : "");
    bool done = !title.failed && !variant.failed &&
                gvc_attributes_set_text(to, "title", title.chars) &&
                gvc_attributes_set_text(to, "variant", variant.chars);
    gvc_text_free(&title);
    gvc_text_free(&variant);
    return done;
}

static bool set_conventions(gvc_attributes *to, const gvc_decompose_options *o)
{
    gvc_text groups = {0}, dropped = {0};
    for (gvc_idx g = 0; g < o->group_count; g++) {
        gvc_text_addf(&groups, "%s%s=", g == 0 ? "" : "\n", o->groups[g].name);
        for (const char *const *c = o->groups[g].members; *c != NULL; c++) {
            gvc_text_addf(&groups, "%s%s", c == o->groups[g].members ? "" : ",", *c);
        }
    }
    for (const char *const *c = o->drop_fd; c != NULL && *c != NULL; c++) {
        gvc_text_addf(&dropped, "%s%s", c == o->drop_fd ? "" : ",", *c);
    }
    bool done =
        !groups.failed && !dropped.failed &&
        gvc_attributes_set_text(to, "value_added", o->va == GVC_VA_GIVEN ? "given" : "residual") &&
        gvc_attributes_set_text(to, "output",
                                o->output == GVC_OUTPUT_GIVEN ? "given" : "row sums") &&
        gvc_attributes_set_text(to, "dropped_final_use", dropped.chars) &&
        gvc_attributes_set_text(to, "groups", groups.chars);
    gvc_text_free(&groups);
    gvc_text_free(&dropped);
    return done;
}

/* "OpenBLAS 0.3.21": the first two words of the library's own description. */
static bool set_arithmetic(gvc_attributes *to, const gvc_model *m)
{
    char blas[64];
    const char *name = gvc_blas_name();
    size_t length = strcspn(name, " ");
    length += name[length] == ' ' ? 1 + strcspn(name + length + 1, " ") : 0;
    snprintf(blas, sizeof blas, "%.*s", (int)length, name);
    gvc_report report = {.solver = "none"};
    if (m->leontief != NULL) {
        report = gvc_leontief_report(m->leontief);
    }
    return gvc_attributes_set_text(to, "blas", blas) &&
           gvc_attributes_set_text(to, "blas_kernel", gvc_blas_kernel()) &&
           gvc_attributes_set_integer(to, "threads", gvc_blas_threads()) &&
           gvc_attributes_set_text(to, "solver", report.solver) &&
           gvc_attributes_set_number(to, "residual", report.residual) &&
           gvc_attributes_set_number(to, "condition", report.condition);
}

static gvc_status describe(gvc_ctx *ctx, gvc_result *r, gvc_model *m, const gvc_method *method,
                           const gvc_variant *variant, const gvc_decompose_options *o)
{
    gvc_attributes *to = gvc_result_attributes(r);
    const gvc_attribute *gap = gvc_attributes_find(to, "identity_gap");
    if (gap != NULL && !(gap->number <= GVC_TOL_IDENTITY)) {
        gvc_model_warn(ctx, m, "the terms miss %s by up to %.1e of its largest value",
                       method->info.identity, gap->number);
    }
    bool done = set_title(to, m->table, method, o) &&
                gvc_attributes_set_text(to, "method", method->info.name) &&
                gvc_attributes_set_text(to, "method_reference", method->info.reference) &&
                gvc_attributes_set_text(to, "perspective", o->perspective) &&
                gvc_attributes_set_text(to, "approach", o->approach) &&
                gvc_attributes_set_text(to, "view", o->level) &&
                gvc_attributes_set_text(to, "headline", variant->headline) &&
                set_conventions(to, o) && copy_provenance(to, m->table) && set_arithmetic(to, m) &&
                gvc_attributes_set_text(to, "warnings", m->warnings.chars);
    return done ? GVC_OK : gvc_fail_memory(ctx, 1, "the attributes");
}

static gvc_status run(gvc_ctx *ctx, gvc_result **out, gvc_model *m, const gvc_method *method,
                      const gvc_variant *variant, const gvc_decompose_options *o)
{
    gvc_view *view = NULL;
    gvc_result *result = NULL;
    gvc_status status = GVC_OK;
    if (o->va == GVC_VA_GIVEN) { /* resid needs the content of exports */
        status = gvc_model_global(ctx, m);
    }
    if (status == GVC_OK) {
        status = gvc_view_new(ctx, &view, m, o->level, variant->terms, o->va == GVC_VA_GIVEN);
    }
    if (status == GVC_OK) {
        status = method->run(ctx, m, o, view);
    }
    if (status == GVC_OK) {
        status = gvc_view_finish(ctx, view, method->info.identity, &result);
    }
    if (status == GVC_OK) {
        status = describe(ctx, result, m, method, variant, o);
    }
    if (status == GVC_OK && o->terms != NULL) {
        status = gvc_result_pick(ctx, out, result, o->terms);
    } else if (status == GVC_OK) {
        *out = result;
        result = NULL;
    }
    gvc_result_free(result);
    gvc_view_free(view);
    return status;
}

gvc_status gvc_decompose(gvc_ctx *ctx, gvc_result **out, const gvc_table *t,
                         const gvc_decompose_options *options)
{
    gvc_decompose_options o;
    const gvc_method *method = NULL;
    const gvc_variant *variant = NULL;
    gvc_model *m = NULL;
    gvc_status status = complete(ctx, options, &o, &method);
    if (status == GVC_OK) {
        status = method->choose(ctx, &o, &variant); /* before any work */
    }
    if (status == GVC_OK) {
        status = check_terms(ctx, &o, variant);
    }
    if (status != GVC_OK) {
        return status;
    }
    int threads = gvc_blas_threads();
    gvc_blas_set_threads(gvc_ctx_threads(ctx));
    status = gvc_model_new(ctx, &m, t, &o);
    if (status == GVC_OK) {
        status = run(ctx, out, m, method, variant, &o);
    }
    gvc_model_free(m);
    gvc_blas_set_threads(threads);
    return status;
}
