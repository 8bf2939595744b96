/* satellite.h - accounts that go with a table and come in a file of their own */
#ifndef GVC_IO_SATELLITE_H
#define GVC_IO_SATELLITE_H

#include "base/base.h"

#include <gvc/table.h>

/* Adds the accounts of a CSV file to a table whose matrices are there. Two layouts, in any order:
 * wide, a row an account: the first column names it, a column "unit" (if any) its unit, every other
 * column is an industry or a final-use column by its label; long, a row an industry: columns
 * "country" and "sector" (or a category of final use), or "industry", then an account each, its
 * unit in brackets behind its name, "jobs (thousand)". An industry that the file lacks is an error,
 * as is an empty cell: what is missing is not zero, unless missing_is_zero says so, and then the
 * notes of the table do too. What is no industry of the table is an error in any case. Final use
 * may be left out. Errors say "reading FILE", with line and column. */
gvc_status gvc_satellite_read(gvc_ctx *ctx, gvc_builder *b, const char *path, bool missing_is_zero);

#endif
