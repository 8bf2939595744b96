/* cmd_plot.c - gvc plot: a figure of a stored result, or its script and numbers */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "figure.h"

#define AT(field) offsetof(gvc_settings, field)

static const char *kinds(const gvc_settings *set, size_t i)
{
    (void)set;
    return gvc_figure_kind_name((gvc_idx)i);
}

static const char *decimals(const gvc_settings *set, size_t i)
{
    static const char *const signs[] = {".", ",", NULL};
    (void)set;
    return signs[i];
}

#define OPTION(identifier, name, letter, kind, field, argument, choices, help)                     \
    static const gvc_option identifier = {name,      letter,   kind,    false,                     \
                                          AT(field), argument, choices, help}

OPTION(output, "output", 'o', GVC_OPTION_FILE, output, "FILE", NULL,
       "draw into this file: .svg, .pdf, .png, or .vl.json (Vega-Lite, for browsers)");
OPTION(kind, "kind", 0, GVC_OPTION_WORD, kind, "KIND", kinds,
       "the kind of figure; without it the one that the result's shape suggests");
OPTION(terms, "terms", 0, GVC_OPTION_LIST, terms, "A,B,...", NULL,
       "show these terms, NAME_sh as a share of the total");
OPTION(share, "share", 0, GVC_OPTION_FLAG, share, NULL, NULL,
       "show terms as shares of the total, in percent");
OPTION(x, "x", 0, GVC_OPTION_TEXT, x, "TERM", NULL, "scatter: the term along the x axis");
OPTION(y, "y", 0, GVC_OPTION_TEXT, y, "TERM", NULL, "scatter: the term along the y axis");
OPTION(log_axes, "log", 0, GVC_OPTION_LIST, log, "AXIS,...", NULL,
       "logarithmic: x, y (scatter), color (heat map)");
OPTION(top, "top", 0, GVC_OPTION_INTEGER, top, "N", NULL,
       "show the N largest: bars, rows of a heat map, lines or panels, labels of points");
OPTION(title, "title", 0, GVC_OPTION_TEXT, title, "TEXT", NULL, "the title of the figure");
OPTION(xlabel, "xlabel", 0, GVC_OPTION_TEXT, xlabel, "TEXT", NULL, "the title of the x axis");
OPTION(ylabel, "ylabel", 0, GVC_OPTION_TEXT, ylabel, "TEXT", NULL,
       "the title of the y axis; of the values, in bars; numbers then keep their unit");
OPTION(source, "source", 0, GVC_OPTION_TEXT, caption_source, "TEXT", NULL,
       "the source in the caption, in the place of the table, its file and gvc");
OPTION(bare, "bare", 0, GVC_OPTION_FLAG, bare, NULL, NULL,
       "without title and caption, for a text that has its own; those given here stay");
OPTION(account, "account", 0, GVC_OPTION_TEXT, account, "NAME", NULL,
       "keep only the rows of this account");
OPTION(where, "where", 0, GVC_OPTION_LIST, where, "KEY=A,B,...", NULL,
       "keep only the rows with these labels of any other key: --where demand=home");
OPTION(label, "label", 0, GVC_OPTION_LIST, names, "CODE=NAME,...", NULL,
       "write NAME for a country, sector, industry (KOR_c14) or term");
OPTION(labels, "labels", 0, GVC_OPTION_FILE, names_file, "FILE.csv", NULL,
       "the same from a file with a line CODE,NAME for each");
OPTION(colors, "colors", 0, GVC_OPTION_LIST, colors, "RRGGBB,...", NULL,
       "a colour for each series, or the ends (and middle) of a heat map's; without it ones that "
       "colour-blind readers can tell apart");
OPTION(size, "size", 0, GVC_OPTION_TEXT, size, "WxH", NULL,
       "as 90x65mm, 3.5x2.5in, 9x6.5cm or 1063x768px; 90mm alone is the width, and the default");
OPTION(decimal, "decimal", 0, GVC_OPTION_CHOICE, decimal, "SIGN", decimals,
       "the decimal sign; beside a comma a blank sets thousands apart");
OPTION(script, "script", 0, GVC_OPTION_FILE, script, "FILE.gp", NULL,
       "write the gnuplot script of the figure too, its data inside; works without gnuplot");
OPTION(data, "data", 0, GVC_OPTION_FILE, data, "FILE.csv", NULL,
       "write the numbers in the figure too");

static bool ends_in(const char *path, const char *suffix)
{
    size_t length = strlen(path), tail = strlen(suffix);
    return length > tail && strcasecmp(path + length - tail, suffix) == 0;
}

static int check_targets(gvc_app *app)
{
    const gvc_settings *set = &app->set;
    if (set->output == NULL && set->script == NULL && set->data == NULL) {
        return gvc_cli_usage(app, "no file to write: give -o FILE.svg (or .pdf, .png, .vl.json)");
    }
    const gvc_target targets[] = {
        {"output", set->output}, {"script", set->script}, {"data", set->data}};
    gvc_status s = set->output == NULL ? GVC_OK : gvc_figure_can_write(app->ctx, set->output);
    return s == GVC_OK ? gvc_cli_check_targets(app, targets, 3, "result") : gvc_cli_failed(app, s);
}

/* The picture that a script is for: of the name asked for, else of the script's own. */
static int write_script(gvc_app *app, const gvc_figure *f, const gvc_figure_style *style)
{
    const gvc_settings *set = &app->set;
    const char *base = gvc_cli_base(set->script), *dot = strrchr(base, '.');
    bool vega = set->output != NULL &&
                (ends_in(set->output, ".vl.json") || ends_in(set->output, ".vl.json.gz"));
    char *picture =
        set->output != NULL && !vega
            ? gvc_cli_format("%s", gvc_cli_base(set->output))
            : gvc_cli_format("%.*s.pdf", dot == NULL ? (int)strlen(base) : (int)(dot - base), base);
    if (picture == NULL) {
        return gvc_cli_nomem(app);
    }
    gvc_status s = gvc_figure_write_script(app->ctx, f, set->script, picture, style);
    free(picture);
    return s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
}

/* Script and numbers first: they are there also where gnuplot is not. */
static int write_all(gvc_app *app, const gvc_figure *f, const gvc_figure_style *style)
{
    const gvc_settings *set = &app->set;
    gvc_status s = GVC_OK;
    int code = set->script == NULL ? GVC_EXIT_DONE : write_script(app, f, style);
    if (code == GVC_EXIT_DONE && set->data != NULL) {
        s = gvc_figure_write_data(app->ctx, f, set->data);
    }
    if (code == GVC_EXIT_DONE && s == GVC_OK && set->output != NULL) {
        s = gvc_figure_write(app->ctx, f, set->output, style);
        app->written = s == GVC_OK ? set->output : NULL;
    }
    return s == GVC_OK ? code : gvc_cli_failed(app, s);
}

/* Is it the label, or the country or sector of an industry KOR_c14? */
static bool names(const char *text, const char *code)
{
    size_t length = strlen(code), all = strlen(text);
    bool begins = strncmp(text, code, length) == 0;
    bool ends =
        all > length && text[all - length - 1] == '_' && strcmp(text + all - length, code) == 0;
    return ends || (begins && (text[length] == '\0' || text[length] == '_'));
}

static bool has(const gvc_result *r, const char *code)
{
    const char *product = gvc_result_text(r, "product"); /* of a smile, in the title alone */
    bool there = gvc_result_find_term(r, code) >= 0 || gvc_result_find_dim(r, code) >= 0 ||
                 strcmp(code, "others") == 0 || (product != NULL && names(product, code));
    for (gvc_idx d = 0; d < gvc_result_ndims(r) && !there; d++) {
        for (gvc_idx i = 0; i < gvc_result_extent(r, d) && !there; i++) {
            there = names(gvc_result_label(r, d, i), code);
        }
    }
    return there;
}

/* --label says which labels it renames; a file (--labels) may know more than the result has. */
static int check_codes(gvc_app *app, const gvc_result *r, const gvc_figure_request *request)
{
    for (size_t i = 0; i < request->code_count; i++) {
        if (!has(r, request->codes[i])) {
            return gvc_cli_wrong(app, "--label: the result has no label or term '%s'",
                                 request->codes[i]);
        }
    }
    return GVC_EXIT_DONE;
}

/* The labels of one key of --where, from `at` on, which names it; *next: behind them. */
static int keep_key(gvc_app *app, gvc_result **r, size_t at, size_t *next)
{
    const gvc_list *all = &app->set.where;
    gvc_list kept = {0};
    const char *equals = strchr(all->items[at], '=');
    char *key = equals == NULL
                    ? NULL
                    : gvc_cli_format("%.*s", (int)(equals - all->items[at]), all->items[at]);
    if (equals == NULL || equals == all->items[at] || equals[1] == '\0') {
        free(key);
        return gvc_cli_usage(app, "--where: '%s' is not KEY=LABEL", all->items[at]);
    }
    bool added = key != NULL && gvc_cli_list_add(&kept, equals + 1, strlen(equals + 1));
    for (*next = at + 1; added && *next < all->count && strchr(all->items[*next], '=') == NULL;
         (*next)++) {
        added = gvc_cli_list_add(&kept, all->items[*next], strlen(all->items[*next]));
    }
    int code = !added ? gvc_cli_nomem(app)
               : gvc_result_find_dim(*r, key) < 0
                   ? gvc_cli_wrong(app, "--where: the result has no key '%s'", key)
                   : gvc_cli_keep(app, r, key, &kept);
    gvc_cli_list_free(&kept);
    free(key);
    return code;
}

static int keep_account(gvc_app *app, gvc_result **r)
{
    gvc_list one = {0};
    if (app->set.account == NULL) {
        return GVC_EXIT_DONE;
    }
    int code = gvc_cli_list_add(&one, app->set.account, strlen(app->set.account))
                   ? gvc_cli_keep(app, r, "account", &one)
                   : gvc_cli_nomem(app);
    gvc_cli_list_free(&one);
    return code;
}

/* The rows that the filters leave. */
static int keep(gvc_app *app, gvc_result **r)
{
    int code = gvc_cli_filter(app, r);
    code = code == GVC_EXIT_DONE ? gvc_cli_keep(app, r, "year", &app->set.years) : code;
    code = code == GVC_EXIT_DONE ? keep_account(app, r) : code;
    for (size_t at = 0; code == GVC_EXIT_DONE && at < app->set.where.count;) {
        code = keep_key(app, r, at, &at);
    }
    return code;
}

static int draw(gvc_app *app, const char *path, const gvc_figure_request *request)
{
    gvc_result *r = NULL;
    gvc_figure *f = NULL;
    gvc_status s = gvc_result_read(app->ctx, &r, path);
    int code = s == GVC_OK ? check_codes(app, r, request) : gvc_cli_failed(app, s);
    code = code == GVC_EXIT_DONE ? keep(app, &r) : code;
    if (code == GVC_EXIT_DONE) {
        s = gvc_figure_new(app->ctx, &f, r, &request->options);
        code = s == GVC_OK ? write_all(app, f, &request->style) : gvc_cli_failed(app, s);
    }
    gvc_figure_free(f);
    gvc_result_free(r);
    return code;
}

static int run(gvc_app *app)
{
    gvc_figure_request request = {.names = NULL};
    const char *path = gvc_cli_file(app, "result");
    int code = path == NULL ? GVC_EXIT_USAGE : check_targets(app);
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_figure_request(app, &request);
    }
    if (code == GVC_EXIT_DONE) {
        code = draw(app, path, &request);
    }
    gvc_cli_figure_free(&request);
    return code;
}

static const gvc_option *const options[] = {
    &output,
    &kind,
    &terms,
    &share,
    &x,
    &y,
    &log_axes,
    &top,
    &gvc_option_years,
    GVC_KEY_OPTIONS,
    &account,
    &where,
    &title,
    &xlabel,
    &ylabel,
    &source,
    &bare,
    &label,
    &labels,
    &colors,
    &size,
    &decimal,
    &script,
    &data,
    GVC_NOISE_OPTIONS,
};

static const gvc_example examples[] = {
    {"gvc plot r.h5 -o r.svg", "the figure that the result's shape suggests"},
    {"gvc plot r.h5 --share --top 8 -o shares.pdf", "eight exporters, parts in percent"},
    {"gvc plot r.h5 --x gexp --y dva_sh --log x -o scatter.png", "one term against another"},
    {"gvc plot r.h5 --label UPG=Upgradia --decimal , --size 120x80mm -o r.pdf",
     "names, a decimal comma, another size"},
    {"gvc plot r.h5 --script r.gp --data r.csv", "the script, to change all else, and the numbers"},
    {NULL, NULL},
};

const gvc_command gvc_command_plot = {
    .name = "plot",
    .group = "output",
    .summary = "draw a figure of a stored result",
    .usage = "plot RESULT.h5 -o FILE [OPTION]...",
    .details =
        "Kinds: line, terms over the years; bars, stacked where terms add up to a total; smile, "
        "the curve of a chain (gvc stages --chain); scatter, one term against another; heat, a "
        "matrix of two keys. Keys that the figure does not show are summed up where their rows are "
        "amounts, which add up; percentages, indices and multipliers do not, and the filters "
        "(--sector, --account, --where, ...) choose of them. What is too small for a bar of its "
        "own is in 'others', if it adds up. Results with NAME_lo and NAME_hi (--uncertainty) get "
        "whiskers.\n"
        "\nPictures are drawn by gnuplot (package gnuplot-nox) in the font Liberation Sans "
        "(package "
        "fonts-liberation2); .vl.json and --script need neither. The width is one column of a "
        "journal, 90 mm; text has 6 to 9 points at that size.",
    .options = options,
    .examples = examples,
    .run = run,
};
