/* wide.h - a small sheet as WIOD's release of 2016 has it, for tests that write it as R or Stata do
 *
 * Countries AUS and ROW, sectors A01 and B; final use 57 (CONS_h) and 61 (INVEN). */
#ifndef GVC_TESTS_WIDE_H
#define GVC_TESTS_WIDE_H

#include <expect.h>

enum { WIDE_ROWS = 8, WIDE_COLUMNS = 9, WIDE_N = 4, WIDE_F = 4 };

static const char *const wide_codes[WIDE_ROWS] = {"A01",    "B",    "A01", "B",
                                                  "II_fob", "TXSP", "VA",  "GO"};
static const char *const wide_names[WIDE_ROWS] = {"Crops", "Mining", "Crops",       "Mining",
                                                  "Total", "Taxes",  "Value added", "Output"};
static const char *const wide_countries[WIDE_ROWS] = {"AUS", "AUS", "ROW", "ROW",
                                                      "TOT", "TOT", "TOT", "TOT"};
static const int wide_numbers[WIDE_ROWS] = {1, 4, 1, 4, 65, 66, 70, 73};
static const char *const wide_columns[WIDE_COLUMNS] = {"AUS1",  "AUS4",  "ROW1",  "ROW4", "AUS57",
                                                       "AUS61", "ROW57", "ROW61", "TOT"};

/* A cell: Z is 10 i + j + 0.5, Y is 40 + i - 3 k; the rows below and the last column follow. */
static inline double wide_cell(int row, int column)
{
    if (row < WIDE_N && column < WIDE_N) {
        return 10 * row + column + 0.5;
    }
    if (row < WIDE_N && column < WIDE_N + WIDE_F) {
        return 40 + row - 3 * (column - WIDE_N);
    }
    double inputs = 0, sales = 0;
    for (int k = 0; k < WIDE_N + WIDE_F; k++) {
        sales += row < WIDE_N ? wide_cell(row, k) : column < WIDE_N ? wide_cell(column, k) : 0;
    }
    for (int i = 0; i < WIDE_N; i++) {
        inputs += column < WIDE_N ? wide_cell(i, column) : 0;
    }
    const double below[] = {inputs, 2, sales - inputs - 2, sales};
    return row < WIDE_N ? sales : column < WIDE_N ? below[row - WIDE_N] : 0;
}

/* The table that the sheet is. */
static inline void wide_expect(const gvc_table *t)
{
    static const char *const labels[] = {"AUS_A01", "AUS_B", "ROW_A01", "ROW_B"};
    static const char *const uses[] = {"AUS_CONS_h", "AUS_INVEN", "ROW_CONS_h", "ROW_INVEN"};
    cr_assert_eq(gvc_table_count(t, GVC_INDUSTRY), WIDE_N);
    cr_assert_eq(gvc_table_count(t, GVC_FINAL_USE), WIDE_F);
    cr_assert_eq(gvc_table_count(t, GVC_VALUE_ADDED), 2);
    for (int i = 0; i < WIDE_N; i++) {
        gvc_idx at = gvc_table_find(t, GVC_INDUSTRY, labels[i]);
        cr_assert(at >= 0, "%s", labels[i]);
        for (int j = 0; j < WIDE_N; j++) {
            const gvc_dense *z = gvc_table_z(t), *y = gvc_table_y(t);
            gvc_idx to = gvc_table_find(t, GVC_INDUSTRY, labels[j]);
            gvc_idx use = gvc_table_find(t, GVC_FINAL_USE, uses[j]);
            cr_assert(use >= 0, "%s", uses[j]);
            cr_expect_eq(z->data[at * z->stride + to], wide_cell(i, j));
            cr_expect_eq(y->data[at * y->stride + use], wide_cell(i, WIDE_N + j));
        }
        const gvc_dense *v = gvc_table_v(t);
        cr_expect_eq(gvc_table_x_given(t)[at], wide_cell(i, WIDE_COLUMNS - 1));
        cr_expect_eq(v->data[at], 2);
        cr_expect_eq(v->data[v->stride + at], wide_cell(6, i));
    }
    cr_expect_eq(gvc_table_role(t, 0), GVC_ROLE_TAX);
    cr_expect_str_eq(gvc_table_text(t, "units"), "million USD");
    cr_expect_str_eq(gvc_table_name(t, GVC_SECTOR, 1), "Mining");
    cr_expect_str_eq(gvc_table_name(t, GVC_CATEGORY, gvc_table_find(t, GVC_CATEGORY, "CONS_h")),
                     "Final consumption expenditure by households");
}

#endif
