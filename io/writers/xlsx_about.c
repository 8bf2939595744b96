/* xlsx_about.c - the last sheet: what the columns are, and how the result was made */
#include <string.h>

#include "root.h"
#include "writers/xlsx.h"

enum { NAME, LONG_NAME, UNIT, FORMULA, SUMS, COLUMNS };

static void set_widths(gvc_xlsx *x)
{
    static const double widths[COLUMNS] = {
        [NAME] = 22, [LONG_NAME] = 70, [UNIT] = 28, [FORMULA] = 40, [SUMS] = 14};
    for (int c = 0; c < COLUMNS && x->status == GVC_OK; c++) {
        if (worksheet_set_column(x->sheet, (lxw_col_t)c, (lxw_col_t)c, widths[c], NULL) !=
            LXW_NO_ERROR) {
            x->status = gvc_fail_memory(x->ctx, sizeof widths, "a column");
        }
    }
}

static void put_line(gvc_xlsx *x, const char *const texts[COLUMNS], gvc_xlsx_format format)
{
    for (int c = 0; c < COLUMNS; c++) {
        gvc_xlsx_text(x, x->row, c, texts[c], format);
    }
    x->row++;
}

static void put_columns(gvc_xlsx *x, const gvc_result *r)
{
    const char *total = gvc_result_text(r, "identity");
    const char *head[COLUMNS] = {"column", "what it is", "unit", "formula",
                                 total == NULL ? NULL : "part of total"};
    put_line(x, head, GVC_XLSX_HEAD);
    for (gvc_idx d = 0; d < x->keys; d++) {
        const char *kind = gvc_result_is_integer(r, d) ? "key, whole number" : "key, label";
        put_line(x, (const char *[COLUMNS]){gvc_result_dim(r, d), kind}, GVC_XLSX_WRAP);
    }
    for (gvc_idx k = 0; k < x->terms; k++) {
        const gvc_term *term = gvc_result_term(r, k);
        const char *line[COLUMNS] = {term->name, term->long_name, term->units, term->formula,
                                     term->sums ? total : NULL};
        put_line(x, line, GVC_XLSX_WRAP);
    }
}

static void put_attributes(gvc_xlsx *x, const gvc_result *r)
{
    const gvc_root_source root = gvc_root_of_result(r);
    gvc_attributes all = {0};
    gvc_status s = gvc_root_attributes(x->ctx, &all, &root, &x->options);
    x->status = x->status == GVC_OK ? s : x->status;
    put_line(x, (const char *[COLUMNS]){"attribute", "value"}, GVC_XLSX_HEAD);
    for (gvc_idx i = 0; i < all.count && x->status == GVC_OK; i++) {
        const gvc_attribute *a = &all.items[i];
        if (gvc_root_is_layout(a->name)) {
            continue;
        }
        gvc_xlsx_text(x, x->row, NAME, a->name, GVC_XLSX_WRAP);
        if (a->kind == GVC_ATTR_TEXT) {
            gvc_xlsx_text(x, x->row, LONG_NAME, a->text, GVC_XLSX_WRAP);
        } else {
            double number = a->kind == GVC_ATTR_NUMBER ? a->number : (double)a->integer;
            gvc_xlsx_number(x, x->row, LONG_NAME, number, GVC_XLSX_WRAP);
        }
        x->row++;
    }
    gvc_attributes_free(&all);
}

void gvc_xlsx_about(gvc_xlsx *x, const gvc_result *frame)
{
    gvc_xlsx_add_sheet(x, "About");
    if (x->status != GVC_OK) {
        return;
    }
    set_widths(x);
    worksheet_set_landscape(x->sheet);
    worksheet_fit_to_pages(x->sheet, 1, 0);
    const char *title = gvc_result_text(frame, "title");
    gvc_xlsx_text(x, 0, NAME, title == NULL || *title == '\0' ? "Result" : title, GVC_XLSX_TITLE);
    x->row = 2;
    put_columns(x, frame);
    x->row++;
    put_attributes(x, frame);
}
