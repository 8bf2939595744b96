/* sheet_facts.h - year, prices and unit out of the title of a sheet or the name of a file */
#ifndef GVC_IO_SHEET_FACTS_H
#define GVC_IO_SHEET_FACTS_H

#include "format.h"

/* Holds the word, letters in any case. */
bool gvc_sheet_facts_has(const char *text, const char *word);
/* The first number of four digits 1900 .. 2100 that is no base year ("constant 2010"); 0 = none. */
int gvc_sheet_facts_year(const char *text);
/* The year of the title, else of the name of the sheet; *from says which. 0 = none. */
int gvc_sheet_facts_stated(const char *title, const char *sheet, const char **from);
/* "previous year", "constant 2010", "current", into out; false where the text says nothing. */
bool gvc_sheet_facts_prices(const char *text, char *out, size_t size);
/* "million USD" of "(millions of US$)", into out; false where the text says nothing. */
bool gvc_sheet_facts_units(const char *text, char *out, size_t size);

/* What title (lines) and name of the sheet say, else the name of the file; units that are nowhere
 * are million USD, as the providers of these workbooks document. */
gvc_status gvc_sheet_facts_set(gvc_ctx *ctx, const gvc_input *in, const gvc_read_options *options,
                               const char *title, const char *sheet, gvc_builder *b);

#endif
