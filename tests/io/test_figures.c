/* test_figures.c - figures as gnuplot scripts: ticks, labels, files */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../core/comma.h"
#include "../core/figures.h"
#include "figures/page.h"

static gvc_ctx *ctx;

static void setup(void)
{
    ctx = small_ctx();
}

static void teardown(void)
{
    gvc_ctx_free(ctx);
}

TestSuite(figures, .init = setup, .fini = teardown);

Test(figures, numbers_have_thousands_and_a_true_minus)
{
    static const struct {
        double x;
        int decimals;
        char decimal;
        bool years;
        const char *text;
    } cases[] = {
        {1234567, 0, '.', false, "1,234,567"},
        {1234.5, 1, ',', false,
         "1\xc2\xa0"
         "234,5"},
        {2020, 0, '.', true, "2020"},
        {-0.25, 2, '.', false,
         "\xe2\x88\x92"
         "0.25"},
        {-0.001, 1, '.', false, "0.0"},
        {999, 0, '.', false, "999"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[32];
        gvc_write_number(text, sizeof text, cases[i].x, cases[i].decimals, cases[i].decimal,
                         cases[i].years);
        cr_expect_str_eq(text, cases[i].text);
    }
}

Test(figures, ticks_are_round_and_span_the_data)
{
    gvc_tick ticks[GVC_PAGE_TICKS];
    double least = 56.1, most = 84.2;
    int count = gvc_ticks_linear(ticks, &least, &most, 4, '.', true);
    cr_assert_eq(count, 5);
    cr_expect_str_eq(ticks[0].text, "50");
    cr_expect_str_eq(ticks[4].text, "90");
    cr_expect_eq(least, 50.0);
    least = 0;
    most = 100.00001; /* shares that add up to a little more */
    count = gvc_ticks_linear(ticks, &least, &most, 4, '.', true);
    cr_assert_eq(count, 5);
    cr_expect_str_eq(ticks[4].text, "100");
    least = most = 3;
    cr_expect(gvc_ticks_linear(ticks, &least, &most, 4, '.', true) > 1, "of one value alone");
    least = 0.5;
    most = 900;
    count = gvc_ticks_log(ticks, &least, &most, '.');
    cr_assert_eq(count, 4, "with room around the data");
    cr_expect_str_eq(ticks[0].text, "1");
    cr_expect_str_eq(ticks[3].text, "1,000");
}

static double at_after(const char *text, int skip)
{
    const char *found = text;
    for (int i = 0; i <= skip && found != NULL; i++) {
        found = strstr(found + (i > 0), " at first ");
    }
    cr_assert(found != NULL);
    return strtod(strchr(found, ',') + 1, NULL);
}

Test(figures, labels_do_not_cover_each_other)
{
    static const gvc_mark marks[] = {{100, 100, 2, "first", "#000000"},
                                     {101, 100, 2, "second", "#000000"},
                                     {102, 100, 2, "third", "#000000"}};
    gvc_text out = {0};
    gvc_page page = {.out = &out, .width = 200, .height = 200, .font = 1, .line = 1};
    gvc_frame frame = {.right = 200, .top = 200, .x_most = 200, .y_most = 200};
    expect_ok(ctx, gvc_place_labels(ctx, &page, &frame, marks, 3, true));
    double y[3];
    for (int i = 0; i < 3; i++) {
        y[i] = at_after(gvc_text_str(&out), i);
    }
    /* each in a line of its own, or to another side of the points */
    cr_expect(page.tag == 3);
    cr_expect(!(y[0] == y[1] && y[1] == y[2]));
    gvc_text_free(&out);
}

Test(figures, a_text_cannot_become_a_command)
{
    gvc_text out = {0};
    gvc_page_quote(&out, "it's\nsystem('x') `y`");
    cr_expect_str_eq(gvc_text_str(&out), "'it'.\"'\".'s system('.\"'\".'x'.\"'\".') `y`'");
    gvc_text_free(&out);
}

static void expect_script(const gvc_figure *f, const gvc_figure_style *style, const char *part)
{
    gvc_text out = {0};
    expect_ok(ctx, gvc_figure_script(ctx, &out, f, style, "svg", "x.svg"));
    cr_expect(strstr(gvc_text_str(&out), part) != NULL, "no '%s' in\n%s", part, gvc_text_str(&out));
    gvc_text_free(&out);
}

Test(figures, scripts_hold_data_names_and_colours)
{
    static const char *const colors[] = {"#112233", NULL};
    gvc_figure_style style = GVC_FIGURE_STYLE_INIT;
    gvc_result *r = figure_panel(ctx, 3);
    gvc_figure *f = figure_of(ctx, r, NULL);
    style.colors = colors;
    expect_script(f, &style, "set multiplot");
    expect_script(f, &style, "$panel1 << END\n2000 50\n2010 50\n2020 50\nEND\n");
    expect_script(f, &style, "linecolor rgb '#112233'");
    gvc_figure_free(f);
    f = figure_of(ctx, r,
                  &(gvc_figure_options){.version = GVC_FIGURE_OPTIONS_VERSION, .kind = "heat"});
    expect_script(f, &style, "$cells << END\n");
    expect_script(f, &style, "'E0'");
    style.height = 0.5;
    gvc_text out = {0};
    expect_error(ctx, gvc_figure_script(ctx, &out, f, &style, "svg", NULL), GVC_EARG,
                 "a figure of 90 x 13 mm has no room beside its title and caption: make it larger, "
                 "or leave them out");
    gvc_text_free(&out);
    gvc_figure_free(f);
    gvc_result_free(r);
}

Test(figures, styles_are_looked_at)
{
    static const char *const colors[] = {"blue", NULL};
    gvc_result *r = figure_panel(ctx, 1);
    gvc_figure *f = figure_of(ctx, r, NULL);
    gvc_figure_style style = GVC_FIGURE_STYLE_INIT;
    style.colors = colors;
    expect_error(ctx, gvc_figure_write(ctx, f, "x.svg", &style), GVC_EARG,
                 "'blue' is no colour such as #0072B2");
    expect_error(ctx, gvc_figure_write(ctx, f, "x.jpg", NULL), GVC_EARG,
                 "writing x.jpg: a figure is .svg, .pdf, .png or .vl.json (Vega-Lite)");
    expect_error(ctx, gvc_figure_write_script(ctx, f, "x.gp", "x.vl.json", NULL), GVC_EARG,
                 "a script of gnuplot makes .svg, .pdf or .png, not 'x.vl.json'");
    gvc_figure_free(f);
    gvc_result_free(r);
}

Test(figures, colours_are_enough_or_refused)
{
    static const char *const one[] = {"#112233", NULL};
    static const char *const two[] = {"#000000", "#FFFFFF", NULL};
    gvc_result *r = figure_panel(ctx, 1);
    gvc_figure *f = figure_of(ctx, r, NULL);
    gvc_figure_style style = GVC_FIGURE_STYLE_INIT;
    style.colors = one;
    expect_error(ctx, gvc_check_colors(ctx, gvc_figure_get(f), &style), GVC_EARG,
                 "2 series and 1 colour: two series would look alike; give a colour for each, or "
                 "none");
    style.colors = two;
    expect_ok(ctx, gvc_check_colors(ctx, gvc_figure_get(f), &style));
    gvc_figure_free(f);
    gvc_result_free(r);
    r = figure_matrix(ctx, "exporter", "importer");
    f = figure_of(ctx, r, NULL);
    cr_assert_eq(gvc_figure_get(f)->kind, GVC_FIGURE_HEAT);
    expect_script(f, &style, " 0x000000\n");
    expect_script(f, &style, " 0xCECECE\n");
    style.colors = one;
    expect_error(ctx, gvc_check_colors(ctx, gvc_figure_get(f), &style), GVC_EARG,
                 "the colours of a heat map run from one to another: give two, or three with the "
                 "middle one");
    gvc_figure_free(f);
    gvc_result_free(r);
}

Test(figures, an_svg_picture_has_the_title_of_the_figure)
{
    static const char path[] = "title.svg";
    char text[200];
    FILE *to = fopen(path, "wb");
    cr_assert_not_null(to);
    fputs("<svg>\n<title>Gnuplot</title>\n<g/>\n</svg>\n", to);
    fclose(to);
    expect_ok(ctx, gvc_svg_title(ctx, path, "Exports & <imports>"));
    to = fopen(path, "rb");
    cr_assert_not_null(to);
    text[fread(text, 1, sizeof text - 1, to)] = '\0';
    fclose(to);
    remove(path);
    cr_expect_str_eq(text, "<svg>\n<title>Exports &amp; &lt;imports&gt;</title>\n<g/>\n</svg>\n");
}

Test(figures, what_gnuplot_complains_of_is_told)
{
    gvc_text script = {0};
    int fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
    gvc_text_addf(&script, "set terminal svg\nplot nosuch\n");
    gvc_status s = gvc_run_gnuplot(ctx, &script, fd);
    close(fd);
    gvc_text_free(&script);
    if (s == GVC_EUNSUPPORTED) {
        cr_skip("gnuplot is not installed");
    }
    cr_expect_eq(s, GVC_EIO);
    cr_expect(strstr(gvc_ctx_error(ctx), "undefined variable: nosuch") != NULL, "%s",
              gvc_ctx_error(ctx));
}

static int stop(const char *stage, uint64_t done, uint64_t total, void *user)
{
    (void)stage;
    (void)done;
    (void)total;
    (void)user;
    return 1;
}

Test(figures, who_is_asked_to_stop_ends_gnuplot, .timeout = 20)
{
    gvc_text script = {0};
    int fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
    gvc_text_addf(&script, "pause 60\n");
    gvc_ctx_set_progress(ctx, stop, NULL);
    gvc_status s = gvc_run_gnuplot(ctx, &script, fd);
    close(fd);
    gvc_text_free(&script);
    if (s == GVC_EUNSUPPORTED) {
        cr_skip("gnuplot is not installed");
    }
    cr_expect_eq(s, GVC_ECANCELLED);
    cr_expect_str_eq(gvc_ctx_error(ctx), "interrupted while drawing");
}

Test(figures, a_picture_ends_as_it_should)
{
    static const struct {
        const char *terminal, *text;
        gvc_status status;
    } cases[] = {
        {"svg", "<svg><g/></svg>\n\n", GVC_OK},
        {"svg", "<svg><g/></sv", GVC_EIO},
        {"svg", "", GVC_EIO},
        {"pdf", "xref\n%%EOF\n", GVC_OK},
        {"pdf", "xref\n", GVC_EIO},
        {"png",
         "dataIEND\xae"
         "B`\x82",
         GVC_OK},
        {"png", "dataIEND", GVC_EIO},
    };
    char name[] = "/tmp/gvc_whole_XXXXXX";
    int fd = mkstemp(name);
    cr_assert(fd >= 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t length = strlen(cases[i].text);
        cr_assert(ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0);
        cr_assert_eq(write(fd, cases[i].text, length), (ssize_t)length);
        cr_expect_eq(gvc_picture_whole(ctx, name, cases[i].terminal), cases[i].status, "%s",
                     cases[i].text);
    }
    close(fd);
    unlink(name);
}

Test(figures, values_without_ticks_do_no_harm)
{
    const gvc_figure_style style = GVC_FIGURE_STYLE_INIT;
    gvc_result *r = figure_panel(ctx, 1);
    for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell++) {
        gvc_result_fill(r, 3)[cell] = cell % 2 == 0 ? 1.7e308 : -1.7e308;
    }
    gvc_figure *f = figure_of(ctx, r,
                              &(gvc_figure_options){.version = GVC_FIGURE_OPTIONS_VERSION,
                                                    .kind = "bars",
                                                    .terms = (const char *const[]){"reach", NULL}});
    expect_script(f, &style, "unset xtics\n");
    gvc_figure_free(f);
    for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell++) {
        gvc_result_fill(r, 1)[cell] = gvc_result_fill(r, 2)[cell] = HUGE_VAL;
    }
    f = figure_of(ctx, r, NULL);
    expect_script(f, &style, "set xrange [-1:1]");
    gvc_figure_free(f);
    gvc_result_free(r);
}

Test(figures, a_comma_in_the_locale_stays_out_of_scripts)
{
    const gvc_figure_style style = GVC_FIGURE_STYLE_INIT;
    gvc_result *r = figure_panel(ctx, 3);
    gvc_figure *f = figure_of(ctx, r, NULL);
    gvc_text plain = {0}, comma = {0};
    char tick[32];
    expect_ok(ctx, gvc_figure_script(ctx, &plain, f, &style, "pdf", "x.pdf"));
    if (!comma_locale()) {
        gvc_text_free(&plain);
        cr_skip_test("no locale with a comma is installed");
    }
    expect_ok(ctx, gvc_figure_script(ctx, &comma, f, &style, "pdf", "x.pdf"));
    cr_expect_str_eq(gvc_text_str(&comma), gvc_text_str(&plain));
    gvc_write_number(tick, sizeof tick, 1234.5, 1, '.', false);
    cr_expect_str_eq(tick, "1,234.5");
    gvc_text_free(&plain);
    gvc_text_free(&comma);
    gvc_figure_free(f);
    gvc_result_free(r);
}

Test(figures, without_gnuplot_a_message_says_what_to_do)
{
    gvc_text script = {0};
    setenv("PATH", "/nowhere", 1);
    expect_error(ctx, gvc_run_gnuplot(ctx, &script, STDOUT_FILENO), GVC_EUNSUPPORTED,
                 "gnuplot, which draws figures, is not installed: install the package gnuplot-nox, "
                 "or write the script (--script FILE.gp) and draw it elsewhere");
}
