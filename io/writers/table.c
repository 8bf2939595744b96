/* table.c - a result as a table for the eye: caption, header, aligned columns, cut to the width
 *
 * Where not all columns fit, those that the method names as its headline are shown: terms, and
 * "NAME%" for a term as a share of the total. Three walks over the shown rows: largest number of a
 * column (its digits), widths, printing. So nothing but the layout is kept, however long the table
 * is. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "result/order.h"
#include "result/units.h"
#include "writer.h"
#include "writers/caption.h"
#include "writers/cell.h"
#include "writers/rows.h"

enum { GAP = 2, WIDTH = 80, SHARE_NAME = 40 };

typedef struct column {
    const char *name;
    gvc_idx index; /* dimension or term */
    gvc_idx over;  /* term that the shown share is of, -1 for the value itself */
    bool is_key;
    int width;
    bool mixed;     /* terms: of another unit in every row, so a number shows digits of its own */
    double largest; /* terms: largest absolute value, and whether all are whole numbers */
    bool whole;
    gvc_cell_style style;
} column;

typedef struct layout {
    const gvc_result *result;
    const gvc_write_options *options;
    column *columns;
    gvc_idx keys, count, fitting; /* key columns, all columns, those that fit the width */
    gvc_idx shown, rows;          /* rows printed, rows there are */
    int width;                    /* of the printed columns */
    char (*names)[SHARE_NAME];    /* of share columns */
} layout;

static void choose_keys(layout *l)
{
    const gvc_result *r = l->result;
    l->keys = 0;
    for (gvc_idx d = 0; d < gvc_result_ndims(r); d++) {
        if (!gvc_key_in_caption(r, d)) {
            l->columns[l->keys++] = (column){.name = gvc_result_dim(r, d),
                                             .index = d,
                                             .over = -1,
                                             .is_key = true,
                                             .whole = true};
        }
    }
    l->count = l->keys;
}

static column new_column(const layout *l, const char *name, gvc_idx term, gvc_idx over)
{
    const char *units = gvc_result_term(l->result, term)->units;
    return (column){.name = name,
                    .index = term,
                    .over = over,
                    .mixed = over < 0 && gvc_same(units, GVC_UNITS_OF_ROW),
                    .whole = true};
}

static void choose_all_terms(layout *l)
{
    for (gvc_idx k = 0; k < gvc_result_nterms(l->result); k++) {
        const char *name = gvc_result_term(l->result, k)->name;
        l->columns[l->count++] = new_column(l, name, k, -1);
    }
}

/* The terms of `headline` that the result has. */
static void choose_headline(layout *l, const char *headline)
{
    const char *identity = gvc_result_text(l->result, "identity");
    gvc_idx total = identity == NULL ? -1 : gvc_result_find_term(l->result, identity);
    for (const char *at = headline; *at != '\0'; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        bool share = length > 0 && at[length - 1] == '%';
        char *name = l->names[l->count];
        snprintf(name, SHARE_NAME, "%.*s", (int)(share ? length - 1 : length), at);
        gvc_idx k = gvc_result_find_term(l->result, name);
        if (k >= 0 && share && total >= 0) {
            strncat(name, " %", SHARE_NAME - strlen(name) - 1);
            l->columns[l->count++] = new_column(l, name, k, total);
        } else if (k >= 0 && !share) {
            l->columns[l->count++] = new_column(l, name, k, -1);
        }
        at += length;
    }
}

static double value_of(const layout *l, const column *c, const gvc_rows *rows)
{
    double x = gvc_result_values(l->result, c->index)[rows->cell];
    x = gvc_is_percent(gvc_result_term(l->result, c->index)->units) ? x / 100 : x;
    return c->over < 0 ? x : x / gvc_result_values(l->result, c->over)[rows->cell];
}

static gvc_cell_style style_of(const column *c, double x)
{
    return c->mixed && isfinite(x) ? gvc_cell_style_for(fabs(x), floor(x) == x, false) : c->style;
}

static void widen(column *c, int width)
{
    c->width = width > c->width ? width : c->width;
}

/* First walk: sizes of numbers and labels in the shown rows, number of all rows. */
static void measure_values(layout *l, gvc_rows *rows)
{
    gvc_idx most = l->options->max_rows;
    gvc_rows_again(rows);
    l->rows = 0;
    for (gvc_idx c = 0; c < l->count; c++) {
        l->columns[c].width = gvc_text_columns(l->columns[c].name);
    }
    while (gvc_rows_next(rows)) {
        l->rows++;
        if (most > 0 && l->rows > most) {
            continue;
        }
        for (gvc_idx i = 0; i < l->count; i++) {
            column *c = &l->columns[i];
            if (c->is_key) {
                widen(c, gvc_text_columns(gvc_rows_label(rows, c->index)));
                continue;
            }
            double x = value_of(l, c, rows);
            if (isfinite(x)) {
                c->largest = fabs(x) > c->largest ? fabs(x) : c->largest;
                c->whole = c->whole && floor(x) == x;
            }
        }
    }
    l->shown = most > 0 && l->rows > most ? most : l->rows;
    for (gvc_idx i = l->keys; i < l->count; i++) {
        column *c = &l->columns[i];
        const char *units = gvc_result_term(l->result, c->index)->units;
        bool share = c->over >= 0 || gvc_same(units, "1") || gvc_is_percent(units);
        c->style = gvc_cell_style_for(c->largest, c->whole, share);
    }
}

/* Second walk: widths of the numbers, and how many columns fit. */
static void measure_widths(layout *l, gvc_rows *rows)
{
    char text[GVC_CELL_CHARS];
    gvc_rows_again(rows);
    for (gvc_idx row = 0; row < l->shown && gvc_rows_next(rows); row++) {
        for (gvc_idx i = l->keys; i < l->count; i++) {
            column *c = &l->columns[i];
            double x = value_of(l, c, rows);
            widen(c, (int)gvc_cell_print(text, x, style_of(c, x)));
        }
    }
    int width = l->options->width > 0 ? l->options->width : WIDTH;
    l->width = 0;
    for (gvc_idx i = 0; i < l->count; i++) {
        int wider = l->width + l->columns[i].width + (i > 0 ? GAP : 0);
        if (wider > width && i > l->keys) {
            break; /* the keys and one term are shown whatever the width */
        }
        l->width = wider;
        l->fitting = i + 1;
    }
}

static void put_blanks(gvc_output *out, int count)
{
    static const char blanks[] = "                ";
    for (; count > 0; count -= (int)sizeof blanks - 1) {
        size_t some = count < (int)sizeof blanks - 1 ? (size_t)count : sizeof blanks - 1;
        gvc_output_write(out, blanks, some);
    }
}

/* Labels to the left, numbers to the right; no blanks at the end of a line. */
static void put_cell(gvc_output *out, const layout *l, gvc_idx i, const char *text)
{
    const column *c = &l->columns[i];
    int room = c->width - gvc_text_columns(text);
    put_blanks(out, (i > 0 ? GAP : 0) + (c->is_key ? 0 : room));
    gvc_put_visible(out, text);
    if (c->is_key && i < l->fitting - 1) {
        put_blanks(out, room);
    }
}

static void put_header(gvc_output *out, const layout *l)
{
    if (l->options->color) {
        gvc_output_text(out, "\033[1m");
    }
    for (gvc_idx i = 0; i < l->fitting; i++) {
        put_cell(out, l, i, l->columns[i].name);
    }
    gvc_output_text(out, l->options->color ? "\033[0m\n" : "\n");
}

static void put_row(gvc_output *out, const layout *l, const gvc_rows *rows)
{
    char text[GVC_CELL_CHARS];
    for (gvc_idx i = 0; i < l->fitting; i++) {
        const column *c = &l->columns[i];
        if (c->is_key) {
            const char *label = gvc_rows_label(rows, c->index);
            put_cell(out, l, i, label == NULL ? "" : label);
        } else {
            double x = value_of(l, c, rows);
            gvc_cell_print(text, x, style_of(c, x));
            put_cell(out, l, i, text);
        }
    }
    gvc_output_text(out, "\n");
}

/* "--origin-sector": the option that filters the first key with labels. */
static void put_filter(gvc_output *out, const layout *l)
{
    for (gvc_idx i = 0; i < l->keys; i++) {
        if (!gvc_result_is_integer(l->result, l->columns[i].index)) {
            gvc_output_text(out, ", or --");
            for (const char *at = l->columns[i].name; *at != '\0'; at++) {
                gvc_output_write(out, *at == '_' ? "-" : at, 1);
            }
            gvc_output_text(out, " NAME");
            return;
        }
    }
}

static bool is_shown(const layout *l, gvc_idx term)
{
    for (gvc_idx i = l->keys; i < l->fitting; i++) {
        if (l->columns[i].index == term && l->columns[i].over < 0) {
            return true;
        }
    }
    return false;
}

/* A word of a paragraph as wide as the table may be. */
static void put_word(gvc_output *out, const layout *l, const char *word, int *at)
{
    int width = l->options->width > 0 ? l->options->width : WIDTH, length = gvc_text_columns(word);
    if (*at > 0) {
        bool fits = *at + 1 + length <= width;
        gvc_output_text(out, fits ? " " : "\n  ");
        *at = fits ? *at + 1 : 2;
    }
    gvc_put_visible(out, word);
    *at += length;
}

static void put_hidden_terms(gvc_output *out, const layout *l)
{
    gvc_idx hidden = 0, terms = gvc_result_nterms(l->result);
    for (gvc_idx k = 0; k < terms; k++) {
        hidden += !is_shown(l, k);
    }
    if (hidden == 0) {
        return;
    }
    int at = 0;
    char count[64];
    snprintf(count, sizeof count, "%lld more column%s:", (long long)hidden, hidden == 1 ? "" : "s");
    put_word(out, l, count, &at);
    for (gvc_idx k = 0; k < terms; k++) {
        if (!is_shown(l, k)) {
            put_word(out, l, gvc_result_term(l->result, k)->name, &at);
        }
    }
    put_word(out, l, "(--terms NAME,...,", &at);
    put_word(out, l, "or -o FILE.csv)", &at);
    gvc_output_text(out, "\n");
}

/* Rows behind the first ones that were asked for. */
static void put_not_listed(gvc_output *out, const layout *l)
{
    gvc_idx listed, all;
    if (gvc_result_order(l->result, &listed, &all) != NULL && listed < all) {
        gvc_output_number(out, (double)(all - listed));
        gvc_output_text(out,
                        all - listed == 1 ? " more row (--top N)\n" : " more rows (--top N)\n");
    }
}

/* What was cut, and how to see it. */
static void put_remainder(gvc_output *out, const layout *l)
{
    if (l->rows == 0) {
        gvc_output_text(out, "no rows\n");
    }
    if (l->rows > l->shown) {
        gvc_output_number(out, (double)(l->rows - l->shown));
        gvc_output_text(out, l->rows - l->shown == 1 ? " more row" : " more rows");
        gvc_output_text(out, ": -o FILE.csv");
        put_filter(out, l);
        gvc_output_text(out, "\n");
    }
    put_not_listed(out, l);
    put_hidden_terms(out, l);
}

/* What the result says beside its cells. */
static void put_notes(gvc_output *out, const layout *l)
{
    const char *line = gvc_result_text(l->result, "notes");
    while (line != NULL && *line != '\0') {
        size_t length = strcspn(line, "\n");
        gvc_put_visible_part(out, line, length);
        gvc_output_text(out, "\n");
        line += length + (line[length] == '\n' ? 1 : 0);
    }
}

static gvc_status write_table(gvc_ctx *ctx, const gvc_result *r, gvc_output *out,
                              const gvc_write_options *options)
{
    layout l = {.result = r, .options = options};
    /* A headline may show a term twice, as it is and as a share. */
    size_t columns = (size_t)(gvc_result_ndims(r) + 2 * gvc_result_nterms(r));
    gvc_rows rows = {0};
    l.columns = gvc_calloc(columns, sizeof *l.columns);
    l.names = gvc_calloc(columns, sizeof *l.names);
    gvc_status s = l.columns == NULL || l.names == NULL
                       ? gvc_fail_memory(ctx, columns * sizeof *l.columns, "a table")
                       : gvc_rows_start(ctx, &rows, r);
    if (s != GVC_OK) {
        goto done;
    }
    choose_keys(&l);
    choose_all_terms(&l);
    measure_values(&l, &rows);
    measure_widths(&l, &rows);
    if (l.fitting < l.count && gvc_result_text(r, "headline") != NULL) {
        choose_keys(&l);
        choose_headline(&l, gvc_result_text(r, "headline"));
        measure_values(&l, &rows);
        measure_widths(&l, &rows);
    }
    s = gvc_put_caption(ctx, out, r, l.width, options->width > 0 ? options->width : WIDTH);
    if (s != GVC_OK) {
        goto done;
    }
    put_header(out, &l);
    gvc_rows_again(&rows);
    for (gvc_idx row = 0; row < l.shown && gvc_rows_next(&rows); row++) {
        put_row(out, &l, &rows);
    }
    put_remainder(out, &l);
    put_notes(out, &l);
done:
    gvc_rows_end(&rows);
    gvc_release(l.columns);
    gvc_release(l.names);
    return s;
}

const gvc_writer gvc_writer_table = {
    .info = {"table", "a table for the terminal, rounded and cut to the width",
             "Numbers are rounded to about six digits and have thousands separators, shares are in "
             "per cent, '-' is undefined. Rows and columns that do not fit are counted in a last "
             "line. To go on computing take csv, json or h5, which have all digits.",
             ""},
    .text = write_table,
    .lists = true,
};
