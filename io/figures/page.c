/* page.c - the page around the plots: title, legend, title of the y axis, caption */
#include "figures/page.h"

#include <math.h>
#include <string.h>

#define MARGIN 3.0
#define SPACING 1.25 /* from line to line, in text sizes */
#define SWATCH 6.0

/* Okabe and Ito's colours, without black, and yellow that is too light for lines. */
static const char *const palette[] = {"#0072B2", "#D55E00", "#009E73",
                                      "#CC79A7", "#E69F00", "#56B4E9"};

const char *gvc_page_color(const gvc_page *page, gvc_idx series, bool rest)
{
    const char *const *own = page->style->colors;
    gvc_idx count = gvc_color_count(page->style);
    if (rest && series >= count) {
        return GVC_REST;
    }
    return count > 0 ? own[series % count]
                     : palette[series % (gvc_idx)(sizeof palette / sizeof *palette)];
}

/* An apostrophe ends the string and comes from another one: gnuplot does not take two of them for
 * one where a string begins or ends with it. */
static void add_plain(gvc_text *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        unsigned char c = (unsigned char)*at;
        if (c == '\'') {
            gvc_text_addf(out, "'.\"'\".'");
        } else {
            gvc_text_addf(out, "%c", c < ' ' || c == 0x7f ? ' ' : c);
        }
    }
}

void gvc_page_quote(gvc_text *out, const char *text)
{
    gvc_text_addf(out, "'");
    add_plain(out, text);
    gvc_text_addf(out, "'");
}

void gvc_plot_title(gvc_page *page, const char *name)
{
    gvc_text_addf(page->out, " title ");
    gvc_page_quote(page->out, name[0] == '\0' ? page->f->title : name);
    gvc_text_addf(page->out, " noenhanced");
}

/* What gnuplot's markup would take for itself gets a backslash. */
static void quote_bold(gvc_text *out, const char *text)
{
    gvc_text escaped = {0};
    for (const char *at = text; *at != '\0'; at++) {
        gvc_text_addf(&escaped, "%s%c", strchr("\\{}^_@&~", *at) != NULL ? "\\" : "", *at);
    }
    gvc_text_addf(out, "'{/:Bold ");
    add_plain(out, gvc_text_str(&escaped));
    gvc_text_addf(out, "}'");
    out->failed = out->failed || escaped.failed;
    gvc_text_free(&escaped);
}

static void start_label(gvc_page *page)
{
    gvc_text_addf(page->out, "set label %d ", ++page->tag);
}

static void end_label(gvc_page *page, double x, double y, const char *align, double size,
                      const char *color)
{
    gvc_text_addf(page->out, " at screen %.5f,%.5f %s font ',%.4g' textcolor rgb '%s'",
                  x / page->width, y / page->height, align, size * page->font, color);
}

void gvc_page_text(gvc_page *page, double x, double y, const char *align, double size,
                   const char *color, const char *text)
{
    start_label(page);
    gvc_page_quote(page->out, text);
    end_label(page, x, y, align, size, color);
    gvc_text_addf(page->out, " noenhanced\n");
}

static void bold_text(gvc_page *page, double x, double y, double size, const char *text)
{
    start_label(page);
    quote_bold(page->out, text);
    end_label(page, x, y, "left", size, GVC_INK);
    gvc_text_addf(page->out, " enhanced\n");
}

void gvc_page_box(gvc_page *page, double x, double y, double width, double height,
                  const char *color)
{
    gvc_text_addf(page->out,
                  "set object %d rectangle from screen %.5f,%.5f to screen %.5f,%.5f "
                  "fillcolor rgb '%s' fillstyle solid noborder\n",
                  ++page->tag, x / page->width, y / page->height, (x + width) / page->width,
                  (y + height) / page->height, color);
}

/* The next line of a text: as many words as fit, at least one; its length in bytes. */
static size_t line_length(const char *text, double width, double size)
{
    size_t best = strcspn(text, " ");
    gvc_text line = {0};
    for (size_t end = best; text[end] != '\0';) {
        end += 1 + strcspn(text + end + 1, " ");
        line.length = 0;
        gvc_text_add(&line, text, end);
        if (gvc_text_width(gvc_text_str(&line), size) > width) {
            break;
        }
        best = end;
    }
    gvc_text_free(&line);
    return best;
}

static int wrap(gvc_page *page, double x, double *y, double width, double size, const char *color,
                const char *text, bool bold)
{
    int lines = 0;
    while (*text != '\0') {
        size_t length = line_length(text, width / (bold ? 1.08 : 1), size);
        if (y != NULL) {
            gvc_text line = {0};
            gvc_text_add(&line, text, length);
            double middle = *y - size * SPACING / 2;
            if (bold) {
                bold_text(page, x, middle, size, gvc_text_str(&line));
            } else {
                gvc_page_text(page, x, middle, "left", size, color, gvc_text_str(&line));
            }
            *y -= size * SPACING;
            gvc_text_free(&line);
        }
        text += length + strspn(text + length, " ");
        lines++;
    }
    return lines;
}

int gvc_page_wrap(gvc_page *page, double x, double *y, double width, double size, const char *color,
                  const char *text)
{
    return wrap(page, x, y, width, size, color, text, false);
}

/* ---- legend: several series that have no label of their own ---- */

static bool has_legend(const gvc_page *page)
{
    const gvc_figure_data *f = page->f;
    bool direct = f->kind == GVC_FIGURE_LINE && f->count == 1;
    return f->count > 0 && f->panels[0].count > 1 && !direct;
}

/* The title of the legend in front, then the entries in one line; where that is too long, in as
 * many columns as fit. */
typedef struct legend_plan {
    double start, column; /* of the first entry; 0: entries run on */
    gvc_idx columns, lines;
} legend_plan;

static double entry_width(const gvc_figure_series *s)
{
    return SWATCH + 3 + gvc_text_width(s->name, GVC_LABEL_SIZE) + 9;
}

static legend_plan plan_legend(const gvc_page *page)
{
    const gvc_figure_panel *p = &page->f->panels[0];
    double sum = 0, most = 0, room = page->width - 2 * MARGIN + 9;
    const char *title = page->f->legend;
    legend_plan plan = {.columns = p->count, .lines = 1};
    plan.start = title[0] == '\0' ? 0 : gvc_text_width(title, GVC_LABEL_SIZE) + 6;
    for (gvc_idx i = 0; i < p->count; i++) {
        sum += entry_width(&p->series[i]);
        most = fmax(most, entry_width(&p->series[i]));
    }
    if (plan.start + sum > room) {
        plan.column = most;
        plan.columns = (gvc_idx)fmax(1, floor((room - plan.start) / most));
        plan.lines = (p->count + plan.columns - 1) / plan.columns;
    }
    return plan;
}

/* The height taken. Draws unless y is NULL. */
static double legend(gvc_page *page, const double *y)
{
    const gvc_figure_panel *p = &page->f->panels[0];
    double step = GVC_LABEL_SIZE * SPACING;
    if (!has_legend(page)) {
        return 0;
    }
    legend_plan plan = plan_legend(page);
    double x = MARGIN + plan.start;
    if (y != NULL && plan.start > 0) {
        gvc_page_text(page, MARGIN, *y - step / 2, "left", GVC_LABEL_SIZE, GVC_GREY,
                      page->f->legend);
    }
    for (gvc_idx i = 0; i < p->count && y != NULL; i++) {
        double middle = *y - (double)(i / plan.columns) * step - step / 2;
        if (plan.column > 0) {
            x = MARGIN + plan.start + (double)(i % plan.columns) * plan.column;
        }
        gvc_page_box(page, x, middle - SWATCH / 2, SWATCH, SWATCH,
                     gvc_page_color(page, i, p->series[i].rest));
        gvc_page_text(page, x + SWATCH + 3, middle, "left", GVC_LABEL_SIZE, GVC_INK,
                      p->series[i].name);
        x += entry_width(&p->series[i]);
    }
    return (double)plan.lines * step + GVC_GAP;
}

/* ---- header and footer ---- */

static double inner_width(const gvc_page *page)
{
    return page->width - 2 * MARGIN;
}

/* The title of the y axis stands above the plot, where it can be read; bars have theirs below. */
static const char *above(const gvc_page *page)
{
    const gvc_figure_data *f = page->f;
    bool lying = f->kind == GVC_FIGURE_BARS && !f->x.years;
    return f->kind == GVC_FIGURE_HEAT || lying || f->own_scales || f->y.title == NULL ? ""
                                                                                      : f->y.title;
}

static double lines_height(const gvc_page *page, const char *text, double size, bool bold)
{
    gvc_page copy = *page;
    return *text == '\0'
               ? 0
               : size * SPACING * wrap(&copy, 0, NULL, inner_width(page), size, "", text, bold);
}

const char *gvc_page_title(const gvc_page *page)
{
    return page->style->bare ? page->f->own_title : page->f->title;
}

const char *gvc_page_caption(const gvc_page *page)
{
    return page->style->bare ? page->f->own_caption : page->f->caption;
}

double gvc_page_header(const gvc_page *page)
{
    gvc_page copy = *page;
    double title = lines_height(page, gvc_page_title(page), GVC_TITLE_SIZE, true);
    return MARGIN + title + (title > 0 ? GVC_GAP : 0) + legend(&copy, NULL) +
           lines_height(page, above(page), GVC_TICK_SIZE, false) + GVC_GAP;
}

double gvc_page_footer(const gvc_page *page)
{
    double caption = lines_height(page, gvc_page_caption(page), GVC_CAPTION_SIZE, false);
    return MARGIN + caption + (caption > 0 ? GVC_GAP : 0);
}

void gvc_page_start(gvc_page *page)
{
    const char *title = gvc_page_title(page), *caption = gvc_page_caption(page);
    double y = page->height - MARGIN, width = inner_width(page);
    if (title[0] != '\0') {
        wrap(page, MARGIN, &y, width, GVC_TITLE_SIZE, GVC_INK, title, true);
        y -= GVC_GAP;
    }
    y -= legend(page, &y);
    wrap(page, MARGIN, &y, width, GVC_TICK_SIZE, GVC_GREY, above(page), false);
    page->top = y - GVC_GAP;
    page->bottom = gvc_page_footer(page);
    if (caption[0] != '\0') {
        y = page->bottom - GVC_GAP;
        wrap(page, MARGIN, &y, width, GVC_CAPTION_SIZE, GVC_GREY, caption, false);
    }
}
