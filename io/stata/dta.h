/* dta.h - a Stata file (.dta), through ReadStat: its variables, then its values row by row
 *
 * ReadStat wants to seek, our streams only go forward: going back starts the stream anew, which it
 * does once or twice a file. So nothing is unpacked into memory, whatever the size of the file. */
#ifndef GVC_IO_STATA_DTA_H
#define GVC_IO_STATA_DTA_H

#include "base/base.h"
#include "source.h"

/* More variables than any Stata allows. */
enum { GVC_DTA_MOST_VARIABLES = 120000 };

typedef struct gvc_dta_variable {
    char *name;
    bool text;
    bool single; /* numbers of 32 bits: about seven digits */
} gvc_dta_variable;

typedef struct gvc_dta {
    gvc_dta_variable *variables;
    gvc_idx count, rows;
    gvc_source *source; /* borrowed */
} gvc_dta;

/* Does a file begin as Stata writes, versions 4 to 18? */
bool gvc_dta_is(const unsigned char *head, size_t length);
/* Errors do not name the file. *out is yours; the source is used as long as it lives. */
gvc_status gvc_dta_open(gvc_ctx *ctx, gvc_dta **out, gvc_source *source);
void gvc_dta_close(gvc_dta *d); /* NULL is fine */
/* Position of a variable, letters in any case; -1 if absent. */
gvc_idx gvc_dta_find(const gvc_dta *d, const char *name);
/* "9680 rows and 5 variables (exporter, importer, ...)" */
void gvc_dta_describe(const gvc_dta *d, gvc_text *out);

/* A value of a variable that is wanted: text, or a number (missing: Stata's "."). Rows come in
 * order, and within a row variables in theirs. */
typedef gvc_status gvc_dta_take(gvc_ctx *ctx, void *user, gvc_idx row, gvc_idx variable,
                                const char *text, double number, bool missing);
/* wanted: one for each variable. */
gvc_status gvc_dta_stream(gvc_ctx *ctx, const gvc_dta *d, const bool *wanted, gvc_dta_take *take,
                          void *user);

#endif
