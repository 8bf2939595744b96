/* wiod_stata.c - WIOD as Stata files: the sheet of the release of 2016, the long panel of 2013 */
#include <stdio.h>
#include <string.h>

#include "formats/wiod_panel.h"
#include "formats/wiod_wide.h"
#include "stata/dta.h"

/* The sheet on its way into the table, row by row. */
typedef struct sheet {
    const gvc_dta *d;
    gvc_idx labels[GVC_WIDE_LABELS]; /* variables, -1 = absent */
    gvc_idx last;                    /* of them */
    gvc_idx *columns;                /* of the table, for each variable; -1 = a label */
    gvc_wide *wide;
    gvc_text texts[GVC_WIDE_LABELS]; /* of the row at hand */
    bool there[GVC_WIDE_LABELS];
} sheet;

static int score(gvc_ctx *ctx, gvc_input *in)
{
    (void)ctx;
    return gvc_dta_is(in->head, in->length) ? 60 : 0;
}

static bool find_labels(const gvc_dta *d, sheet *s)
{
    s->last = -1;
    for (int i = 0; i < GVC_WIDE_LABELS; i++) {
        s->labels[i] = -1;
    }
    for (gvc_idx v = 0; v < d->count; v++) {
        int label = gvc_wide_label(d->variables[v].name);
        if (label >= 0 && s->labels[label] < 0) {
            s->labels[label] = v;
            s->last = v;
        }
    }
    return gvc_wide_is(s->labels);
}

static int label_of(const sheet *s, gvc_idx variable)
{
    int i = 0;
    while (i < GVC_WIDE_LABELS && s->labels[i] != variable) {
        i++;
    }
    return i < GVC_WIDE_LABELS ? i : -1;
}

/* ---- labels ---------------------------------------------------------------------------------- */
static gvc_status take_label(gvc_ctx *ctx, void *user, gvc_idx row, gvc_idx variable,
                             const char *text, double number, bool missing)
{
    sheet *s = user;
    int label = label_of(s, variable);
    (void)row;
    s->there[label] = !missing && (text == NULL || text[0] != '\0');
    s->texts[label].length = 0;
    if (text != NULL) {
        gvc_text_addf(&s->texts[label], "%s", text);
    } else {
        gvc_text_addf(&s->texts[label], "%.15g", number);
    }
    if (s->texts[label].failed) {
        return gvc_fail_memory(ctx, 256, "a label");
    }
    if (variable != s->last) {
        return GVC_OK;
    }
    const char *texts[GVC_WIDE_LABELS];
    for (int i = 0; i < GVC_WIDE_LABELS; i++) {
        texts[i] = s->there[i] ? gvc_text_str(&s->texts[i]) : NULL;
    }
    return gvc_wide_row(ctx, s->wide, texts);
}

/* "vAUS1": names of variables that begin with a country get a v, in all files of the release. */
static const char *column_name(const char *name)
{
    size_t length = strlen(name);
    bool numbered = length > 2 && name[length - 1] >= '0' && name[length - 1] <= '9';
    return numbered && name[0] == 'v' ? name + 1 : name;
}

static gvc_status sort_columns(gvc_ctx *ctx, sheet *s, bool *wanted, const char **names,
                               gvc_idx *count, gvc_builder *b)
{
    gvc_idx single = 0;
    for (gvc_idx v = 0; v < s->d->count; v++) {
        const gvc_dta_variable *variable = &s->d->variables[v];
        wanted[v] = label_of(s, v) < 0;
        if (wanted[v] && variable->text) {
            return gvc_fail(ctx, GVC_EFORMAT, "variable '%s' holds no numbers", variable->name);
        }
        s->columns[v] = wanted[v] ? *count : -1;
        if (wanted[v]) {
            names[(*count)++] = column_name(variable->name);
            single += variable->single;
        }
    }
    return single == 0 ? GVC_OK
                       : gvc_builder_note(ctx, b,
                                          "%lld variables are stored as float: about 7 digits of "
                                          "each number",
                                          (long long)single);
}

/* ---- cells ----------------------------------------------------------------------------------- */
static gvc_status take_cell(gvc_ctx *ctx, void *user, gvc_idx row, gvc_idx variable,
                            const char *text, double number, bool missing)
{
    sheet *s = user;
    if (text != NULL || row >= gvc_wide_rows(s->wide)) {
        return gvc_fail(ctx, GVC_EIO, "was changed while it was read");
    }
    return gvc_wide_put(ctx, s->wide, row, s->columns[variable], number, missing);
}

static gvc_status read_sheet(gvc_ctx *ctx, sheet *s, const gvc_read_options *options,
                             gvc_builder *b, const char *name)
{
    gvc_idx count = 0;
    bool *wanted = gvc_calloc((size_t)s->d->count, sizeof *wanted);
    const char **names = gvc_calloc((size_t)s->d->count, sizeof *names);
    s->columns = gvc_calloc((size_t)s->d->count, sizeof *s->columns);
    gvc_status status = wanted == NULL || names == NULL || s->columns == NULL
                            ? gvc_fail_memory(ctx, (size_t)s->d->count * 16, "variables")
                            : gvc_wide_new(ctx, &s->wide);
    for (gvc_idx v = 0; status == GVC_OK && v < s->d->count; v++) {
        wanted[v] = label_of(s, v) >= 0;
    }
    if (status == GVC_OK) {
        status = gvc_dta_stream(ctx, s->d, wanted, take_label, s);
    }
    if (status == GVC_OK) {
        status = sort_columns(ctx, s, wanted, names, &count, b);
    }
    if (status == GVC_OK) {
        status = gvc_wide_open(ctx, s->wide, b, names, count, options, name);
    }
    if (status == GVC_OK) {
        status = gvc_dta_stream(ctx, s->d, wanted, take_cell, s);
    }
    if (status == GVC_OK) {
        status = gvc_wide_close(ctx, s->wide);
    }
    for (int i = 0; i < GVC_WIDE_LABELS; i++) {
        gvc_text_free(&s->texts[i]);
    }
    gvc_wide_free(s->wide);
    gvc_release(s->columns);
    gvc_release(names);
    gvc_release(wanted);
    return status;
}

static gvc_status fail_unknown(gvc_ctx *ctx, const gvc_dta *d)
{
    gvc_text words = {0};
    gvc_dta_describe(d, &words);
    gvc_status status = gvc_fail(ctx, GVC_EFORMAT,
                                 "is a Stata file of %s: no table that gvc knows; expected WIOD's "
                                 "with IndustryCode, Country and RNr, or with row_country, "
                                 "row_item, col_country, col_item and value",
                                 gvc_text_str(&words));
    gvc_text_free(&words);
    return status;
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    gvc_dta *d = NULL;
    sheet s = {0};
    gvc_status status = gvc_dta_is(in->head, in->length)
                            ? gvc_dta_open(ctx, &d, in->source)
                            : gvc_fail(ctx, GVC_EFORMAT, "is no Stata file");
    s.d = d;
    if (status == GVC_OK && gvc_wiod_panel_is(d)) {
        status = gvc_wiod_panel_read(ctx, d, options, b, in->name);
        if (status == GVC_OK) {
            status = gvc_set_units(ctx, b, options, "million USD",
                                   "documentation of the provider, WIOD");
        }
    } else if (status == GVC_OK && find_labels(d, &s)) {
        status = read_sheet(ctx, &s, options, b, in->name);
    } else if (status == GVC_OK) {
        status = fail_unknown(ctx, d);
    }
    gvc_dta_close(d);
    return status == GVC_OK ? GVC_OK : gvc_input_fail(ctx, in, status);
}

/* ---- years ----------------------------------------------------------------------------------- */
static gvc_status take_year(gvc_ctx *ctx, void *user, gvc_idx row, gvc_idx variable,
                            const char *text, double number, bool missing)
{
    char room[32];
    int year = 0;
    (void)variable;
    gvc_print_plain(room, sizeof room, "%.15g", number);
    gvc_status status = gvc_wide_year(ctx, row, missing ? "" : text == NULL ? room : text, &year);
    return status == GVC_OK ? gvc_years_add(ctx, user, year) : status;
}

/* Sheet and panel call the variable by the same name. */
static gvc_status list_years(gvc_ctx *ctx, gvc_input *in, gvc_year_list *out)
{
    gvc_dta *d = NULL;
    bool *wanted = NULL;
    gvc_status status = gvc_dta_is(in->head, in->length)
                            ? gvc_dta_open(ctx, &d, in->source)
                            : gvc_fail(ctx, GVC_EFORMAT, "is no Stata file");
    gvc_idx at = status == GVC_OK ? gvc_dta_find(d, "year") : -1;
    if (at >= 0) {
        wanted = gvc_calloc((size_t)d->count, sizeof *wanted);
        status = wanted == NULL ? gvc_fail_memory(ctx, (size_t)d->count, "variables") : GVC_OK;
    }
    if (wanted != NULL) {
        wanted[at] = true;
        status = gvc_dta_stream(ctx, d, wanted, take_year, out);
    }
    gvc_release(wanted);
    gvc_dta_close(d);
    return status;
}

const gvc_format gvc_format_wiod_stata = {
    .info = {"wiod-stata", "WIOD as Stata files: the sheet of 2016, the panel of 2013",
             "Stata files (.dta) of version 4 to 18. The release of 2016 is one sheet a file, "
             "WIOT2014_October16_ROW.dta: IndustryCode, IndustryDescription, Country, RNr and "
             "Year, then vAUS1 to vROW61 and TOT. The release of 2013 is one long panel, "
             "wiot_full.dta: year, row_country, row_item, col_country, col_item and value, in any "
             "order of rows; --year chooses the year, without it the years are listed. Cells that "
             "the panel does not hold are 0, and are counted in a note.",
             "dta zip"},
    .score = score,
    .read = read_table,
    .years = list_years,
};
