/* uncertainty.c - --uncertainty SPEC and what goes with it */
#include <stdlib.h>
#include <string.h>

#include "measure.h"

#define AT(field) offsetof(gvc_settings, field)

const gvc_option gvc_option_uncertainty = {
    "uncertainty",
    0,
    GVC_OPTION_FILE,
    false,
    AT(uncertainty),
    "SPEC",
    NULL,
    "add NAME_se, NAME_lo, NAME_hi: how sure each number is. rel=0.1: relative error of every "
    "cell; size=0.1,0.25: falling with its size; or a CSV file from,to,rel",
};
const gvc_option gvc_option_draws = {
    "draws",
    0,
    GVC_OPTION_INTEGER,
    false,
    AT(draws),
    "N",
    NULL,
    "with --uncertainty: tables drawn (1000)",
};
const gvc_option gvc_option_seed = {
    "seed",
    0,
    GVC_OPTION_INTEGER,
    false,
    AT(seed),
    "S",
    NULL,
    "with --uncertainty: which ones (1); the same seed draws the same tables",
};
const gvc_option gvc_option_interval = {
    "interval",
    0,
    GVC_OPTION_NUMBER,
    false,
    AT(interval),
    "P",
    NULL,
    "with --uncertainty: per cent of the draws from NAME_lo to NAME_hi (95)",
};

/* A number that ends at `end`, or at the end of the text. */
static bool take(const char **text, char end, double *out)
{
    char *stop = NULL;
    *out = strtod(*text, &stop);
    bool good = stop != *text && (*stop == '\0' || (end != '\0' && *stop == end));
    *text = *stop == '\0' ? stop : stop + 1;
    return good;
}

static int wrong_spec(gvc_app *app)
{
    return gvc_cli_usage(app,
                         "--uncertainty %s: expected rel=0.1, size, size=0.1, size=0.1,0.25, or "
                         "a CSV file from,to,rel",
                         app->set.uncertainty);
}

static int parse_rel(gvc_app *app, gvc_uncertainty_options *u)
{
    const char *at = app->set.uncertainty + strlen("rel=");
    u->rule = GVC_ERROR_REL;
    return take(&at, '\0', &u->rel) ? GVC_EXIT_DONE : wrong_spec(app);
}

/* "size", "size=A", "size=A,B" */
static int parse_size(gvc_app *app, gvc_uncertainty_options *u)
{
    const char *at = app->set.uncertainty + strlen("size");
    u->rule = GVC_ERROR_SIZE;
    u->rel = 0.1;
    u->power = 0.25;
    if (*at == '\0') {
        return GVC_EXIT_DONE;
    }
    at++;
    bool good = take(&at, ',', &u->rel) && (*at == '\0' || take(&at, '\0', &u->power));
    return good ? GVC_EXIT_DONE : wrong_spec(app);
}

static int read_blocks(gvc_app *app, gvc_uncertainty *out)
{
    gvc_status s = gvc_error_blocks_read(app->ctx, &out->blocks, &out->options.block_count,
                                         app->set.uncertainty);
    out->options.rule = GVC_ERROR_BLOCKS;
    out->options.blocks = out->blocks;
    return s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
}

static int parse(gvc_app *app, gvc_uncertainty *out)
{
    const char *spec = app->set.uncertainty;
    if (strncmp(spec, "rel=", 4) == 0) {
        return parse_rel(app, &out->options);
    }
    if (strcmp(spec, "size") == 0 || strncmp(spec, "size=", 5) == 0) {
        return parse_size(app, &out->options);
    }
    return strchr(spec, '=') == NULL && strcmp(spec, "rel") != 0 ? read_blocks(app, out)
                                                                 : wrong_spec(app);
}

/* Shares are asked for, or a column of them that is none of the view itself. */
static bool wants_shares(const gvc_settings *set, const gvc_measure_view *view)
{
    const gvc_variant *v = view->variant == NULL ? view->method->variants : view->variant;
    bool wanted = set->share;
    for (size_t i = 0; i < set->terms.count && v->identity != NULL; i++) {
        const char *term = set->terms.items[i];
        wanted = wanted || (gvc_cli_share_of(term) > 0 && !gvc_cli_is_column(view->variant, term));
    }
    return wanted;
}

int gvc_cli_uncertainty(gvc_app *app, const gvc_measure_options *options,
                        const gvc_measure_view *view, gvc_uncertainty *out)
{
    const gvc_settings *set = &app->set;
    *out = (gvc_uncertainty){.options = GVC_UNCERTAINTY_OPTIONS_INIT};
    if (set->uncertainty == NULL) {
        return set->draws + set->seed > 0 || set->interval > 0
                   ? gvc_cli_usage(app, "--draws, --seed and --interval go with --uncertainty; add "
                                        "it, or leave them out")
                   : GVC_EXIT_DONE;
    }
    int code = parse(app, out);
    if (code != GVC_EXIT_DONE) {
        return code;
    }
    out->wanted = true;
    out->options.draws = set->draws;
    out->options.seed = set->seed > 0 ? (uint64_t)set->seed : GVC_UNCERTAINTY_SEED;
    out->options.interval = set->interval;
    out->options.shares = wants_shares(set, view);
    out->options.memory = gvc_memory_available();
    gvc_status s = gvc_uncertainty_check(app->ctx, options, &out->options);
    return s == GVC_OK     ? GVC_EXIT_DONE
           : s == GVC_EARG ? gvc_cli_usage(app, "--uncertainty: %s", gvc_ctx_error(app->ctx))
                           : gvc_cli_failed(app, s);
}

/* ---- with the table at hand --------------------------------------------------------------------
 */

static const gvc_axis sellers[] = {GVC_COUNTRY, GVC_SECTOR, GVC_INDUSTRY};
static const gvc_axis buyers[] = {GVC_COUNTRY, GVC_SECTOR, GVC_INDUSTRY, GVC_FINAL_USE,
                                  GVC_CATEGORY};

static const char *near_label(const gvc_table *t, const gvc_axis *axes, size_t count,
                              const char *label)
{
    size_t all = 0, at = 0;
    for (size_t k = 0; k < count; k++) {
        all += (size_t)gvc_table_count(t, axes[k]);
    }
    const char **names = calloc(all + 1, sizeof *names);
    for (size_t k = 0; k < count && names != NULL; k++) {
        for (gvc_idx i = 0; i < gvc_table_count(t, axes[k]); i++) {
            names[at++] = gvc_table_label(t, axes[k], i);
        }
    }
    const char *near = names == NULL ? NULL : gvc_cli_near(label, names, all);
    free(names);
    return near;
}

/* Line `line` of the file names no cells of the table. */
static int check_label(gvc_app *app, const gvc_table *t, bool buyer, const char *label,
                       long long line)
{
    const gvc_axis *axes = buyer ? buyers : sellers;
    size_t count = buyer ? sizeof buyers / sizeof *buyers : sizeof sellers / sizeof *sellers;
    bool known = strcmp(label, "*") == 0;
    for (size_t k = 0; k < count && !known; k++) {
        known = gvc_table_find(t, axes[k], label) >= 0;
    }
    if (known) {
        return GVC_EXIT_DONE;
    }
    const char *near = near_label(t, axes, count, label);
    return gvc_cli_wrong(
        app, "reading %s:%lld: %s: no country, sector%s '%.60s'%s%s%s", app->set.uncertainty, line,
        buyer ? "to" : "from", buyer ? ", industry, final use or category" : " or industry", label,
        near == NULL ? "" : "; did you mean ", near == NULL ? "" : near, near == NULL ? "" : "?");
}

int gvc_cli_uncertainty_labels(gvc_app *app, const gvc_table *t, const gvc_uncertainty *u)
{
    int code = GVC_EXIT_DONE;
    for (gvc_idx k = 0; u->blocks != NULL && k < u->options.block_count && code == GVC_EXIT_DONE;
         k++) {
        long long line = (long long)k + 2; /* gvc_error_blocks_read */
        code = check_label(app, t, false, u->blocks[k].from, line);
        if (code == GVC_EXIT_DONE) {
            code = check_label(app, t, true, u->blocks[k].to, line);
        }
    }
    return code;
}

void gvc_cli_uncertainty_free(gvc_uncertainty *u)
{
    gvc_error_blocks_free(u->blocks);
    *u = (gvc_uncertainty){0};
}
