/* oecd_va.h - value added that is published with and without taxes on products */
#ifndef GVC_IO_OECD_VA_H
#define GVC_IO_OECD_VA_H

#include <gvc/io.h>

#include "base/base.h"

/* A vector that may be value added, or NULL; its name in notes. */
typedef struct gvc_oecd_va {
    const char *name;
    const double *values;
} gvc_oecd_va;

/* Adds the rows VA and, where it is known, TLS to a table that is filled: which of the vectors
 * holds the taxes on products is told by comparing with output less inputs, and noted. `rows`: the
 * labels that the vectors go by; tls: NULL where no file states it. */
gvc_status gvc_oecd_value_added(gvc_ctx *ctx, gvc_builder *b, const gvc_labels *rows,
                                const gvc_oecd_va *vectors, gvc_idx count, const double *tls);

#endif
