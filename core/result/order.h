/* order.h - another order of rows than that of the keys, for those who write a list of them */
#ifndef GVC_RESULT_ORDER_H
#define GVC_RESULT_ORDER_H

#include <gvc/result.h>

#include "base/base.h"

/* From now on the rows of r are listed by the value of a term (NULL: the first one), the largest
 * first or, ascending, the smallest; undefined ones come last, equal ones stay in order. top: so
 * many of them, 0 = all. GVC_EUNKNOWN with near terms. */
gvc_status gvc_result_sort(gvc_ctx *ctx, gvc_result *r, const char *term, bool ascending,
                           gvc_idx top);
/* The cells listed, *count of the *all rows there are; NULL: in the order of the keys. Borrowed. */
const gvc_idx *gvc_result_order(const gvc_result *r, gvc_idx *count, gvc_idx *all);

#endif
