/* vega_marks.c - marks and encodings of a Vega-Lite specification, by the kind of figure */
#include "base/base.h"
#include "figures/page.h"
#include "figures/vega.h"
#include "text/json_text.h"

static void put_names(gvc_output *out, const char *const *names, gvc_idx count)
{
    gvc_output_text(out, "[");
    for (gvc_idx i = 0; i < count; i++) {
        gvc_output_text(out, i == 0 ? "" : ", ");
        gvc_json_text(out, names[i]);
    }
    gvc_output_text(out, "]");
}

/* "color": the series in their order, with the colours of all figures. */
static void put_color(gvc_output *out, const gvc_figure_data *d, const gvc_figure_style *style)
{
    const gvc_figure_panel *p = &d->panels[0];
    const gvc_page page = {.f = d, .style = style};
    gvc_output_text(out,
                    "\"color\": {\"field\": \"series\", \"type\": \"nominal\", \"title\": null, "
                    "\"scale\": {\"domain\": [");
    for (gvc_idx i = 0; i < p->count; i++) {
        gvc_output_text(out, i == 0 ? "" : ", ");
        gvc_json_text(out, p->series[i].name);
    }
    gvc_output_text(out, "], \"range\": [");
    for (gvc_idx i = 0; i < p->count; i++) {
        gvc_output_text(out, i == 0 ? "" : ", ");
        gvc_json_text(out, gvc_page_color(&page, i, p->series[i].rest));
    }
    gvc_output_text(out, p->count > 1 ? "]}}" : "]}, \"legend\": null}");
}

/* "x": {"field": "x", ...}: numbers, or categories in their order. */
static void put_axis(gvc_output *out, const char *channel, const char *field,
                     const gvc_figure_axis *a, bool zero)
{
    const char *title = a->title == NULL || a->title[0] == '\0' ? NULL : a->title;
    gvc_vega_text(out, "$: {\"field\": $, \"title\": $, ",
                  (const char *const[]){channel, field, title});
    if (a->categories != NULL) {
        gvc_output_text(out, "\"type\": \"nominal\", \"sort\": ");
        put_names(out, a->categories, a->count);
    } else {
        gvc_output_text(out, "\"type\": \"quantitative\"");
        gvc_output_text(out, a->years ? ", \"axis\": {\"format\": \"d\", \"grid\": false, "
                                        "\"tickMinStep\": 1}"
                                      : "");
        gvc_output_text(out, a->log ? ", \"scale\": {\"type\": \"log\"}"
                             : zero ? ", \"scale\": {\"zero\": true}"
                                    : ", \"scale\": {\"zero\": false}");
    }
    gvc_output_text(out, "}");
}

/* The mark alone, or with whiskers over it along that axis. Comes behind the encoding. */
static void put_mark(gvc_output *out, const gvc_figure_data *d, const char *mark, const char *axis)
{
    gvc_output_text(out,
                    gvc_has_whiskers(d) ? ",\n  \"layer\": [\n    {\"mark\": " : ",\n  \"mark\": ");
    gvc_output_text(out, mark);
    if (gvc_has_whiskers(d)) {
        const char *second = axis[0] == 'x' ? "x2" : "y2";
        gvc_vega_text(out,
                      "},\n    {\"transform\": [{\"filter\": \"isValid(datum.low)\"}], \"mark\": {"
                      "\"type\": \"rule\"}, \"encoding\": {$: {\"field\": \"low\", \"type\": "
                      "\"quantitative\"}, $: {"
                      "\"field\": \"high\"}, \"color\": {\"value\": \"" GVC_INK "\"}}}\n  ]",
                      (const char *const[]){axis, second});
    }
}

static void put_lines(gvc_output *out, const gvc_figure_data *d, const gvc_figure_style *style)
{
    gvc_output_text(out, "  \"encoding\": {\n    ");
    put_axis(out, "x", "x", &d->x, false);
    gvc_output_text(out, ",\n    ");
    put_axis(out, "y", "y", &d->y, false);
    gvc_output_text(out, ",\n    ");
    put_color(out, d, style);
    gvc_output_text(out, "\n  }");
    put_mark(out, d, "{\"type\": \"line\", \"point\": {\"size\": 15}}", "y");
}

/* Lying, but for years: categories on the axis that reads well. */
static void put_bars(gvc_output *out, const gvc_figure_data *d, const gvc_figure_style *style)
{
    bool lying = !d->x.years;
    gvc_output_text(out, "  \"encoding\": {\n    ");
    put_axis(out, lying ? "y" : "x", "x", &d->x, false);
    gvc_output_text(out, ",\n    ");
    put_axis(out, lying ? "x" : "y", "y", &d->y, true);
    gvc_output_text(out,
                    ",\n    \"order\": {\"field\": \"order\", \"type\": \"quantitative\"},\n    ");
    put_color(out, d, style);
    gvc_output_text(out, "\n  }");
    put_mark(out, d, "\"bar\"", lying ? "x" : "y");
}

/* Points, their labels, and the curve through them. */
static void put_points(gvc_output *out, const gvc_figure_data *d, const gvc_figure_style *style)
{
    bool smile = d->kind == GVC_FIGURE_SMILE;
    gvc_output_text(out, "  \"encoding\": {\n    ");
    put_axis(out, "x", "x", &d->x, false);
    gvc_output_text(out, ",\n    ");
    put_axis(out, "y", "y", &d->y, smile);
    gvc_output_text(out,
                    "\n  },\n  \"layer\": [\n    {\"mark\": {\"type\": \"circle\", \"opacity\": "
                    "0.6}, \"encoding\": {");
    put_color(out, d, style);
    if (smile) {
        gvc_vega_text(out,
                      ", \"size\": {\"field\": \"size\", \"type\": \"quantitative\", \"title\": $, "
                      "\"scale\": {\"range\": [4, 900]}}",
                      (const char *const[]){d->size.title});
    }
    gvc_output_text(out,
                    "}},\n    {\"transform\": [{\"filter\": \"datum.named\"}], \"mark\": {"
                    "\"type\": \"text\", \"align\": \"left\", \"dx\": 5, \"fontSize\": 9}, "
                    "\"encoding\": {\"text\": {\"field\": \"label\", \"type\": \"nominal\"}}}");
    if (d->panels[0].curve != NULL) {
        gvc_output_text(out, ",\n    {\"data\": {\"values\": ");
        gvc_vega_rows(out, d, true);
        gvc_output_text(out, "}, \"mark\": {\"type\": \"line\", \"color\": \"" GVC_INK "\"}}");
    }
    gvc_output_text(out, "\n  ]");
}

/* "range": [...] of the colours given, or a scheme of Vega's. */
static void put_gradient(gvc_output *out, const gvc_figure_data *d, const gvc_figure_style *style,
                         bool below)
{
    gvc_idx count = gvc_color_count(style);
    gvc_output_text(out, ", \"scale\": {");
    if (count > 0) {
        gvc_output_text(out, "\"range\": ");
        put_names(out, style->colors, count);
    } else {
        gvc_output_text(out, below ? "\"scheme\": \"redblue\"" : "\"scheme\": \"blues\"");
    }
    gvc_output_text(out, below         ? ", \"domainMid\": 0}}"
                         : d->size.log ? ", \"type\": \"log\"}}"
                                       : ", \"zero\": false}}");
}

static void put_cells(gvc_output *out, const gvc_figure_data *d, const gvc_figure_style *style)
{
    bool below = false;
    for (gvc_idx i = 0; i < d->panels[0].series[0].count; i++) {
        below = below || d->panels[0].series[0].points[i].size < 0;
    }
    gvc_output_text(out, "  \"mark\": \"rect\",\n  \"encoding\": {\n    ");
    put_axis(out, "x", "x", &d->x, false);
    gvc_output_text(out, ",\n    ");
    put_axis(out, "y", "y", &d->y, false);
    gvc_vega_text(
        out, ",\n    \"color\": {\"field\": \"size\", \"type\": \"quantitative\", \"title\": $",
        (const char *const[]){d->size.title});
    put_gradient(out, d, style, below);
    gvc_output_text(out, "\n  }");
}

void gvc_vega_marks(gvc_output *out, const gvc_figure_data *d, const gvc_figure_style *style)
{
    switch (d->kind) {
    case GVC_FIGURE_LINE:
        put_lines(out, d, style);
        break;
    case GVC_FIGURE_BARS:
        put_bars(out, d, style);
        break;
    case GVC_FIGURE_SMILE:
    case GVC_FIGURE_SCATTER:
        put_points(out, d, style);
        break;
    case GVC_FIGURE_HEAT:
        put_cells(out, d, style);
        break;
    }
}
