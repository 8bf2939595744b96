/* stream.c - between a computation and its target: every piece of the result is cut down to the
 * rows and columns that were asked for, and the frame gets the record of the command */
#include <stdlib.h>
#include <string.h>

#include "app.h"

/* The library is to stop; `code` says why, which the user was told. */
static gvc_status stop(gvc_stream *s, int code)
{
    s->code = code;
    return code == GVC_EXIT_DONE ? GVC_OK : GVC_ECANCELLED;
}

/* The labels of a filter for this dimension, NULL: there is none. */
static const gvc_list *filter_of(const gvc_settings *set, const char *dim)
{
    for (const gvc_filter *f = gvc_cli_filters; f->key != NULL; f++) {
        const gvc_list *labels = gvc_cli_filter_list(set, f);
        if (strcmp(f->key, dim) == 0 && labels->count > 0) {
            return labels;
        }
    }
    return NULL;
}

static bool asks_for_a_part(const gvc_settings *set)
{
    return gvc_cli_has_filter(set) || set->terms.count > 0 || set->share;
}

/* Rows, columns and record of a frame. *r is replaced. */
static int adapt_frame(gvc_app *app, gvc_result **r)
{
    int code = gvc_cli_filter(app, r);
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_columns(app, r);
    }
    return code == GVC_EXIT_DONE ? gvc_cli_record(app, *r, true) : code;
}

static gvc_status tell(gvc_ctx *ctx, const gvc_result *frame, gvc_stream *s, bool first)
{
    gvc_result *r = NULL;
    gvc_status status = gvc_result_copy(ctx, &r, frame);
    if (status != GVC_OK) {
        return status;
    }
    status = stop(s, adapt_frame(s->app, &r));
    if (status == GVC_OK && first && s->warn) {
        gvc_cli_warn_of_no_rows(s->app, r);
    }
    if (status == GVC_OK) {
        status = first ? s->to.begin(ctx, r, s->to.user) : s->to.end(ctx, r, s->to.user);
    }
    if (status == GVC_OK && !first) {
        const char *warnings = gvc_result_text(r, "warnings");
        s->warned = warnings != NULL && warnings[0] != '\0';
        if (s->prices) {
            gvc_cli_say(s->app, "%s", gvc_result_text(r, "prices_of_growth"));
        }
    }
    gvc_result_free(r);
    return status;
}

static gvc_status begin(gvc_ctx *ctx, const gvc_result *frame, void *user)
{
    gvc_stream *s = user;
    s->next = 0;
    return tell(ctx, frame, s, true);
}

static gvc_status end(gvc_ctx *ctx, const gvc_result *frame, void *user)
{
    return tell(ctx, frame, user, false);
}

/* The labels of the piece that a filter keeps, NULL-ended; borrowed texts, *out to be freed. */
static bool kept_labels(const gvc_result *piece, gvc_idx along, const gvc_list *wanted,
                        const char ***out, size_t *count)
{
    gvc_idx extent = gvc_result_extent(piece, along);
    const char **kept = calloc((size_t)extent + 1, sizeof *kept);
    *out = kept;
    *count = 0;
    for (gvc_idx i = 0; kept != NULL && i < extent; i++) {
        const char *label = gvc_result_label(piece, along, i);
        if (gvc_cli_list_has(wanted, label)) {
            kept[(*count)++] = label;
        }
    }
    return kept != NULL;
}

/* Along the pieces a filter keeps what a piece has of it. *r stays NULL where that is nothing. */
static gvc_status cut_along(gvc_ctx *ctx, gvc_result **r, const gvc_result *piece, gvc_idx along,
                            const gvc_list *wanted, gvc_stream *s)
{
    const char **kept = NULL;
    size_t count = 0;
    if (!kept_labels(piece, along, wanted, &kept, &count)) {
        return stop(s, gvc_cli_nomem(s->app));
    }
    gvc_status status =
        count == 0 ? GVC_OK : gvc_result_select(ctx, r, piece, gvc_result_dim(piece, along), kept);
    free(kept);
    return status;
}

/* The filters of the other dimensions, then the columns. */
static int cut_across(gvc_app *app, gvc_result **r, gvc_idx along)
{
    int code = GVC_EXIT_DONE;
    for (gvc_idx d = 0; d < gvc_result_ndims(*r) && code == GVC_EXIT_DONE; d++) {
        const char *dim = gvc_result_dim(*r, d);
        const gvc_list *wanted = d == along ? NULL : filter_of(&app->set, dim);
        code = wanted == NULL ? code : gvc_cli_keep(app, r, dim, wanted);
    }
    return code == GVC_EXIT_DONE ? gvc_cli_columns(app, r) : code;
}

static gvc_status piece(gvc_ctx *ctx, const gvc_result *given, gvc_idx along, gvc_idx first,
                        void *user)
{
    gvc_stream *s = user;
    if (!asks_for_a_part(&s->app->set)) {
        return s->to.piece(ctx, given, along, first, s->to.user);
    }
    gvc_result *r = NULL;
    const gvc_list *wanted = filter_of(&s->app->set, gvc_result_dim(given, along));
    gvc_status status = wanted == NULL ? gvc_result_copy(ctx, &r, given)
                                       : cut_along(ctx, &r, given, along, wanted, s);
    if (status != GVC_OK || r == NULL) {
        return status;
    }
    status = stop(s, cut_across(s->app, &r, along));
    if (status == GVC_OK) {
        status = s->to.piece(ctx, r, along, s->next, s->to.user);
        s->next += gvc_result_extent(r, along);
    }
    gvc_result_free(r);
    return status;
}

gvc_sink gvc_cli_stream(gvc_stream *s)
{
    return (gvc_sink){begin, piece, end, s};
}
