/* find.h - a label that somebody names, and what is said where the table does not have it */
#ifndef GVC_TABLE_FIND_H
#define GVC_TABLE_FIND_H

#include <gvc/table.h>

#include "base/base.h"

/* Position of a country, sector or industry; GVC_EUNKNOWN with near labels. what: "--map",
 * "group AB", or NULL. */
gvc_status gvc_table_named(gvc_ctx *ctx, const gvc_table *t, gvc_axis axis, const char *label,
                           const char *what, gvc_idx *out);

/* GVC_ESHAPE where both tables have the text ("units", "prices") and it is not the same. */
gvc_status gvc_table_same_text(gvc_ctx *ctx, const gvc_table *a, const gvc_table *b,
                               const char *key);

#endif
