/* provenance.c - the attributes of a decomposition: method, conventions, source, arithmetic,
 * warnings
 */
#include "methods/provenance.h"

#include <stdio.h>
#include <string.h>

#include "base/numeric.h"
#include "result/build.h"

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
static bool set_arithmetic(const gvc_ctx *ctx, gvc_attributes *to, const gvc_model *m)
{
    char blas[64];
    const char *name = gvc_blas_name();
    size_t length = strcspn(name, " ");
    length += name[length] == ' ' ? 1 + strcspn(name + length + 1, " ") : 0;
    snprintf(blas, sizeof blas, "%.*s", (int)length, name);
    const gvc_report *solved = &m->solved;
    return gvc_attributes_set_text(to, "blas", blas) &&
           gvc_attributes_set_text(to, "blas_kernel", gvc_blas_kernel()) &&
           gvc_attributes_set_integer(to, "threads", gvc_ctx_workers(ctx)) &&
           gvc_attributes_set_text(to, "solver",
                                   solved->solver == NULL ? "none" : solved->solver) &&
           gvc_attributes_set_text(to, "solver_fallback", solved->fallback) &&
           (solved->solver == NULL ||
            gvc_attributes_set_number(to, "residual", solved->residual)) &&
           (solved->sweeps == 0 ||
            gvc_attributes_set_integer(to, "sweeps", (int32_t)solved->sweeps)) &&
           (solved->condition == 0 ||
            gvc_attributes_set_number(to, "condition", solved->condition));
}

/* The warnings of the model, and one where the terms do not add up. */
static bool set_warnings(gvc_ctx *ctx, gvc_attributes *to, const gvc_model *m,
                         const gvc_decomposition *d, const double *gap)
{
    gvc_text all = {0}, line = {0};
    gvc_text_addf(&all, "%s", gvc_text_str(&m->warnings));
    if (gap != NULL && !(*gap <= GVC_TOL_IDENTITY)) {
        gvc_text_addf(&line, "the terms miss %s by up to %.1e of its largest value",
                      d->method->info.identity, *gap);
        gvc_log(ctx, GVC_WARN, "%s", gvc_text_str(&line));
        gvc_text_addf(&all, "%s%s", all.length > 0 ? "\n" : "", gvc_text_str(&line));
    }
    bool done = !all.failed && !line.failed &&
                gvc_attributes_set_text(to, "warnings", all.length > 0 ? all.chars : NULL);
    gvc_text_free(&all);
    gvc_text_free(&line);
    return done;
}

static bool set_identity(gvc_attributes *to, const gvc_decomposition *d, const double *gap)
{
    return gvc_attributes_set_text(to, "identity", d->method->info.identity) &&
           (gap == NULL || gvc_attributes_set_number(to, "identity_gap", *gap));
}

static bool set_method(gvc_attributes *to, const gvc_decomposition *d)
{
    const gvc_decompose_options *o = &d->options;
    return gvc_attributes_set_text(to, "method", d->method->info.name) &&
           gvc_attributes_set_text(to, "method_reference", d->method->info.reference) &&
           gvc_attributes_set_text(to, "perspective", o->perspective) &&
           gvc_attributes_set_text(to, "approach", o->approach) &&
           gvc_attributes_set_text(to, "view", o->level) &&
           gvc_attributes_set_text(to, "headline", d->variant->headline);
}

gvc_status gvc_provenance(gvc_ctx *ctx, gvc_result *frame, const gvc_model *m,
                          const gvc_decomposition *d, const double *gap)
{
    gvc_attributes all = {0}, *to = gvc_result_attributes(frame);
    const gvc_decompose_options *o = &d->options;
    bool done = gvc_attributes_set_text(&all, "own_cell", gvc_attributes_text(to, "own_cell")) &&
                set_identity(&all, d, gap) && set_title(&all, m->table, d->method, o) &&
                set_method(&all, d) && set_conventions(&all, o) &&
                copy_provenance(&all, m->table) && set_arithmetic(ctx, &all, m) &&
                set_warnings(ctx, &all, m, d, gap);
    if (!done) {
        gvc_attributes_free(&all);
        return gvc_fail_memory(ctx, 1, "the attributes");
    }
    gvc_attributes_free(to);
    *to = all;
    return GVC_OK;
}
