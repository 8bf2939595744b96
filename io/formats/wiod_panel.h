/* wiod_panel.h - WIOD's release of 2013 as a long panel in Stata: one row a cell, all years */
#ifndef GVC_IO_WIOD_PANEL_H
#define GVC_IO_WIOD_PANEL_H

#include "format.h"
#include "stata/dta.h"

/* row_country, row_item, col_country, col_item and value are among the variables; year may be. */
bool gvc_wiod_panel_is(const gvc_dta *d);
gvc_status gvc_wiod_panel_read(gvc_ctx *ctx, const gvc_dta *d, const gvc_read_options *options,
                               gvc_builder *b, const char *name);

#endif
