/* xlsx.h - what the files of the Excel writer share: a workbook that libxlsxwriter fills row by row
 */
#ifndef GVC_IO_XLSX_H
#define GVC_IO_XLSX_H

#include <locale.h>
#include <xlsxwriter.h>

#include "writer.h"

typedef enum gvc_xlsx_format {
    GVC_XLSX_PLAIN,
    GVC_XLSX_KEY, /* whole numbers without separators: years, ranks */
    GVC_XLSX_HEAD,
    GVC_XLSX_TITLE,
    GVC_XLSX_WRAP,
    GVC_XLSX_LARGE,    /* by size, see gvc_xlsx_format_of */
    GVC_XLSX_SMALL,    /* below 10 */
    GVC_XLSX_TINY,     /* below 0.0001 */
    GVC_XLSX_FRACTION, /* unit "1": shown as per cent */
    GVC_XLSX_PERCENT,  /* unit "%": per cent already */
    GVC_XLSX_FORMATS
} gvc_xlsx_format;

typedef struct gvc_xlsx {
    gvc_ctx *ctx;
    lxw_workbook *book;
    lxw_worksheet *sheet; /* the one being filled; NULL before the first */
    lxw_format *formats[GVC_XLSX_FORMATS];
    locale_t plain; /* with a dot in numbers, whatever the program's locale */
    char *part, *folder;
    gvc_write_options options;
    gvc_idx cells; /* written so far, on all sheets */
    gvc_text text; /* of a cell, made fit */
    gvc_status status;
    /* Sheets of rows: */
    gvc_idx keys, terms;
    gvc_idx years;      /* dimension that makes a sheet of every label, -1: one sheet, "data" */
    int32_t year;       /* of the sheet */
    gvc_idx most;       /* rows of a sheet, the header too */
    gvc_idx row, count; /* next row of the sheet; sheets of this year */
    double *widths;     /* of the key columns */
} gvc_xlsx;

/* Cells of the sheet being filled, in the order of rows and columns; an empty text and an undefined
 * number are no cell, an infinite one is the text that it is in CSV. What fails is in x->status. */
void gvc_xlsx_text(gvc_xlsx *x, gvc_idx row, gvc_idx column, const char *text,
                   gvc_xlsx_format format);
void gvc_xlsx_number(gvc_xlsx *x, gvc_idx row, gvc_idx column, double number,
                     gvc_xlsx_format format);
/* How a number of this unit looks. */
gvc_xlsx_format gvc_xlsx_format_of(const char *units, double number);
/* A sheet of this name, which Excel must allow and no other sheet has. */
void gvc_xlsx_add_sheet(gvc_xlsx *x, const char *name);

/* xlsx_sheet.c: widths of the key columns, from the frame; the rows of a piece, on one sheet or
 * a sheet a year, on a further sheet where one is full; then what a sheet with rows gets
 * at its end. */
void gvc_xlsx_measure(gvc_xlsx *x, const gvc_result *frame);
void gvc_xlsx_rows(gvc_xlsx *x, const gvc_result *piece);
void gvc_xlsx_end_rows(gvc_xlsx *x, const gvc_result *frame);

/* xlsx_about.c: the sheet that explains the columns and holds the attributes. */
void gvc_xlsx_about(gvc_xlsx *x, const gvc_result *frame);

/* xlsx_check.c: libxlsxwriter does not notice when its temporary files are cut because the disk is
 * full. GVC_EIO where one was, or where there is no room to put them together. */
gvc_status gvc_xlsx_check_room(gvc_ctx *ctx, const gvc_xlsx *x);
/* Reads the finished file: all parts are XML, and the sheets have so many cells in all. */
gvc_status gvc_xlsx_check_file(gvc_ctx *ctx, const char *path, gvc_idx cells);

#endif
