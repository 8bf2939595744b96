/* script.c - a figure as a gnuplot script that stands alone, its data inside */
#include <math.h>
#include <string.h>

#include "figures/page.h"

#define INCH 72.0
#define COLUMN (90 / 25.4) /* inches: one column of a journal */

typedef struct kind {
    gvc_status (*draw)(gvc_ctx *ctx, gvc_page *page);
    double (*height)(const gvc_page *page);
} kind;

static const kind kinds[] = {
    [GVC_FIGURE_LINE] = {gvc_draw_line, gvc_height_line},
    [GVC_FIGURE_BARS] = {gvc_draw_bars, gvc_height_bars},
    [GVC_FIGURE_SMILE] = {gvc_draw_points, gvc_height_points},
    [GVC_FIGURE_SCATTER] = {gvc_draw_points, gvc_height_points},
    [GVC_FIGURE_HEAT] = {gvc_draw_heat, gvc_height_heat},
};

/* What gnuplot's terminals take a size for: svg pixels of 1/96 inch, pdfcairo fonts of 96 dots an
 * inch on a page of 72 and lines of half a point, pngcairo pixels. */
static void put_terminal(gvc_page *page, const char *terminal)
{
    double wide = page->width / INCH, high = page->height / INCH;
    if (strcmp(terminal, "svg") == 0) {
        page->font = page->line = 96 / INCH;
        gvc_text_addf(page->out, "set terminal svg size %.0f,%.0f enhanced", 96 * wide, 96 * high);
    } else if (strcmp(terminal, "pdf") == 0) {
        page->font = 0.75;
        page->line = 2;
        gvc_text_addf(page->out, "set terminal pdfcairo size %.4fin,%.4fin enhanced fontscale 1",
                      wide, high);
    } else {
        page->font = GVC_PAGE_DPI / 96.0;
        page->line = GVC_PAGE_DPI / INCH;
        gvc_text_addf(page->out, "set terminal pngcairo size %.0f,%.0f enhanced pointscale %.4g",
                      GVC_PAGE_DPI * wide, GVC_PAGE_DPI * high, GVC_PAGE_DPI / 96.0);
    }
    gvc_text_addf(page->out, " font 'Liberation Sans,%.4g'\n", GVC_TICK_SIZE * page->font);
}

static void put_head(gvc_page *page, const char *terminal, const char *picture)
{
    gvc_text_addf(page->out, "# Made by gvc %s.", gvc_version());
    gvc_text_addf(page->out, picture == NULL ? "\n" : " Run: gnuplot THIS_FILE\n");
    put_terminal(page, terminal);
    if (picture != NULL) {
        gvc_text_addf(page->out, "set output ");
        gvc_page_quote(page->out, picture);
        gvc_text_addf(page->out, "\n");
    }
    gvc_text_addf(page->out, "set encoding utf8\nunset key\nunset border\nunset colorbox\n");
}

gvc_status gvc_figure_script(gvc_ctx *ctx, gvc_text *out, const gvc_figure *f,
                             const gvc_figure_style *style, const char *terminal,
                             const char *picture)
{
    gvc_page page = {.out = out, .f = gvc_figure_get(f), .style = style};
    const kind *k = &kinds[page.f->kind];
    page.width = INCH * (style->width > 0 ? style->width : COLUMN);
    page.height = INCH * style->height;
    if (!(page.height > 0)) {
        page.height = k->height(&page);
    }
    put_head(&page, terminal, picture);
    gvc_page_start(&page);
    if (page.top - page.bottom < 40) {
        return gvc_fail(ctx, GVC_EARG,
                        "a figure of %.0f x %.0f mm has no room beside its title and caption: make "
                        "it larger, or leave them out",
                        page.width / INCH * 25.4, page.height / INCH * 25.4);
    }
    gvc_status s = k->draw(ctx, &page);
    return s == GVC_OK && out->failed ? gvc_fail_memory(ctx, out->length, "the script of a figure")
                                      : s;
}
