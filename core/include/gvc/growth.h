/* gvc/growth.h - the tables that growth accounting compares (gvc_measure, method "growth")
 *
 * Dietzenbacher and Los (1998), Structural decomposition techniques: sense and sensitivity,
 * Economic Systems Research 10(4), 307-324: the mean over all orders of the factors. */
#ifndef GVC_GROWTH_TABLES_H
#define GVC_GROWTH_TABLES_H

#include <gvc/table.h>

/* Puts tables into the order in which growth chains them: by year, and of one year the table in
 * prices of the year before ahead of the one in current prices. The last one is then the table to
 * be measured, the others are options.others. *count becomes less where the last one says nothing:
 * current prices of a year that is there in prices of the year before. Borrowed.
 * GVC_EARG: fewer than two tables, one without a year, two of the same year and prices. */
GVC_API gvc_status gvc_growth_arrange(gvc_ctx *ctx, const gvc_table **tables, gvc_idx *count);

#endif
