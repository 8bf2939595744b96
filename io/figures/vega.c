/* vega.c - a figure as a Vega-Lite 5 specification: title, data, panels, looks */
#include "figures/vega.h"
#include "figures/page.h"

#include <string.h>

#include "base/base.h"
#include "text/json_text.h"

void gvc_vega_text(gvc_output *out, const char *template, const char *const *texts)
{
    for (const char *at = template; *at != '\0';) {
        size_t plain = strcspn(at, "$");
        gvc_output_write(out, at, plain);
        at += plain;
        if (*at == '$') {
            gvc_json_text(out, *texts++);
            at++;
        }
    }
}

static void put_row(gvc_output *out, const gvc_figure_data *d, const gvc_figure_panel *panel,
                    const gvc_figure_series *s, gvc_idx order, const gvc_figure_point *p)
{
    gvc_output_text(out, "{\"panel\": ");
    gvc_json_text(out, panel->title);
    gvc_output_text(out, ", \"series\": ");
    gvc_json_text(out, s == NULL ? "fitted curve" : s->name);
    gvc_output_text(out, ", \"order\": ");
    gvc_json_number(out, (double)order);
    gvc_output_text(out, ", \"label\": ");
    gvc_json_text(out, p->label);
    gvc_output_text(out, ", \"x\": ");
    if (d->x.categories != NULL) {
        gvc_json_text(out, d->x.categories[(gvc_idx)p->x]);
    } else {
        gvc_json_number(out, p->x);
    }
    gvc_output_text(out, ", \"y\": ");
    if (d->y.categories != NULL) {
        gvc_json_text(out, d->y.categories[(gvc_idx)p->y]);
    } else {
        gvc_json_number(out, p->y);
    }
    gvc_output_text(out, ", \"size\": ");
    gvc_json_number(out, p->size);
    if (p->low < p->high) {
        gvc_output_text(out, ", \"low\": ");
        gvc_json_number(out, p->low);
        gvc_output_text(out, ", \"high\": ");
        gvc_json_number(out, p->high);
    }
    gvc_output_text(out, p->named ? ", \"named\": true}" : ", \"named\": false}");
}

void gvc_vega_rows(gvc_output *out, const gvc_figure_data *d, bool curve)
{
    const char *before = "[\n    ";
    for (gvc_idx i = 0; i < d->count; i++) {
        const gvc_figure_panel *p = &d->panels[i];
        for (gvc_idx s = 0; s < p->count && !curve; s++) {
            for (gvc_idx k = 0; k < p->series[s].count; k++) {
                gvc_output_text(out, before);
                put_row(out, d, p, &p->series[s], s, &p->series[s].points[k]);
                before = ",\n    ";
            }
        }
        for (gvc_idx k = 0; k < p->curve_count && curve; k++) {
            gvc_output_text(out, before);
            put_row(out, d, p, NULL, 0, &p->curve[k]);
            before = ",\n    ";
        }
    }
    gvc_output_text(out, "]");
}

static void put_title(gvc_output *out, const gvc_figure_data *d, const gvc_figure_style *style)
{
    const gvc_page page = {.f = d, .style = style};
    const char *title = gvc_page_title(&page), *caption = gvc_page_caption(&page);
    if (title[0] != '\0' || caption[0] != '\0') {
        gvc_vega_text(out, "  \"title\": {\"text\": $, \"subtitle\": $, \"anchor\": \"start\"},\n",
                      (const char *const[]){title, caption});
    }
}

/* The panels in their order, three in a row. */
static void put_facet(gvc_output *out, const gvc_figure_data *d)
{
    gvc_output_text(out, "  \"facet\": {\"field\": \"panel\", \"type\": \"nominal\", \"title\": "
                         "null, \"sort\": [");
    for (gvc_idx i = 0; i < d->count; i++) {
        gvc_output_text(out, i == 0 ? "" : ", ");
        gvc_json_text(out, d->panels[i].title);
    }
    gvc_output_text(out, "]},\n  \"columns\": ");
    gvc_json_number(out, d->count > 4 ? 3 : 2);
    gvc_output_text(
        out, d->own_scales ? ",\n  \"resolve\": {\"scale\": {\"y\": \"independent\"}},\n" : ",\n");
    gvc_output_text(out, "  \"spec\": {\"width\": 120, \"height\": 100,\n");
}

gvc_status gvc_vega_put(gvc_ctx *ctx, gvc_output *out, const gvc_figure *f,
                        const gvc_figure_style *style)
{
    const gvc_figure_data *d = gvc_figure_get(f);
    bool panels = d->count > 1;
    (void)ctx;
    gvc_output_text(out,
                    "{\n  \"$schema\": \"https://vega.github.io/schema/vega-lite/v5.json\",\n");
    put_title(out, d, style);
    gvc_output_text(out, "  \"data\": {\"values\": ");
    gvc_vega_rows(out, d, false);
    gvc_output_text(out, "},\n");
    if (panels) {
        put_facet(out, d);
    } else {
        gvc_output_text(out, d->kind == GVC_FIGURE_BARS || d->kind == GVC_FIGURE_HEAT
                                 ? "  \"width\": 320,\n"
                                 : "  \"width\": 320,\n  \"height\": 220,\n");
    }
    gvc_vega_marks(out, d, style);
    gvc_output_text(out, panels ? "},\n" : ",\n");
    gvc_output_text(out,
                    "  \"config\": {\"view\": {\"stroke\": null}, \"axis\": {\"domain\": false, "
                    "\"ticks\": false, \"gridColor\": \"#DDDDDD\"}}\n}\n");
    return GVC_OK;
}
