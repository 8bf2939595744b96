/* xlsx_sheet.c - sheets of rows: header, rows, filters */
#include <stdio.h>
#include <string.h>

#include "writers/caption.h"
#include "writers/rows.h"
#include "writers/xlsx.h"

/* Width of a column in characters; NAME: room for the button of the filter beside the name. */
enum { NARROW = 8, NUMBER = 12, WIDE = 40, BUTTON = 3 };

static double width_for(int characters, int least)
{
    return characters < least ? least : characters > WIDE ? WIDE : characters;
}

void gvc_xlsx_measure(gvc_xlsx *x, const gvc_result *frame)
{
    for (gvc_idx d = 0; d < x->keys; d++) {
        int longest = gvc_text_columns(gvc_result_dim(frame, d)) + BUTTON;
        for (gvc_idx i = 0; i < gvc_result_extent(frame, d); i++) {
            int columns = gvc_text_columns(gvc_result_label(frame, d, i)) + 1;
            longest = columns > longest ? columns : longest;
        }
        x->widths[d] = width_for(longest, NARROW);
    }
}

static void put_header(gvc_xlsx *x, const gvc_result *r)
{
    for (gvc_idx c = 0; c < x->keys + x->terms; c++) {
        bool key = c < x->keys;
        const char *name = key ? gvc_result_dim(r, c) : gvc_result_term(r, c - x->keys)->name;
        double width = key ? x->widths[c] : width_for((int)strlen(name) + BUTTON, NUMBER);
        gvc_xlsx_text(x, 0, c, name, GVC_XLSX_HEAD);
        if (x->status == GVC_OK && worksheet_set_column(x->sheet, (lxw_col_t)c, (lxw_col_t)c, width,
                                                        NULL) != LXW_NO_ERROR) {
            x->status = gvc_fail_memory(x->ctx, sizeof(double), "a column");
        }
    }
}

/* The next sheet, of a year or, with NULL, of the whole result. */
static void start_sheet(gvc_xlsx *x, const gvc_result *r, const char *year)
{
    char name[LXW_SHEETNAME_MAX + 1];
    int length = snprintf(name, sizeof name, "%s", year == NULL ? "data" : year);
    x->count++;
    if (x->count > 1) {
        snprintf(name + length, sizeof name - (size_t)length, " (%lld)", (long long)x->count);
    }
    gvc_xlsx_add_sheet(x, name);
    x->row = 1;
    if (x->status == GVC_OK) {
        put_header(x, r);
        worksheet_freeze_panes(x->sheet, 1, (lxw_col_t)x->keys);
    }
}

static void end_sheet(gvc_xlsx *x)
{
    if (x->status == GVC_OK && x->row > 1) {
        worksheet_autofilter(x->sheet, 0, 0, (lxw_row_t)(x->row - 1),
                             (lxw_col_t)(x->keys + x->terms - 1));
    }
}

/* The sheet that the row belongs to has room for it. */
static void find_sheet(gvc_xlsx *x, const gvc_rows *rows)
{
    const gvc_result *r = rows->result;
    int32_t year = x->years < 0 ? 0 : gvc_result_number(r, x->years, rows->positions[x->years]);
    bool other = x->sheet == NULL || year != x->year;
    if (!other && x->row < x->most) {
        return;
    }
    if (x->sheet != NULL) {
        end_sheet(x);
    }
    x->count = other ? 0 : x->count;
    x->year = year;
    start_sheet(x, r, x->years < 0 ? NULL : gvc_rows_label(rows, x->years));
}

static void put_row(gvc_xlsx *x, const gvc_rows *rows)
{
    const gvc_result *r = rows->result;
    for (gvc_idx d = 0; d < x->keys; d++) {
        const char *label = gvc_rows_label(rows, d);
        if (label != NULL && gvc_result_is_integer(r, d)) {
            gvc_xlsx_number(x, x->row, d, gvc_result_number(r, d, rows->positions[d]),
                            GVC_XLSX_KEY);
        } else {
            gvc_xlsx_text(x, x->row, d, label, GVC_XLSX_PLAIN);
        }
    }
    for (gvc_idx k = 0; k < x->terms; k++) {
        double number = gvc_result_values(r, k)[rows->cell];
        gvc_xlsx_number(x, x->row, x->keys + k, number,
                        gvc_xlsx_format_of(gvc_result_term(r, k)->units, number));
    }
    x->row++;
}

void gvc_xlsx_rows(gvc_xlsx *x, const gvc_result *piece)
{
    gvc_rows rows;
    gvc_status s = gvc_rows_start(x->ctx, &rows, piece);
    x->status = x->status == GVC_OK ? s : x->status;
    while (x->status == GVC_OK && gvc_rows_next(&rows)) {
        find_sheet(x, &rows);
        if (x->status == GVC_OK) {
            put_row(x, &rows);
        }
        if (x->status == GVC_OK && x->row % 4096 == 0) {
            s = ferror(x->sheet->optimize_tmpfile) ? gvc_xlsx_check_room(x->ctx, x)
                                                   : gvc_progress(x->ctx, "writing", 0, 0);
            x->status = s;
        }
    }
    gvc_rows_end(&rows);
}

void gvc_xlsx_end_rows(gvc_xlsx *x, const gvc_result *frame)
{
    if (x->sheet == NULL) {
        start_sheet(x, frame, NULL); /* no rows, but the header all the same */
    }
    end_sheet(x);
}
