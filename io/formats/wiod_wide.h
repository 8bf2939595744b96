/* wiod_wide.h - the sheet of WIOD's release of 2016 as a data frame, whatever container it is in
 *
 * Five variables label the rows: code, description, country, number, year. The others are columns
 * of the table, named by the country and number that the rows have too ("AUS1"); numbers without a
 * row are final use (57 to 61), and TOT is output. */
#ifndef GVC_IO_WIOD_WIDE_H
#define GVC_IO_WIOD_WIDE_H

#include "format.h"

typedef struct gvc_wide gvc_wide;

enum {
    GVC_WIDE_CODE,
    GVC_WIDE_DESCRIPTION,
    GVC_WIDE_COUNTRY,
    GVC_WIDE_NUMBER,
    GVC_WIDE_YEAR,
    GVC_WIDE_LABELS
};

/* Which of the five a variable is, by its name; -1 = a column of the table. */
int gvc_wide_label(const char *name);
/* Code, country and number are among variables whose labels are in `at` (-1 = absent)? */
bool gvc_wide_is(const gvc_idx at[GVC_WIDE_LABELS]);

/* The year that row r of the frame says; text NULL = the frame has none, *year 0. */
gvc_status gvc_wide_year(gvc_ctx *ctx, gvc_idx r, const char *text, int *year);

gvc_status gvc_wide_new(gvc_ctx *ctx, gvc_wide **out);
void gvc_wide_free(gvc_wide *w); /* NULL is fine */
/* The next row of the frame: texts of its five labels, NULL where the frame has none. Copied. */
gvc_status gvc_wide_row(gvc_ctx *ctx, gvc_wide *w, const char *const labels[GVC_WIDE_LABELS]);
/* All rows are there, and the names of the other variables: chooses the year, names labels in the
 * builder, allocates. `name`: of the file, for messages. */
gvc_status gvc_wide_open(gvc_ctx *ctx, gvc_wide *w, gvc_builder *b, const char *const *columns,
                         gvc_idx count, const gvc_read_options *options, const char *name);
gvc_idx gvc_wide_rows(const gvc_wide *w);
/* Row of the frame and one of the columns. Those of other years are passed over. */
gvc_status gvc_wide_put(gvc_ctx *ctx, gvc_wide *w, gvc_idx row, gvc_idx column, double value,
                        bool missing);
gvc_status gvc_wide_close(gvc_ctx *ctx, gvc_wide *w);

#endif
