/* shock_maker.h - shocks out of a file, one field after the other */
#ifndef GVC_IO_SHOCK_MAKER_H
#define GVC_IO_SHOCK_MAKER_H

#include <gvc/scenario.h>

#include "base/base.h"

typedef struct gvc_shock_maker {
    gvc_shock *items;
    gvc_idx count, capacity;
} gvc_shock_maker;

/* Another shock, of which nothing is said yet, from a line of a file. */
gvc_status gvc_shock_next(gvc_ctx *ctx, gvc_shock_maker *m, const char *path, gvc_idx line);
/* Sets one of its lists from "A, B"; an empty text leaves it unsaid. */
gvc_status gvc_shock_set_list(gvc_ctx *ctx, const char *const **to, const char *text);
gvc_status gvc_shock_set_name(gvc_ctx *ctx, gvc_shock_maker *m, const char *name);

#endif
