/* write.c - a figure into a file: what draws it, by the suffix */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "figures/page.h"
#include "figures/vega.h"
#include "output.h"
#include "output_path.h"

static const gvc_figure_style defaults = GVC_FIGURE_STYLE_INIT;

static bool ends_in(const char *path, const char *suffix)
{
    size_t length = strlen(path), tail = strlen(suffix);
    return length > tail && strcasecmp(path + length - tail, suffix) == 0;
}

/* "svg", "pdf", "png"; NULL for another suffix. */
static const char *terminal_of(const char *path)
{
    return ends_in(path, ".svg")   ? "svg"
           : ends_in(path, ".pdf") ? "pdf"
           : ends_in(path, ".png") ? "png"
                                   : NULL;
}

static bool is_vega(const char *path)
{
    return ends_in(path, ".vl.json") || ends_in(path, ".vl.json.gz");
}

gvc_status gvc_figure_can_write(gvc_ctx *ctx, const char *path)
{
    bool vega = is_vega(path);
    if (terminal_of(path) == NULL && !vega) {
        return gvc_fail(ctx, GVC_EARG,
                        "writing %s: a figure is .svg, .pdf, .png or .vl.json (Vega-Lite)", path);
    }
    if (!vega && gvc_output_in_place(path)) {
        return gvc_fail(ctx, GVC_EARG, "writing %s: a picture needs a plain file; give its name",
                        path);
    }
    return gvc_output_check(ctx, path);
}

static bool is_color(const char *text)
{
    bool good = text[0] == '#' && strlen(text) == 7;
    for (int i = 1; good && i < 7; i++) {
        good = isxdigit((unsigned char)text[i]) != 0;
    }
    return good;
}

static gvc_status check_style(gvc_ctx *ctx, const gvc_figure *f, const gvc_figure_style *style)
{
    const double most = 100;
    gvc_status s =
        gvc_need_version(ctx, "gvc_figure_style", style->version, GVC_FIGURE_STYLE_VERSION);
    for (gvc_idx i = 0; s == GVC_OK && style->colors != NULL && style->colors[i] != NULL; i++) {
        if (!is_color(style->colors[i])) {
            s = gvc_fail(ctx, GVC_EARG, "'%s' is no colour such as #0072B2", style->colors[i]);
        }
    }
    if (s == GVC_OK && style->decimal != '.' && style->decimal != ',') {
        s = gvc_fail(ctx, GVC_EARG, "the decimal sign of a figure is . or ,");
    }
    if (s == GVC_OK &&
        (style->width < 0 || style->width > most || style->height < 0 || style->height > most)) {
        s = gvc_fail(ctx, GVC_EARG, "a figure is between 0 and %g inches wide and high", most);
    }
    return s == GVC_OK ? gvc_check_colors(ctx, gvc_figure_get(f), style) : s;
}

static gvc_status draw(gvc_ctx *ctx, const gvc_figure *f, const char *path,
                       const gvc_figure_style *style)
{
    gvc_text script = {0};
    char *part = NULL;
    int fd = -1;
    gvc_status s = gvc_figure_script(ctx, &script, f, style, terminal_of(path), NULL);
    if (s == GVC_OK) {
        s = gvc_part_create(ctx, path, &part, &fd);
    }
    if (s == GVC_OK) {
        s = gvc_run_gnuplot(ctx, &script, fd);
        if (close(fd) != 0 && s == GVC_OK) {
            s = gvc_fail(ctx, GVC_EIO, "%s", strerror(errno));
        }
        s = s == GVC_OK ? gvc_picture_whole(ctx, part, terminal_of(path)) : s;
        if (s == GVC_OK && strcmp(terminal_of(path), "png") == 0) {
            s = gvc_png_dots(ctx, part, GVC_PAGE_DPI);
        } else if (s == GVC_OK && strcmp(terminal_of(path), "svg") == 0) {
            s = gvc_svg_title(ctx, part, gvc_figure_get(f)->title);
        }
        s = gvc_part_finish(ctx, s, part, path);
    }
    gvc_text_free(&script);
    return s;
}

static gvc_status finish(gvc_ctx *ctx, gvc_status s, gvc_output *out)
{
    if (s != GVC_OK) {
        gvc_output_abandon(out);
        return s;
    }
    return gvc_output_commit(ctx, out);
}

gvc_status gvc_figure_write(gvc_ctx *ctx, const gvc_figure *f, const char *path,
                            const gvc_figure_style *style)
{
    gvc_output *out = NULL;
    style = style == NULL ? &defaults : style;
    gvc_status s = gvc_figure_can_write(ctx, path);
    if (s == GVC_OK) {
        s = check_style(ctx, f, style);
    }
    if (s != GVC_OK || !is_vega(path)) {
        return s == GVC_OK ? draw(ctx, f, path, style) : s;
    }
    s = gvc_output_open(ctx, &out, path);
    return s == GVC_OK ? finish(ctx, gvc_vega_put(ctx, out, f, style), out) : s;
}

gvc_status gvc_figure_write_script(gvc_ctx *ctx, const gvc_figure *f, const char *path,
                                   const char *picture, const gvc_figure_style *style)
{
    gvc_text script = {0};
    gvc_output *out = NULL;
    style = style == NULL ? &defaults : style;
    const char *terminal = terminal_of(picture);
    gvc_status s = check_style(ctx, f, style);
    if (s == GVC_OK && terminal == NULL) {
        s = gvc_fail(ctx, GVC_EARG, "a script of gnuplot makes .svg, .pdf or .png, not '%s'",
                     picture);
    }
    if (s == GVC_OK) {
        s = gvc_figure_script(ctx, &script, f, style, terminal, picture);
    }
    if (s == GVC_OK) {
        s = gvc_output_open(ctx, &out, path);
    }
    if (s == GVC_OK) {
        gvc_output_write(out, gvc_text_str(&script), script.length);
        s = gvc_output_commit(ctx, out);
    }
    gvc_text_free(&script);
    return s;
}

gvc_status gvc_figure_write_data(gvc_ctx *ctx, const gvc_figure *f, const char *path)
{
    gvc_output *out = NULL;
    gvc_status s = gvc_output_open(ctx, &out, path);
    if (s == GVC_OK) {
        gvc_figure_put_data(out, f);
        s = gvc_output_commit(ctx, out);
    }
    return s;
}
