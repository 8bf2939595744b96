#include "measure.h"

#include <stdlib.h>
#include <string.h>

/* One run: options in the library's shape, with what they borrow. */
typedef struct measurement {
    gvc_app *app;
    gvc_measure_options options;
    gvc_measure_view view;
    gvc_sector_group *sector_groups;
    gvc_list terms;
    bool compares; /* tables of several years */
    bool last;     /* may also be one table alone */
    const char *path, *target;
    gvc_write_options write;
    gvc_stream stream;
    gvc_uncertainty uncertainty;
} measurement;

static int conventions(measurement *m)
{
    const gvc_settings *set = &m->app->set;
    gvc_measure_options *o = &m->options;
    *o = (gvc_measure_options)GVC_MEASURE_OPTIONS_INIT;
    o->level = set->level;
    o->va = strcmp(set->va, "given") == 0 ? GVC_VA_GIVEN : GVC_VA_RESIDUAL;
    o->output = strcmp(set->output_total, "given") == 0 ? GVC_OUTPUT_GIVEN : GVC_OUTPUT_ROWSUM;
    o->drop_fd = (const char *const *)set->drop_fd.items;
    o->solver = strcmp(set->solver, "auto") == 0 ? NULL : set->solver;
    o->groups = set->groups.views;
    o->group_count = (gvc_idx)set->groups.count;
    m->sector_groups = gvc_cli_sector_groups(set, &o->sector_group_count);
    o->sector_groups = m->sector_groups;
    return m->sector_groups == NULL ? gvc_cli_nomem(m->app) : GVC_EXIT_DONE;
}

/* The view that the options come to, or why there is none. */
static int look(measurement *m)
{
    const char *const *terms = m->options.terms;
    m->options.terms = NULL; /* columns have a check of their own */
    gvc_status s = gvc_measure_check(m->app->ctx, &m->options, &m->view);
    m->options.terms = terms;
    if (s == GVC_OK) {
        return GVC_EXIT_DONE;
    }
    return s == GVC_ENOMEM || s == GVC_EFORMAT /* in a file that the options name */
               ? gvc_cli_failed(m->app, s)
               : gvc_cli_usage(m->app, "%s", gvc_ctx_error(m->app->ctx));
}

static int choose_terms(measurement *m)
{
    const gvc_settings *set = &m->app->set;
    /* Columns that depend on the options have their total in the method's first record. */
    const gvc_variant *variant =
        m->view.variant == NULL ? m->view.method->variants : m->view.variant;
    const char *total = variant->identity;
    int code = gvc_cli_check_terms(m->app, &m->view);
    if (code == GVC_EXIT_DONE && !gvc_cli_needed_terms(set, m->view.variant, total, &m->terms)) {
        code = gvc_cli_nomem(m->app);
    }
    if (set->terms.count > 0) {
        m->options.terms = (const char *const *)m->terms.items;
    }
    return code;
}

static int check_filters(measurement *m)
{
    int code = gvc_cli_check_keys(m->app, &m->options, &m->view);
    for (const gvc_filter *f = gvc_cli_filters; f->key != NULL && code == GVC_EXIT_DONE; f++) {
        code = gvc_cli_groups_check(m->app, f);
    }
    return code;
}

/* The first of the files that are compared; NULL after a message. */
static const char *compared_file(gvc_app *app, bool last)
{
    const gvc_list *files = &app->set.files;
    if (files->count == 0) {
        gvc_cli_usage(app, last ? "no table given" : "no tables given");
        return NULL;
    }
    return files->items[0];
}

/* What can be refused without reading the table. */
static int prepare(measurement *m, gvc_measure_fill *fill)
{
    gvc_app *app = m->app;
    bool alone = !m->compares || (m->last && app->set.files.count == 1);
    m->path = alone ? gvc_cli_file(app, "table") : compared_file(app, m->last);
    m->compares = !alone;
    int code = m->path == NULL ? GVC_EXIT_USAGE : gvc_cli_target(app, &m->target, &m->write);
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_spares_inputs(app, "table");
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_groups_ready(app);
    }
    if (code == GVC_EXIT_DONE) {
        code = conventions(m);
    }
    if (code == GVC_EXIT_DONE) {
        code = fill(app, &m->options);
    }
    if (code == GVC_EXIT_DONE) {
        code = look(m);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_uncertainty(app, &m->options, &m->view, &m->uncertainty);
    }
    if (code == GVC_EXIT_DONE) {
        code = choose_terms(m);
    }
    return code == GVC_EXIT_DONE ? check_filters(m) : code;
}

/* A solver that cannot do this work was asked for in the right way, but in vain. */
static int failed(gvc_app *app, gvc_status s)
{
    bool named = strcmp(app->set.solver, "auto") != 0;
    return s == GVC_EARG && named ? gvc_cli_wrong(app, "%s", gvc_ctx_error(app->ctx))
                                  : gvc_cli_failed(app, s);
}

static int compute(measurement *m, const gvc_table *t)
{
    gvc_app *app = m->app;
    app->table = t;
    app->shows = gvc_cli_concerns;
    gvc_sink sink = gvc_cli_stream(&m->stream);
    const gvc_measure_job job = {&m->options, &sink};
    gvc_status s = m->uncertainty.wanted ? gvc_measure_uncertain(app->ctx, t, &m->options,
                                                                 &m->uncertainty.options, &sink)
                                         : gvc_measure_all(app->ctx, t, &job, 1);
    app->table = NULL;
    return m->stream.code != GVC_EXIT_DONE ? m->stream.code
           : s == GVC_OK                   ? GVC_EXIT_DONE
                                           : failed(app, s);
}

/* With the table at hand. */
static int make_of(measurement *m, const gvc_table *t)
{
    gvc_app *app = m->app;
    int code = gvc_cli_spares_lists(app, t);
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_groups_fill(app, t);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_check_labels(app, t);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_uncertainty_labels(app, t, &m->uncertainty);
    }
    if (code == GVC_EXIT_DONE && app->adapt != NULL) {
        code = app->adapt(app, t, &m->options);
    }
    if (code == GVC_EXIT_DONE && app->before != NULL) {
        code = app->before(app, t, &m->options,
                           m->uncertainty.wanted ? &m->uncertainty.options : NULL);
    }
    return code == GVC_EXIT_DONE ? compute(m, t) : code;
}

static int make_series(measurement *m)
{
    gvc_series s = {0};
    int code = gvc_cli_read_series(m->app, &s);
    if (code == GVC_EXIT_DONE) {
        m->options.others = s.tables;
        m->options.other_count = s.count - 1;
        code = make_of(m, s.tables[s.count - 1]);
        m->options.others = NULL;
        m->options.other_count = 0;
    }
    gvc_cli_series_free(&s);
    return code;
}

static int make(measurement *m)
{
    gvc_table *t = NULL;
    if (m->compares) {
        return make_series(m);
    }
    int code = gvc_cli_read_table(m->app, &t, m->path, m->app->dry);
    if (code == GVC_EXIT_DONE) {
        code = make_of(m, t);
    }
    gvc_table_free(t);
    return code;
}

/* On a terminal the number of rows decides how they are shown, so all are there before. */
static int show(measurement *m)
{
    gvc_app *app = m->app;
    gvc_collector *all = NULL;
    gvc_status s = gvc_collector_new(app->ctx, &all);
    if (s != GVC_OK) {
        return gvc_cli_failed(app, s);
    }
    m->stream.to = gvc_collector_sink(all);
    int code = make(m);
    if (code == GVC_EXIT_DONE) {
        gvc_result *r = gvc_collector_take(all);
        code = gvc_cli_write(app, r, m->target, &m->write);
        gvc_result_free(r);
    }
    gvc_collector_free(all);
    return code;
}

/* Into a file or a pipe rows go as they are computed. */
static int store(measurement *m)
{
    gvc_app *app = m->app;
    gvc_result_writer *writer = NULL;
    gvc_status s = gvc_result_writer_open(app->ctx, &writer, m->target, &m->write);
    if (s != GVC_OK) {
        return gvc_cli_failed(app, s);
    }
    m->stream.to = gvc_result_writer_sink(writer);
    m->stream.warn = true;
    m->stream.prices = m->compares && !m->last;
    int code = make(m);
    gvc_cli_progress_clear(app);
    if (code == GVC_EXIT_DONE && gvc_cli_stopped()) {
        code = gvc_cli_wrong(app, "interrupted; %s",
                             strcmp(m->target, "-") == 0 ? "the output is not complete"
                                                         : "nothing was written");
    }
    if (code != GVC_EXIT_DONE) {
        gvc_result_writer_abandon(writer);
        return code;
    }
    s = gvc_result_writer_commit(app->ctx, writer);
    if (s != GVC_OK) {
        return gvc_cli_failed(app, s);
    }
    app->written = strcmp(m->target, "-") == 0 ? NULL : m->target;
    return GVC_EXIT_DONE;
}

static int measure(measurement m, gvc_measure_fill *fill)
{
    gvc_app *app = m.app;
    int code = prepare(&m, fill);
    if (code == GVC_EXIT_DONE) {
        gvc_cli_kernel(app);
        code = m.write.max_rows > 0 ? show(&m) : store(&m);
    }
    free(m.sector_groups);
    gvc_cli_uncertainty_free(&m.uncertainty);
    gvc_cli_list_free(&m.terms);
    return code == GVC_EXIT_DONE && app->set.strict && m.stream.warned ? GVC_EXIT_CHECK : code;
}

int gvc_cli_measure(gvc_app *app, gvc_measure_fill *fill)
{
    return measure((measurement){.app = app, .stream = {.app = app}}, fill);
}

int gvc_cli_measure_last(gvc_app *app, gvc_measure_fill *fill)
{
    return measure(
        (measurement){.app = app, .compares = true, .last = true, .stream = {.app = app}}, fill);
}

int gvc_cli_measure_series(gvc_app *app, gvc_measure_fill *fill)
{
    return measure((measurement){.app = app, .compares = true, .stream = {.app = app}}, fill);
}
