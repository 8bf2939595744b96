/* coded_sheet.h - the layout that WIOD and ADB share: above the cells rows with the name, the
 * region and the code (c1, c2, ...) of each column, before them the same of each row, totals at the
 * ends
 *
 * The row of codes is looked for, not counted; above the names a row of sector codes may stand
 * (AtB; A01), and in the first columns the title of the sheet, its prices and its unit. */
#ifndef GVC_IO_CODED_SHEET_H
#define GVC_IO_CODED_SHEET_H

#include "format.h"
#include "formats/sheet.h"

typedef struct gvc_coded_sheet {
    gvc_idx sheet;
    gvc_idx header, labels;        /* rows above the cells, columns before them */
    gvc_idx codes, regions, names; /* rows of the header */
    gvc_idx sectors;               /* the row of sector codes, -1 = none */
    char *title;                   /* texts before the header cells, one after the other */
} gvc_coded_sheet;

/* How sure it is that this is a workbook of that layout: 90 where the first sheet that has it, its
 * title or its name, holds one of `words` (NULL-ended), else what `otherwise` says of the
 * layout; 1 for a workbook that cannot be read, so that reading it says why. */
int gvc_coded_sheet_score(gvc_ctx *ctx, gvc_input *in, const char *const *words,
                          int (*otherwise)(const gvc_coded_sheet *c));
/* The first sheet that has the layout; an error where none does. */
gvc_status gvc_coded_sheet_find(gvc_ctx *ctx, gvc_input *in, const gvc_book **book,
                                gvc_coded_sheet *out);
void gvc_coded_sheet_clear(gvc_coded_sheet *c);

/* The whole table: labels, cells, year, prices and unit as sheet and file say. */
gvc_status gvc_coded_sheet_read(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                                gvc_builder *b);

/* The year that title or name of the sheet says, as it is read. */
gvc_status gvc_coded_sheet_years(gvc_ctx *ctx, gvc_input *in, gvc_year_list *out);

/* Workbooks of a set: base names that begin with `start`, then have a year of four digits, or two
 * where short_years ("WIOT95_ROW_Apr12.xlsx"), and end like a workbook. */
gvc_status gvc_coded_sheet_set(gvc_ctx *ctx, gvc_input *in, const char *start, bool short_years,
                               gvc_finds *out);

#endif
