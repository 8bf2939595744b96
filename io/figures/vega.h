/* vega.h - a figure as a Vega-Lite specification, and its numbers as CSV */
#ifndef GVC_IO_FIGURES_VEGA_H
#define GVC_IO_FIGURES_VEGA_H

#include <gvc/figure.h>
#include <gvc/io.h>

#include "output.h"

/* One JSON object, data inside. */
gvc_status gvc_vega_put(gvc_ctx *ctx, gvc_output *out, const gvc_figure *f,
                        const gvc_figure_style *style);

/* vega_marks.c: what is drawn: "mark" and "encoding", or "layer". */
void gvc_vega_marks(gvc_output *out, const gvc_figure_data *d, const gvc_figure_style *style);
/* vega.c: rows of the points of the series, or (curve) of the fitted curve. */
void gvc_vega_rows(gvc_output *out, const gvc_figure_data *d, bool curve);
/* The fixed text of a specification, which a reader may check by eye; %s stands for JSON texts. */
void gvc_vega_text(gvc_output *out, const char *template, const char *const *texts);

/* data.c: the numbers in the figure, a point a line. */
void gvc_figure_put_data(gvc_output *out, const gvc_figure *f);

#endif
