/* check_cells.c - cells below zero and where, final use of no country, and how much of final use is
 * bought at home */
#include "methods/check.h"

#include <math.h>
#include <string.h>
#include <strings.h>

/* CELLS: named of each matrix. Below the share of final use bought at home, columns are probably
 * not those of the countries that their labels say. */
enum { CELLS = 5 };
static const double home_warning = 0.3;

/* Categories whose cells may well be below zero, as the sources call them. */
static bool may_be_negative(const gvc_table *t, gvc_idx category)
{
    static const char *const codes[] = {"INV", "INVNT", "INVEN", "DINV",  "P52",
                                        "P5M", "P53",   "c41",   "I_CHIN"};
    const char *code = gvc_table_label(t, GVC_CATEGORY, category);
    const char *name = gvc_table_name(t, GVC_CATEGORY, category);
    for (size_t k = 0; k < sizeof codes / sizeof *codes; k++) {
        if (strcasecmp(codes[k], code) == 0) {
            return true;
        }
    }
    static const char *const words[] = {"nventor", "tocks", "aluables"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        if (strstr(code, words[k]) != NULL || (name != NULL && strstr(name, words[k]) != NULL)) {
            return true;
        }
    }
    return false;
}

typedef struct negatives {
    gvc_idx count, elsewhere; /* elsewhere: not in inventories */
    double sum;
    bool parted; /* is there a category of inventories? */
} negatives;

static negatives count_z(const gvc_table *t)
{
    const gvc_dense *z = gvc_table_z(t);
    negatives found = {0};
    for (gvc_idx i = 0; i < z->rows; i++) {
        for (gvc_idx j = 0; j < z->cols; j++) {
            double cell = z->data[i * z->stride + j];
            found.count += cell < 0;
            found.sum += cell < 0 ? cell : 0;
        }
    }
    return found;
}

static negatives count_y(const gvc_table *t)
{
    const gvc_dense *y = gvc_table_y(t);
    negatives found = {0};
    for (gvc_idx j = 0; j < y->cols; j++) {
        bool inventories = may_be_negative(t, gvc_table_category_of(t, j));
        found.parted = found.parted || inventories;
        for (gvc_idx i = 0; i < y->rows; i++) {
            double cell = y->data[i * y->stride + j];
            found.count += cell < 0;
            found.elsewhere += cell < 0 && !inventories;
            found.sum += cell < 0 ? cell : 0;
        }
    }
    return found;
}

/* "GRC_c2 -> RoW_INV -1558", a line each. */
static gvc_status add_worst(gvc_checker *c, gvc_axis columns, const char *name, const char *title)
{
    gvc_table_cell cells[CELLS];
    gvc_idx count = 0;
    gvc_text text = {0};
    double none = (double)NAN;
    gvc_status s = gvc_table_worst_cells(c->ctx, c->t, columns, CELLS, cells, &count);
    if (s != GVC_OK || count == 0) {
        return s;
    }
    for (gvc_idx i = 0; i < count; i++) {
        gvc_text_addf(&text, "%s%s -> %s %g", i == 0 ? "" : "\n",
                      gvc_table_label(c->t, GVC_INDUSTRY, cells[i].row),
                      gvc_table_label(c->t, columns, cells[i].col), cells[i].value);
    }
    return gvc_check_add(
        c, (gvc_finding){name, title, GVC_CHECK_FINE, cells[0].value, none, none, NULL}, &text);
}

static gvc_status check_negatives(gvc_checker *c)
{
    negatives z = count_z(c->t), y = count_y(c->t);
    double none = (double)NAN;
    gvc_text text = {0};
    gvc_finding f = {"negative_intermediate_use",
                     "negative cells",
                     z.count > 0 ? GVC_CHECK_WARNING : GVC_CHECK_FINE,
                     (double)z.count,
                     0,
                     none,
                     NULL};
    gvc_text_addf(&text, "%lld in intermediate use", (long long)z.count);
    if (z.count > 0) {
        gvc_text_addf(&text, ", %g together", z.sum);
    }
    gvc_status s = gvc_check_add(c, f, &text);
    if (s == GVC_OK) {
        s = add_worst(c, GVC_INDUSTRY, "worst_intermediate_use", "negative cells");
    }
    f = (gvc_finding){"negative_final_use",
                      "negative cells",
                      y.elsewhere > 0 && y.parted ? GVC_CHECK_WARNING : GVC_CHECK_FINE,
                      (double)y.elsewhere,
                      y.parted ? 0 : none,
                      none,
                      NULL};
    gvc_text_addf(&text, "%lld in final use", (long long)y.count);
    if (y.count > 0) {
        gvc_text_addf(&text, ", %g together", y.sum);
    }
    if (y.count > 0 && y.parted) {
        gvc_text_addf(&text, ", %lld outside inventories", (long long)y.elsewhere);
    }
    if (s == GVC_OK) {
        s = gvc_check_add(c, f, &text);
    }
    gvc_text_free(&text);
    return s == GVC_OK ? add_worst(c, GVC_FINAL_USE, "worst_final_use", "negative cells") : s;
}

/* Columns that no decomposition counts. */
static gvc_status check_homeless(gvc_checker *c)
{
    gvc_idx count = 0;
    double none = (double)NAN;
    gvc_text text = {0};
    for (gvc_idx i = 0; i < gvc_table_count(c->t, GVC_FINAL_USE); i++) {
        count += gvc_table_country_of(c->t, GVC_FINAL_USE, i) < 0;
    }
    if (count == 0) {
        return GVC_OK;
    }
    gvc_text_addf(&text, "%lld column%s of no country, which measures leave out", (long long)count,
                  count == 1 ? "" : "s");
    return gvc_check_add(c,
                         (gvc_finding){"final_use_of_no_country", "final use", GVC_CHECK_FINE,
                                       (double)count, none, none, NULL},
                         &text);
}

static gvc_status check_home(gvc_checker *c)
{
    const gvc_dense *y = gvc_table_y(c->t);
    double home = 0, all = 0, none = (double)NAN;
    for (gvc_idx i = 0; i < y->rows; i++) {
        gvc_idx seller = gvc_table_country_of(c->t, GVC_INDUSTRY, i);
        for (gvc_idx j = 0; j < y->cols; j++) {
            gvc_idx buyer = gvc_table_country_of(c->t, GVC_FINAL_USE, j);
            double cell = y->data[i * y->stride + j];
            home += buyer == seller ? cell : 0;
            all += buyer >= 0 ? cell : 0;
        }
    }
    gvc_text text = {0};
    gvc_finding f = {"domestic_final_use",
                     "bought at home",
                     GVC_CHECK_FINE,
                     all > 0 ? home / all : none,
                     home_warning,
                     none,
                     NULL};
    if (!(all > 0)) {
        gvc_text_addf(&text, "no final use to speak of");
        return gvc_check_add(c, f, &text);
    }
    gvc_text_addf(&text, "%.3g of final use", f.value);
    if (f.value < home_warning) {
        f.level = GVC_CHECK_WARNING;
        gvc_text_addf(&text,
                      ": labels or the order of the columns of final use are probably wrong");
    }
    return gvc_check_add(c, f, &text);
}

gvc_status gvc_check_cells(gvc_checker *c)
{
    gvc_status s = check_homeless(c);
    if (s == GVC_OK) {
        s = check_home(c);
    }
    return s == GVC_OK ? check_negatives(c) : s;
}
