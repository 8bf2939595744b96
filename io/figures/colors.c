/* colors.c - are there colours enough, where they were given? */
#include "base/base.h"
#include "figures/page.h"

gvc_idx gvc_color_count(const gvc_figure_style *style)
{
    gvc_idx count = 0;
    while (style->colors != NULL && style->colors[count] != NULL) {
        count++;
    }
    return count;
}

/* What has no series of its own is grey where no colour is left for it. */
static gvc_idx needed(const gvc_figure_data *f)
{
    gvc_idx count = 0;
    for (gvc_idx i = 0; f->count > 0 && i < f->panels[0].count; i++) {
        count += !f->panels[0].series[i].rest;
    }
    return count;
}

gvc_status gvc_check_colors(gvc_ctx *ctx, const gvc_figure_data *f, const gvc_figure_style *style)
{
    gvc_idx given = gvc_color_count(style), need = needed(f);
    if (given == 0) {
        return GVC_OK;
    }
    if (f->kind == GVC_FIGURE_HEAT) {
        return given > 1 ? GVC_OK
                         : gvc_fail(ctx, GVC_EARG,
                                    "the colours of a heat map run from one to another: give two, "
                                    "or three with the middle one");
    }
    return given >= need
               ? GVC_OK
               : gvc_fail(ctx, GVC_EARG,
                          "%lld series and %lld colour%s: two series would look alike; give a "
                          "colour for each, or none",
                          (long long)need, (long long)given, given == 1 ? "" : "s");
}
