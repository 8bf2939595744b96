/* sut_csv.h - the pieces of the reader of supply-use tables in labelled texts */
#ifndef GVC_IO_SUT_CSV_H
#define GVC_IO_SUT_CSV_H

#include "format.h"
#include "formats/sut.h"
#include "text/csv.h"

typedef enum gvc_sut_file {
    GVC_SUT_SUPPLY,
    GVC_SUT_USE,
    GVC_SUT_FINAL,
    GVC_SUT_PRIMARY,
    GVC_SUT_FILES
} gvc_sut_file;

/* Labels in the order of the files; position: their places once countries are together. */
typedef struct gvc_sut_axis {
    gvc_labels *labels;
    gvc_idx *country, *position, *offset; /* offset: countries + 1 */
} gvc_sut_axis;

typedef struct gvc_sut {
    gvc_ctx *ctx;
    gvc_files *files;
    gvc_idx at[GVC_SUT_FILES]; /* -1 = none */
    gvc_labels *countries;
    gvc_sut_axis industries, products;
    gvc_labels *uses, *rows; /* columns of final use, primary rows */
    gvc_labels *totals;      /* rows and columns that were left out */
    gvc_idx blanks;
    double *make; /* blocks of supply, one country after the other */
    gvc_dense use, final_use, primary, primary_use;
} gvc_sut;

/* ---- sut_csv_labels.c ---- */
/* All labels of all files. */
gvc_status gvc_sut_read_labels(gvc_sut *s);
void gvc_sut_clear(gvc_sut *s);
/* Length of the country in COUNTRY_ITEM; 0 = there is none. */
size_t gvc_sut_country_length(const char *label);
gvc_idx gvc_sut_products(const gvc_sut *s);
gvc_idx gvc_sut_industries(const gvc_sut *s);

/* ---- sut_csv_cells.c ---- */
/* Every cell; the matrices have memory. */
gvc_status gvc_sut_read_cells(gvc_sut *s);

#endif
