/* satellite.h - accounts that go with a table and come in a file of their own */
#ifndef GVC_IO_SATELLITE_H
#define GVC_IO_SATELLITE_H

#include "base/base.h"

#include <gvc/table.h>

/* Adds the accounts of a CSV file to a table whose matrices are there. Header: the first column
 * names the account, a column "unit" (if any) its unit, every other column is an industry or a
 * final-use column by its label, in any order; a row an account. An industry without a column is an
 * error, as is an empty cell: what is missing is not zero, unless missing_is_zero says so, and then
 * the notes of the table do too. A column without an industry is an error in any case. Final use
 * may be left out. Errors name file, line and column. */
gvc_status gvc_satellite_read(gvc_ctx *ctx, gvc_builder *b, const char *path, bool missing_is_zero);

#endif
