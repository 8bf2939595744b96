/* figure.c - one figure out of a result: looks at its shape, then hands on to the kind */
#include <string.h>

#include "figure/draft.h"

static const gvc_figure_options defaults = GVC_FIGURE_OPTIONS_INIT;

/* Which dimensions have something to show. */
static gvc_status look(gvc_draft *d)
{
    const char *identity = gvc_result_text(d->r, "identity");
    if (gvc_result_values(d->r, 0) == NULL || gvc_result_nterms(d->r) == 0) {
        return gvc_fail(d->ctx, GVC_EARG, "a figure needs a result with values");
    }
    d->year = gvc_result_find_dim(d->r, "year");
    d->years = d->year < 0 ? 0 : gvc_result_extent(d->r, d->year);
    d->total = identity == NULL ? -1 : gvc_result_find_term(d->r, identity);
    for (gvc_idx dim = 0; dim < gvc_result_ndims(d->r); dim++) {
        if (dim != d->year && gvc_result_extent(d->r, dim) > 1) {
            if (d->free_count == GVC_DRAFT_KEYS) {
                return gvc_fail(d->ctx, GVC_EARG, "a figure cannot show more than %d keys",
                                GVC_DRAFT_KEYS);
            }
            d->free[d->free_count++] = dim;
        }
    }
    return GVC_OK;
}

static gvc_status check_texts(gvc_ctx *ctx, const gvc_figure_options *o)
{
    const char *const texts[] = {o->title, o->xlabel, o->ylabel, o->source};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (texts[i] != NULL && !gvc_is_utf8(texts[i], strlen(texts[i]))) {
            return gvc_fail(ctx, GVC_EARG, "a title of the figure is not UTF-8 text");
        }
    }
    return GVC_OK;
}

/* An axis that the kind does not have cannot be logarithmic. */
static gvc_status check_log(gvc_ctx *ctx, const gvc_figure_options *o, gvc_figure_kind kind)
{
    bool axis = (o->log_x || o->log_y) && kind != GVC_FIGURE_SCATTER;
    if (axis || (o->log_size && kind != GVC_FIGURE_HEAT)) {
        return gvc_fail(ctx, GVC_EARG, "a figure of kind '%s' has no logarithmic %s; %s has",
                        gvc_figure_kind_name(kind), axis ? "axes" : "colours",
                        axis ? "scatter" : "heat");
    }
    return GVC_OK;
}

static gvc_status draw(gvc_draft *d)
{
    gvc_figure_kind kind = GVC_FIGURE_BARS;
    gvc_status s = look(d);
    if (s == GVC_OK) {
        s = gvc_draft_choose(d, &kind);
    }
    if (s == GVC_OK) {
        s = check_log(d->ctx, d->o, kind);
    }
    if (s != GVC_OK) {
        return s;
    }
    d->f->data.kind = kind;
    d->f->data.x.title = d->f->data.y.title = d->f->data.size.title = d->f->data.legend = "";
    switch (kind) {
    case GVC_FIGURE_LINE:
        return gvc_figure_line(d);
    case GVC_FIGURE_SMILE:
        return gvc_figure_smile(d);
    case GVC_FIGURE_SCATTER:
        return gvc_figure_scatter(d);
    case GVC_FIGURE_HEAT:
        return gvc_figure_heat(d);
    case GVC_FIGURE_BARS:
        break;
    }
    return gvc_figure_bars(d);
}

gvc_status gvc_figure_new(gvc_ctx *ctx, gvc_figure **out, const gvc_result *r,
                          const gvc_figure_options *options)
{
    options = options == NULL ? &defaults : options;
    gvc_status s =
        gvc_need_version(ctx, "gvc_figure_options", options->version, GVC_FIGURE_OPTIONS_VERSION);
    if (s == GVC_OK) {
        s = check_texts(ctx, options);
    }
    if (s != GVC_OK) {
        return s;
    }
    gvc_draft d = {.ctx = ctx, .r = r, .o = options, .f = gvc_calloc(1, sizeof *d.f)};
    if (d.f == NULL) {
        return gvc_fail_memory(ctx, sizeof *d.f, "a figure");
    }
    s = draw(&d);
    gvc_text_free(&d.notes);
    if (s != GVC_OK) {
        gvc_figure_free(d.f);
        return s;
    }
    *out = d.f;
    return GVC_OK;
}
