/* provenance.c - the attributes of a measure: method, conventions, source, arithmetic,
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

/* "Borin-Mancini, exporter, source" */
static void describe(gvc_text *to, const gvc_measurement *d)
{
    const gvc_measure_options *o = &d->options;
    const char *const words[] = {o->perspective, o->approach, o->detail,
                                 o->in,          o->product,  o->category};
    gvc_text_addf(to, "%s", d->method->info.title);
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        if (words[k] != NULL) {
            gvc_text_addf(to, ", %s", words[k]);
        }
    }
}

static bool set_title(gvc_attributes *to, const gvc_table *t, const gvc_measurement *d)
{
    gvc_text title = {0}, variant = {0};
    const char *what = gvc_table_text(t, "title");
    gvc_text_addf(&title, "%s%s%s", d->layout.title, what == NULL ? "" : ", ",
                  what == NULL ? "" : what);
    describe(&variant, d);
    bool done = !title.failed && !variant.failed &&
                gvc_attributes_set_text(to, "title", title.chars) &&
                gvc_attributes_set_text(to, "variant", variant.chars);
    gvc_text_free(&title);
    gvc_text_free(&variant);
    return done;
}

static bool set_conventions(gvc_attributes *to, const gvc_measure_options *o)
{
    gvc_text groups = {0}, dropped = {0}, sectors = {0};
    for (gvc_idx g = 0; g < o->group_count; g++) {
        gvc_text_addf(&groups, "%s%s=", g == 0 ? "" : "\n", o->groups[g].name);
        for (const char *const *c = o->groups[g].members; *c != NULL; c++) {
            gvc_text_addf(&groups, "%s%s", c == o->groups[g].members ? "" : ",", *c);
        }
    }
    for (const char *const *c = o->drop_fd; c != NULL && *c != NULL; c++) {
        gvc_text_addf(&dropped, "%s%s", c == o->drop_fd ? "" : ",", *c);
    }
    for (gvc_idx k = 0; k < o->sector_group_count; k++) {
        gvc_text_addf(&sectors, "%s%s,%s", k == 0 ? "" : "\n", o->sector_groups[k].sector,
                      o->sector_groups[k].group);
    }
    bool done =
        !groups.failed && !dropped.failed && !sectors.failed &&
        gvc_attributes_set_text(to, "value_added", o->va == GVC_VA_GIVEN ? "given" : "residual") &&
        gvc_attributes_set_text(to, "output",
                                o->output == GVC_OUTPUT_GIVEN ? "given" : "row sums") &&
        gvc_attributes_set_text(to, "dropped_final_use", dropped.chars) &&
        gvc_attributes_set_text(to, "groups", groups.chars) &&
        gvc_attributes_set_text(to, "sector_groups", sectors.chars);
    gvc_text_free(&groups);
    gvc_text_free(&sectors);
    gvc_text_free(&dropped);
    return done;
}

/* "KOR,East", a line each; nothing where there are none. */
static bool set_blocs(gvc_attributes *to, const gvc_measure_options *o)
{
    gvc_text all = {0};
    for (gvc_idx k = 0; k < o->bloc_count; k++) {
        gvc_text_addf(&all, "%s%s,%s", k == 0 ? "" : "\n", o->blocs[k].country, o->blocs[k].bloc);
    }
    bool done = !all.failed && gvc_attributes_set_text(to, "blocs", all.chars);
    gvc_text_free(&all);
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
    const gvc_report report = gvc_model_solved(m), *solved = &report;
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
                         const gvc_measurement *d, const double *gap)
{
    gvc_text all = {0}, line = {0};
    gvc_text_addf(&all, "%s", gvc_text_str(&m->warnings));
    if (gap != NULL && !(*gap <= GVC_TOL_IDENTITY)) {
        gvc_text_addf(&line, "the terms miss %s by up to %.1e of its largest value",
                      d->layout.variant->identity, *gap);
        gvc_log(ctx, GVC_WARN, "%s", gvc_text_str(&line));
        gvc_text_addf(&all, "%s%s", all.length > 0 ? "\n" : "", gvc_text_str(&line));
    }
    bool done = !all.failed && !line.failed &&
                gvc_attributes_set_text(to, "warnings", all.length > 0 ? all.chars : NULL);
    gvc_text_free(&all);
    gvc_text_free(&line);
    return done;
}

static bool set_identity(gvc_attributes *to, const gvc_measurement *d, const double *gap)
{
    return gvc_attributes_set_text(to, "identity", d->layout.variant->identity) &&
           (gap == NULL || gvc_attributes_set_number(to, "identity_gap", *gap));
}

static bool set_method(gvc_attributes *to, const gvc_measurement *d)
{
    const gvc_measure_options *o = &d->options;
    const char *family = d->method->info.family;
    const struct {
        const char *name, *text;
    } words[] = {{"method", family == NULL ? d->method->info.name : family},
                 {"method_reference", d->method->info.reference},
                 {"perspective", o->perspective},
                 {"approach", o->approach},
                 {"detail", o->detail},
                 {"flow_traced", o->in},
                 {"traced_by", o->by},
                 {"origin_level", o->origin_level},
                 {"product", o->product},
                 {"final_use", o->category},
                 {"satellite", o->satellite},
                 {"exports_of", o->cut},
                 {"view", o->level},
                 {"headline", d->layout.variant->headline}};
    bool done = true;
    for (size_t k = 0; k < sizeof words / sizeof *words && done; k++) {
        done = gvc_attributes_set_text(to, words[k].name, words[k].text);
    }
    return done;
}

/* "KOR,JPN"; nothing for an empty list. */
static bool set_list(gvc_attributes *to, const char *name, const char *const *words)
{
    gvc_text all = {0};
    for (const char *const *w = words; w != NULL && *w != NULL; w++) {
        gvc_text_addf(&all, "%s%s", w == words ? "" : ",", *w);
    }
    bool done = !all.failed &&
                gvc_attributes_set_text(to, name, all.length > 0 ? gvc_text_str(&all) : NULL);
    gvc_text_free(&all);
    return done;
}

static bool set_perimeter(gvc_attributes *to, const gvc_measurement *d)
{
    const gvc_measure_options *o = &d->options;
    return set_list(to, "through", o->through) &&
           (!d->method->info.by_hand ||
            (set_list(to, "perimeter_from", o->from) && set_list(to, "perimeter_to", o->to)));
}

gvc_status gvc_provenance(gvc_ctx *ctx, gvc_result *frame, const gvc_model *m,
                          const gvc_measurement *d, const void *state, const double *gap)
{
    gvc_attributes all = {0}, *to = gvc_result_attributes(frame);
    const gvc_measure_options *o = &d->options;
    bool done = gvc_attributes_set_text(&all, "own_cell", gvc_attributes_text(to, "own_cell")) &&
                set_identity(&all, d, gap) && set_title(&all, m->table, d) && set_method(&all, d) &&
                set_perimeter(&all, d) && set_conventions(&all, o) && set_blocs(&all, o) &&
                copy_provenance(&all, m->table) && set_arithmetic(ctx, &all, m) &&
                set_warnings(ctx, &all, m, d, gap);
    if (done && d->method->notes != NULL && state != NULL) {
        done = d->method->notes(m, state, &all);
    }
    if (!done) {
        gvc_attributes_free(&all);
        return gvc_fail_memory(ctx, 1, "the attributes");
    }
    gvc_attributes_free(to);
    *to = all;
    return GVC_OK;
}
