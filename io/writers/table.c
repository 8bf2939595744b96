/* table.c - a result as a table for the eye: caption, header, aligned columns, cut to the width
 *
 * Three walks over the shown rows: largest number of a column (its digits), widths, printing. So
 * nothing but the layout is kept, however long the table is. */
#include <math.h>
#include <string.h>

#include "writer.h"
#include "writers/caption.h"
#include "writers/cell.h"
#include "writers/rows.h"

enum { GAP = 2, WIDTH = 80 };

typedef struct column {
    const char *name;
    gvc_idx index; /* dimension or term */
    bool is_key;
    int width;
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
} layout;

static void choose_columns(layout *l)
{
    const gvc_result *r = l->result;
    gvc_idx ndims = gvc_result_ndims(r), terms = gvc_result_nterms(r);
    for (gvc_idx d = 0; d < ndims; d++) {
        if (!gvc_key_in_caption(r, d)) {
            l->columns[l->keys++] = (column){gvc_result_dim(r, d), d, true, 0, 0, true, {0}};
        }
    }
    l->count = l->keys;
    for (gvc_idx k = 0; k < terms; k++) {
        const char *name = gvc_result_term(r, k)->name;
        l->columns[l->count++] = (column){name, k, false, 0, 0, true, {0}};
    }
    for (gvc_idx c = 0; c < l->count; c++) {
        l->columns[c].width = gvc_text_columns(l->columns[c].name);
    }
}

static double value_of(const layout *l, const column *c, const gvc_rows *rows)
{
    return gvc_result_values(l->result, c->index)[rows->cell];
}

static void widen(column *c, int width)
{
    c->width = width > c->width ? width : c->width;
}

/* First walk: sizes of numbers and labels in the shown rows, number of all rows. */
static void measure_values(layout *l, gvc_rows *rows)
{
    gvc_idx most = l->options->max_rows;
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
        bool share = gvc_same(gvc_result_term(l->result, c->index)->units, "1");
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
            widen(c, (int)gvc_cell_print(text, value_of(l, c, rows), c->style));
        }
    }
    int width = l->options->width > 0 ? l->options->width : WIDTH;
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
            gvc_cell_print(text, value_of(l, c, rows), c->style);
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
    if (l->count > l->fitting) {
        gvc_output_number(out, (double)(l->count - l->fitting));
        gvc_output_text(out, l->count - l->fitting == 1 ? " more column:" : " more columns:");
        for (gvc_idx i = l->fitting; i < l->count; i++) {
            gvc_output_text(out, " ");
            gvc_put_visible(out, l->columns[i].name);
        }
        gvc_output_text(out, "; see --terms or -o FILE.csv\n");
    }
}

static gvc_status write_table(gvc_ctx *ctx, const gvc_result *r, gvc_output *out,
                              const gvc_write_options *options)
{
    layout l = {.result = r, .options = options};
    size_t columns = (size_t)(gvc_result_ndims(r) + gvc_result_nterms(r));
    gvc_rows rows = {0};
    l.columns = gvc_calloc(columns, sizeof *l.columns);
    gvc_status s = l.columns == NULL ? gvc_fail_memory(ctx, columns * sizeof *l.columns, "a table")
                                     : gvc_rows_start(ctx, &rows, r);
    if (s != GVC_OK) {
        goto done;
    }
    choose_columns(&l);
    measure_values(&l, &rows);
    measure_widths(&l, &rows);
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
done:
    gvc_rows_end(&rows);
    gvc_release(l.columns);
    return s;
}

const gvc_writer gvc_writer_table = {
    .info = {"table", "a table for the terminal, rounded and cut to the width",
             "Numbers are rounded to about six digits and have thousands separators, shares are in "
             "per cent, '-' is undefined. Rows and columns that do not fit are counted in a last "
             "line. To go on computing take csv, json or h5, which have all digits.",
             ""},
    .text = write_table,
};
