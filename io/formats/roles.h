/* roles.h - what a row below a published table is, by the name that its source gives it */
#ifndef GVC_IO_ROLES_H
#define GVC_IO_ROLES_H

#include <gvc/table.h>

/* Taxes less subsidies on products (TLS, AUS_TAXSUB, TXSP, r99, D21X31), adjustments (margins,
 * cif/fob, purchases abroad), else value added; *known: the name is in one of the lists. */
gvc_role gvc_role_of(const char *label, bool *known);
/* A row of what industries buy in all: r60, II_fob, xII. Never a primary input. */
bool gvc_is_inputs_label(const char *label);
/* A row or column of totals of the whole table: OUT, OUTPUT, TOTAL, GO, r69. */
bool gvc_is_output_label(const char *label);

#endif
