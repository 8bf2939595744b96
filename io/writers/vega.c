/* vega.c - a figure of the result as a Vega-Lite specification; gvc plot has the choices */
#include "figures/vega.h"
#include "writer.h"

static gvc_status write_vega(gvc_ctx *ctx, const gvc_result *r, gvc_output *out,
                             const gvc_write_options *options)
{
    static const gvc_figure_style style = GVC_FIGURE_STYLE_INIT;
    gvc_figure *f = NULL;
    (void)options;
    gvc_status s = gvc_figure_new(ctx, &f, r, NULL);
    if (s == GVC_OK) {
        s = gvc_vega_put(ctx, out, f, &style);
    }
    gvc_figure_free(f);
    return s;
}

const gvc_writer gvc_writer_vega = {
    .info =
        {"vega", "a figure as a Vega-Lite specification, its data inside",
         "The figure that 'gvc plot' makes of the result, as JSON for browsers and notebooks "
         "(Vega-Lite 5); the numbers in it are sums, shares and orders for that figure. null is "
         "an undefined value.",
         "vl.json vl.json.gz"},
    .text = write_vega,
};
